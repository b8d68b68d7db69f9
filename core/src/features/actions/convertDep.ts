// A dep as a key or as an asset value: the one written as the other, with the import it needs or no longer needs.
import type { KeyIndex, Read } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { contains } from "../../text/index.ts";
import type { Span, TextEdit } from "../../text/index.ts";
import { assetImports } from "../assetImports.ts";
import type { CodeAction } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { importsOf } from "../writtenFile.ts";
import { disabledAction, lazyAction } from "./lazy.ts";

export function convertDepActions(
  view: EditView,
  index: KeyIndex,
  path: string,
  { start }: Span,
): readonly CodeAction[] {
  const read = index
    .readsIn(path)
    .filter(({ dep }) => contains(view.span(dep.site), start))
    .sort((a, b) => lengthOf(view.span(a.dep.site)) - lengthOf(view.span(b.dep.site)))[0];
  const definition = read && index.definition(read.dep.key.key);
  if (read === undefined || definition?.key == null || !isWrittenInPlace(view, read)) return [];
  const span = view.span(read.dep.site);
  const written = (view.text(path) ?? "").slice(span.start, span.end);
  const kind = "refactor.rewrite" as const;
  const isName = /^[A-Za-z_$][\w$.]*$/.test(written);
  if (isName && (read.dep.via === "value" || isAssetName(view, path, written, definition))) {
    const head = { title: `Read "${definition.id}" by its key`, kind };
    return [lazyAction(head, () => ({ edits: toKey(view, path, span, written, read) }))];
  }
  if (!/^["'`]/.test(written)) return [];
  const head = { title: `Read "${definition.id}" by its value`, kind };
  const imports = assetImports(view, path, span.start);
  const name = imports.nameFor(definition);
  if (name === null) return [disabledAction(head, imports.reasonAgainst(definition))];
  return [
    lazyAction(head, () => ({ edits: [...name.edits, replaceValue(view, path, span, name.name, read)] })),
  ];
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** In the declaration's own list or query: what came from elsewhere may have other users. */
function isWrittenInPlace(view: EditView, { reader, dep }: Read): boolean {
  const holder = dep.via === "ref" ? reader.querySite : reader.depsSite;
  if (holder?.path !== dep.site.path) return false;
  const outer = view.span(holder);
  const inner = view.span(dep.site);
  return outer.start < inner.start && inner.end < outer.end;
}

/** Is this name the asset's, and not that of a constant which holds its key? */
function isAssetName(view: EditView, path: string, name: string, definition: LinkedDefinition): boolean {
  const known = assetImports(view, path, Number.POSITIVE_INFINITY).nameFor(definition);
  return known?.name === name && known.edits.length === 0;
}

/** `{ customers }` needs its name written out. */
function toKey(view: EditView, path: string, span: Span, written: string, read: Read): readonly TextEdit[] {
  const text = view.text(path) ?? "";
  const quote = text.includes("'strataline'") ? "'" : '"';
  const key = `${quote}${read.dep.key.key}${quote}`;
  const isShorthand = read.dep.name === written && !/:\s*$/.test(text.slice(0, span.start));
  const edit = { path, span, newText: isShorthand ? `${written}: ${key}` : key };
  const removed = removedImport(view, path, written, span);
  return removed === null ? [edit] : [edit, removed];
}

function replaceValue(view: EditView, path: string, span: Span, name: string, { dep }: Read): TextEdit {
  const before = (view.text(path) ?? "").slice(0, span.start);
  const property = dep.name === name ? (/[\w$]+\s*:\s*$/.exec(before)?.[0] ?? "") : "";
  return { path, span: { start: span.start - property.length, end: span.end }, newText: name };
}

/** Takes the name out of its import when nothing else in the file says it, comments included. */
export function removedImport(view: EditView, path: string, name: string, use: Span): TextEdit | null {
  const text = view.text(path) ?? "";
  const fact = importsOf(view, path).find(({ local, imported }) => local === name && imported === name);
  const uses = [...text.matchAll(/[A-Za-z_$][\w$]*/g)].filter(([word]) => word === name);
  if (fact === undefined || uses.length !== 2) return null;
  const at = uses.find(({ index }) => index !== use.start)?.index;
  const inBraces = at === undefined ? null : /\{[^{}]*$/.exec(text.slice(0, at));
  if (at === undefined || inBraces === null) return null;
  const names = /^\{([^}]*)\}/.exec(text.slice(inBraces.index))?.[1] ?? "";
  if (names.split(",").filter((one) => one.trim() !== "").length === 1) {
    const line = /^import\s*\{[^}]*\}\s*from\s*["'][^"'\n]*["']\s*;?\r?\n/m.exec(
      text.slice(text.lastIndexOf("import", inBraces.index)),
    );
    if (line?.index !== 0) return null;
    const start = text.lastIndexOf("import", inBraces.index);
    return { path, span: { start, end: start + line[0].length }, newText: "" };
  }
  const end = at + name.length;
  const after = /^\s*,\s*/.exec(text.slice(end))?.[0];
  if (after !== undefined && !/^\s*,\s*\}/.test(text.slice(end)))
    return { path, span: { start: at, end: end + after.length }, newText: "" };
  const before = /,\s*$/.exec(text.slice(0, at))?.[0] ?? "";
  return { path, span: { start: at - before.length, end }, newText: "" };
}
