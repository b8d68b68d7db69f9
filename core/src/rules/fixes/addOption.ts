// Writes one more option into the object literal of a declaration, in the layout that it has.
import type { ProjectView } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import type { TextEdit } from "../../text/index.ts";

/** After the `key` option when that is a property of the object, else at its start; null without an object literal. */
export function addOption(view: ProjectView, definition: LinkedDefinition, option: string): TextEdit | null {
  const { optionsSite, keySite } = definition;
  if (optionsSite === null) return null;
  const span = view.span(optionsSite);
  const text = view.text(optionsSite.path);
  if (text?.charAt(span.start) !== "{") return null;
  const key = view.span(keySite);
  const keyIsInside = keySite.path === optionsSite.path && span.start < key.start && key.end < span.end;
  const anchor = keyIsInside ? key.end : span.start + 1;
  const indent = indentOf(text, anchor, span.start);
  const isOneLine = indent === null;
  const separator = isOneLine ? " " : `\n${indent}`;
  const newText = keyIsInside ? `,${separator}${option}` : `${separator}${option},`;
  return { path: optionsSite.path, span: { start: anchor, end: anchor }, newText };
}

/** Indentation of the options; null when they stand on the line of the brace. */
function indentOf(text: string, anchor: number, openBrace: number): string | null {
  const lineStart = text.lastIndexOf("\n", anchor - 1) + 1;
  if (lineStart > openBrace) return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return /^\{[^\S\n]*\n([ \t]*)/.exec(text.slice(openBrace))?.[1] ?? null;
}
