// The floor: reads the files and parses them as analysis does, and nothing else.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { clock, given, tell, type Taken } from "./result.ts";

interface FloorGiven {
  readonly root: string;
  readonly paths: readonly string[];
}

export interface FloorResult extends Taken {
  readonly bytes: number;
  /** So that no parse can be left out. */
  readonly statements: number;
}

const { root, paths } = given() as FloorGiven;
const taken = clock();
let bytes = 0;
let statements = 0;
for (const path of paths) {
  const text = readFileSync(join(root, path), "utf8");
  bytes += text.length;
  // Exactly as core/src/syntax/tolerant.ts.
  statements += ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    /\.[jt]sx$/.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  ).statements.length;
}
tell({ ...taken(), bytes, statements } satisfies FloorResult);
