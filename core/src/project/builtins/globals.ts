// What the language's own functions compute from constants: `Object.keys` and friends, `Array.from`, `String`, `Math`.
import type { Evaluator } from "../evaluate.ts";
import { assignInto } from "../changes.ts";
import { callBack } from "../functions.ts";
import { inOrder, MAX_ITEMS, objectOf, sameScalar } from "../literals.ts";
import type { Site } from "../linked.ts";
import {
  asText,
  joined,
  scalarParts,
  text,
  truthiness,
  unresolved,
  type ArrayValue,
  type Item,
  type Value,
} from "../values.ts";
import { itemsOf } from "./iterate.ts";

const KNOWN_GLOBALS: ReadonlySet<string> = new Set([
  "Object",
  "String",
  "Number",
  "Boolean",
  "Array",
  "Math",
  "Set",
  "Map",
  "parseInt",
]);

export function isKnownGlobal(name: string): boolean {
  return KNOWN_GLOBALS.has(name);
}

export function evaluateGlobalCall(
  evaluator: Evaluator,
  name: string,
  args: readonly Item[],
  site: Site,
  isNew: boolean,
): Value {
  const first = args[0];
  if (first?.value.k === "unresolved") return first.value;
  const result = isNew ? construct(evaluator, name, first, site) : call(evaluator, name, args, site);
  return (
    result ??
    unresolved(site, `the result of \`${isNew ? "new " : ""}${name}()\` is only known when the code runs`)
  );
}

function call(evaluator: Evaluator, name: string, args: readonly Item[], site: Site): Value | undefined {
  const [first, second] = args;
  const value = first?.value ?? { k: "undefined" as const };
  const parts = scalarParts(value);
  switch (name) {
    case "String":
      return first ? parts && { k: "text", parts } : text("");
    case "Number":
      return parts && { k: "number", value: first ? Number(joined(parts)) : 0 };
    case "parseInt":
    case "Number.parseInt":
      return parts && { k: "number", value: parseInt(joined(parts), 10) };
    case "Boolean": {
      const truth = truthiness(value);
      return truth === undefined ? undefined : { k: "boolean", value: truth };
    }
    case "Object.freeze":
    case "Object.seal":
      return first && value;
    case "Object.keys":
    case "Object.values":
    case "Object.entries":
    case "Object.getOwnPropertyNames":
      return listProperties(evaluator, name, value, site);
    case "Object.fromEntries":
      return fromEntries(evaluator, value, site);
    case "Object.assign":
      if (value.k !== "object") return undefined;
      for (const source of args.slice(1)) assignInto(evaluator.run, value, source.value, source.site);
      return value;
    case "Object.hasOwn": {
      const property = asText(second?.value);
      if (value.k !== "object" || property === undefined || value.unknown.length > 0) return undefined;
      return { k: "boolean", value: value.entries.has(property) };
    }
    case "Array.isArray":
      return { k: "boolean", value: value.k === "array" && value.flavor === undefined };
    case "Array.of":
      return arrayWith(evaluator, args, site);
    case "Array.from":
      return arrayFrom(evaluator, value, second, site);
    default:
      return name.startsWith("Math.") ? mathematics(name.slice("Math.".length), args) : undefined;
  }
}

function arrayWith(
  evaluator: Evaluator,
  items: readonly Item[],
  site: Site,
  flavor?: "set" | "map",
): ArrayValue {
  const array = { k: "array", items: [...items], complete: true, site, owner: evaluator.run.owner } as const;
  return flavor === undefined ? array : { ...array, flavor };
}

