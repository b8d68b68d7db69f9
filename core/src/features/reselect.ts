// Selections of schedules that name a key: what becomes of them when the key changes. Only an exact `key:"…"` follows; a
// wildcard says what it matches and stays as it is.
import { parseSelection, isBareValue } from "../graph/index.ts";
import type { Selection } from "../graph/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { Site } from "../project/linked.ts";
import type { TextEdit } from "../text/index.ts";
import { unescaped } from "./completionSelection.ts";

export interface Reselected {
  readonly edits: readonly TextEdit[];
  /** A selection that names one of the keys and is not written as one string: it cannot follow. */
  readonly computed: Site | null;
}

/** `changes`: old key → new key. */
export function reselect(view: ProjectView, changes: ReadonlyMap<string, string>): Reselected {
  const edits = new Map<string, TextEdit>();
  let computed: Site | null = null;
  for (const { selection } of view.linked.schedules) {
    if (selection === null) continue;
    const parsed = parseSelection(selection.text);
    if (!parsed.ok) continue;
    const named = keysNamed(parsed.ast).flatMap(({ key, start, end }) => {
      const newKey = changes.get(key);
      return newKey === undefined ? [] : [{ key, newKey, start, end }];
    });
    if (named.length === 0) continue;
    const literal = literalAt(view, selection.site, selection.text);
    if (literal === null) {
      computed ??= selection.site;
      continue;
    }
    for (const { key, newKey, start, end } of named) {
      const value = selection.text.slice(start, end);
      const from = start + value.indexOf(key, value.indexOf(":") + 1);
      const isQuoted = selection.text.charAt(from - 1) === '"';
      const isBare = !isQuoted && isBareValue(newKey);
      const written = isQuoted || isBare ? newKey : `"${newKey}"`;
      const span = { start: literal.at(from), end: literal.at(from + key.length) };
      const newText = written.replaceAll(literal.quote, `\\${literal.quote}`);
      edits.set(`${selection.site.path} ${span.start}`, { path: selection.site.path, span, newText });
    }
  }
  return { edits: [...edits.values()], computed };
}

/** Exact keys in a selection, with the span of `key:…`. */
function keysNamed(
  selection: Selection,
): readonly { readonly key: string; readonly start: number; readonly end: number }[] {
  switch (selection.type) {
    case "attribute": {
      const { attribute, value, span } = selection;
      if (attribute !== "key" || value === null || value.includes("*") || span === undefined) return [];
      return [{ key: value, ...span }];
    }
    case "and":
    case "or":
      return selection.operands.flatMap(keysNamed);
    case "path":
      return [...keysNamed(selection.from), ...keysNamed(selection.to)];
    case "not":
    case "traversal":
    case "roots":
    case "sinks":
      return keysNamed(selection.child);
    case "all":
    case "keys":
      return [];
  }
}

/** Where each character of a string is written; null when it is not written as one string. */
function literalAt(
  view: ProjectView,
  site: Site,
  text: string,
): { readonly quote: string; at(offset: number): number } | null {
  const { start, end } = view.span(site);
  const raw = view.text(site.path)?.slice(start, end) ?? "";
  const quote = raw.charAt(0);
  if (!/^["'`]$/.test(quote) || raw.length < 2 || !raw.endsWith(quote)) return null;
  const inside = unescaped(raw.slice(1, -1));
  if (inside.text !== text) return null;
  return { quote, at: (offset) => start + 1 + (inside.offsets[offset] ?? raw.length - 2) };
}
