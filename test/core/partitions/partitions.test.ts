// What Dagster's cases leave open: keys and windows agree in any zone, both directions of a mapping agree, many partitions stay
// small, and wrong definitions are told.
import { describe, expect, test } from "vitest";
import {
  defaultMapping,
  definitionProblems,
  downstreamPartitions,
  hasPartition,
  keysOfSubset,
  partitionCount,
  partitionKeys,
  partitionsBetween,
  subsetOf,
  subsetSize,
  timeWindowsOf,
  upstreamPartitions,
  wholeSubset,
  writeSubset,
  type MultiDefinition,
  type TimeWindowDefinition,
} from "../../../core/src/partitions/index.ts";

const NOW = Date.UTC(2026, 0, 1);
const days: TimeWindowDefinition = { kind: "timeWindow", cron: "0 0 * * *", start: "2025-12-01" };

describe("windows", () => {
  const zones = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kathmandu"];
  const crons = ["0 * * * *", "*/20 * * * *", "0 3 * * *", "30 2 * * 0", "0 0,11 * * *"];
  const cases = zones.flatMap((timezone) => crons.map((cron) => ({ timezone, cron })));

  test.for(cases)("each key of $cron in $timezone means its window, and no other has it", (one) => {
    // Over both clock changes of a year, in either hemisphere.
    const definition: TimeWindowDefinition = {
      kind: "timeWindow",
      start: "2024-03-05",
      end: "2024-11-08",
      ...one,
    };
    const windows = timeWindowsOf(definition);
    const keys = partitionKeys(definition, NOW);
    expect(new Set(keys).size).toBe(keys.length);
    const wrong = keys.filter((key, index) => windows.existingIndex(key, NOW) !== index);
    expect(wrong).toEqual([]);
    expect(keysOfSubset(definition, subsetOf(definition, keys), NOW)).toEqual(keys);
  });

  test("a key far in the future or past is none, and costs nothing", () => {
    const hours: TimeWindowDefinition = { kind: "timeWindow", cron: "* * * * *", start: "2025-12-31" };
    expect(hasPartition(hours, "9999-12-31-00:00", NOW)).toBe(false);
    expect(hasPartition(hours, "0100-01-01-00:00", NOW)).toBe(false);
  });

  test("a range says which key is none and what the newest is", () => {
    expect(() => partitionsBetween(days, "2025-12-30", "2026-01-02", NOW)).toThrow(
      'There is no partition "2026-01-02": the newest is "2025-12-31".',
    );
    expect(() => partitionsBetween(days, "2025-12-30", "yesterday", NOW)).toThrow(
      '"yesterday" is no partition key',
    );
    expect(() => partitionsBetween(days, "2025-12-30", "2025-12-29", NOW)).toThrow("goes backwards");
  });
});

