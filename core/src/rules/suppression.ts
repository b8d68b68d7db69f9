// `// strataline-ignore <code>: reason` on the line of a finding, or on the line above it.
import type { LineIndex, Span } from "../text/index.ts";

/** A text without it suppresses nothing. */
export const SUPPRESSION = "strataline-ignore";
const COMMENT = /\/\/\s*strataline-ignore\b[ \t]*([^:\r\n]*)/;
const CODE = /[^\s,]+/g;

/** One code in one comment. */
export interface Suppression {
  readonly code: string;
  readonly span: Span;
  /** The comment, with all of its codes. */
  readonly comment: Span;
  readonly codes: readonly string[];
  readonly line: number;
  /** Nothing but the comment stands on its line: it counts for the line below as well. */
  readonly isOwnLine: boolean;
}

/** Those of a text, in order. */
export function findSuppressions(text: string, lines: LineIndex): readonly Suppression[] {
  const found: Suppression[] = [];
  for (let at = text.indexOf(SUPPRESSION); at >= 0; at = text.indexOf(SUPPRESSION, at + SUPPRESSION.length)) {
    const { line } = lines.position(at);
    if (found.at(-1)?.line !== line) found.push(...suppressionsOn(line, lines));
  }
  return found;
}

/** Of the first comment of a line. */
function suppressionsOn(line: number, lines: LineIndex): readonly Suppression[] {
  const text = lines.lineText(line);
  const match = COMMENT.exec(text);
  if (!match) return [];
  const lineStart = lines.offset({ line, character: 0 });
  const list = match[1] ?? "";
  const start = lineStart + match.index;
  const listStart = start + match[0].length - list.length;
  const words = [...list.matchAll(CODE)];
  const codes = words.map((word) => word[0]);
  const comment = { start, end: lineStart + text.trimEnd().length };
  const isOwnLine = text.trimStart().startsWith("//");
  return words.map((word) => {
    const from = listStart + word.index;
    const span = { start: from, end: from + word[0].length };
    return { code: word[0], span, comment, codes, line, isOwnLine };
  });
}

/** A comment after code belongs to that code, not to the line below. */
export function suppressionOf(
  code: string,
  line: number,
  suppressions: readonly Suppression[],
): Suppression | undefined {
  return suppressions.find(
    (one) => one.code === code && (one.line === line || (one.isOwnLine && one.line === line - 1)),
  );
}
