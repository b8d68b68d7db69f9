// Whether the code of a project is still what was loaded: by the size and time of each file that could be part of it.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { createDiskHost } from "./diskHost.ts";
import { ENV_FILES } from "./envFiles.ts";

/** Changed packages show in these: the files of `node_modules` are not looked at. */
const LOCK_FILES = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/** `others`: files outside of the folder that its code imports, relative to the root. */
export function fingerprintOf(root: string, others: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const path of new Set([...createDiskHost(root).listFiles(), ...ENV_FILES, ...LOCK_FILES, ...others])) {
    const found = statSync(join(root, path), { bigint: true, throwIfNoEntry: false });
    if (found !== undefined) hash.update(`${path}\0${found.size}\0${found.mtimeNs}\0`);
  }
  return hash.digest("hex");
}
