// "Remove the dep": takes an entry out of the array or object of `deps`, with its comma.
import type { Fix } from "../../diagnostics/index.ts";
import type { ProjectView, Read } from "../../occurrences/index.ts";
import type { Span } from "../../text/index.ts";

/** Null for a dep that is not an entry of a literal `deps`: a `ref()` in SQL, or one that came from elsewhere. */
export function removeDep(view: ProjectView, { reader, dep }: Read): Fix | null {
  const { depsSite } = reader;
  if (depsSite?.path !== dep.site.path) return null;
  const list = view.span(depsSite);
  const value = view.span(dep.site);
  const text = view.text(dep.site.path);
  if (text === undefined || value.start <= list.start || value.end >= list.end) return null;
  const start = reader.depsForm === "object" ? propertyStart(text, value.start, list.start) : value.start;
  return {
    title: `Remove "${dep.key.key}" from the deps of "${reader.id}"`,
    edits: [{ path: dep.site.path, span: withComma(text, { start, end: value.end }, list), newText: "" }],
  };
}

/** Start of `name:` before a value; of the value itself when it is a shorthand. */
function propertyStart(text: string, valueStart: number, listStart: number): number {
  const before = text.slice(listStart, valueStart);
  const name = /(?:[\w$]+|"[^"\n]*"|'[^'\n]*')\s*:\s*$/.exec(before)?.[0] ?? "";
  return valueStart - name.length;
}

function withComma(text: string, { start, end }: Span, list: Span): Span {
  const after = /^\s*,[^\S\n]*(?:\n[^\S\n]*)?/.exec(text.slice(end, list.end))?.[0];
  const isLast = after === undefined || /^\s*[\]}]/.test(text.slice(end + after.length, list.end));
  if (after !== undefined && !isLast) return { start, end: end + after.length };
  const before = /,\s*$/.exec(text.slice(list.start, start))?.[0];
  if (before !== undefined) return { start: start - before.length, end };
  return { start, end: end + (/^\s*,/.exec(text.slice(end, list.end))?.[0].length ?? 0) };
}
