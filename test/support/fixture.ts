// A project in one string, with a cursor and expected diagnostics.
//
//   //- /assets/orders.ts        starts a file; without one the text is /assets/main.ts
//   $0                           the cursor; a pair is a selection
//   //   ^^^^ code: message      marks the line above: a diagnostic with this code stands there, its message contains this
//                                text; several marks may follow one line
//
// A fixture without a config gets one with medallion(), `no-check-in-layer` and `unused-asset` off, and a file under /assets without an
// import of "strataline" gets one as its first line, so that snippets stay short.

export interface Fixture {
  /** Paths relative to the project, without the leading slash; texts without `$0`. */
  readonly files: ReadonlyMap<string, string>;
  readonly cursor: Cursor | null;
  readonly marks: readonly Mark[];
}

export interface Cursor {
  readonly path: string;
  /** Start of the selection; the cursor itself when there is none. */
  readonly offset: number;
  readonly end: number;
}

export interface Mark {
  readonly path: string;
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
}

export const CONFIG = "strataline.config.ts";
export const DEFAULT_CONFIG =
  'import { defineConfig, medallion } from "strataline";\n' +
  'export default defineConfig({ layers: medallion(), rules: { "no-check-in-layer": "off", "unused-asset": "off" } });\n';
export const IMPORT_LINE = 'import { asset, source, dataProduct, check, sql, ref } from "strataline";\n';

const FILE_HEADER = /^\/\/- \/(\S+)$/;
const MARK = /^\s*\/\/\s*(\^+)\s*([a-z-]+)(?::\s*(.*?))?\s*$/;

export function parseFixture(text: string): Fixture {
  const files = new Map<string, string>();
  const marks: Mark[] = [];
  let cursor: Cursor | null = null;
  for (const [path, raw] of splitFiles(dedent(text))) {
    const found = takeCursor(path, withImport(path, raw));
    files.set(path, found.text);
    marks.push(...marksOf(path, found.text));
    if (found.cursor !== null && cursor !== null) throw new Error("a fixture has one cursor");
    cursor ??= found.cursor;
  }
  if (![...files.keys()].some((path) => path.startsWith("strataline.config.")))
    files.set(CONFIG, DEFAULT_CONFIG);
  return { files, cursor, marks };
}

/** The file as it was written in the fixture: without the import line that was added. */
export function withoutImportLine(text: string): string {
  return text.startsWith(IMPORT_LINE) ? text.slice(IMPORT_LINE.length) : text;
}

function splitFiles(text: string): [path: string, text: string][] {
  const files: [string, string[]][] = [];
  for (const line of text.split("\n")) {
    const header = FILE_HEADER.exec(line)?.[1];
    if (header !== undefined) {
      files.push([header, []]);
      continue;
    }
    if (files.length === 0) files.push(["assets/main.ts", []]);
    files.at(-1)?.[1].push(line);
  }
  return files.map(([path, lines]) => [path, `${lines.join("\n").replace(/\n+$/, "")}\n`]);
}

function withImport(path: string, text: string): string {
  const wantsImport = path.startsWith("assets/") && path.endsWith(".ts") && !/["']strataline["']/.test(text);
  return wantsImport ? IMPORT_LINE + text : text;
}

function takeCursor(path: string, raw: string): { text: string; cursor: Cursor | null } {
  const [before = "", ...rest] = raw.split("$0");
  if (rest.length > 2) throw new Error("$0 stands at most twice in a file");
  const [selected = "", after] = rest;
  const end = after === undefined ? before.length : before.length + selected.length;
  return {
    text: before + rest.join(""),
    cursor: rest.length === 0 ? null : { path, offset: before.length, end },
  };
}

function marksOf(path: string, text: string): Mark[] {
  const marks: Mark[] = [];
  let offset = 0;
  let marked = 0;
  for (const line of text.split("\n")) {
    const [, carets, code, message = ""] = MARK.exec(line) ?? [];
    if (carets === undefined || code === undefined) marked = offset;
    else {
      const start = marked + line.indexOf("^");
      marks.push({ path, start, end: start + carets.length, code, message });
    }
    offset += line.length + 1;
  }
  return marks;
}

/** Without the common indentation, so that fixtures can be indented as the test is; the first line may follow the quote. */
function dedent(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  const indents = rest.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const common = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  const lines = rest.map((line) => line.slice(Math.min(common, line.length)));
  return [...(first.trim() === "" ? [] : [first.trimStart()]), ...lines].join("\n");
}
