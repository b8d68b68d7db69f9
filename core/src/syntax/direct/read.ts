// The entrance of this folder: text → facts without a tree, for files that nobody is editing. It gives exactly the facts that the
// tree would give, or nothing: whatever is unusual, or may be an error, is left to TypeScript's parser. Bodies of functions that
// are never followed (`run`) are skipped by their brackets alone.
import type { FileFacts, Unit, UnitShape } from "../facts.ts";
import { Ids, idOf, unitShape } from "../units.ts";
import { unusedImports } from "../unusedImports.ts";
import { DirectReader } from "./reader.ts";
import { readStatement } from "./statements.ts";
import * as t from "./tokens.ts";
import { Unsure, unsure } from "./unsure.ts";

/** JSX, and declaration files, which follow rules of their own. */
const OTHER_FILES = /\.[jt]sx$|\.d\./;

export function readDirectly(path: string, text: string): Omit<FileFacts, "syntaxErrors"> | undefined {
  if (OTHER_FILES.test(path)) return undefined;
  try {
    return readFile(text);
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

function readFile(text: string): Omit<FileFacts, "syntaxErrors"> {
  const r = new DirectReader(text);
  const units: Unit[] = [];
  const starts: number[] = [];
  const ids = new Ids();
  r.next();
  while (r.token !== t.END) {
    const { start, lastEnd: pos, hasComment } = r;
    r.startUnit();
    const statement = readStatement(r, true);
    if (!statement) continue;
    const shape = unitShape(statement, text, pos, hasComment ? start : pos, r.changes());
    checkDepth(r, shape);
    units.push({
      id: ids.free(idOf(shape)),
      shape,
      spans: r.finishPlaces(start),
      length: r.lastEnd - start,
    });
    starts.push(start);
  }
  return {
    units: units.slice(),
    starts: starts.slice(),
    unused: unusedImports(text, units, starts, r.names),
  };
}

/** Deeper trees are not read as they are: see `MAX_DEPTH` in the readers of trees. */
const MAX_DEPTH = 180;

function checkDepth(r: DirectReader, shape: UnitShape): void {
  // Mostly nothing need be counted.
  if (r.mostDepth > MAX_DEPTH && depthOf(shape.statement) + r.erased > MAX_DEPTH) unsure();
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let deepest = 0;
  for (const inner of Object.values(value))
    if (typeof inner === "object") deepest = Math.max(deepest, depthOf(inner));
  return deepest + (Array.isArray(value) ? 0 : 1);
}
