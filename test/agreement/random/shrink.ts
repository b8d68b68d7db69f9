// Makes a failing project readable: drops files, pieces and lines while it still fails.
import type { ProjectText } from "./draft.ts";
import { CONFIG_PATH } from "./generate.ts";

/** `fails` must be false for a project that cannot be loaded. At most `budget` projects are tried. */
export async function shrink(
  files: ProjectText,
  fails: (files: ProjectText) => Promise<boolean>,
  budget = 400,
): Promise<ProjectText> {
  let left = budget;
  let current = files;
  const attempt = async (candidate: ProjectText): Promise<boolean> => {
    if (left-- <= 0 || !(await fails(candidate))) return false;
    current = candidate;
    return true;
  };
  for (let before = -1; before !== size(current) && left > 0;) {
    before = size(current);
    for (const path of [...current.keys()].reverse()) {
      if (path !== CONFIG_PATH) await attempt(without(current, path));
    }
    for (const path of [...current.keys()].reverse()) await dropParts(path, (pieces) => pieces);
    for (const path of [...current.keys()].reverse())
      await dropParts(path, (pieces) => pieces.join("\n").split("\n"));
  }
  return current;

  /** Drops halves, then quarters, … then single parts of a file. */
  async function dropParts(
    path: string,
    split: (pieces: readonly string[]) => readonly string[],
  ): Promise<void> {
    let parts = split(current.get(path) ?? []);
    for (
      let width = Math.ceil(parts.length / 2);
      width >= 1;
      width = width === 1 ? 0 : Math.ceil(width / 2)
    ) {
      for (let at = parts.length - width; at > -width; at -= width) {
        const start = Math.max(0, at);
        const rest = [...parts.slice(0, start), ...parts.slice(start + width)];
        if (rest.length < parts.length && (await attempt(new Map([...current, [path, rest]])))) parts = rest;
      }
    }
  }
}

function size(files: ProjectText): number {
  return [...files.values()].reduce((sum, pieces) => sum + 1 + pieces.join("\n").length, 0);
}

function without(files: ProjectText, path: string): ProjectText {
  return new Map([...files].filter(([other]) => other !== path));
}
