export type * from "./definition.ts";
export * from "./keys.ts";
export { defaultMapping, isSameDefinition } from "./mapping.ts";
export type { ByDimensionMapping, MultiMapping, PartitionMapping, TimeWindowMapping } from "./mapping.ts";
export { downstreamPartitions, upstreamPartitions, type UpstreamPartitions } from "./mapPartitions.ts";
export { joinKey, splitKey, type KeyByDimension } from "./multiKeys.ts";
export { definitionProblems, mappingProblems } from "./problems.ts";
export * from "./subset.ts";
export { timeWindowsOf, type TimeWindows } from "./timeWindows.ts";
