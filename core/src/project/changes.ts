// What changes while code is followed: variables, arrays and objects. Under a doubt (it is not known whether the code runs) what
// would change is not known any more. Nothing changes after the evaluation that made it has ended.
import type { Expr } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Unresolved } from "./linked.ts";
import { MAX_ITEMS } from "./literals.ts";
import { evaluateBinary, isShortCircuit } from "./operators.ts";
import { siteIn, type Run, type Scope } from "./run.ts";
import {
  joined,
  scalarParts,
  unresolved,
  type ArrayValue,
  type Entry,
  type Item,
  type ObjectValue,
  type Value,
} from "./values.ts";

/** `n = …`, `n += …`, `object.name = …`. */
export function assign(
  evaluator: Evaluator,
  run: Run,
  scope: Scope,
  expr: Expr & { readonly k: "assign" },
): Value {
  const { target, op } = expr;
  const site = siteIn(scope, expr);
  let value: Item;
  if (op === "") value = evaluator.item(scope, expr.value);
  else {
    const before = evaluator.item(scope, target);
    if (isShortCircuit(op, before.value) === true) return before.value;
    value = { value: evaluateBinary(op, before, evaluator.item(scope, expr.value), site), site };
  }
  if (target.k === "name") setVariable(run, scope, target.name, value.value);
  else if (target.k === "member") {
    const object = evaluator.evaluate(scope, target.object);
    const name = scalarParts(evaluator.evaluate(scope, target.property));
    if (object.k === "object") setProperty(run, object, name && joined(name), value);
    else if (object.k === "array") setItem(run, object, name && joined(name), value);
  }
  return value.value;
}

/** Of a frame; names at top level of a file do not change where this is asked. */
function setVariable(run: Run, scope: Scope, name: string, value: Value): void {
  const frame = scope.frame?.find(name);
  if (!frame) return;
  const { uncertain } = run;
  const isDoubtful = uncertain !== null && run.doubts > frame.doubts;
  frame.declare(name, isDoubtful ? { k: "unresolved", unresolved: uncertain } : value);
}

function setProperty(run: Run, object: ObjectValue, name: string | undefined, item: Item): void {
  const { uncertain } = run;
  const entries = object.entries as Map<string, Entry>;
  const unknown = object.unknown as Unresolved[];
  const doubt = !run.mayChange(object, item.site) || name === undefined ? changedLater(item) : uncertain;
  if (doubt) {
    unknown.push(doubt);
    for (const [key, entry] of entries) {
      if (name === undefined || key === name) entries.set(key, { ...entry, maybeReplaced: doubt });
    }
  } else if (name !== undefined) {
    entries.set(name, { ...item, nameSite: null, maybeReplaced: null });
  }
}

/** `delete object.name`. */
export function deleteProperty(evaluator: Evaluator, run: Run, scope: Scope, target: Expr): Value {
  if (target.k !== "member") return { k: "boolean", value: true };
  const object = evaluator.evaluate(scope, target.object);
  const name = scalarParts(evaluator.evaluate(scope, target.property));
  const site = siteIn(scope, target);
  if (object.k === "object") {
    const isKnown = name !== undefined && run.mayChange(object, site) && run.uncertain === null;
    if (isKnown) (object.entries as Map<string, Entry>).delete(joined(name));
    else setProperty(run, object, name && joined(name), { value: { k: "undefined" }, site });
  } else if (object.k === "array")
    doubtArray(run, object, { site, reason: "an entry of the array is removed" });
  return { k: "boolean", value: true };
}

function changedLater({ site }: Item): Unresolved {
  return { site, reason: "it is changed after it was made" };
}

function setItem(run: Run, array: ArrayValue, name: string | undefined, item: Item): void {
  const items = array.items as Item[];
  const index = name !== undefined && /^\d+$/.test(name) ? Number(name) : Infinity;
  const isKnown = run.mayChange(array, item.site) && run.uncertain === null && array.complete;
  if (isKnown && index <= items.length && array.flavor === undefined) items[index] = item;
  else doubtArray(run, array, { site: item.site, reason: "an entry of the array is changed" });
}

/** The array has more or other items from now on, nobody knows which. */
function doubtArray(run: Run, array: ArrayValue, reason: Unresolved): void {
  const changing = array as unknown as { complete: boolean; readonly items: Item[] };
  changing.complete = false;
  if (!run.mayChange(array, reason.site)) return;
  changing.items.push({ value: { k: "unresolved", unresolved: reason }, site: reason.site });
}

/** `push`, `unshift`, `pop`, `shift`; undefined for another method. */
export function changeArray(
  run: Run,
  array: ArrayValue,
  method: string,
  args: readonly Item[],
  site: Item["site"],
): Value {
  const items = array.items as Item[];
  const reason = run.uncertain ?? { site, reason: "it is changed after it was made" };
  if (!run.mayChange(array, site) || run.uncertain !== null || items.length + args.length > MAX_ITEMS * 10) {
    doubtArray(run, array, reason);
    return { k: "unresolved", unresolved: reason };
  }
  switch (method) {
    case "push":
      items.push(...args);
      break;
    case "unshift":
      items.unshift(...args);
      break;
    case "pop":
      return items.pop()?.value ?? { k: "undefined" };
    case "shift":
      return items.shift()?.value ?? { k: "undefined" };
    case "reverse":
      items.reverse();
      return array;
    default: {
      const unknown = { site, reason: `\`.${method}()\` changes the array` };
      doubtArray(run, array, unknown);
      return unresolved(site, `the result of \`.${method}()\` is only known when the code runs`);
    }
  }
  return { k: "number", value: items.length };
}

/** `set.add(x)` and `map.set(k, v)` while they are being made. */
export function changeCollection(
  run: Run,
  array: ArrayValue,
  item: Item,
  sameAs: (other: Item) => boolean,
): void {
  const items = array.items as Item[];
  if (!run.mayChange(array, item.site) || run.uncertain !== null) {
    doubtArray(run, array, run.uncertain ?? { site: item.site, reason: "it is changed after it was made" });
    return;
  }
  const at = items.findIndex(sameAs);
  if (at < 0) items.push(item);
  else if (array.flavor === "map") items[at] = item;
}

/** `Object.assign(target, …)`. */
export function assignInto(run: Run, target: ObjectValue, source: Value, site: Item["site"]): void {
  if (source.k === "object") {
    for (const [name, entry] of source.entries) setProperty(run, target, name, entry);
    for (const reason of source.unknown) (target.unknown as Unresolved[]).push(reason);
  } else if (source.k !== "undefined" && source.k !== "null")
    setProperty(run, target, undefined, { value: source, site });
}
