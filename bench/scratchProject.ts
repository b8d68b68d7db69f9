// Copies of the examples to measure on, inside the repository so that they find its packages.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export interface ScratchProject extends Disposable {
  readonly folder: string;
}

/**
 * An empty project, or a copy of an example without its state. Removed at the end of the block that `using`s it, or of the
 * process.
 */
export function scratchProject(example?: "aviation" | "quickstart"): ScratchProject {
  const base = join(root, ".cache/bench");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, "project-"));
  if (example !== undefined) {
    cpSync(join(root, "examples", example), folder, {
      recursive: true,
      filter: (path) => !/[\\/](\.strataline|node_modules)$/.test(path),
    });
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  return {
    folder,
    [Symbol.dispose]: () => {
      process.off("exit", remove);
      remove();
    },
  };
}
