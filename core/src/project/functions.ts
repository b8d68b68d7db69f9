// Follows the call of a function: binds its parameters and does what its body says.
import type { CallExpr } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import { declareIn, executeBody } from "./execute.ts";
import type { Site } from "./linked.ts";
import { bindElement, bindPattern } from "./patterns.ts";
import { Frame, type Run, type Scope } from "./run.ts";
import { unresolved, type FunctionValue, type Item, type Value } from "./values.ts";

const MAX_CALLS = 50;

/** What is given to a call. */
export interface Arguments {
  readonly items: readonly Item[];
  /** What every further argument is: undefined, or unresolved when some of them are not known. */
  readonly others: Value;
}

/** `written`: the call as it stands in the code; null for callbacks that the language itself calls. */
export function callFunction(
  evaluator: Evaluator,
  called: FunctionValue,
  args: Arguments,
  site: Site,
  written: { readonly call: CallExpr; readonly scope: Scope } | null,
): Value {
  const { value, scope } = called;
  const { run } = evaluator;
  const { body } = value;
  const only = `the result of calling ${describe(called)} is only known when the code runs`;
  if (body === null) return unresolved(site, only);
  if (run.calls.length >= MAX_CALLS)
    return unresolved(site, `${describe(called)} calls itself too many times`);
  // Callbacks count too: they may call each other without an end.
  run.calls.push(written ?? calledBackBy(evaluator, called) ?? { call: NO_CALL, scope });
  const doubts = run.doubts;
  if (value.reason !== undefined) run.doubt({ site, reason: whyNot(called, value.reason) });
  const frame = new Frame(scope.frame, run.doubts, true);
  const inside: Scope = { ...scope, frame };
  const bind = (name: string, bound: Value): void => declareIn(frame, name, bound);
  for (const [index, parameter] of value.parameters.entries()) {
    const item = args.items[index] ?? { value: args.others, site };
    bindElement(evaluator, inside, parameter, item, bind);
  }
  if (value.rest) {
    const items = args.items.slice(value.parameters.length);
    const complete = args.others.k === "undefined";
    const rest: Value = { k: "array", items, complete, site, owner: run.owner };
    bindPattern(evaluator, inside, value.rest, { value: rest, site }, bind);
  }
  const result = "k" in body ? evaluator.evaluate(inside, body) : executeBody(evaluator, inside, body);
  run.settle(doubts);
  run.calls.pop();
  return value.reason === undefined ? result : unresolved(site, only);
}

/** `names.map(make)` counts as a call of `make`; a callback that is written in place is part of the code around it. */
function calledBackBy({ run }: Evaluator, { name, scope }: FunctionValue): Run["callingBack"] {
  const { callingBack } = run;
  return callingBack && (name !== "" || scope.path !== callingBack.scope.path) ? callingBack : null;
}

/** A callback of the language: `each(item)` of `list.map(each)`. */
export function callBack(evaluator: Evaluator, called: Value, args: readonly Item[], site: Site): Value {
  switch (called.k) {
    case "function":
      return callFunction(evaluator, called, { items: args, others: { k: "undefined" } }, site, null);
    case "global":
      return evaluator.callGlobal(called.name, args.slice(0, 1), site);
    case "unresolved":
      return called;
    default:
      return unresolved(site, "the callback is only known when the code runs");
  }
}

/** Of a callback: it stands nowhere, and is never shown. */
export const NO_CALL: CallExpr = {
  k: "call",
  callee: { k: "undefined", at: 0 },
  args: [],
  isNew: false,
  at: 0,
};

function describe({ name }: FunctionValue): string {
  return name === "" ? "a function" : `\`${name}\``;
}

function whyNot({ name }: FunctionValue, reason: string): string {
  const what = name === "" ? reason : `the function \`${name}\``;
  return `it is declared inside ${what}, ${name === "" ? "" : `${reason}, `}which is only followed when the code runs`;
}
