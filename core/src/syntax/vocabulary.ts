// The names of the SDK that analysis knows. What they mean is decided where they are evaluated.

/** Package whose exports are the vocabulary. */
export const SDK_PACKAGE = "strataline";

/** Functions that declare something the project has: a node of the graph, or a schedule. */
export const DECLARING_FUNCTIONS: ReadonlySet<string> = new Set([
  "asset",
  "source",
  "dataProduct",
  "schedule",
]);

/** Functions that make partitions. */
export const PARTITION_FUNCTIONS: ReadonlySet<string> = new Set([
  "hourly",
  "daily",
  "weekly",
  "monthly",
  "timeWindow",
  "staticPartitions",
  "dynamicPartitions",
  "multiPartitions",
]);

/** Other exports that evaluation gives a meaning to; every other export of the SDK is an unknown value. */
export const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set([
  ...DECLARING_FUNCTIONS,
  ...PARTITION_FUNCTIONS,
  "defineConfig",
  "medallion",
  "snowflake",
  "layers",
  "check",
  "sql",
  "ref",
]);

/**
 * Options that describe an asset without changing what it computes: they are not part of its code version. Nor is its name, so
 * that it is not computed again when it gets another.
 */
export const DESCRIPTIVE_OPTIONS: ReadonlySet<string> = new Set([
  "key",
  "renamedFrom",
  "description",
  "owners",
  "tags",
  "group",
  "kinds",
]);
