// What the filter box means: a bare word searches names here and now; anything else is a selection expression for the host.
import type { AssetGraph } from "@strataline/core";

export type FilterQuery =
  | { readonly kind: "none" }
  | { readonly kind: "search"; readonly word: string }
  | { readonly kind: "selection"; readonly expression: string };

/** The host's answer to the expression that is in the box, or null while it is on its way. */
export type FilterAnswer =
  | { readonly ok: true; readonly keys: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

export function parseFilter(text: string): FilterQuery {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "none" };
  // Selection expressions always hold one of these; keys never do.
  if (!/[:+()*"\s]/.test(trimmed)) return { kind: "search", word: trimmed };
  return { kind: "selection", expression: trimmed };
}

/** Keys that match, or null when nothing is filtered (no filter, no answer yet, or an error). */
export function matchingKeys(
  graph: AssetGraph,
  query: FilterQuery,
  answer: FilterAnswer | null,
): ReadonlySet<string> | null {
  switch (query.kind) {
    case "none":
      return null;
    case "search":
      return new Set(searchKeys(graph, query.word));
    case "selection":
      return answer?.ok === true ? new Set(answer.keys) : null;
  }
}

/** Keys with the word in them, best first: the name starts with it, the name has it, the path has it. */
export function searchKeys(graph: AssetGraph, word: string): readonly string[] {
  const wanted = word.toLowerCase();
  const ranked = graph.nodes.flatMap(({ key }) => {
    const lower = key.toLowerCase();
    if (!lower.includes(wanted)) return [];
    const name = lower.slice(lower.lastIndexOf("/") + 1);
    return [{ key, rank: name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2 }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ key }) => key);
}
