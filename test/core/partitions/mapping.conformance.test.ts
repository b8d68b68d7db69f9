// Dagster's cases for mappings, in both directions: all of them.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  downstreamPartitions,
  joinKey,
  mappingProblems,
  partitionsBetween,
  upstreamPartitions,
  type KeyByDimension,
  type MultiDefinition,
  type PartitionMapping,
  type PartitionsDefinition,
  type TimeWindowMapping,
} from "../../../core/src/partitions/index.ts";
import {
  at,
  definitionFrom,
  LATER,
  multiFrom,
  windowsFrom,
  type Given,
  type GivenWindows,
} from "./dagster.ts";

type Keys = readonly string[] | { readonly range: readonly [string, string] };
type Dimensions = Readonly<Record<string, Given>>;
interface GivenMapping {
  readonly start_offset?: number;
  readonly end_offset?: number;
  readonly allow_nonexistent_upstream_partitions?: boolean;
}
interface WindowCase {
  readonly upstream: GivenWindows;
  readonly downstream: GivenWindows;
  readonly mapping?: GivenMapping;
  readonly current_time_utc?: string;
}
interface DirectedCase extends WindowCase {
  readonly test: string;
  readonly direction: string;
  readonly keys: readonly string[];
  readonly expected: readonly string[];
  readonly required_but_nonexistent?: readonly string[];
}
interface Cases {
  readonly time_window_upstream: {
    readonly cases: readonly (WindowCase & {
      readonly case: string;
      readonly downstream_keys: Keys;
      readonly expected_upstream: Keys;
    })[];
  };
  readonly time_window_offsets: { readonly cases: readonly DirectedCase[] };
  readonly time_window_downstream_at_time: {
    readonly cases: readonly (WindowCase & {
      readonly upstream_keys: readonly string[];
      readonly expected_downstream: readonly string[];
    })[];
  };
  readonly time_window_upstream_at_time: {
    readonly cases: readonly (WindowCase & {
      readonly downstream_keys: readonly string[];
      readonly expected_upstream: readonly string[];
      readonly required_but_nonexistent: readonly string[];
    })[];
  };
  readonly time_window_start_end: { readonly cases: readonly DirectedCase[] };
  readonly time_window_dst: {
    readonly mapping: GivenMapping;
    readonly cases: readonly {
      readonly partitions: GivenWindows;
      readonly current_time_local: string;
      readonly key: string;
      readonly upstream?: readonly string[];
      readonly downstream?: readonly string[];
    }[];
  };
  readonly static: {
    readonly cases: readonly {
      readonly upstream: readonly string[];
      readonly downstream: readonly string[];
      readonly map_upstream_to_downstream: Readonly<Record<string, readonly string[]>>;
      readonly direction: string;
      readonly keys: readonly string[];
      readonly expected_set: readonly string[];
    }[];
  };
  readonly multi: {
    readonly single_dimension: {
      readonly cases: readonly {
        readonly single: readonly string[];
        readonly multi_dimensions: Dimensions;
        readonly single_keys: readonly string[];
        readonly multi_keys: readonly string[];
      }[];
      readonly partial: readonly {
        readonly multi_keys_by_dim: readonly KeyByDimension[];
        readonly single: readonly string[];
      }[];
      readonly time_cases: readonly {
        readonly single_upstream: GivenWindows;
        readonly multi_downstream: Dimensions;
        readonly downstream_keys_by_dim: readonly KeyByDimension[];
        readonly expected_upstream: readonly string[];
      }[];
    };
    readonly multi_to_multi: {
      readonly cases: readonly {
        readonly upstream: Dimensions;
        readonly downstream: Dimensions;
        readonly map: DimensionMap;
        readonly upstream_keys: readonly (readonly string[])[];
        readonly downstream_keys: readonly (readonly string[])[];
      }[];
      readonly nonexistent: {
        readonly upstream: Dimensions;
        readonly downstream: Dimensions;
        readonly map: DimensionMap;
        readonly downstream_keys_by_dim: readonly KeyByDimension[];
        readonly expected_upstream_by_dim: readonly KeyByDimension[];
        readonly required_but_nonexistent: readonly string[];
      };
    };
  };
}
type DimensionMap = Readonly<Record<string, readonly [dimension: string, kind: "identity" | "time_window"]>>;

