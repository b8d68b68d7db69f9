// What the language itself computes from constants: string and array methods, `Object.keys` and friends.
import { MAX_ITEMS } from "./literals.ts";
import type { Site } from "./linked.ts";
import { asText, joined, scalarParts, text, unresolved, type Item, type Value } from "./values.ts";

const KNOWN_GLOBALS: ReadonlySet<string> = new Set(["Object", "String", "Number", "Array"]);

export function isKnownGlobal(name: string): boolean {
  return KNOWN_GLOBALS.has(name);
}

export function evaluateGlobalCall(name: string, args: readonly Item[], site: Site): Value {
  const value = args[0]?.value;
  if (value?.k === "unresolved") return value;
  if (value) {
    const parts = scalarParts(value);
    if (name === "String" && parts) return { k: "text", parts };
    if (name === "Object.freeze" || name === "Object.seal") return value;
    if (value.k === "object" && value.unknown.length === 0) {
      const entries = [...value.entries];
      const items = (each: (entry: (typeof entries)[number]) => Value): Value => ({
        k: "array",
        items: entries.map((entry) => ({ value: each(entry), site: entry[1].site })),
        complete: true,
        site: value.site,
      });
      if (name === "Object.keys") return items(([key, entry]) => text(key, entry.nameSite));
      if (name === "Object.values") return items(([, entry]) => entry.value);
      if (name === "Object.entries") return items(([key, entry]) => pair(text(key, entry.nameSite), entry));
    }
    if (value.k === "array" && value.complete && name === "Object.values") return value;
  }
  return unresolved(site, `the result of \`${name}()\` is only known when the code runs`);
}

function pair(key: Value, entry: Item): Value {
  return { k: "array", items: [{ value: key, site: entry.site }, entry], complete: true, site: entry.site };
}

export function evaluateMethod(
  object: Value & { readonly k: "text" | "array" | "number" },
  method: string,
  args: readonly Item[],
  site: Site,
): Value {
  for (const { value } of args) if (value.k === "unresolved") return value;
  const values = args.map(({ value }) => value);
  const result =
    object.k === "text"
      ? stringMethod(object, method, values)
      : object.k === "array"
        ? arrayMethod(object, method, values, site)
        : method === "toString" && values.length === 0
          ? text(String(object.value))
          : undefined;
  return result ?? unresolved(site, `the result of \`.${method}()\` is only known when the code runs`);
}

function stringMethod(
  object: Value & { readonly k: "text" },
  method: string,
  args: readonly Value[],
): Value | undefined {
  const it = joined(object.parts);
  const texts = args.map(asText);
  const numbers = args.map((arg) => (arg.k === "number" ? arg.value : undefined));
  const [first, second] = texts;
  const allNumbers = numbers.every((number) => number !== undefined);
  switch (method) {
    case "toString":
    case "valueOf":
      return object;
    case "toLowerCase":
      return text(it.toLowerCase());
    case "toUpperCase":
      return text(it.toUpperCase());
    case "trim":
      return text(it.trim());
    case "trimStart":
      return text(it.trimStart());
    case "trimEnd":
      return text(it.trimEnd());
    case "concat": {
      const parts = args.map(scalarParts);
      if (parts.some((part) => part === undefined)) return undefined;
      return { k: "text", parts: [...object.parts, ...parts.flatMap((part) => part ?? [])] };
    }
    // A replacement text may hold `$&` and the like: those are left to the run.
    case "replace":
    case "replaceAll":
      if (first === undefined || second === undefined || second.includes("$")) return undefined;
      return text(method === "replace" ? it.replace(first, second) : it.replaceAll(first, second));
    case "slice":
      return allNumbers ? text(it.slice(numbers[0], numbers[1])) : undefined;
    case "substring":
      return allNumbers ? text(it.substring(numbers[0] ?? 0, numbers[1])) : undefined;
    case "at":
    case "charAt": {
      const index = numbers[0] ?? 0;
      return allNumbers ? text((method === "at" ? it.at(index) : it.charAt(index)) ?? "") : undefined;
    }
    case "padStart":
    case "padEnd": {
      const [length] = numbers;
      if (length === undefined || length > 1_000 || (args.length > 1 && second === undefined))
        return undefined;
      return text(method === "padStart" ? it.padStart(length, second) : it.padEnd(length, second));
    }
    case "repeat": {
      const [count] = numbers;
      return count !== undefined && count >= 0 && count * it.length <= 1_000
        ? text(it.repeat(count))
        : undefined;
    }
    case "startsWith":
      return first === undefined ? undefined : { k: "boolean", value: it.startsWith(first) };
    case "endsWith":
      return first === undefined ? undefined : { k: "boolean", value: it.endsWith(first) };
    case "includes":
      return first === undefined ? undefined : { k: "boolean", value: it.includes(first) };
    default:
      return undefined;
  }
}

function arrayMethod(
  object: Value & { readonly k: "array" },
  method: string,
  args: readonly Value[],
  site: Site,
): Value | undefined {
  if (!object.complete) return undefined;
  const [first, second] = args;
  const array = (items: readonly Item[]): Value => ({ k: "array", items, complete: true, site: object.site });
  switch (method) {
    case "join": {
      const separator = first ? asText(first) : ",";
      if (separator === undefined) return undefined;
      const parts = [];
      for (const [index, { value }] of object.items.entries()) {
        const more = value.k === "null" || value.k === "undefined" ? [] : scalarParts(value);
        if (!more) return undefined;
        if (index > 0 && separator !== "") parts.push({ text: separator, site: null });
        parts.push(...more);
      }
      return { k: "text", parts };
    }
    case "concat": {
      const others = args.map((arg): readonly Item[] | undefined =>
        arg.k === "array" ? (arg.complete ? arg.items : undefined) : [{ value: arg, site }],
      );
      if (others.some((items) => items === undefined)) return undefined;
      const items = [...object.items, ...others.flatMap((other) => other ?? [])];
      return items.length <= MAX_ITEMS ? array(items) : undefined;
    }
    case "slice": {
      if ((first && first.k !== "number") || (second && second.k !== "number")) return undefined;
      return array(object.items.slice(first?.value, second?.value));
    }
    case "at":
      return first?.k === "number" ? (object.items.at(first.value)?.value ?? { k: "undefined" }) : undefined;
    default:
      return undefined;
  }
}
