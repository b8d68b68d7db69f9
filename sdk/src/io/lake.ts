// The lake() IO manager.
import type { IoManager } from "./ioManager.ts";
export function lake(): IoManager {
  return { name: "lake" } as IoManager;
}
