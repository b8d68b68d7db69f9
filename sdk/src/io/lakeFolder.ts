// Where stored versions are: .strataline/lake/<encoded key>/<materialization>.<extension>, in paths relative to the project.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { removeTemporaryFiles } from "./atomicFile.ts";
import { encodeKey } from "./encodeKey.ts";

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
  clean: (root: string, isInUse: (key: string) => boolean): void => {
    removeTemporaryFiles(join(root, LAKE), isInUse);
  },
};
