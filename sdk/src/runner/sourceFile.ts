// Where a source's file is, and which version of it: files are the one input that changes without us.
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Source } from "../authoring/definition.ts";
import { scanFile } from "../io/sqlText.ts";
import type { FileVersion } from "../store/store.ts";

/** The data version of a source without a file: nobody can tell whether it changed. */
export const EXTERNAL_VERSION = "external";

export class SourceError extends Error {
  override readonly name = "SourceError";
}

/** Absolute path of the file; null when the source has none. */
export function sourcePath({ key, file }: Pick<Source, "key" | "file">, root: string): string | null {
  if (file === null) return null;
  if (!file.startsWith("npm:")) return resolve(root, file);
  const [, name, inside] = /^npm:((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(file) ?? [];
  if (name === undefined || inside === undefined || inside.split("/").includes("..")) {
    throw new SourceError(
      `Source "${key}": ${JSON.stringify(file)} is not of the form npm:<package>/<path>.`,
    );
  }
  for (let folder = root; ; folder = dirname(folder)) {
    const installed = join(folder, "node_modules", name);
    if (existsSync(installed)) return join(installed, inside);
    if (dirname(folder) === folder) {
      throw new SourceError(
        `Source "${key}": the package "${name}" is not installed; run \`npm install ${name}\`.`,
      );
    }
  }
}

/** SQL that scans the source. */
export function scanSource(source: Source, root: string): string {
  const path = sourcePath(source, root);
  if (path === null) {
    throw new SourceError(`Source "${source.key}" has no \`file\`: there is nothing to read it from.`);
  }
  if (!existsSync(path)) throw new SourceError(`Source "${source.key}": there is no file ${path}.`);
  const scan = scanFile(path);
  if (scan !== null) return scan;
  throw new SourceError(
    `Source "${source.key}": the format of ${path} is not known; parquet, csv, tsv, json and ndjson are.`,
  );
}

export interface FileVersions {
  fileVersion(path: string): FileVersion | undefined;
  putFileVersion(path: string, version: FileVersion): void;
}

/** Hash of the content; read again only when size or time of change differ from `known`. */
export function sourceVersion(source: Source, root: string, known: FileVersions): string {
  const path = sourcePath(source, root);
  if (path === null) return EXTERNAL_VERSION;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return "missing";
  const { size, mtimeMs } = stat;
  const before = known.fileVersion(path);
  if (before?.size === size && before.mtimeMs === mtimeMs) return before.hash;
  const hash = hashSync(path);
  known.putFileVersion(path, { size, mtimeMs, hash });
  return hash;
}

function hashSync(path: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(path, "r");
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}
