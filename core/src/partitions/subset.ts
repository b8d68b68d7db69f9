// Some partitions of a definition: windows as spans of time, so that a hundred thousand in a row are one span and a moved start
// does not change what is meant; all others as a set of keys.
import type { Instant } from "../cron/index.ts";
import type { PartitionsDefinition } from "./definition.ts";
import { hasPartition, partitionKeys } from "./keys.ts";
import {
  intersectRanges,
  mergeRanges,
  subtractRanges,
  unionRanges,
  type Range,
  type Ranges,
} from "./ranges.ts";
import { timeWindowsOf } from "./timeWindows.ts";

export type PartitionSubset =
  /** Milliseconds since 1970. */
  | { readonly kind: "windows"; readonly windows: Ranges }
  /** Sorted. */
  | { readonly kind: "keys"; readonly keys: readonly string[] };

/** Throws a RangeError for a text that is no key of time windows. */
export function subsetOf(definition: PartitionsDefinition, keys: readonly string[]): PartitionSubset {
  if (definition.kind !== "timeWindow") return { kind: "keys", keys: [...new Set(keys)].sort() };
  const series = timeWindowsOf(definition);
  const windows = keys.map((key) => {
    const index = series.index(key);
    if (index === null) throw new RangeError(`"${key}" is no partition key of this definition.`);
    return series.window(index);
  });
  return { kind: "windows", windows: mergeRanges(windows) };
}

/** All that exist. */
export function wholeSubset(definition: PartitionsDefinition, now: Instant): PartitionSubset {
  if (definition.kind !== "timeWindow") return subsetOf(definition, partitionKeys(definition, now));
  const series = timeWindowsOf(definition);
  const count = series.count(now);
  const windows: Ranges = count === 0 ? [] : [[series.window(0)[0], series.window(count - 1)[1]]];
  return { kind: "windows", windows };
}

/** In the order of the definition; keys that are not there any more are left out. */
export function keysOfSubset(
  definition: PartitionsDefinition,
  subset: PartitionSubset,
  now: Instant,
): readonly string[] {
  if (subset.kind === "keys" || definition.kind !== "timeWindow") {
    const chosen = new Set(subset.kind === "keys" ? subset.keys : []);
    return definition.kind === "timeWindow"
      ? [...chosen].filter((key) => hasPartition(definition, key, now)).sort()
      : partitionKeys(definition, now).filter((key) => chosen.has(key));
  }
  const series = timeWindowsOf(definition);
  return subset.windows.flatMap((span) => series.keys(...indexesOf(definition, span)));
}

/** How many windows or keys, without listing them. */
export function subsetSize(definition: PartitionsDefinition, subset: PartitionSubset): number {
  if (subset.kind === "keys") return subset.keys.length;
  if (definition.kind !== "timeWindow") return 0;
  return subset.windows.reduce((size, span) => {
    const [from, to] = indexesOf(definition, span);
    return size + to - from;
  }, 0);
}

/** Windows that lie in a span wholly and not before the start. */
function indexesOf(
  definition: PartitionsDefinition & { readonly kind: "timeWindow" },
  [start, end]: Range,
): Range {
  const series = timeWindowsOf(definition);
  const from = Math.max(0, series.overlapping([start - 1, start])[1]);
  const to = series.overlapping([end, end])[0];
  return [from, Math.max(from, to)];
}

export function unionSubsets(a: PartitionSubset, b: PartitionSubset): PartitionSubset {
  if (a.kind === "windows" && b.kind === "windows")
    return { kind: "windows", windows: unionRanges(a.windows, b.windows) };
  return byKeys(a, b, (left, right) => [...new Set([...left, ...right])].sort());
}

export function intersectSubsets(a: PartitionSubset, b: PartitionSubset): PartitionSubset {
  if (a.kind === "windows" && b.kind === "windows") {
    return { kind: "windows", windows: intersectRanges(a.windows, b.windows) };
  }
  return byKeys(a, b, (left, right) => {
    const other = new Set(right);
    return left.filter((key) => other.has(key));
  });
}

export function subtractSubsets(a: PartitionSubset, b: PartitionSubset): PartitionSubset {
  if (a.kind === "windows" && b.kind === "windows") {
    return { kind: "windows", windows: subtractRanges(a.windows, b.windows) };
  }
  return byKeys(a, b, (left, right) => {
    const other = new Set(right);
    return left.filter((key) => !other.has(key));
  });
}

type OfKeys = (a: readonly string[], b: readonly string[]) => readonly string[];

function byKeys(a: PartitionSubset, b: PartitionSubset, combine: OfKeys): PartitionSubset {
  if (a.kind === "windows" || b.kind === "windows") {
    throw new RangeError("Time windows and keys are of different definitions.");
  }
  return { kind: "keys", keys: combine(a.keys, b.keys) };
}

/** The same text for the same subset. Windows are written in seconds, as Dagster writes them. */
export function writeSubset(subset: PartitionSubset): string {
  if (subset.kind === "keys") return JSON.stringify({ keys: subset.keys });
  return JSON.stringify({ time_windows: subset.windows.map(([start, end]) => [start / 1000, end / 1000]) });
}

/** Also reads what Dagster wrote, with and without a count. null: it is no subset. */
export function readSubset(text: string): PartitionSubset | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (Array.isArray(value)) return windowsFrom(value);
  if (typeof value !== "object" || value === null) return null;
  if ("time_windows" in value) return windowsFrom(value.time_windows);
  if (!("keys" in value) || !Array.isArray(value.keys)) return null;
  const keys: readonly unknown[] = value.keys;
  const texts = keys.filter((key) => typeof key === "string");
  return texts.length === keys.length ? { kind: "keys", keys: [...new Set(texts)].sort() } : null;
}

function windowsFrom(value: unknown): PartitionSubset | null {
  if (!Array.isArray(value)) return null;
  const windows: Range[] = [];
  for (const pair of value as readonly unknown[]) {
    if (!Array.isArray(pair)) return null;
    const [start, end] = pair as readonly unknown[];
    if (typeof start !== "number" || typeof end !== "number") return null;
    windows.push([start * 1000, end * 1000]);
  }
  return { kind: "windows", windows: mergeRanges(windows) };
}
