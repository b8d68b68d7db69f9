// The json() IO manager.
import type { IoManager } from "./ioManager.ts";
export function json(): IoManager {
  return { name: "json" } as IoManager;
}
