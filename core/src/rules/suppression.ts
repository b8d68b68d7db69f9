// `// strataline-ignore <code>: reason` on the line of a finding, or on the line above it.
import type { LineIndex } from "../text/index.ts";

const COMMENT = /\/\/\s*strataline-ignore\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)/;

export function isSuppressed(code: string, offset: number, lines: LineIndex): boolean {
  const { line } = lines.position(offset);
  return (
    codesOn(line, lines).includes(code) ||
    (isOnlyComment(line - 1, lines) && codesOn(line - 1, lines).includes(code))
  );
}

function codesOn(line: number, lines: LineIndex): readonly string[] {
  const codes = COMMENT.exec(lines.lineText(line))?.[1];
  return codes === undefined ? [] : codes.split(",").map((code) => code.trim());
}

/** A comment after code belongs to that code, not to the line below. */
function isOnlyComment(line: number, lines: LineIndex): boolean {
  return line >= 0 && lines.lineText(line).trimStart().startsWith("//");
}
