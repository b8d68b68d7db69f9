// Methods of arrays that change nothing, on arrays that are known, with callbacks that are followed.
import type { Evaluator } from "../evaluate.ts";
import { callBack } from "../functions.ts";
import type { Site } from "../linked.ts";
import { MAX_ITEMS } from "../literals.ts";
import {
  asText,
  scalarParts,
  truthiness,
  unresolved,
  type ArrayValue,
  type Item,
  type Value,
} from "../values.ts";
import { isSameValue } from "./globals.ts";

export function arrayMethod(
  evaluator: Evaluator,
  object: ArrayValue,
  method: string,
  args: readonly Item[],
  site: Site,
): Value | undefined {
  const [first, second] = args;
  if (first?.value.k === "function") return callbackMethod(evaluator, object, method, args, site);
  if (!object.complete) return undefined;
  const array = (items: readonly Item[]): Value | undefined =>
    items.length > MAX_ITEMS
      ? undefined
      : { k: "array", items: [...items], complete: true, site: object.site, owner: evaluator.run.owner };
  switch (method) {
    case "map":
    case "filter":
    case "flatMap":
    case "forEach":
      return first?.value.k === "global" ? callbackMethod(evaluator, object, method, args, site) : undefined;
    case "join":
      return join(object, first);
    case "concat":
      return concat(object, args, array);
    case "slice": {
      const [from, to] = [first?.value, second?.value];
      if ((from && from.k !== "number") || (to && to.k !== "number")) return undefined;
      return array(object.items.slice(from?.value, to?.value));
    }
    case "at":
      return first?.value.k === "number"
        ? (object.items.at(first.value.value)?.value ?? { k: "undefined" })
        : undefined;
    case "includes":
    case "indexOf": {
      if (!first || first.value.k === "unresolved" || args.length > 1) return undefined;
      const at = object.items.findIndex(({ value }) => isSameValue(value, first.value));
      if (object.items.some(({ value }) => value.k === "unresolved") && at < 0) return undefined;
      return method === "indexOf" ? { k: "number", value: at } : { k: "boolean", value: at >= 0 };
    }
    case "flat":
      if (args.length > 0) return undefined;
      return array(object.items.flatMap((item) => (item.value.k === "array" ? item.value.items : [item])));
    case "toReversed":
      return array(object.items.toReversed());
    case "toSorted":
      return sortTexts(object, array);
    case "keys":
      return array(
        object.items.map(({ site: at }, index) => ({ value: { k: "number", value: index }, site: at })),
      );
    case "values":
      return array(object.items);
    case "entries":
      return array(
        object.items.map((item, index) => {
          const pair = [{ value: { k: "number", value: index } as const, site: item.site }, item];
          return {
            value: { k: "array", items: pair, complete: true, site, owner: evaluator.run.owner },
            site: item.site,
          };
        }),
      );
    default:
      return undefined;
  }
}

function callbackMethod(
  evaluator: Evaluator,
  object: ArrayValue,
  method: string,
  args: readonly Item[],
  site: Site,
): Value | undefined {
  const [callback, start] = args;
  if (!callback) return undefined;
  const call = (item: Item, index: number): Value => {
    const at: Item = { value: { k: "number", value: index }, site };
    return callBack(evaluator, callback.value, [item, at, { value: object, site }], site);
  };
  if (!object.complete) {
    // It is called for items that nobody knows: what it declares is uncertain.
    const reason = object.items.find(({ value }) => value.k === "unresolved")?.value;
    const unknown = unresolved(
      site,
      "the array has entries that are only known when the code runs",
    ).unresolved;
    const doubt = reason?.k === "unresolved" ? reason.unresolved : unknown;
    for (const [index, item] of object.items.entries()) {
      if (item.value.k === "unresolved") evaluator.doubting(doubt, () => void call(item, index));
      else call(item, index);
    }
    return { k: "unresolved", unresolved: doubt };
  }
  const { owner } = evaluator.run;
  const array = (items: readonly Item[]): Value => ({ k: "array", items, complete: true, site, owner });
  switch (method) {
    case "map":
      return array(
        [...object.items.entries()].map(([i, item]) => ({ value: call(item, i), site: item.site })),
      );
    case "flatMap": {
      const items: Item[] = [];
      for (const [index, item] of object.items.entries()) {
        const made = call(item, index);
        if (made.k === "array" && made.flavor === undefined && made.complete) items.push(...made.items);
        else if (made.k === "unresolved" || made.k === "array")
          return { k: "array", items, complete: false, site, owner };
        else items.push({ value: made, site: item.site });
        if (items.length > MAX_ITEMS) return undefined;
      }
      return array(items);
    }
    case "forEach":
      for (const [index, item] of object.items.entries()) call(item, index);
      return { k: "undefined" };
    case "reduce": {
      let sum = start?.value;
      for (const [index, item] of object.items.entries()) {
        if (sum === undefined) sum = item.value;
        else {
          const at: Item = { value: { k: "number", value: index }, site };
          sum = callBack(evaluator, callback.value, [{ value: sum, site }, item, at], site);
        }
      }
      return sum;
    }
    case "filter":
    case "find":
    case "findIndex":
    case "some":
    case "every":
      return choose(object, method, call, array);
    case "toSorted":
      return sortBy(object, (a, b) => callBack(evaluator, callback.value, [a, b], site), array);
    default:
      return undefined;
  }
}

