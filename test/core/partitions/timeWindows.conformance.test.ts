// Dagster's cases for time windows, subsets and keys of several dimensions: all of them. Error texts are ours where a case only
// says that there is an error of Dagster's own making.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  definitionProblems,
  hasPartition,
  keysOfSubset,
  lastPartition,
  nextPartition,
  partitionCount,
  partitionKeys,
  partitionsBetween,
  readSubset,
  splitKey,
  subsetOf,
  subsetSize,
  subtractSubsets,
  timeWindowsOf,
  unionSubsets,
  wholeSubset,
  writeSubset,
  type TimeWindowDefinition,
} from "../../../core/src/partitions/index.ts";
import { intersectRanges, subtractRanges, unionRanges } from "../../../core/src/partitions/ranges.ts";
import { at, LATER, multiFrom, span, windowsFrom, type Given, type GivenWindows } from "./dagster.ts";

type Pair = readonly [string, string];
interface Case {
  readonly test?: string;
  readonly id?: string;
  readonly partitions: GivenWindows;
  readonly current_time?: string | null;
  readonly current_time_timezone?: string;
}
interface SetCase {
  readonly a: readonly Pair[];
  readonly b: readonly Pair[];
  readonly expected: readonly Pair[];
}
interface MultiCase {
  readonly dimensions: Readonly<Record<string, Given>>;
  readonly current_time?: string;
}
interface Cases {
  readonly windows: readonly (Case & {
    readonly expected_windows: readonly Pair[];
    readonly expected_keys?: readonly string[];
  })[];
  readonly window_for_key: readonly (Case & { readonly key: string; readonly expected_window: Pair })[];
  readonly keys: readonly (Case & { readonly expected_keys: readonly string[] })[];
  readonly all_keys: readonly (Case & { readonly expected_key_set: readonly string[] })[];
  readonly has_key: readonly (Case & { readonly key: string; readonly expected: boolean })[];
  readonly keys_in_range: readonly (Case & {
    readonly range: Pair;
    readonly expected?: readonly string[];
    readonly error?: string;
  })[];
  readonly next_last: readonly (Case & {
    readonly op: string;
    readonly arg?: string;
    readonly expected: string;
  })[];
  readonly first_window: { readonly cases: readonly (Case & { readonly expected_window: Pair | null })[] };
  readonly end_date: {
    readonly cases: readonly (Case & {
      readonly first_window_keys: Pair;
      readonly last_window_keys: Pair;
      readonly count: number;
    })[];
  };
  readonly invalid: readonly (Case & { readonly error: string })[];
  readonly subset_strings: {
    readonly not_in_subset: readonly string[];
    readonly union: readonly Pair[];
    readonly deserialize: readonly { readonly input: string; readonly keys: readonly string[] }[];
  };
  readonly window_subtract: {
    readonly cases: readonly { readonly a: Pair; readonly b: Pair; readonly expected: readonly Pair[] }[];
  };
  readonly window_sets: {
    readonly subtract: readonly SetCase[];
    readonly and: readonly SetCase[];
    readonly or: readonly SetCase[];
  };
  readonly multi_partitions: {
    readonly keys: readonly (MultiCase & {
      readonly expected_ordered?: readonly string[];
      readonly expected_set?: readonly string[];
    })[];
    readonly invalid_static_keys: readonly string[];
    readonly keys_with_dimension_value: readonly (MultiCase & {
      readonly dimension: string;
      readonly value: string;
      readonly expected: readonly Readonly<Record<string, string>>[];
    })[];
  };
}

