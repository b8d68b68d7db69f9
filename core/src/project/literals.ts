// Values made of values: texts put together, arrays and objects with spreads. What is unknown in them stays visible.
import type { KeyPart, Site, Unresolved } from "./linked.ts";
import type { Owner } from "./run.ts";
import {
  describeValue,
  joined,
  scalarParts,
  text,
  truthiness,
  unresolved,
  type ArrayValue,
  type Entry,
  type Item,
  type ObjectValue,
  type Value,
} from "./values.ts";

type UnresolvedValue = Value & { readonly k: "unresolved" };

/** Doubling a text a few times over must not fill the memory. */
const MAX_TEXT = 20_000;
/** Each `+` of a sum copies the pieces before it. */
const MAX_PARTS = 2_000;
export const MAX_ITEMS = 10_000;

export function concatenate(site: Site, items: readonly Item[]): Value {
  const parts: KeyPart[] = [];
  let length = 0;
  for (const { value, site: partSite } of items) {
    if (value.k === "unresolved") return value;
    const more = scalarParts(value);
    if (!more) return unresolved(partSite, `${describeValue(value)} is no text`);
    for (const part of more) length += part.text.length;
    if (length > MAX_TEXT || parts.length + more.length > MAX_PARTS)
      return unresolved(site, "its text is too long");
    parts.push(...more);
  }
  return { k: "text", parts };
}

export function arrayOf(
  written: readonly { readonly item: Item; readonly isSpread: boolean }[],
  site: Site,
  owner: Owner | null = null,
): ArrayValue {
  const items: Item[] = [];
  let complete = true;
  for (const { item, isSpread } of written) {
    if (!isSpread) items.push(item);
    else if (item.value.k === "array" && items.length + item.value.items.length <= MAX_ITEMS) {
      items.push(...item.value.items);
      complete &&= item.value.complete;
    } else {
      complete = false;
      items.push({ value: notSpreadable(item), site: item.site });
    }
  }
  return { k: "array", items, complete, site, owner };
}

export type WrittenEntry = { readonly spread: Item } | { readonly name: Item; readonly item: Item };

export function objectOf(
  written: readonly WrittenEntry[],
  site: Site,
  owner: Owner | null = null,
): ObjectValue {
  const entries = new Map<string, Entry>();
  const unknown: Unresolved[] = [];
  const giveUp = (reason: Unresolved): void => {
    unknown.push(reason);
    for (const [name, entry] of entries) entries.set(name, { ...entry, maybeReplaced: reason });
  };
  for (const entry of written) {
    if ("spread" in entry) {
      const { value } = entry.spread;
      if (value.k === "object") {
        value.unknown.forEach(giveUp);
        for (const [name, inner] of value.entries) entries.set(name, inner);
      } else if (truthiness(value) !== false) giveUp(notSpreadable(entry.spread).unresolved);
      continue;
    }
    const { value, site: nameSite } = entry.name;
    const parts = scalarParts(value);
    if (!parts) {
      const reason = { site: nameSite, reason: `${describeValue(value)} is no property name` };
      giveUp(value.k === "unresolved" ? value.unresolved : reason);
      continue;
    }
    entries.set(joined(parts), {
      ...entry.item,
      nameSite: parts.length === 1 ? (parts[0]?.site ?? null) : null,
      maybeReplaced: null,
    });
  }
  return { k: "object", entries, unknown, site, owner };
}

function notSpreadable({ value, site }: Item): UnresolvedValue {
  if (value.k === "unresolved") return value;
  return unresolved(
    site,
    value.k === "array" ? "the array is too long" : `${describeValue(value)} is spread`,
  );
}

/** `===`; undefined when it cannot be known, and an unresolved right side passes through. */
export function sameScalar(left: Value, right: Value): boolean | undefined | UnresolvedValue {
  if (right.k === "unresolved") return right;
  const [a, b] = [scalarParts(left), scalarParts(right)];
  if (a && b) return left.k === right.k && joined(a) === joined(b);
  if (left.k === "unresolved") return undefined;
  // A scalar is never an object.
  if (a || b) return false;
  const isOne =
    left === right ||
    (left.k === "declaration" && right.k === "declaration" && left.declaration === right.declaration);
  return isOne ? true : undefined;
}

/** As JavaScript goes over properties: those that are indexes first, by number. */
export function inOrder(entries: ReadonlyMap<string, Entry>): readonly (readonly [string, Entry])[] {
  const isIndex = (name: string): boolean => /^(0|[1-9]\d{0,8})$/.test(name);
  const all = [...entries];
  const indexes = all.filter(([name]) => isIndex(name));
  if (indexes.length === 0) return all;
  indexes.sort(([a], [b]) => Number(a) - Number(b));
  return [...indexes, ...all.filter(([name]) => !isIndex(name))];
}

/** An enum also leads from its numbers to their names. */
export function withReverseNames(value: Value): Value {
  if (value.k !== "object") return value;
  const entries = new Map(value.entries);
  for (const [name, entry] of value.entries) {
    if (entry.value.k !== "number") continue;
    const reverse = { value: text(name), site: entry.site, nameSite: null, maybeReplaced: null };
    entries.set(String(entry.value.value), reverse);
  }
  return { ...value, entries };
}
