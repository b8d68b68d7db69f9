// Where stored versions are: .strataline/lake/<encoded key>/<materialization>.<extension>, in paths relative to the project.
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { TEMPORARY } from "./atomicFile.ts";
import { encodeKey } from "./encodeKey.ts";
import type { Leftovers } from "./ioManager.ts";

const LAKE = ".strataline/lake";

export function locationOf(key: string, materialization: string, extension: string): string {
  return `${LAKE}/${encodeKey(key)}/${materialization}.${extension}`;
}

/** The part of an IO manager that is the same for everything kept in files. */
export const fileStorage = {
  exists: (stored: { readonly location: string }, root: string): boolean =>
    existsSync(join(root, stored.location)),
  remove: (stored: { readonly location: string }, root: string): void =>
    rmSync(join(root, stored.location), { force: true }),
  clean: (root: string, leftovers: Leftovers): void => {
    const inUse = new Set(leftovers.keysInUse.map(encodeKey));
    for (const folder of listFolder(join(root, LAKE))) {
      if (inUse.has(folder)) continue;
      for (const file of listFolder(join(root, LAKE, folder))) {
        const location = `${LAKE}/${folder}/${file}`;
        if (isLeftover(location, root, leftovers)) rmSync(join(root, location), { force: true });
      }
    }
  },
};

/** Half written, or written and never committed. Files from before the interrupted run are not its work. */
function isLeftover(location: string, root: string, { since, isKnown }: Leftovers): boolean {
  if (!location.endsWith(TEMPORARY) && isKnown(location)) return false;
  const stat = statSync(join(root, location), { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs >= since;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
