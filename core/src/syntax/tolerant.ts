// Parses half-typed code so that one broken declaration costs only itself. Where a broken statement has swallowed a
// following declaration that stands in column 0, the text is cut there and parsed anew.
import * as ts from "typescript";
import type { FileFacts } from "./facts.ts";
import { skipTrivia } from "./trivia.ts";

export type SyntaxErrors = FileFacts["syntaxErrors"];

/** Statements of one parse. Their positions are relative to `text`, which starts at `base` in the file. */
export interface Chunk {
  readonly text: string;
  readonly base: number;
  readonly statements: readonly ts.Statement[];
}

const MAX_ERRORS = 5;
/** Each cut parses the rest of the file once more: a bound for files that are broken everywhere. */
const MAX_CUTS = 60;
/** Characters: the same bound for large files. */
const MAX_PARSED_AGAIN = 2_000_000;

const COLUMN_0_DECLARATION =
  /^(?:(?:export|import|const|let|var|function|async|class|enum|type|interface|abstract|declare)\b[ \t]*[\w{*"'$[]|(?:asset|source|dataProduct)\()/gm;

export function parseTolerant(
  path: string,
  text: string,
): { readonly chunks: readonly Chunk[]; readonly errors: SyntaxErrors } {
  const chunks: Chunk[] = [];
  const errors: SyntaxErrors[number][] = [];
  const keep = (rest: string, base: number, parsed: Parsed, count: number, errorsBefore: number): void => {
    chunks.push({ text: rest, base, statements: parsed.statements.slice(0, count) });
    for (const error of parsed.errors) {
      if (error.start > errorsBefore || errors.length >= MAX_ERRORS) continue;
      errors.push({ ...error, start: error.start + base, end: error.end + base });
    }
  };

  let base = 0;
  let parsedAgain = 0;
  for (let cuts = 0; ; cuts++) {
    const rest = base === 0 ? text : text.slice(base);
    const parsed = parse(path, rest);
    if (cuts > 0) parsedAgain += rest.length;
    const mayCut = cuts < MAX_CUTS && parsedAgain < MAX_PARSED_AGAIN;
    const swallowed = mayCut ? findSwallowed(rest, parsed) : undefined;
    if (!swallowed) {
      keep(rest, base, parsed, parsed.statements.length, Infinity);
      return { chunks, errors };
    }
    const { statement, start, cut } = swallowed;
    if (statement > 0) keep(rest, base, parsed, statement, start - 1);
    const broken = rest.slice(start, cut);
    const alone = parse(path, broken);
    keep(broken, base + start, alone, alone.statements.length, Infinity);
    base += cut;
  }
}

export interface Parsed {
  readonly statements: readonly ts.Statement[];
  readonly errors: SyntaxErrors;
}

/** As it is: a broken statement may swallow others. */
function parse(path: string, text: string): Parsed {
  try {
    return createTree(path, text);
  } catch (error) {
    // The parser is recursive: some ten thousand open brackets exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    return {
      statements: [],
      errors: [{ start: 0, end: 0, message: "The file is nested too deeply to be read." }],
    };
  }
}

function createTree(path: string, text: string): Parsed {
  const source = ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    /* setParentNodes */ false,
    /\.[jt]sx$/.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  // Not in the public types, but what every tool on top of the parser reads.
  const { parseDiagnostics } = source as unknown as {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return {
    statements: source.statements,
    errors: parseDiagnostics.map(({ start, length, messageText }) => ({
      start,
      end: start + length,
      message: typeof messageText === "string" ? messageText : messageText.messageText,
    })),
  };
}

/** The first column-0 declaration inside of a broken statement, and where that statement starts. */
function findSwallowed(
  text: string,
  { statements, errors }: Parsed,
): { readonly statement: number; readonly start: number; readonly cut: number } | undefined {
  if (errors.length === 0 || statements.length === 0) return undefined;
  const starts = statements.map((statement) => skipTrivia(text, statement.pos));
  const errorStarts = errors.map((error) => error.start).sort((x, y) => x - y);
  // Candidates and statements come in the same order: both are gone through once.
  let index = -1;
  for (const match of text.matchAll(COLUMN_0_DECLARATION)) {
    const candidate = match.index;
    while ((starts[index + 1] ?? Infinity) <= candidate) index++;
    const statement = statements[index];
    const start = starts[index];
    if (statement === undefined || start === undefined || start === candidate) continue;
    const next = statements[index + 1];
    // In a comment before the next statement: commented-out code is not code.
    if (next && candidate >= next.pos) continue;
    const regionEnd = next ? next.pos : text.length;
    if (hasBetween(errorStarts, start, regionEnd))
      return { statement: index, start, cut: withComment(text, start, candidate) };
  }
  return undefined;
}

/** The comment right before a declaration is its own. */
function withComment(text: string, from: number, declaration: number): number {
  const before = text.slice(from, declaration).trimEnd();
  const open = before.endsWith("*/") ? before.lastIndexOf("/*") : -1;
  const isOneComment = open > 0 && before.indexOf("*/", open) === before.length - 2;
  return isOneComment && before[open - 1] === "\n" ? from + open : declaration;
}

/** Is one of the sorted numbers from `low` to `high`? */
function hasBetween(sorted: readonly number[], low: number, high: number): boolean {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return (sorted[from] ?? Infinity) <= high;
}
