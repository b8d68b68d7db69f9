// From partitions to those they read, and from partitions to those that read them. `now` (milliseconds since 1970) decides which
// windows exist. Everything here throws a RangeError when the mapping does not fit (see `mappingProblems`).
import type { Instant } from "../cron/index.ts";
import type { MultiDefinition, PartitionsDefinition, SingleDefinition } from "./definition.ts";
import { hasPartition, keySetOf, lastPartition, partitionKeys } from "./keys.ts";
import {
  defaultMapping,
  singleDimension,
  type MultiMapping,
  type PartitionMapping,
  type SingleDimension,
} from "./mapping.ts";
import { mapWindowsDown, mapWindowsUp } from "./mapWindows.ts";
import { combineKeys, dimensionsOf, splitKey } from "./multiKeys.ts";
import { mappingProblems } from "./problems.ts";

export interface UpstreamPartitions {
  /** They exist; whether anything was ever written is another question. In the order of the definition. */
  readonly keys: readonly string[];
  /** Needed, but not there (yet): the partition cannot be computed. Of several dimensions, only the key of the dimension. */
  readonly nonexistent: readonly string[];
}

const NOTHING: UpstreamPartitions = { keys: [], nonexistent: [] };

/**
 * What these partitions read. Without a mapping the default holds. A definition is null for an asset without partitions: what
 * has none reads all, and of what has none there is nothing to name.
 */
export function upstreamPartitions(
  mapping: PartitionMapping | null,
  downstream: PartitionsDefinition | null,
  upstream: PartitionsDefinition | null,
  keys: readonly string[],
  now: Instant,
): UpstreamPartitions {
  if (upstream === null) return NOTHING;
  if (downstream === null) return ofWhole(mapping, upstream, now);
  if (keys.length === 0) return NOTHING;
  const given = mapping ?? defaultMapping(downstream, upstream);
  expectFitting(given, downstream, upstream);
  return mapUp(given, downstream, upstream, keys, now);
}

/** What reads these partitions and exists. */
export function downstreamPartitions(
  mapping: PartitionMapping | null,
  downstream: PartitionsDefinition | null,
  upstream: PartitionsDefinition | null,
  keys: readonly string[],
  now: Instant,
): readonly string[] {
  if (downstream === null) return [];
  if (upstream === null) return partitionKeys(downstream, now);
  if (keys.length === 0) return [];
  const given = mapping ?? defaultMapping(downstream, upstream);
  expectFitting(given, downstream, upstream);
  return mapDown(given, downstream, upstream, keys, now);
}

/** Without partitions of its own, a reader can only choose among all, the last and fixed ones. */
function ofWhole(
  mapping: PartitionMapping | null,
  upstream: PartitionsDefinition,
  now: Instant,
): UpstreamPartitions {
  if (mapping?.kind === "last" || mapping?.kind === "specific")
    return mapUp(mapping, upstream, upstream, [], now);
  return existing(partitionKeys(upstream, now));
}

function mapUp(
  mapping: PartitionMapping,
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
  keys: readonly string[],
  now: Instant,
): UpstreamPartitions {
  switch (mapping.kind) {
    case "identity":
      return divided(keys, upstream, now);
    case "all":
      return existing(partitionKeys(upstream, now));
    case "last": {
      const last = lastPartition(upstream, now);
      return existing(last === null ? [] : [last]);
    }
    case "specific":
      return divided(mapping.keys, upstream, now);
    case "static": {
      const wanted = keySetOf(keys);
      const feeding = Object.entries(mapping.downstreamOf).filter(([, fed]) =>
        fed.some((key) => wanted.has(key)),
      );
      return divided(
        feeding.map(([key]) => key),
        upstream,
        now,
      );
    }
    case "timeWindow":
      return downstream.kind === "timeWindow" && upstream.kind === "timeWindow"
        ? mapWindowsUp(mapping, downstream, upstream, keys, now)
        : NOTHING;
    case "byDimension":
      return singleUp(fittingDimension(mapping, downstream, upstream), keys, now);
    case "multi":
      return downstream.kind === "multi" && upstream.kind === "multi"
        ? multiUp(mapping, downstream, upstream, keys, now)
        : NOTHING;
  }
}

function mapDown(
  mapping: PartitionMapping,
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
  keys: readonly string[],
  now: Instant,
): readonly string[] {
  const allIf = (isRead: boolean): readonly string[] => (isRead ? partitionKeys(downstream, now) : []);
  switch (mapping.kind) {
    case "identity":
      return divided(keys, downstream, now).keys;
    case "all":
      return allIf(keys.some((key) => hasPartition(upstream, key, now)));
    case "last": {
      const last = lastPartition(upstream, now);
      return allIf(last !== null && keys.includes(last));
    }
    case "specific": {
      const read = keySetOf(mapping.keys);
      return allIf(keys.some((key) => read.has(key)));
    }
    case "static": {
      const fed = keys.flatMap((key) =>
        Object.hasOwn(mapping.downstreamOf, key) ? (mapping.downstreamOf[key] ?? []) : [],
      );
      return divided(fed, downstream, now).keys;
    }
    case "timeWindow":
      return downstream.kind === "timeWindow" && upstream.kind === "timeWindow"
        ? mapWindowsDown(mapping, downstream, upstream, keys, now)
        : [];
    case "byDimension":
      return singleDown(fittingDimension(mapping, downstream, upstream), keys, now);
    case "multi":
      return downstream.kind === "multi" && upstream.kind === "multi"
        ? multiDown(mapping, downstream, upstream, keys, now)
        : [];
  }
}

