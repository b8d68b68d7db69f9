// Files that are either there as a whole or not at all: written under a temporary name, flushed to the disk, renamed.
import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";

export const TEMPORARY = ".tmp";

/** Lets `write` fill a file under a temporary name, then puts it in place. Nothing is left behind when it fails. */
export async function writeAtomically(
  path: string,
  write: (temporary: string) => Promise<void> | void,
): Promise<void> {
  const temporary = path + TEMPORARY;
  mkdirSync(dirname(path), { recursive: true });
  try {
    await write(temporary);
    await flush(temporary);
    // The folder is not flushed: a rename that a power failure undoes leaves a version that is not stored, never half of one.
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The same for a small text, at once; not flushed, as it can be made again. */
export function writeTextAtomically(path: string, text: string): void {
  const temporary = `${path}.${process.pid}${TEMPORARY}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Waits without blocking: other assets compute meanwhile. */
async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file's content. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
