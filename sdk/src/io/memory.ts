// The memory() IO manager.
import type { IoManager } from "./ioManager.ts";
export function memory(): IoManager {
  return { name: "memory" } as IoManager;
}
