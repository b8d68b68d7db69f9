// Writes one more entry at the end of an array or object literal, in the layout that it has.
import type { Expr } from "../../syntax/facts.ts";
import type { TextEdit } from "../../text/index.ts";
import type { EditView } from "../editView.ts";
import type { Written } from "../writtenFile.ts";

export type WrittenList = Written<Extract<Expr, { readonly k: "array" | "object" }>>;

/** null where the end of the last entry cannot be told from its text. */
export function appendEntry(view: EditView, list: WrittenList, entry: string): TextEdit | null {
  const { path, expr } = list;
  const text = view.text(path) ?? "";
  const span = list.span(expr.at);
  const insert = (at: number, newText: string, end = at): TextEdit => ({
    path,
    span: { start: at, end },
    newText,
  });
  const last = lastEntry(list);
  if (last === undefined) {
    const space = expr.k === "object" ? " " : "";
    const isBlank = text.slice(span.start + 1, span.end - 1).trim() === "";
    return insert(
      span.start + 1,
      `${space}${entry}${isBlank ? space : ""}`,
      isBlank ? span.end - 1 : span.start + 1,
    );
  }
  // What follows the entry is a comma, a comment or the end of the list: else more belongs to the entry than its span says.
  if (!/^\s*(?:,|\/[/*]|[\]}])/.test(text.slice(last.end, span.end))) return null;
  const lineStart = text.lastIndexOf("\n", last.start - 1) + 1;
  const indent = text.slice(lineStart, last.start);
  const isOwnLine = indent.trim() === "" && lineStart > span.start;
  return insert(last.end, `,${isOwnLine ? `\n${indent}` : " "}${entry}`);
}

function lastEntry(list: WrittenList): { readonly start: number; readonly end: number } | undefined {
  const { expr } = list;
  if (expr.k === "array") {
    const last = expr.items.at(-1);
    return last && list.span(last.at);
  }
  const last = expr.entries.at(-1);
  return last && { start: list.span(last.at).start, end: list.span(last.value.at).end };
}