function choose(
  object: ArrayValue,
  method: string,
  call: (item: Item, index: number) => Value,
  array: (items: readonly Item[]) => Value,
): Value | undefined {
  const chosen: Item[] = [];
  for (const [index, item] of object.items.entries()) {
    const outcome = call(item, index);
    const truth = truthiness(outcome);
    if (truth === undefined) return outcome;
    if (method === "find" && truth) return item.value;
    if (method === "findIndex" && truth) return { k: "number", value: index };
    if (method === "some" && truth) return { k: "boolean", value: true };
    if (method === "every" && !truth) return { k: "boolean", value: false };
    if (truth) chosen.push(item);
  }
  switch (method) {
    case "filter":
      return array(chosen);
    case "find":
      return { k: "undefined" };
    case "findIndex":
      return { k: "number", value: -1 };
    default:
      return { k: "boolean", value: method === "every" };
  }
}

function join(object: ArrayValue, separatorItem: Item | undefined): Value | undefined {
  const separator = separatorItem ? asText(separatorItem.value) : ",";
  if (separator === undefined) return undefined;
  const separating =
    separatorItem?.value.k === "text" ? separatorItem.value.parts : [{ text: ",", site: null }];
  const parts = [];
  for (const [index, { value }] of object.items.entries()) {
    const more = value.k === "null" || value.k === "undefined" ? [] : scalarParts(value);
    if (!more) return value.k === "unresolved" ? value : undefined;
    if (index > 0 && separator !== "") parts.push(...separating.map((part) => ({ ...part, site: null })));
    parts.push(...more);
  }
  return { k: "text", parts };
}

function concat(
  object: ArrayValue,
  args: readonly Item[],
  array: (items: readonly Item[]) => Value | undefined,
): Value | undefined {
  const items = [...object.items];
  for (const item of args) {
    if (item.value.k === "unresolved") return item.value;
    if (item.value.k !== "array") items.push(item);
    else if (item.value.complete) items.push(...item.value.items);
    else return undefined;
  }
  return array(items);
}

function sortTexts(
  object: ArrayValue,
  array: (items: readonly Item[]) => Value | undefined,
): Value | undefined {
  const keyed = object.items.map((item) => ({ item, key: asText(item.value) }));
  if (keyed.some(({ key }) => key === undefined)) return undefined;
  const sorted = keyed.sort((a, b) =>
    (a.key ?? "") < (b.key ?? "") ? -1 : (a.key ?? "") > (b.key ?? "") ? 1 : 0,
  );
  return array(sorted.map(({ item }) => item));
}

function sortBy(
  object: ArrayValue,
  compare: (a: Item, b: Item) => Value,
  array: (items: readonly Item[]) => Value,
): Value | undefined {
  const unknown: Value[] = [];
  const sorted = object.items.toSorted((a, b) => {
    const order = compare(a, b);
    if (order.k === "number") return order.value;
    unknown.push(order);
    return 0;
  });
  return unknown.length === 0 ? array(sorted) : undefined;
}