function singleUp(found: SingleDimension, keys: readonly string[], now: Instant): UpstreamPartitions {
  const { multi, single, name, dimension, mapping, multiIsDownstream } = found;
  if (multiIsDownstream) return mapUp(mapping, dimension, single, valuesOf(multi, name, keys), now);
  const { keys: own, nonexistent } = mapUp(mapping, single, dimension, keys, now);
  return { keys: withDimension(multi, name, own, now), nonexistent };
}

function singleDown(found: SingleDimension, keys: readonly string[], now: Instant): readonly string[] {
  const { multi, single, name, dimension, mapping, multiIsDownstream } = found;
  if (!multiIsDownstream) return mapDown(mapping, single, dimension, valuesOf(multi, name, keys), now);
  return withDimension(multi, name, mapDown(mapping, dimension, single, keys, now), now);
}

function multiUp(
  { dimensions }: MultiMapping,
  downstream: MultiDefinition,
  upstream: MultiDefinition,
  keys: readonly string[],
  now: Instant,
): UpstreamPartitions {
  const nonexistent = new Set<string>();
  const found = eachCombination(
    keys,
    downstream,
    dimensionsOf(upstream),
    (name, own) => {
      const target = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
      const from = target && downstream.dimensions[target.dimension];
      if (!target || !from) return null;
      return {
        of: target.dimension,
        map: (key) => {
          const mapped = mapUp(target.mapping, from, own, [key], now);
          for (const missing of mapped.nonexistent) nonexistent.add(missing);
          return mapped.keys;
        },
      };
    },
    now,
  );
  return { keys: found, nonexistent: [...nonexistent] };
}

function multiDown(
  { dimensions }: MultiMapping,
  downstream: MultiDefinition,
  upstream: MultiDefinition,
  keys: readonly string[],
  now: Instant,
): readonly string[] {
  return eachCombination(
    keys,
    upstream,
    dimensionsOf(downstream),
    (name, own) => {
      const entry = Object.entries(dimensions).find(([, target]) => target.dimension === name);
      const from = entry && upstream.dimensions[entry[0]];
      if (!entry || !from) return null;
      const [of, target] = entry;
      return { of, map: (key) => mapDown(target.mapping, own, from, [key], now) };
    },
    now,
  );
}

/** How a dimension of the result follows from one of the given keys; null: all its keys. */
interface Following {
  readonly of: string;
  readonly map: (key: string) => readonly string[];
}

function eachCombination(
  keys: readonly string[],
  given: MultiDefinition,
  wanted: readonly (readonly [string, SingleDefinition])[],
  following: (name: string, own: SingleDefinition) => Following | null,
  now: Instant,
): readonly string[] {
  const rules = wanted.map(([name, own]) => {
    const rule = following(name, own);
    return {
      of: rule?.of ?? null,
      map: rule?.map ?? null,
      all: rule === null ? partitionKeys(own, now) : [],
    };
  });
  const found = new Set<string>();
  const mapped = rules.map(() => new Map<string, readonly string[]>());
  const done = new Set<string>();
  for (const key of keys) {
    const parts = splitKey(given, key);
    if (parts === null) throw new RangeError(`"${key}" is no partition key of this definition.`);
    // Many keys share those parts that matter.
    const relevant = rules.map(({ of }) => (of === null ? "" : (parts[of] ?? "")));
    const same = JSON.stringify(relevant);
    if (done.has(same)) continue;
    done.add(same);
    const own = rules.map(({ map, all }, at) => {
      if (map === null) return all;
      const part = relevant[at] ?? "";
      const keysOfPart = mapped[at]?.get(part) ?? map(part);
      mapped[at]?.set(part, keysOfPart);
      return keysOfPart;
    });
    for (const combined of combineKeys(own)) found.add(combined);
  }
  return [...found];
}

function valuesOf(multi: MultiDefinition, name: string, keys: readonly string[]): readonly string[] {
  return [...new Set(keys.map((key) => splitKey(multi, key)?.[name] ?? key))];
}

function withDimension(
  multi: MultiDefinition,
  name: string,
  own: readonly string[],
  now: Instant,
): readonly string[] {
  return combineKeys(
    dimensionsOf(multi).map(([other, its]) => (other === name ? own : partitionKeys(its, now))),
  );
}

function divided(
  keys: readonly string[],
  definition: PartitionsDefinition,
  now: Instant,
): UpstreamPartitions {
  const there: string[] = [];
  const nonexistent: string[] = [];
  for (const key of new Set(keys)) (hasPartition(definition, key, now) ? there : nonexistent).push(key);
  return { keys: there, nonexistent };
}

function existing(keys: readonly string[]): UpstreamPartitions {
  return { keys, nonexistent: [] };
}

function expectFitting(
  mapping: PartitionMapping,
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
): void {
  const [problem] = mappingProblems(mapping, downstream, upstream);
  if (problem !== undefined) throw new RangeError(problem);
}

function fittingDimension(
  mapping: PartitionMapping & { readonly kind: "byDimension" },
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
): SingleDimension {
  const found = singleDimension(mapping, downstream, upstream);
  if (typeof found === "string") throw new RangeError(found);
  return found;
}
