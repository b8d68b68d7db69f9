// "Remove the newest dep of the cycle": what was written since there was no cycle is what closed it.
import type { Diagnostic } from "../../diagnostics/index.ts";
import { findKnots } from "../../graph/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import { removeDep } from "../../rules/index.ts";
import type { CodeAction } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { lazyAction } from "./lazy.ts";

/** Nothing when it is not known which one is newest, or when it is the one the finding is about: that has its own fix. */
export function newestEdgeFix(
  view: EditView,
  index: KeyIndex,
  { code, path, span }: Diagnostic,
): readonly CodeAction[] {
  const before = view.graphBeforeCycle();
  const here = index.readsIn(path).find(({ dep }) => {
    const place = view.span(dep.site);
    return place.start === span.start && place.end === span.end;
  });
  if (before === null || here === undefined) return [];
  const knot = new Set(findKnots(view.graph).find((keys) => keys.includes(here.reader.id)));
  const old = new Set(before.edges.map(({ from, to }) => edgeId(from, to)));
  const added = view.graph.edges.filter(
    ({ from, to }) => knot.has(from) && knot.has(to) && !old.has(edgeId(from, to)),
  );
  const [edge] = added;
  if (edge === undefined || added.length > 1) return [];
  const read = index.reads(edge.from).find(({ reader }) => reader.id === edge.to);
  if (
    read === undefined ||
    read === here ||
    edgeId(here.dep.key.key, here.reader.id) === edgeId(edge.from, edge.to)
  )
    return [];
  const fix = removeDep(view, read);
  if (fix === null) return [];
  const title = `Remove the newest dep of the cycle: "${edge.from}" from "${edge.to}"`;
  return [
    lazyAction({ title, kind: "quickfix", preferred: true, mends: { code, span } }, () => ({
      edits: fix.edits,
    })),
  ];
}

/** Keys have no spaces. */
function edgeId(from: string, to: string): string {
  return `${from} ${to}`;
}