const file = new URL("../../conformance/time-window-partitions.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Cases;
const nowOf = ({ current_time, current_time_timezone }: Omit<Case, "partitions">): number =>
  at(current_time, current_time_timezone);
const sorted = (keys: readonly string[]): readonly string[] => [...keys].sort();

test("there is no section but those tested here", () => {
  const about = ["about", "source", "licence", "definitions"];
  expect(Object.keys(cases).filter((name) => !about.includes(name))).toEqual([
    "windows",
    "window_for_key",
    "keys",
    "all_keys",
    "has_key",
    "keys_in_range",
    "next_last",
    "first_window",
    "end_date",
    "invalid",
    "subset_strings",
    "window_subtract",
    "window_sets",
    "multi_partitions",
  ]);
});

test.for(cases.windows)("windows: $test", (one) => {
  const windows = timeWindowsOf(windowsFrom(one.partitions));
  const count = windows.count(nowOf(one));
  const found = Array.from({ length: count }, (_, index) => windows.window(index));
  expect(found).toEqual(one.expected_windows.map(span));
  if (one.expected_keys) expect(windows.keys(0, count)).toEqual(one.expected_keys);
});

test.for(cases.window_for_key)("window of the key $key: $test", ({ partitions, key, expected_window }) => {
  expect(timeWindowsOf(windowsFrom(partitions)).windowOfKey(key)).toEqual(span(expected_window));
});

test.for(cases.keys)("keys: $test $id", (one) => {
  expect(partitionKeys(windowsFrom(one.partitions), nowOf(one))).toEqual(one.expected_keys);
});

test.for(cases.all_keys)("all keys: $test", (one) => {
  expect(sorted(partitionKeys(windowsFrom(one.partitions), LATER))).toEqual(sorted(one.expected_key_set));
});

test.for(cases.has_key)("has key: $key → $expected", (one) => {
  expect(hasPartition(windowsFrom(one.partitions), one.key, nowOf(one))).toBe(one.expected);
});

test.for(cases.keys_in_range)("range: $range", ({ partitions, range: [first, last], expected, error }) => {
  const between = (): readonly string[] => partitionsBetween(windowsFrom(partitions), first, last, LATER);
  if (error === undefined) expect(between()).toEqual(expected);
  else expect(between).toThrow(error);
});

test.for(cases.next_last)("$op $arg at $current_time", (one) => {
  const definition = windowsFrom(one.partitions);
  const found =
    one.op === "next_key"
      ? nextPartition(definition, one.arg ?? "", LATER)
      : lastPartition(definition, nowOf(one));
  expect(found).toBe(one.expected);
});

test.for(cases.first_window.cases)("first window of $partitions at $current_time", (one) => {
  const expected = one.expected_window && span(one.expected_window);
  expect(timeWindowsOf(windowsFrom(one.partitions)).firstWindow(nowOf(one))).toEqual(expected);
});

test.for(cases.end_date.cases)("an end: $partitions.kind", (one) => {
  const definition = windowsFrom(one.partitions);
  const keys = partitionKeys(definition, LATER);
  const [first, second] = one.first_window_keys;
  const [last, beyond] = one.last_window_keys;
  expect(keys).toHaveLength(one.count);
  expect(partitionCount(definition, LATER)).toBe(one.count);
  expect([keys[0], nextPartition(definition, first, LATER)]).toEqual([first, second]);
  expect([lastPartition(definition, LATER), nextPartition(definition, last, LATER)]).toEqual([last, null]);
  expect(hasPartition(definition, beyond, LATER)).toBe(false);
  const windows = timeWindowsOf(definition);
  expect(windows.keyAt(windows.windowOfKey(last)?.[1] ?? 0)).toBe(beyond);
});

test.for(cases.invalid)("invalid: $partitions", ({ partitions, error }) => {
  const problems = definitionProblems(windowsFrom(partitions)).join();
  expect(problems).toMatch(/invalid cron schedule/i);
  // The name of an exception is Dagster's; its sentence is ours as well.
  if (!error.startsWith("Dagster")) expect(`Found ${problems}`.toLowerCase()).toContain(error.toLowerCase());
});

describe("subsets", () => {
  const days: TimeWindowDefinition = { kind: "timeWindow", cron: "0 0 * * *", start: "2015-01-01" };
  const chosen = (marks: string, mark = "+"): readonly string[] => {
    const windows = timeWindowsOf(days);
    return Array.from(marks).flatMap((one, index) => (one === mark ? [windows.key(index)] : []));
  };
  const endOf = (marks: string): number => timeWindowsOf(days).window(marks.length - 1)[1];

  test.for(cases.subset_strings.not_in_subset)("%s", (marks) => {
    const keys = chosen(marks);
    const subset = subsetOf(days, keys);
    const now = endOf(marks);
    const rest = subtractSubsets(wholeSubset(days, now), subset);
    expect(keysOfSubset(days, rest, now)).toEqual(chosen(marks, "-"));
    expect(keysOfSubset(days, subset, now)).toEqual(keys);
    expect(subsetSize(days, subset)).toBe(keys.length);
    const spans = marks.split("-+").length - 1 + (marks.startsWith("+") ? 1 : 0);
    expect(subset.kind === "windows" && subset.windows).toHaveLength(spans);
    expect(readSubset(writeSubset(subset))).toEqual(subset);
    expect(writeSubset(subsetOf(days, keys.toReversed()))).toBe(writeSubset(subset));
  });

  test.for(cases.subset_strings.union)("%s or %s", ([a, b]) => {
    const union = unionSubsets(subsetOf(days, chosen(a)), subsetOf(days, chosen(b)));
    const either = Array.from(a)
      .map((mark, index) => (mark === "+" || b[index] === "+" ? "+" : "-"))
      .join("");
    expect(union).toEqual(subsetOf(days, chosen(either)));
    expect(keysOfSubset(days, union, endOf(a))).toEqual(chosen(either));
  });

  test.for(cases.subset_strings.deserialize)("read: $input", ({ input, keys }) => {
    const subset = readSubset(input);
    expect(subset && keysOfSubset(days, subset, LATER)).toEqual(keys);
  });
});

test.for(cases.window_subtract.cases)("$a without $b", ({ a, b, expected }) => {
  expect(subtractRanges([span(a)], [span(b)])).toEqual(expected.map(span));
});

describe.for([
  ["subtract", subtractRanges],
  ["and", intersectRanges],
  ["or", unionRanges],
] as const)("sets of windows: %s", ([name, combine]) => {
  test.for(cases.window_sets[name])("$a, $b", ({ a, b, expected }) => {
    expect(combine(a.map(span), b.map(span))).toEqual(expected.map(span));
  });
});

describe("several dimensions", () => {
  test.for(cases.multi_partitions.keys)("keys of $dimensions", (one) => {
    const keys = partitionKeys(multiFrom(one.dimensions), nowOf(one));
    if (one.expected_ordered) expect(keys).toEqual(one.expected_ordered);
    else expect(sorted(keys)).toEqual(sorted(one.expected_set ?? []));
  });

  test.for(cases.multi_partitions.invalid_static_keys)("the key %s is refused", (key) => {
    expect(definitionProblems({ kind: "static", keys: [key] }).join()).toContain(`"${key}"`);
  });

  test.for(cases.multi_partitions.keys_with_dimension_value)("$dimension is $value", (one) => {
    const definition = multiFrom(one.dimensions);
    const found = partitionKeys(definition, nowOf(one))
      .map((key) => splitKey(definition, key))
      .filter((parts) => parts?.[one.dimension] === one.value);
    expect(found).toEqual(one.expected);
  });
});
