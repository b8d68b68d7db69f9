// The partitions of any definition by their keys. `now` (milliseconds since 1970) decides which windows exist.
import type { Instant } from "../cron/index.ts";
import type { MultiDefinition, PartitionsDefinition } from "./definition.ts";
import { combineKeys, dimensionsOf, joinKey, splitKey } from "./multiKeys.ts";
import { timeWindowsOf } from "./timeWindows.ts";

/** In order: windows by time, listed keys as listed, combinations by the first dimension first. */
export function partitionKeys(definition: PartitionsDefinition, now: Instant): readonly string[] {
  switch (definition.kind) {
    case "static":
    case "dynamic":
      return definition.keys;
    case "timeWindow": {
      const windows = timeWindowsOf(definition);
      return windows.keys(0, windows.count(now));
    }
    case "multi":
      return combineKeys(dimensionsOf(definition).map(([, own]) => partitionKeys(own, now)));
  }
}

/** How many there are, without listing them. */
export function partitionCount(definition: PartitionsDefinition, now: Instant): number {
  if (definition.kind === "timeWindow") return timeWindowsOf(definition).count(now);
  if (definition.kind !== "multi") return definition.keys.length;
  const dimensions = Object.values(definition.dimensions);
  return dimensions.length === 0 ? 0 : dimensions.reduce((count, own) => count * partitionCount(own, now), 1);
}

export function hasPartition(definition: PartitionsDefinition, key: string, now: Instant): boolean {
  if (definition.kind === "timeWindow") return timeWindowsOf(definition).existingIndex(key, now) !== null;
  if (definition.kind !== "multi") return keySetOf(definition.keys).has(key);
  const parts = splitKey(definition, key);
  return (
    parts !== null &&
    dimensionsOf(definition).every(([name, own]) => hasPartition(own, parts[name] ?? "", now))
  );
}

/** The newest; null when there is none. */
export function lastPartition(definition: PartitionsDefinition, now: Instant): string | null {
  if (definition.kind === "timeWindow") {
    const windows = timeWindowsOf(definition);
    const count = windows.count(now);
    return count === 0 ? null : windows.key(count - 1);
  }
  if (definition.kind !== "multi") return definition.keys.at(-1) ?? null;
  const byDimension: Record<string, string> = {};
  for (const [name, own] of Object.entries(definition.dimensions)) {
    const last = lastPartition(own, now);
    if (last === null) return null;
    byDimension[name] = last;
  }
  return joinKey(definition, byDimension);
}

/** The one after `key`; null when it is the last, or no key. Windows follow whether they exist yet or not, up to the end. */
export function nextPartition(definition: PartitionsDefinition, key: string, now: Instant): string | null {
  if (definition.kind === "timeWindow") {
    const windows = timeWindowsOf(definition);
    const index = windows.index(key);
    if (index === null) return null;
    const next = windows.window(index + 1);
    return windows.end !== null && next[1] > windows.end ? null : windows.keyAt(next[0]);
  }
  const keys = partitionKeys(definition, now);
  const at = keys.indexOf(key);
  return at < 0 ? null : (keys[at + 1] ?? null);
}

/**
 * From one key to another, both included. Throws a RangeError that says which is no key, or lies before the start or after the
 * end. For several dimensions: the combinations of the ranges in each of them.
 */
export function partitionsBetween(
  definition: PartitionsDefinition,
  first: string,
  last: string,
  now: Instant,
): readonly string[] {
  if (definition.kind === "multi") {
    const [from, to] = [partsOf(definition, first), partsOf(definition, last)];
    const ranges = dimensionsOf(definition).map(([name, own]) =>
      partitionsBetween(own, from[name] ?? "", to[name] ?? "", now),
    );
    return combineKeys(ranges);
  }
  const { keys, from, to } =
    definition.kind === "timeWindow"
      ? windowsBetween(definition, first, last, now)
      : listedBetween(definition.keys, first, last);
  if (from > to) throw new RangeError(`The range goes backwards: "${first}" comes after "${last}".`);
  return keys(from, to + 1);
}

interface Between {
  readonly keys: (from: number, to: number) => readonly string[];
  readonly from: number;
  readonly to: number;
}

function windowsBetween(
  definition: PartitionsDefinition & { readonly kind: "timeWindow" },
  first: string,
  last: string,
  now: Instant,
): Between {
  const windows = timeWindowsOf(definition);
  const count = windows.count(now);
  const indexOf = (key: string): number => {
    const window = windows.windowOfKey(key);
    if (window === null) throw noKey(key);
    if (window[0] < windows.start) {
      throw new RangeError(`"${key}" is before the partitions definition start time, ${definition.start}.`);
    }
    if (windows.end !== null && window[1] > windows.end) {
      throw new RangeError(`"${key}" is after the partitions definition end time, ${definition.end ?? ""}.`);
    }
    const index = windows.existingIndex(key, now);
    if (index !== null) return index;
    const newest = count === 0 ? "there is none yet" : `the newest is "${windows.key(count - 1)}"`;
    throw new RangeError(`There is no partition "${key}": ${newest}.`);
  };
  return { keys: (from, to) => windows.keys(from, to), from: indexOf(first), to: indexOf(last) };
}

function listedBetween(keys: readonly string[], first: string, last: string): Between {
  const indexOf = (key: string): number => {
    const at = keys.indexOf(key);
    if (at < 0) throw noKey(key);
    return at;
  };
  return { keys: (from, to) => keys.slice(from, to), from: indexOf(first), to: indexOf(last) };
}

function partsOf(definition: MultiDefinition, key: string): Readonly<Record<string, string>> {
  const parts = splitKey(definition, key);
  if (parts === null) throw noKey(key);
  return parts;
}

function noKey(key: string): RangeError {
  return new RangeError(`"${key}" is no partition key of this definition.`);
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Lists of keys never change: a dynamic definition with other keys is another. */
export function keySetOf(keys: readonly string[]): ReadonlySet<string> {
  let set = sets.get(keys);
  if (!set) {
    set = new Set(keys);
    sets.set(keys, set);
  }
  return set;
}
