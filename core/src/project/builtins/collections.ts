// Methods of `new Set([…])` and `new Map([…])`.
import { changeCollection } from "../changes.ts";
import type { Evaluator } from "../evaluate.ts";
import { callBack } from "../functions.ts";
import type { Site } from "../linked.ts";
import type { ArrayValue, Item, Value } from "../values.ts";
import { isSameValue } from "./globals.ts";

export function collectionMethod(
  evaluator: Evaluator,
  object: ArrayValue,
  method: string,
  args: readonly Item[],
  site: Site,
): Value | undefined {
  const [first, second] = args;
  const isMap = object.flavor === "map";
  const keyOf = ({ value }: Item): Value =>
    (isMap && value.k === "array" ? value.items[0]?.value : value) ?? value;
  const valueOf = ({ value }: Item): Value =>
    (isMap && value.k === "array" ? value.items[1]?.value : value) ?? value;
  const list = (each: (item: Item) => Item): Value => ({
    k: "array",
    items: object.items.map(each),
    complete: object.complete,
    site,
    owner: evaluator.run.owner,
  });
  switch (method) {
    case "add":
    case "set": {
      if (!first || first.value.k === "unresolved" || (isMap && !second)) return undefined;
      const pair: Value = {
        k: "array",
        items: [...args.slice(0, 2)],
        complete: true,
        site,
        owner: evaluator.run.owner,
      };
      const item = isMap ? { value: pair, site } : first;
      changeCollection(evaluator.run, object, item, (other) => isSameValue(keyOf(other), first.value));
      return object;
    }
    case "has":
    case "get": {
      if (!object.complete || !first || first.value.k === "unresolved") return undefined;
      const found = object.items.find((item) => isSameValue(keyOf(item), first.value));
      if (method === "has") return { k: "boolean", value: found !== undefined };
      return found ? valueOf(found) : { k: "undefined" };
    }
    case "keys":
      return list((item) => ({ ...item, value: keyOf(item) }));
    case "values":
      return list((item) => ({ ...item, value: valueOf(item) }));
    case "entries":
      return isMap ? list((item) => item) : undefined;
    case "forEach":
      if (!object.complete || !first) return undefined;
      for (const item of [...object.items]) {
        const given = [valueOf(item), keyOf(item)].map((value) => ({ value, site: item.site }));
        callBack(evaluator, first.value, given, site);
      }
      return { k: "undefined" };
    default:
      return undefined;
  }
}
