// What the filter box means: plain words search names and descriptions, anything else is a selection expression. Both are answered
// here and now by core's evaluator; the host is asked only for what the view does not know (`stale:`, `column:` …). Pure.
import {
  descendants,
  evaluateSelection,
  parseSelection,
  runFacts,
  toSelectionString,
  type FactsOf,
  type Selection,
} from "@strataline/core/graph";
import type { AssetGraph, AssetStatus } from "@strataline/core";

export type FilterQuery =
  | { readonly kind: "none" }
  /** In lower case; all must be there. */
  | { readonly kind: "search"; readonly words: readonly string[] }
  | { readonly kind: "selection"; readonly expression: string };

/** The answer to the expression that is in the box. Offsets are UTF-16, in the expression. */
export type FilterAnswer =
  | { readonly ok: true; readonly keys: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly offset: number; readonly end?: number };

export function parseFilter(text: string): FilterQuery {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "none" };
  const words = trimmed.split(/\s+/);
  // Selection expressions always hold one of these; keys and plain words do not.
  const isExpression = /[:+()*"]/.test(trimmed) || words.some((word) => /^(?:and|or|not)$/i.test(word));
  if (isExpression) return { kind: "selection", expression: trimmed };
  return { kind: "search", words: words.map((word) => word.toLowerCase()) };
}

/** What a selection may ask of the last runs; nothing while none is known. */
export function factsOfRuns(statuses: ReadonlyMap<string, AssetStatus>, now: number): FactsOf {
  return (key) => (statuses.size === 0 ? undefined : runFacts(statuses.get(key), now));
}

/** null: it is well written, but only the host may know the answer. */
export function answerHere(graph: AssetGraph, expression: string, facts: FactsOf): FilterAnswer | null {
  const parsed = parseSelection(expression);
  if (!parsed.ok) return parsed;
  const answer = evaluateSelection(graph, parsed.ast, facts);
  return answer.ok ? answer : null;
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
      return new Set(searchKeys(graph, query.words));
    case "selection":
      return answer?.ok === true ? new Set(answer.keys) : null;
  }
}

/** Keys in which, or in whose description, all words are; the name that starts with the first word first, then names, paths, descriptions. */
export function searchKeys(graph: AssetGraph, words: readonly string[]): readonly string[] {
  const wanted = words.map((word) => word.toLowerCase());
  const [first = ""] = wanted;
  const ranked = graph.nodes.flatMap(({ key, description = "" }) => {
    const path = key.toLowerCase();
    const name = path.slice(path.lastIndexOf("/") + 1);
    const holdsAll = (text: string): boolean => wanted.every((word) => text.includes(word));
    if (holdsAll(name)) return [{ key, rank: name.startsWith(first) ? 0 : 1 }];
    if (holdsAll(path)) return [{ key, rank: 2 }];
    return holdsAll(`${path}\n${description.toLowerCase()}`) ? [{ key, rank: 3 }] : [];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ key }) => key);
}

/** The match after (`step` 1) or before (-1) the current one, around the end; null without matches. */
export function stepMatch(keys: readonly string[], current: string | null, step: 1 | -1): string | null {
  const at = current === null ? -1 : keys.indexOf(current);
  const next = at === -1 && step === -1 ? keys.length - 1 : (at + step + keys.length) % keys.length;
  return keys[next] ?? null;
}

/** An expression to filter by, in words. */
export interface FilterOffer {
  readonly title: string;
  readonly expression: string;
}

/** What a selection offers to show: of two, the path between them, if there is one; all upstream, all downstream, both. */
export function offersFor(graph: AssetGraph, selected: readonly string[]): readonly FilterOffer[] {
  const [first, second] = selected;
  if (first === undefined) return [];
  const offers: FilterOffer[] = [];
  if (second !== undefined && selected.length === 2) {
    if (descendants(graph, first).has(second)) offers.push(path(first, second));
    if (descendants(graph, second).has(first)) offers.push(path(second, first));
  }
  const child: Selection = { type: "keys", keys: selected };
  const what = selected.length === 1 ? nameOf(first) : `the ${selected.length} selected`;
  const [all, none] = [Number.POSITIVE_INFINITY, 0];
  return [
    ...offers,
    focus(`Upstream of ${what}`, child, all, none),
    focus(`Downstream of ${what}`, child, none, all),
    focus(`All around ${what}`, child, all, all),
  ];
}

function focus(title: string, child: Selection, up: number, down: number): FilterOffer {
  return { title, expression: toSelectionString({ type: "traversal", child, up, down }) };
}

function path(from: string, to: string): FilterOffer {
  const of = (key: string): Selection => ({ type: "keys", keys: [key] });
  return {
    title: `Path from ${nameOf(from)} to ${nameOf(to)}`,
    expression: toSelectionString({ type: "path", from: of(from), to: of(to) }),
  };
}

function nameOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
