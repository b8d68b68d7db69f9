// Where stored versions are: <folder>/<encoded key>/<materialization>.<extension>, in paths relative to the project. The folder is
// .strataline/lake unless the user chose one, in which other files may lie that are not ours.
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import { TEMPORARY } from "./atomicFile.ts";
import { encodeKey } from "./encodeKey.ts";
import type { IoManager, Leftovers } from "./ioManager.ts";

export const LAKE = ".strataline/lake";
/** A materialization's id: its time, and what makes it unique. */
const ID = "\\d{8}T\\d{9}-[0-9a-f]{8}";

export function locationOf(folder: string, key: string, materialization: string, extension: string): string {
  return `${folder}/${encodeKey(key)}/${materialization}.${extension}`;
}

/** A folder that the config names, relative to the project. */
export function projectFolder(manager: string, folder: string): string {
  const plain = normalize(folder).replaceAll("\\", "/").replace(/\/+$/, "");
  if (!isAbsolute(folder) && plain !== "." && plain !== ".." && !plain.startsWith("../")) return plain;
  throw new TypeError(
    `${manager}({ folder: ${JSON.stringify(folder)} }) must name a folder inside of the project.`,
  );
}

export type FileStorage = Required<Pick<IoManager, "exists" | "remove" | "clean">>;

/** The part of an IO manager that is the same for everything kept in files. */
export function fileStorage(folder: string, extension: string): FileStorage {
  const isOurs = new RegExp(`^${ID}\\.${extension}(?:${TEMPORARY.replace(".", "\\.")})?$`);
  return {
    exists: (stored, root) => existsSync(join(root, stored.location)),
    remove: (stored, root) => rmSync(join(root, stored.location), { force: true }),
    clean: (root, leftovers) => {
      const inUse = new Set(leftovers.keysInUse.map(encodeKey));
      for (const name of listFolder(join(root, folder))) {
        if (inUse.has(name)) continue;
        for (const file of listFolder(join(root, folder, name)).filter((file) => isOurs.test(file))) {
          const location = `${folder}/${name}/${file}`;
          if (isLeftover(location, root, leftovers)) rmSync(join(root, location), { force: true });
        }
      }
    },
  };
}

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