function construct(
  evaluator: Evaluator,
  name: string,
  first: Item | undefined,
  site: Site,
): Value | undefined {
  if (name !== "Set" && name !== "Map") return undefined;
  const items = first ? itemsOf(first.value, false) : [];
  if (!items) return undefined;
  const unique: Item[] = [];
  for (const item of items) {
    const key = name === "Map" && item.value.k === "array" ? item.value.items[0]?.value : item.value;
    if (!key) return undefined;
    const at = unique.findIndex((other) => {
      const known = name === "Map" && other.value.k === "array" ? other.value.items[0]?.value : other.value;
      return known !== undefined && isSameValue(known, key);
    });
    if (at < 0) unique.push(item);
    else if (name === "Map") unique[at] = item;
  }
  return arrayWith(evaluator, unique, site, name === "Set" ? "set" : "map");
}

/** Of members of a set and keys of a map. */
export function isSameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.k === "declaration" && b.k === "declaration") return a.declaration === b.declaration;
  return sameScalar(a, b) === true;
}

function listProperties(evaluator: Evaluator, name: string, value: Value, site: Site): Value | undefined {
  const { owner } = evaluator.run;
  const array = (items: readonly Item[]): Value => ({
    k: "array",
    items: [...items],
    complete: true,
    site,
    owner,
  });
  const whole = value.k === "namespace" ? evaluator.namespaceObject(value.path, site) : value;
  if (whole.k === "unresolved") return whole;
  if (whole.k === "object" && whole.unknown.length === 0) {
    const entries = inOrder(whole.entries);
    if (name === "Object.values")
      return array(entries.map(([, { value: own, site: at }]) => ({ value: own, site: at })));
    const key = ([property, entry]: (typeof entries)[number]): Item => ({
      value: text(property, entry.nameSite),
      site: entry.site,
    });
    if (name !== "Object.entries") return array(entries.map(key));
    return array(
      entries.map((entry) => {
        const own = { value: entry[1].value, site: entry[1].site };
        return { value: array([key(entry), own]), site: own.site };
      }),
    );
  }
  if (value.k !== "array" || !value.complete || value.flavor !== undefined) return undefined;
  const index = (at: number): Item => ({ value: text(String(at)), site });
  if (name === "Object.values") return array(value.items);
  if (name !== "Object.entries") return array(value.items.map((_, at) => index(at)));
  return array(value.items.map((item, at) => ({ value: array([index(at), item]), site: item.site })));
}

function fromEntries(evaluator: Evaluator, value: Value, site: Site): Value | undefined {
  if (value.k !== "array" || !value.complete) return undefined;
  const written = value.items.map(({ value: pair, site: at }) => {
    const [name, item] = pair.k === "array" && pair.complete ? pair.items : [];
    return name && item
      ? { name, item }
      : { spread: { value: unresolved(at, "an entry is not known"), site: at } };
  });
  return objectOf(written, site, evaluator.run.owner);
}

function arrayFrom(
  evaluator: Evaluator,
  value: Value,
  each: Item | undefined,
  site: Site,
): Value | undefined {
  let items = itemsOf(value, false);
  if (value.k === "object") {
    const length = value.entries.get("length")?.value;
    if (length?.k !== "number" || length.value < 0 || length.value > MAX_ITEMS) return undefined;
    items = Array.from({ length: Math.floor(length.value) }, () => ({
      value: { k: "undefined" as const },
      site,
    }));
  }
  if (!items) return undefined;
  if (!each) return arrayWith(evaluator, items, site);
  const made = items.map((item, index) => {
    const at: Item = { value: { k: "number", value: index }, site };
    return { value: callBack(evaluator, each.value, [item, at], site), site: item.site };
  });
  return arrayWith(evaluator, made, site);
}

const MATHEMATICS: Readonly<Record<string, (...numbers: number[]) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  round: Math.round,
  sign: Math.sign,
  sqrt: Math.sqrt,
  trunc: Math.trunc,
};

function mathematics(name: string, args: readonly Item[]): Value | undefined {
  const compute = Object.hasOwn(MATHEMATICS, name) ? MATHEMATICS[name] : undefined;
  const numbers = args.flatMap(({ value }) => (value.k === "number" ? [value.value] : []));
  if (!compute || numbers.length !== args.length) return undefined;
  return { k: "number", value: compute(...numbers) };
}
