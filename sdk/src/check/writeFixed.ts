// Puts fixed texts on the disk: each file whole or not at all, and only where the disk still holds what was analysed.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fixed } from "./fix.ts";

/** What could not be written, by path: the reason. */
export function writeFixed(root: string, { before, snapshot }: Fixed): ReadonlyMap<string, string> {
  const failed = new Map<string, string>();
  for (const [path, old] of before) {
    const text = snapshot.text(path);
    if (text === undefined || text === old) continue;
    try {
      if (old === undefined) create(join(root, path), text);
      else replace(join(root, path), old, text);
    } catch (error) {
      failed.set(path, error instanceof Error ? error.message : String(error));
    }
  }
  return failed;
}

function create(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: "wx" });
}

function replace(path: string, old: string, text: string): void {
  // A link stays a link.
  const target = realpathSync(path);
  if (!readFileSync(target).equals(Buffer.from(old))) {
    throw new Error("it changed meanwhile, or it is not UTF-8");
  }
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, text, { mode: statSync(target).mode });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
