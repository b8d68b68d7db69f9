// Which partitions of an upstream a partition reads, as plain data, and what holds when a dep says nothing.
import type { MultiDefinition, PartitionsDefinition, SingleDefinition } from "./definition.ts";

export interface TimeWindowMapping {
  readonly kind: "timeWindow";
  /** Moves the beginning of the span that is read, in windows of the downstream: -1 is one earlier. Default 0. */
  readonly startOffset?: number;
  /** Moves its end. Both -1: the window before. Default 0. */
  readonly endOffset?: number;
  /** Run although some of the windows do not exist. Default false. */
  readonly allowNonexistent?: boolean;
}

export interface ByDimensionMapping {
  readonly kind: "byDimension";
  /** Default: the only dimension that is defined as the other side is. */
  readonly dimension?: string;
  /** Between that dimension and the other side. Default: as for a dep between the two. */
  readonly mapping?: PartitionMapping;
}

export interface MultiMapping {
  readonly kind: "multi";
  /** By upstream dimension; of one that is not named, all keys are read. */
  readonly dimensions: Readonly<Record<string, DimensionTarget>>;
}

export interface DimensionTarget {
  /** Of the downstream. */
  readonly dimension: string;
  readonly mapping: PartitionMapping;
}

export type PartitionMapping =
  /** The same key. */
  | { readonly kind: "identity" }
  /** Every partition. */
  | { readonly kind: "all" }
  /** The newest one. */
  | { readonly kind: "last" }
  /** These, always. */
  | { readonly kind: "specific"; readonly keys: readonly string[] }
  /** Which downstream keys each upstream key feeds. */
  | { readonly kind: "static"; readonly downstreamOf: Readonly<Record<string, readonly string[]>> }
  | TimeWindowMapping
  | ByDimensionMapping
  | MultiMapping;

const ALL: PartitionMapping = { kind: "all" };
const IDENTITY: PartitionMapping = { kind: "identity" };
const OVERLAP: PartitionMapping = { kind: "timeWindow" };

/** What a dep without a mapping means. `null` is an asset without partitions. */
export function defaultMapping(
  downstream: PartitionsDefinition | null,
  upstream: PartitionsDefinition | null,
): PartitionMapping {
  if (downstream === null || upstream === null) return ALL;
  if (isSameDefinition(downstream, upstream)) return IDENTITY;
  if (downstream.kind === "timeWindow" && upstream.kind === "timeWindow") return OVERLAP;
  return ALL;
}

/** Whether both have the same keys and the same windows. */
export function isSameDefinition(a: PartitionsDefinition, b: PartitionsDefinition): boolean {
  return a === b || identityOf(a) === identityOf(b);
}

function identityOf(definition: PartitionsDefinition): string {
  switch (definition.kind) {
    case "static":
      return JSON.stringify(["static", ...definition.keys]);
    case "dynamic":
      return JSON.stringify(["dynamic", definition.name]);
    case "timeWindow": {
      const { cron, start, end, timezone, format, endOffset } = definition;
      return JSON.stringify([cron, start, end ?? null, timezone ?? "UTC", format ?? null, endOffset ?? 0]);
    }
    case "multi": {
      const dimensions = Object.entries(definition.dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
      return JSON.stringify(dimensions.map(([name, own]) => [name, identityOf(own)]));
    }
  }
}

export interface SingleDimension {
  readonly multi: MultiDefinition;
  readonly single: SingleDefinition;
  readonly name: string;
  readonly dimension: SingleDefinition;
  /** Between the dimension and the single definition. */
  readonly mapping: PartitionMapping;
  readonly multiIsDownstream: boolean;
}

/** The dimension that stands for the other side; a text is what is wrong. */
export function singleDimension(
  { dimension, mapping }: ByDimensionMapping,
  downstream: PartitionsDefinition,
  upstream: PartitionsDefinition,
): SingleDimension | string {
  const multiIsDownstream = downstream.kind === "multi";
  const [multi, single] = multiIsDownstream ? [downstream, upstream] : [upstream, downstream];
  if (multi.kind !== "multi" || single.kind === "multi") {
    return "A mapping by dimension needs several dimensions on one side and one on the other.";
  }
  const name = dimension ?? onlyDimension(multi, single);
  if (name === null) {
    return `The dimension name must be specified: not exactly one of ${Object.keys(multi.dimensions).join(", ")} fits the other side.`;
  }
  const own = Object.hasOwn(multi.dimensions, name) ? multi.dimensions[name] : undefined;
  if (!own) return `There is no dimension "${name}"; there are ${Object.keys(multi.dimensions).join(", ")}.`;
  const inner = mapping ?? (multiIsDownstream ? defaultMapping(own, single) : defaultMapping(single, own));
  return { multi, single, name, dimension: own, mapping: inner, multiIsDownstream };
}

/** Defined in the same way, or else the only one by time when the other side is by time; null when that is not exactly one. */
function onlyDimension({ dimensions }: MultiDefinition, single: SingleDefinition): string | null {
  const entries = Object.entries(dimensions);
  const same = entries.filter(([, own]) => isSameDefinition(own, single));
  const byTime = single.kind === "timeWindow" ? entries.filter(([, own]) => own.kind === "timeWindow") : [];
  const fitting = same.length > 0 ? same : byTime;
  return fitting.length === 1 ? (fitting[0]?.[0] ?? null) : null;
}
