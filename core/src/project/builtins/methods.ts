// Calls of methods on texts, numbers and arrays.
import { changeArray } from "../changes.ts";
import type { Evaluator } from "../evaluate.ts";
import type { Site } from "../linked.ts";
import { joined, text, unresolved, type Item, type Value } from "../values.ts";
import { arrayMethod } from "./arrays.ts";
import { collectionMethod } from "./collections.ts";
import { stringMethod } from "./strings.ts";

const CHANGING: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "reverse",
  "splice",
  "sort",
  "fill",
  "copyWithin",
]);

export function evaluateMethod(
  evaluator: Evaluator,
  object: Value & { readonly k: "text" | "array" | "number" },
  method: string,
  args: readonly Item[],
  site: Site,
): Value {
  const result = evaluateKnown(evaluator, object, method, args, site);
  if (result) return result;
  if (object.k === "array" && !object.complete) {
    const unknown = object.items.find(({ value }) => value.k === "unresolved");
    if (unknown) return unknown.value;
  }
  for (const { value } of args) if (value.k === "unresolved") return value;
  return unresolved(site, `the result of \`.${method}()\` is only known when the code runs`);
}

function evaluateKnown(
  evaluator: Evaluator,
  object: Value & { readonly k: "text" | "array" | "number" },
  method: string,
  args: readonly Item[],
  site: Site,
): Value | undefined {
  if (object.k === "array") {
    if (object.flavor !== undefined) return collectionMethod(evaluator, object, method, args, site);
    if (CHANGING.has(method)) return changeArray(evaluator.run, object, method, args, site);
    return arrayMethod(evaluator, object, method, args, site);
  }
  if (args.some(({ value }) => value.k === "unresolved")) return undefined;
  const values = args.map(({ value }) => value);
  if (object.k === "text") return stringMethod(object, method, values, site, evaluator.run.owner);
  const [digits] = values;
  if (method === "toString" && values.length === 0) return text(String(object.value));
  if (method === "toFixed" && (digits === undefined || digits.k === "number")) {
    const places = digits?.value ?? 0;
    return places >= 0 && places <= 100 ? text(object.value.toFixed(places)) : undefined;
  }
  return undefined;
}

export function readLength(
  object: Value & { readonly k: "text" | "array" },
  name: string,
): Value | undefined {
  if (object.k === "text")
    return name === "length" ? { k: "number", value: joined(object.parts).length } : undefined;
  const isLength = object.flavor === undefined ? name === "length" : name === "size";
  return isLength ? { k: "number", value: object.items.length } : undefined;
}
