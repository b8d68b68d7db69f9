// What is wrong with a definition or with a mapping between two, in sentences. Nothing here throws.
import { nearestName } from "../keys/index.ts";
import type { PartitionsDefinition } from "./definition.ts";
import type { PartitionMapping } from "./mapping.ts";
import { singleDimension } from "./mapping.ts";
import { timeWindowsOf } from "./timeWindows.ts";

/** They separate keys, in several dimensions, in ranges and on the command line. */
const RESERVED = ["|", ",", "[", "]", ".."];

/** So many windows show whether a format tells neighbours apart. */
const COMPARED = 100;

export function definitionProblems(definition: PartitionsDefinition): readonly string[] {
  switch (definition.kind) {
    case "static":
      return listProblems(definition.keys);
    case "dynamic":
      return [...(definition.name === "" ? ["The name is missing."] : []), ...listProblems(definition.keys)];
    case "timeWindow":
      return timeProblems(definition);
    case "multi": {
      const dimensions = Object.entries(definition.dimensions);
      const own = dimensions.flatMap(([name, one]) =>
        definitionProblems(one).map((text) => `"${name}": ${text}`),
      );
      return dimensions.length < 2 ? ["It needs two dimensions.", ...own] : own;
    }
  }
}

function timeProblems(definition: PartitionsDefinition & { readonly kind: "timeWindow" }): readonly string[] {
  try {
    const keys = timeWindowsOf(definition).keys(0, COMPARED);
    const twice = keys.find((key, at) => key === keys[at - 1]);
    return twice === undefined ? [] : [`Several windows have the key "${twice}": the format is too coarse.`];
  } catch (error) {
    if (error instanceof RangeError) return [error.message];
    throw error;
  }
}

function listProblems(keys: readonly string[]): readonly string[] {
  const problems = keys.flatMap((key) => {
    if (key === "") return ["A key is empty."];
    const reserved = RESERVED.find((text) => key.includes(text));
    return reserved === undefined ? [] : [`The key "${key}" has "${reserved}", which separates keys.`];
  });
  const twice = keys
    .filter((key, at) => keys.indexOf(key) < at)
    .map((key) => `The key "${key}" is there twice.`);
  return [...problems, ...new Set(twice)];
}

/** `upstream` and `downstream` are the two ends of the dep that has the mapping. */
export function mappingProblems(
  mapping: PartitionMapping,
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
): readonly string[] {
  switch (mapping.kind) {
    case "identity":
    case "all":
    case "last":
      return [];
    case "timeWindow":
      return downstream.kind === "timeWindow" && upstream.kind === "timeWindow"
        ? []
        : ["A time window mapping needs time windows on both sides."];
    case "specific":
      return unknownKeys(mapping.keys, upstream, "upstream");
    case "static":
      return [
        ...unknownKeys(Object.keys(mapping.downstreamOf), upstream, "upstream"),
        ...unknownKeys(Object.values(mapping.downstreamOf).flat(), downstream, "downstream"),
      ];
    case "byDimension": {
      const found = singleDimension(mapping, downstream, upstream);
      if (typeof found === "string") return [found];
      return found.multiIsDownstream
        ? mappingProblems(found.mapping, found.dimension, found.single)
        : mappingProblems(found.mapping, found.single, found.dimension);
    }
    case "multi":
      return multiProblems(mapping, downstream, upstream);
  }
}

function multiProblems(
  { dimensions }: PartitionMapping & { readonly kind: "multi" },
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
): readonly string[] {
  if (downstream.kind !== "multi" || upstream.kind !== "multi") {
    return ["A mapping of dimensions to dimensions needs several dimensions on both sides."];
  }
  return Object.entries(dimensions).flatMap(([name, target]) => {
    const from = Object.hasOwn(upstream.dimensions, name) ? upstream.dimensions[name] : undefined;
    const to = Object.hasOwn(downstream.dimensions, target.dimension)
      ? downstream.dimensions[target.dimension]
      : undefined;
    if (!from) return [noSuch("upstream dimension", name, Object.keys(upstream.dimensions))];
    if (!to) return [noSuch("downstream dimension", target.dimension, Object.keys(downstream.dimensions))];
    return mappingProblems(target.mapping, to, from).map((text) => `"${name}": ${text}`);
  });
}

/** Only lists are certain: which windows exist depends on the time, and dynamic keys come and go. */
function unknownKeys(
  keys: readonly string[],
  definition: PartitionsDefinition,
  side: string,
): readonly string[] {
  if (definition.kind !== "static") return [];
  const unknown = [...new Set(keys)].filter((key) => !definition.keys.includes(key));
  return unknown.map((key) => noSuch(`${side} partition`, key, definition.keys));
}

function noSuch(what: string, name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  return `There is no ${what} "${name}".${hint}`;
}
