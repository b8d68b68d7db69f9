// Where `// strataline-ignore code: reason` is written for a finding: above its line, in a comment that is there already,
// or at the end of a line inside of a SQL template, where a line above would become SQL.
import { cursorContext } from "../cursorContext.ts";
import type { ActionEdit } from "../editModel.ts";
import type { EditView } from "../editView.ts";

const REASON = "reason";
const COMMENT = /\/\/\s*strataline-ignore\s+[a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*/;

export function suppress(view: EditView, path: string, offset: number, code: string): ActionEdit {
  const text = view.text(path) ?? "";
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = endOfLine(text, start);
  const own = COMMENT.exec(text.slice(start, end));
  if (own !== null) return insert(path, start + own.index + own[0].length, `, ${code}`);
  const before = start === 0 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
  const above = start === 0 ? null : COMMENT.exec(text.slice(before, start));
  if (above !== null && /^\s*\/\//.test(text.slice(before, start)))
    return insert(path, before + above.index + above[0].length, `, ${code}`);

  const comment = `// strataline-ignore ${code}: ${REASON}`;
  if (!isInTemplate(text, start)) {
    const indent = /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? "";
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    return { ...insert(path, start, `${indent}${comment}${newline}`), placeholder: REASON };
  }
  const sql = isInTemplate(text, end) ? "-- " : "";
  return { ...insert(path, end, ` ${sql}${comment}`), placeholder: REASON };
}

function insert(path: string, at: number, newText: string): ActionEdit {
  return { path, span: { start: at, end: at }, newText };
}

function endOfLine(text: string, start: number): number {
  const found = text.indexOf("\n", start);
  const end = found < 0 ? text.length : found;
  return text.charAt(end - 1) === "\r" ? end - 1 : end;
}

function isInTemplate(text: string, offset: number): boolean {
  const context = cursorContext(text, offset);
  return context?.string?.quote === "`" && offset >= context.string.start;
}