describe("mappings", () => {
  const offsets = [-2, -1, 0, 1].flatMap((startOffset) =>
    [-1, 0, 2].map((endOffset) => ({ startOffset, endOffset })),
  );
  const pairs = [
    ["days of hours", "0 0 * * *", "0 * * * *"],
    ["hours of days", "0 * * * *", "0 0 * * *"],
    ["weeks of odd days", "0 0 * * 0", "0 11 * * *"],
  ] as const;
  const cases = pairs.flatMap(([name, down, up]) => offsets.map((offset) => ({ name, down, up, ...offset })));

  test.for(cases)("$name, $startOffset to $endOffset: both directions agree", (one) => {
    const { startOffset, endOffset } = one;
    const common = { kind: "timeWindow", start: "2025-12-10", end: "2025-12-20" } as const;
    const down: TimeWindowDefinition = { ...common, cron: one.down };
    const up: TimeWindowDefinition = { ...common, cron: one.up };
    const mapping = { kind: "timeWindow", startOffset, endOffset } as const;
    const pairsUp = partitionKeys(down, NOW).flatMap((key) =>
      upstreamPartitions(mapping, down, up, [key], NOW).keys.map((read) => `${key} ${read}`),
    );
    const pairsDown = partitionKeys(up, NOW).flatMap((read) =>
      downstreamPartitions(mapping, down, up, [read], NOW).map((key) => `${key} ${read}`),
    );
    expect(pairsDown.sort()).toEqual(pairsUp.sort());
    // Of many at once it is what it is of each.
    const all = upstreamPartitions(mapping, down, up, partitionKeys(down, NOW), NOW).keys;
    expect([...all].sort()).toEqual([...new Set(pairsUp.map((pair) => pair.split(" ")[1]))].sort());
  });

  test("a lag begins somewhere: before the own start nothing is missed", () => {
    const lag = { kind: "timeWindow", startOffset: -1, endOffset: -1 } as const;
    expect(upstreamPartitions(lag, days, days, ["2025-12-01"], NOW)).toEqual({ keys: [], nonexistent: [] });
    const late = { ...days, start: "2025-12-10" };
    expect(upstreamPartitions(lag, days, late, ["2025-12-05"], NOW).nonexistent).toEqual(["2025-12-04"]);
  });

  test("without partitions of its own a reader reads all, the last or fixed ones", () => {
    const list = { kind: "static", keys: ["a", "b"] } as const;
    expect(upstreamPartitions(null, null, list, [], NOW).keys).toEqual(["a", "b"]);
    expect(upstreamPartitions({ kind: "last" }, null, list, [], NOW).keys).toEqual(["b"]);
    expect(upstreamPartitions({ kind: "specific", keys: ["a"] }, null, list, [], NOW).keys).toEqual(["a"]);
    expect(upstreamPartitions(null, list, null, ["a"], NOW).keys).toEqual([]);
    expect(downstreamPartitions(null, list, null, [], NOW)).toEqual(["a", "b"]);
  });

  test("dynamic keys that went are needed but not there", () => {
    const before = { kind: "dynamic", name: "tenants", keys: ["a", "b"] } as const;
    const after = { kind: "dynamic", name: "tenants", keys: ["b"] } as const;
    expect(defaultMapping(before, after)).toEqual({ kind: "identity" });
    expect(upstreamPartitions(null, before, after, ["a", "b"], NOW)).toEqual({
      keys: ["b"],
      nonexistent: ["a"],
    });
  });

  test("a mapping that does not fit is refused with the reason", () => {
    const list = { kind: "static", keys: ["a"] } as const;
    expect(() => upstreamPartitions({ kind: "timeWindow" }, list, days, ["a"], NOW)).toThrow("on both sides");
    expect(() => upstreamPartitions({ kind: "multi", dimensions: {} }, list, days, ["a"], NOW)).toThrow(
      "dimensions",
    );
  });
});

describe("many", () => {
  test("a hundred thousand hours in a row are one span", () => {
    const hours: TimeWindowDefinition = { kind: "timeWindow", cron: "0 * * * *", start: "2014-08-06" };
    const whole = wholeSubset(hours, NOW);
    const count = partitionCount(hours, NOW);
    expect(count).toBe((NOW - Date.UTC(2014, 7, 6)) / 3_600_000);
    expect(subsetSize(hours, whole)).toBe(count);
    expect(writeSubset(whole).length).toBeLessThan(60);
  });

  test("three dimensions", () => {
    const cube: MultiDefinition = {
      kind: "multi",
      dimensions: {
        region: { kind: "static", keys: ["eu", "us"] },
        day: days,
        kind: { kind: "static", keys: ["x"] },
      },
    };
    expect(partitionCount(cube, NOW)).toBe(62);
    expect(hasPartition(cube, "2025-12-31|x|us", NOW)).toBe(true);
    expect(hasPartition(cube, "2025-12-31|us", NOW)).toBe(false);
    expect(partitionsBetween(cube, "2025-12-30|x|us", "2025-12-31|x|us", NOW)).toEqual([
      "2025-12-30|x|us",
      "2025-12-31|x|us",
    ]);
  });
});

test.for([
  [{ ...days, timezone: "Mars/Olympus" }, 'no time zone "Mars/Olympus"'],
  [{ ...days, start: "soon" }, '`start` is "soon"'],
  [{ ...days, end: "2025-02-30" }, '`end` is "2025-02-30"'],
  [{ ...days, format: "%Y-%B" }, 'has "%B"'],
  [{ ...days, format: "%Y-%m" }, "too coarse"],
  [{ ...days, endOffset: 0.5 }, "whole number"],
  [{ kind: "static", keys: ["a", "a"] }, 'The key "a" is there twice.'],
  [{ kind: "multi", dimensions: { day: days } }, "two dimensions"],
] as const)("wrong: %s", ([definition, problem]) => {
  expect(definitionProblems(definition).join()).toContain(problem);
});
