// The selection language: one parser and one evaluator for the view, the runner, the CLI and CI.
import type { AssetGraph } from "../model.ts";
import { evaluateSelection } from "./evaluate.ts";
import type { FactsOf, SelectionResult } from "./model.ts";
import { parseSelection } from "./parse.ts";

export * from "./model.ts";
export { ATTRIBUTES, ATTRIBUTE_NAMES, STALE_VALUES, type AttributeInfo } from "./attributes.ts";
export { evaluateSelection, parseSelection };
export { toSelectionString } from "./print.ts";
export { isBareValue } from "./tokens.ts";
export { parseLegacySelection } from "./legacy.ts";
export { upgradeSelection } from "./upgrade.ts";
export { runFacts, type LastRun } from "./runFacts.ts";
export { completeSelection, type SelectionCompletion } from "./complete.ts";

/** The keys an expression selects, sorted, or what is wrong with it and where. */
export function select(graph: AssetGraph, text: string, facts?: FactsOf): SelectionResult {
  const parsed = parseSelection(text);
  return parsed.ok ? evaluateSelection(graph, parsed.ast, facts) : parsed;
}
