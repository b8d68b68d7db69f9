// The attributes of the selection language: what each takes, for the parser, the messages and the completion.
import type { AttributeName } from "./model.ts";

export interface AttributeInfo {
  /** For people, in the completion list. */
  readonly description: string;
  /** Well-known values, in the order to show them. */
  readonly values?: readonly string[];
  /** No other values are allowed. */
  readonly closed?: true;
  /** `*` stands for any characters; in a bare value for `key` only, else in quotes. */
  readonly wildcard?: true;
  /** Takes `=value` after its name. */
  readonly pair?: true;
  /** Takes a number, not a name. */
  readonly number?: true;
  /** What must be known to judge it, when the graph does not say. */
  readonly needs?: string;
}

const RUNS = "the run history";
const DEPLOYMENT = "a deployment";

export const STALE_VALUES = ["any", "none", "missing", "code", "data", "dependencies"] as const;

export const ATTRIBUTES: Readonly<Record<AttributeName, AttributeInfo>> = {
  key: { description: "Asset key; * stands for any characters", wildcard: true },
  layer: { description: "Layer; <null> for sources, data products and missing ones", wildcard: true },
  group: { description: "Group; * stands for any characters, in quotes", wildcard: true },
  tag: { description: "Tag, or tag=value", pair: true },
  owner: { description: "Owner" },
  kind: { description: "Technology: sql, duckdb …" },
  is: {
    description: "external: computed elsewhere; materializable: computed here",
    values: ["external", "materializable"],
    closed: true,
  },
  file: {
    description: "File that declares it, or a folder above; * stands for any characters",
    wildcard: true,
  },
  stale: {
    description: "Why it must run again; any, or none when it is fresh",
    values: STALE_VALUES,
    closed: true,
    needs: RUNS,
  },
  status: {
    description: "How its last run went",
    values: [
      "succeeded",
      "failed",
      "running",
      "queued",
      "skipped",
      "cancelled",
      "HEALTHY",
      "DEGRADED",
      "WARNING",
      "UNKNOWN",
      "NOT_APPLICABLE",
    ],
    needs: RUNS,
  },
  not_materialized_in_hours: {
    description: "Not materialized in so many hours",
    values: ["1", "6", "12", "24", "48", "72", "168"],
    number: true,
    needs: RUNS,
  },
  column: { description: "Column of its table", needs: "the columns of the tables" },
  column_tag: {
    description: "Tag of a column, or tag=value",
    pair: true,
    needs: "the columns of the tables",
  },
  table_name: { description: "Name of its table", needs: "the tables" },
  partitions: {
    description: "How it is partitioned",
    values: ["none", "static", "dynamic", "time", "multipartitions"],
    needs: "the partitions",
  },
  automation_type: {
    description: "What runs it",
    values: [
      "any",
      "none",
      "disabled",
      "schedule",
      "sensor",
      "sensor/standard",
      "sensor/run_status",
      "sensor/asset",
      "sensor/multi_asset",
      "sensor/automation_condition",
      "sensor/unknown",
    ],
    needs: "schedules and sensors",
  },
  schedule: { description: "Schedule that runs it", needs: "schedules" },
  sensor: { description: "Sensor that runs it", needs: "sensors" },
  job: { description: "Job that holds it", needs: "jobs" },
  code_location: { description: "Code location: location or repository@location", needs: DEPLOYMENT },
  changed_in_branch: { description: "How it differs from the base branch", needs: DEPLOYMENT },
};

export const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES).filter(isAttributeName);

export const FUNCTIONS: Readonly<Record<"roots" | "sinks" | "path", string>> = {
  roots: "Members without an ancestor among the members",
  sinks: "Members without a descendant among the members",
  path: "Everything on a way from one to the other: path(a, b)",
};

export function isAttributeName(word: string): word is AttributeName {
  return Object.hasOwn(ATTRIBUTES, word);
}

export function isFunctionName(word: string): word is keyof typeof FUNCTIONS {
  return Object.hasOwn(FUNCTIONS, word);
}

/** Ours, not in Dagster's grammar: as values they stay plain words, so that its strings mean the same here. */
const ADDED = new Set(["layer", "file", "stale", "path"]);
const ALLOWED_AS_VALUE = new Set(["sensor", "schedule", "job"]);

/** Words that must be quoted to be a value. In `key:` not even sensor, schedule and job may stand bare. */
export function isReserved(word: string, attribute: AttributeName): boolean {
  if (isOperator(word)) return true;
  if (ADDED.has(word)) return false;
  if (ALLOWED_AS_VALUE.has(word)) return attribute === "key";
  return isAttributeName(word) || isFunctionName(word);
}

export function isOperator(word: string): boolean {
  return /^(?:and|or|not|AND|OR|NOT)$/.test(word);
}
