// Partitions as data, and that text and run time tell the same.
import { describe, expect, test } from "vitest";
import { PARTITION_FUNCTIONS } from "../../../core/src/syntax/vocabulary.ts";
import * as sdk from "../../../sdk/src/index.ts";
import { PARTITIONS } from "../../../sdk/src/authoring/partitions.ts";
import { openFixture } from "../../support/project.ts";

const { asset, daily, dynamicPartitions, hourly, monthly, multiPartitions, source, staticPartitions } = sdk;

const start = "2024-01-01";

describe("the cron expression of a cadence", () => {
  test.for([
    [hourly({ start }), "0 * * * *"],
    [hourly({ start, minuteOffset: 15 }), "15 * * * *"],
    [daily({ start, hourOffset: 6, minuteOffset: 30 }), "30 6 * * *"],
    [sdk.weekly({ start }), "0 0 * * 0"],
    [sdk.weekly({ start, dayOffset: 1 }), "0 0 * * 1"],
    [monthly({ start }), "0 0 1 * *"],
    [monthly({ start, dayOffset: 15, hourOffset: 2 }), "0 2 15 * *"],
    [sdk.timeWindow({ start, cron: "*/10 * * * *" }), "*/10 * * * *"],
  ] as const)("%#", ([partitions, cron]) => expect(partitions).toMatchObject({ cron, problems: [] }));
});

const WRITTEN: readonly (readonly [string, sdk.Partitions])[] = [
  [`hourly({ start: "2024-01-01", minuteOffset: 5 })`, hourly({ start, minuteOffset: 5 })],
  [
    `daily({ start: "2024-01-01", end: "2025-01-01", timezone: "Europe/Berlin", hourOffset: 3 })`,
    daily({ start, end: "2025-01-01", timezone: "Europe/Berlin", hourOffset: 3 }),
  ],
  [`weekly({ start: "2024-01-01", dayOffset: 2 })`, sdk.weekly({ start, dayOffset: 2 })],
  [`monthly({ start: "2024-01-01" })`, monthly({ start })],
  [
    `timeWindow({ start: "2024-01-01", cron: "0 6 * * 1-5" })`,
    sdk.timeWindow({ start, cron: "0 6 * * 1-5" }),
  ],
  [`staticPartitions(["emea", "apac"])`, staticPartitions(["emea", "apac"])],
  [`dynamicPartitions("customers")`, dynamicPartitions("customers")],
  [
    `multiPartitions({ date: daily({ start: "2024-01-01" }), region: staticPartitions(["emea"]) })`,
    multiPartitions({ date: daily({ start }), region: staticPartitions(["emea"]) }),
  ],
];

test.for(WRITTEN)("is read from the text as it is at run time: %s", ([code, made]) => {
  const { snapshot } = openFixture(`
import { asset, ${MAKERS.join(", ")} } from "strataline";
export const a = asset({ key: "bronze/a", partitions: ${code}, run: () => [] });
`);
  expect(plain(snapshot.linked.definitions[0]?.partitions)).toEqual(plain(made));
});

const MAKERS = [...PARTITION_FUNCTIONS];

/** What both sides tell, of either. */
function plain(partitions: unknown): unknown {
  if (typeof partitions !== "object" || partitions === null) return partitions;
  const given = partitions as Record<string, unknown> & { readonly [PARTITIONS]?: string };
  const dimensions = Object.entries((given.dimensions ?? {}) as Record<string, unknown>);
  return {
    kind: given[PARTITIONS] ?? given.kind,
    cron: given.cron ?? null,
    start: given.start ?? null,
    end: given.end ?? null,
    timezone: given.timezone ?? null,
    keys: given.keys ?? null,
    name: given.name ?? null,
    dimensions: Object.fromEntries(dimensions.map(([name, value]) => [name, plain(value)])),
  };
}

test("an offset that cannot be read leaves the cron expression unknown", () => {
  const { snapshot } = openFixture(`
import { asset, daily } from "strataline";
export const a = asset({ key: "bronze/a", partitions: daily({ start: "2024-01-01", hourOffset: Number(process.env.H) }) });
`);
  expect(snapshot.linked.definitions[0]?.partitions).toMatchObject({ kind: "timeWindow", cron: null });
});

describe("what is wrong is told with the asset that uses it", () => {
  const problemsOf = (partitions: sdk.Partitions): readonly string[] =>
    asset({ key: "bronze/a", partitions, run: () => [] }).problems;
  const wrong = (value: unknown) => value as never;
  test.for([
    [daily({ start: "soon" }), "`start` must be a date"],
    [daily({ start: "2024-01-01", end: "x" }), "`end` must be a date"],
    [daily(wrong(undefined)), "`start` must be a date"],
    [hourly({ start: "2024-01-01", minuteOffset: 60 }), "`minuteOffset` is a whole number from 0 to 59"],
    [monthly({ start: "2024-01-01", dayOffset: 0 }), "`dayOffset` is a whole number from 1 to 31"],
    [sdk.timeWindow(wrong({ start: "2024-01-01" })), "`cron` is missing"],
    [staticPartitions([]), "the list has no keys"],
    [staticPartitions(["a", "a"]), "a key is there twice"],
    [staticPartitions(["a", wrong(1)]), "a key is no text"],
    [dynamicPartitions(""), "the name is missing"],
    [multiPartitions({ date: daily({ start: "2024-01-01" }) }), "it needs two dimensions"],
    [multiPartitions({ a: wrong("x"), b: staticPartitions(["y"]) }), '"a" is not made by'],
    [multiPartitions({ a: daily({ start: "?" }), b: staticPartitions(["y"]) }), '"a": daily()'],
    [wrong({ daily: true }), "must be made by daily(), staticPartitions() or the like"],
  ] as const)("%#", ([partitions, part]) =>
    expect(problemsOf(partitions)).toEqual([expect.stringContaining(part)]),
  );
});

test("a source may be partitioned", () => {
  const raw = source({ key: "raw", partitions: daily({ start: "2024-01-01" }) });
  expect(raw).toMatchObject({ partitions: { cron: "0 0 * * *" }, problems: [] });
  expect(source({ key: "raw", partitions: "daily" as never }).problems).toHaveLength(1);
});
