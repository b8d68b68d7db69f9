// An edge deleted in the lineage: its entry leaves `deps`, and the import that nothing else needs.
import { shortKey } from "../../keys/index.ts";
import type { KeyIndex, Read } from "../../occurrences/index.ts";
import { removeDep } from "../../rules/index.ts";
import type { TextEdit } from "../../text/index.ts";
import { removedImport } from "../actions/convertDep.ts";
import type { LineageEdit, LineageEditResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { refuse, sharedReason } from "./allowed.ts";

type RemoveDep = Extract<LineageEdit, { readonly kind: "removeDep" }>;

/** Whatever of them reads it: `deps` may name it, and its SQL too. */
export function removeDeps(view: EditView, index: KeyIndex, { key, dep }: RemoveDep): LineageEditResult {
  const reads = index.reads(dep).filter(({ reader }) => reader.id === key);
  const [first] = reads;
  if (first === undefined) return refuse(view, `"${shortKey(key)}" does not read "${shortKey(dep)}".`);
  const edits: TextEdit[] = [];
  for (const read of reads) {
    const shared = sharedReason(view, read.reader);
    if (shared !== null) return refuse(view, shared, read.dep.site);
    const removed = removeDep(view, read);
    if (removed === null) return refuse(view, cannotRemove(read), read.dep.site);
    edits.push(...removed.edits, ...leftImport(view, read));
  }
  if (overlap(edits)) {
    const reason = `"${shortKey(key)}" names "${shortKey(dep)}" more than once: take it out of its deps yourself.`;
    return refuse(view, reason, first.dep.site);
  }
  const title = `Make "${shortKey(key)}" no longer read "${shortKey(dep)}"`;
  return { ok: true, title, edits, newFiles: [], moves: [] };
}

function cannotRemove({ reader, dep }: Read): string {
  const [to, from] = [shortKey(reader.id), shortKey(dep.key.key)];
  return dep.via === "ref"
    ? `"${to}" reads "${from}" in its SQL: take ref("${from}") out of the query yourself.`
    : `The deps of "${to}" are computed: "${from}" cannot be taken out of them.`;
}

function leftImport(view: EditView, { dep }: Read): readonly TextEdit[] {
  if (dep.via !== "value") return [];
  const { path } = dep.site;
  const span = view.span(dep.site);
  const name = (view.text(path) ?? "").slice(span.start, span.end);
  const removed = /^[A-Za-z_$][\w$]*$/.test(name) ? removedImport(view, path, name, span) : null;
  return removed === null ? [] : [removed];
}

function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return sorted.some((edit, at) => {
    const next = sorted[at + 1];
    return next?.path === edit.path && next.span.start < edit.span.end;
  });
}
