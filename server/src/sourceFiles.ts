// Where the file of a source is on this disk, if it is there: as the runner finds it.
import { existsSync } from "node:fs";
import { posix } from "node:path";
import { absoluteIn } from "./paths.ts";

/** `file` as written: relative to the project, or `npm:<package>/<path>`. */
export function findSourceFile(root: string, file: string): string | null {
  const path = file.startsWith("npm:") ? inPackage(root, file) : absoluteIn(root, file);
  return path !== null && existsSync(path) ? path : null;
}

function inPackage(root: string, file: string): string | null {
  const [, name, inside] = /^npm:((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(file) ?? [];
  if (name === undefined || inside === undefined || inside.split("/").includes("..")) return null;
  for (let folder = root; ; folder = posix.dirname(folder)) {
    const installed = posix.join(folder, "node_modules", name);
    if (existsSync(installed)) return posix.join(installed, inside);
    if (posix.dirname(folder) === folder) return null;
  }
}
