// The peer: TypeScript's own language service on the same workspace. Its first semantic answer, and the next after an edit.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { clock, given, tell, type Taken } from "./result.ts";

interface TypescriptGiven {
  readonly root: string;
  readonly path: string;
  /** Where a new line is typed, in turn. */
  readonly offsets: readonly number[];
}

export interface TypescriptResult extends Taken {
  /** Milliseconds from an edit to the file's findings. */
  readonly answersAfterEdit: readonly number[];
  readonly files: number;
  readonly rss: number;
}

const { root, path, offsets } = given() as TypescriptGiven;
const file = join(root, path);
const taken = clock();
const config = ts.readConfigFile(join(root, "tsconfig.json"), (name) => ts.sys.readFile(name));
const { options, fileNames } = ts.parseJsonConfigFileContent(
  config.config,
  ts.sys,
  root,
  undefined,
  join(root, "tsconfig.json"),
);
const original = readFileSync(file, "utf8");
let edited = { text: original, version: 0 };
const service = ts.createLanguageService(
  {
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (name) => (name === file ? String(edited.version) : "0"),
    getScriptSnapshot: (name) => {
      const text = name === file ? edited.text : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    directoryExists: (name) => ts.sys.directoryExists(name),
    getDirectories: (name) => ts.sys.getDirectories(name),
    realpath: (name) => ts.sys.realpath?.(name) ?? name,
  },
  ts.createDocumentRegistry(),
);
service.getSemanticDiagnostics(file);
const first = taken();
const answersAfterEdit = offsets.flatMap((offset) =>
  [`${original.slice(0, offset)}\n${original.slice(offset)}`, original].map((text) => {
    edited = { text, version: edited.version + 1 };
    const start = performance.now();
    service.getSemanticDiagnostics(file);
    return performance.now() - start;
  }),
);
tell({
  ...first,
  answersAfterEdit,
  files: service.getProgram()?.getSourceFiles().length ?? 0,
  rss: process.memoryUsage().rss,
} satisfies TypescriptResult);