const file = new URL("../../conformance/partition-mapping.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Cases;

function mappingFrom(given: GivenMapping | undefined): TimeWindowMapping | null {
  if (given === undefined) return null;
  return {
    kind: "timeWindow",
    startOffset: given.start_offset ?? 0,
    endOffset: given.end_offset ?? 0,
    allowNonexistent: given.allow_nonexistent_upstream_partitions ?? false,
  };
}

function multiMapping(map: DimensionMap): PartitionMapping {
  const dimensions = Object.entries(map).map(([name, [dimension, kind]]) => {
    const mapping: PartitionMapping = { kind: kind === "identity" ? "identity" : "timeWindow" };
    return [name, { dimension, mapping }] as const;
  });
  return { kind: "multi", dimensions: Object.fromEntries(dimensions) };
}

function listed(definition: PartitionsDefinition, keys: Keys): readonly string[] {
  return "range" in keys ? partitionsBetween(definition, ...keys.range, LATER) : keys;
}

/** Dimensions in the order of the case, which is that of their names. */
function joined(definition: MultiDefinition, keys: readonly (readonly string[])[]): readonly string[] {
  const names = Object.keys(definition.dimensions).sort();
  return keys.map((parts) =>
    joinKey(definition, Object.fromEntries(names.map((name, i) => [name, parts[i] ?? ""]))),
  );
}

const sorted = (keys: readonly string[]): readonly string[] => [...keys].sort();

test("there is no section but those tested here", () => {
  const about = ["about", "licence", "sources", "definitions"];
  expect(Object.keys(cases).filter((name) => !about.includes(name))).toEqual([
    "time_window_upstream",
    "time_window_offsets",
    "time_window_downstream_at_time",
    "time_window_upstream_at_time",
    "time_window_start_end",
    "time_window_dst",
    "static",
    "multi",
  ]);
});

test.for(cases.time_window_upstream.cases)("$case", (one) => {
  const [down, up] = [windowsFrom(one.downstream), windowsFrom(one.upstream)];
  const found = upstreamPartitions(null, down, up, listed(down, one.downstream_keys), LATER);
  expect(found).toEqual({ keys: listed(up, one.expected_upstream), nonexistent: [] });
});

const directed = [...cases.time_window_offsets.cases, ...cases.time_window_start_end.cases];
test.for(directed)("$test: $direction of $keys", (one) => {
  const [down, up] = [windowsFrom(one.downstream), windowsFrom(one.upstream)];
  const [mapping, now] = [mappingFrom(one.mapping), at(one.current_time_utc)];
  if (one.direction === "downstream") {
    expect(downstreamPartitions(mapping, down, up, one.keys, now)).toEqual(one.expected);
  } else {
    const found = upstreamPartitions(mapping, down, up, one.keys, now);
    expect(found.keys).toEqual(one.expected);
    if (one.required_but_nonexistent) expect(found.nonexistent).toEqual(one.required_but_nonexistent);
  }
});

test.for(cases.time_window_downstream_at_time.cases)("downstream at $current_time_utc", (one) => {
  const [down, up] = [windowsFrom(one.downstream), windowsFrom(one.upstream)];
  const found = downstreamPartitions(null, down, up, one.upstream_keys, at(one.current_time_utc));
  expect(found).toEqual(one.expected_downstream);
});

test.for(cases.time_window_upstream_at_time.cases)("upstream at $current_time_utc", (one) => {
  const [down, up] = [windowsFrom(one.downstream), windowsFrom(one.upstream)];
  expect(upstreamPartitions(null, down, up, one.downstream_keys, at(one.current_time_utc))).toEqual({
    keys: one.expected_upstream,
    nonexistent: one.required_but_nonexistent,
  });
});

test.for(cases.time_window_dst.cases)("clock change: $key", (one) => {
  const own = windowsFrom(one.partitions);
  const mapping = mappingFrom(cases.time_window_dst.mapping);
  const now = at(one.current_time_local, one.partitions.timezone);
  if (one.upstream) expect(upstreamPartitions(mapping, own, own, [one.key], now).keys).toEqual(one.upstream);
  if (one.downstream) expect(downstreamPartitions(mapping, own, own, [one.key], now)).toEqual(one.downstream);
});

describe("static", () => {
  test.for(cases.static.cases)("$direction of $keys", (one) => {
    const [down, up] = [definitionFrom(one.downstream), definitionFrom(one.upstream)];
    const mapping: PartitionMapping = { kind: "static", downstreamOf: one.map_upstream_to_downstream };
    const found =
      one.direction === "downstream"
        ? downstreamPartitions(mapping, down, up, one.keys, LATER)
        : upstreamPartitions(mapping, down, up, one.keys, LATER).keys;
    expect(sorted(found)).toEqual(sorted(one.expected_set));
  });

  test("a key of neither side is named", () => {
    const [down, up] = [definitionFrom(["a"]), definitionFrom(["b"])];
    const problems = (downstreamOf: Readonly<Record<string, readonly string[]>>): readonly string[] =>
      mappingProblems({ kind: "static", downstreamOf }, down, up);
    expect(problems({ OTHER: ["a"] }).join()).toContain('upstream partition "OTHER"');
    expect(problems({ b: ["OTHER"] }).join()).toContain('downstream partition "OTHER"');
    expect(problems({ b: ["a"] })).toEqual([]);
  });
});

describe("one dimension", () => {
  const { single_dimension: given } = cases.multi;
  const mapping: PartitionMapping = { kind: "byDimension" };

  test.for(given.cases)("$single_keys ↔ $multi_keys", (one) => {
    const [single, multi] = [definitionFrom(one.single), multiFrom(one.multi_dimensions)];
    const { single_keys: own, multi_keys: combined } = one;
    expect(sorted(downstreamPartitions(mapping, multi, single, own, LATER))).toEqual(sorted(combined));
    expect(sorted(upstreamPartitions(mapping, single, multi, own, LATER).keys)).toEqual(sorted(combined));
    expect(sorted(downstreamPartitions(mapping, single, multi, combined, LATER))).toEqual(sorted(own));
    expect(sorted(upstreamPartitions(mapping, multi, single, combined, LATER).keys)).toEqual(sorted(own));
  });

  test.for(given.partial)("some keys: $multi_keys_by_dim", (one) => {
    const [first] = given.cases;
    if (!first) throw new Error("The partial cases use the definitions of the first.");
    const [single, multi] = [definitionFrom(first.single), multiFrom(first.multi_dimensions)];
    const keys = one.multi_keys_by_dim.map((parts) => joinKey(multi, parts));
    expect(sorted(upstreamPartitions(mapping, multi, single, keys, LATER).keys)).toEqual(sorted(one.single));
  });

  test.for(given.time_cases)("weeks of days", (one) => {
    const [single, multi] = [windowsFrom(one.single_upstream), multiFrom(one.multi_downstream)];
    const keys = one.downstream_keys_by_dim.map((parts) => joinKey(multi, parts));
    expect(upstreamPartitions(mapping, multi, single, keys, LATER).keys).toEqual(one.expected_upstream);
  });

  test("a name is needed when several dimensions fit", () => {
    const single = definitionFrom(["a", "b"]);
    const multi = multiFrom({ one: ["a", "b"], two: ["a", "b"] });
    expect(mappingProblems(mapping, multi, single).join()).toContain("dimension name must be specified");
    expect(mappingProblems({ ...mapping, dimension: "two" }, multi, single)).toEqual([]);
  });
});

describe("dimensions to dimensions", () => {
  const { multi_to_multi: given } = cases.multi;

  test.for(given.cases)("$map: $downstream_keys", (one) => {
    const [down, up] = [multiFrom(one.downstream), multiFrom(one.upstream)];
    const mapping = multiMapping(one.map);
    const [above, below] = [joined(up, one.upstream_keys), joined(down, one.downstream_keys)];
    expect(sorted(upstreamPartitions(mapping, down, up, below, LATER).keys)).toEqual(sorted(above));
    expect(sorted(downstreamPartitions(mapping, down, up, above, LATER))).toEqual(sorted(below));
  });

  test("nothing named: all of all", () => {
    const [down, up] = [
      multiFrom({ a: ["1", "2"], b: ["3", "4"] }),
      multiFrom({ c: ["5", "6"], d: ["7", "8"] }),
    ];
    const mapping = multiMapping({});
    expect(upstreamPartitions(mapping, down, up, ["1|3"], LATER).keys).toEqual(["5|7", "5|8", "6|7", "6|8"]);
    expect(downstreamPartitions(mapping, down, up, ["5|7"], LATER)).toEqual(["1|3", "1|4", "2|3", "2|4"]);
  });

  test("a dimension that does not exist is named", () => {
    const own = multiFrom({ day: ["1"], region: ["2"] });
    expect(mappingProblems(multiMapping({ dya: ["day", "identity"] }), own, own).join()).toContain(
      'upstream dimension "dya"',
    );
    expect(mappingProblems(multiMapping({ day: ["dya", "identity"] }), own, own).join()).toContain(
      'downstream dimension "dya"',
    );
  });

  test("what does not exist is told", () => {
    const one = given.nonexistent;
    const [down, up] = [multiFrom(one.downstream), multiFrom(one.upstream)];
    const keys = one.downstream_keys_by_dim.map((parts) => joinKey(down, parts));
    expect(upstreamPartitions(multiMapping(one.map), down, up, keys, LATER)).toEqual({
      keys: one.expected_upstream_by_dim.map((parts) => joinKey(up, parts)),
      nonexistent: one.required_but_nonexistent,
    });
  });
});
