// What the filter box offers at a place in its text: while it is empty, what is usual, what the selection offers and what was
// asked before; else what may come next in the expression. Pure.
import { completeSelection, type FactsOf } from "@strataline/core/graph";
import type { AssetGraph } from "@strataline/core";
import type { FilterOffer } from "../filter.ts";

export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly kind: "attribute" | "function" | "operator" | "value" | "recent" | "offer";
  /** The box once it is taken, and where its caret stands then (UTF-16 offset). */
  readonly text: string;
  readonly caret: number;
}

export interface SuggestInput {
  readonly graph: AssetGraph;
  readonly facts: FactsOf;
  /** Newest first. */
  readonly history: readonly string[];
  readonly offers: readonly FilterOffer[];
}

export const QUICK_FILTERS: readonly FilterOffer[] = [
  { title: "Failed", expression: "status:failed" },
  { title: "Stale", expression: "stale:any" },
];

/** More in one list nobody reads: one more letter is quicker. */
const MOST = 60;
const MOST_RECENT = 8;
const MOST_REMEMBERED = 30;

export function suggestionsFor(text: string, caret: number, input: SuggestInput): readonly Suggestion[] {
  const found = text.trim() === "" ? startingPoints(input) : completions(text, caret, input);
  // One that changes nothing says nothing.
  return found.filter((suggestion) => suggestion.text !== text).slice(0, MOST);
}

function startingPoints(input: SuggestInput): readonly Suggestion[] {
  const whole = (label: string, detail: string, kind: Suggestion["kind"], text: string): Suggestion => ({
    ...{ label, detail, kind, text },
    caret: text.length,
  });
  return [
    ...input.offers.map(({ title, expression }) => whole(title, expression, "offer", expression)),
    ...QUICK_FILTERS.map(({ title, expression }) => whole(title, expression, "offer", expression)),
    ...input.history.slice(0, MOST_RECENT).map((text) => whole(text, "Recent", "recent", text)),
    ...completions("", 0, input).filter(({ kind }) => kind === "attribute" || kind === "function"),
  ];
}

function completions(text: string, caret: number, { graph, facts }: SuggestInput): readonly Suggestion[] {
  return completeSelection(text, caret, graph, facts).map(
    ({ label, detail, kind, insertText, start, end }): Suggestion => ({
      ...{ label, detail, kind },
      text: text.slice(0, start) + insertText + text.slice(end),
      caret: start + insertText.length,
    }),
  );
}

/** Newest first, each once. */
export function remembered(history: readonly string[], text: string): readonly string[] {
  const trimmed = text.trim();
  if (trimmed === "" || history[0] === trimmed) return history;
  return [trimmed, ...history.filter((other) => other !== trimmed)].slice(0, MOST_REMEMBERED);
}
