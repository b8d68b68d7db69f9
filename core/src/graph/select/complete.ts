// What may come next at a place in a selection: attributes and functions, values of an attribute, or operators.
import type { AssetGraph } from "../model.ts";
import {
  ATTRIBUTE_NAMES,
  ATTRIBUTES,
  FUNCTIONS,
  isAttributeName,
  isOperator,
  isReserved,
} from "./attributes.ts";
import type { AttributeName, FactsOf } from "./model.ts";
import { isBareValue, tokenize, type Token } from "./tokens.ts";
import { pairValues, valuesOf } from "./values.ts";

export interface SelectionCompletion {
  readonly label: string;
  readonly kind: "attribute" | "function" | "operator" | "value";
  readonly detail: string;
  /** Replaces the expression from `start` to `end` (UTF-16 offsets). */
  readonly insertText: string;
  readonly start: number;
  readonly end: number;
}

const LIMIT = 200;

/** Best first. Works on half-typed text; empty where nothing fits. */
export function completeSelection(
  expression: string,
  offset: number,
  graph: AssetGraph,
  facts?: FactsOf,
): readonly SelectionCompletion[] {
  const tokens = tokenize(expression);
  const touched = tokens.find((token) => isPartial(token) && token.start < offset && offset <= token.end);
  const start = touched?.start ?? offset;
  const before = tokens.filter((token) => token.kind !== "end" && token.end <= start);
  const typed = expression.slice(start, offset).replace(/^"/, "").toLowerCase();
  const place = { start, end: touched === undefined || touched.kind === "bad" ? offset : touched.end };
  const items = candidates(before, graph, facts).map((item) => ({ ...item, ...place }));
  const starts = items.filter((item) => item.label.toLowerCase().startsWith(typed));
  const holds = items.filter((item) => !starts.includes(item) && item.label.toLowerCase().includes(typed));
  return [...starts, ...holds].slice(0, LIMIT);
}

type Candidate = Omit<SelectionCompletion, "start" | "end">;

function isPartial({ kind, text }: Token): boolean {
  return (
    kind === "word" ||
    kind === "wildcard" ||
    kind === "quoted" ||
    kind === "digits" ||
    (kind === "bad" && text !== "")
  );
}

function candidates(
  before: readonly Token[],
  graph: AssetGraph,
  facts: FactsOf | undefined,
): readonly Candidate[] {
  const last = before.at(-1);
  const attribute = before.at(-2)?.text;
  if (last?.kind === ":" && attribute !== undefined && isAttributeName(attribute)) {
    return valueCandidates(attribute, valuesOf(attribute, graph, facts));
  }
  const paired = before.at(-4)?.text;
  if (last?.kind === "=" && paired !== undefined && attribute !== undefined && isAttributeName(paired)) {
    return valueCandidates(paired, pairValues(paired, attribute, graph, facts));
  }
  if (last?.kind === ":" || last?.kind === "=") return [];
  return expectsOperand(before) ? operandCandidates(graph) : OPERATORS;
}

const OPERATORS: readonly Candidate[] = [
  { label: "and", kind: "operator", detail: "In both", insertText: "and " },
  { label: "or", kind: "operator", detail: "In either", insertText: "or " },
  { label: "+", kind: "operator", detail: "With everything downstream; +2 for two levels", insertText: "+" },
];

/** True at the begin, after an operator, `(`, `,` and after a `+` that leads upstream. */
function expectsOperand(before: readonly Token[]): boolean {
  let expects = true;
  before.forEach((token, i) => {
    const isValue = before[i - 1]?.kind === ":" || before[i - 1]?.kind === "=";
    if (token.kind === "+") return;
    if (token.kind === "digits" && !isValue && expects) return;
    expects = !isValue && (token.kind === "(" || token.kind === "," || isOperator(token.text));
  });
  return expects;
}

function operandCandidates(graph: AssetGraph): readonly Candidate[] {
  return [
    ...ATTRIBUTE_NAMES.map((name) => attributeCandidate(name)),
    ...Object.entries(FUNCTIONS).map(([name, detail]): Candidate => ({
      label: name,
      kind: "function",
      detail,
      insertText: `${name}(`,
    })),
    { label: "not", kind: "operator", detail: "Everything but", insertText: "not " },
    { label: "*", kind: "operator", detail: "Everything", insertText: "*" },
    { label: "+", kind: "operator", detail: "With everything upstream; 2+ for two levels", insertText: "+" },
    ...graph.nodes.map(({ key }): Candidate => ({
      label: key,
      kind: "value",
      detail: "Asset key",
      insertText: `key:${written("key", key)}`,
    })),
  ];
}

function attributeCandidate(name: AttributeName): Candidate {
  return { label: name, kind: "attribute", detail: ATTRIBUTES[name].description, insertText: `${name}:` };
}

function valueCandidates(attribute: AttributeName, values: readonly (string | null)[]): readonly Candidate[] {
  return values.map((value) =>
    value === null
      ? { label: "<null>", kind: "value", detail: "Has none", insertText: "<null>" }
      : { label: value, kind: "value", detail: attribute, insertText: written(attribute, value) },
  );
}

function written(attribute: AttributeName, value: string): string {
  if (ATTRIBUTES[attribute].number) return value;
  return isBareValue(value) && !isReserved(value, attribute) ? value : `"${value}"`;
}
