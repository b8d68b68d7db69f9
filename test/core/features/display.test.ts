// File links, folds, partitions in words, and children of symbols.
import { describe, expect, test } from "vitest";
import { partitionsText } from "../../../core/src/features/partitionsText.ts";
import { openFixture, spanText } from "../../support/project.ts";

const PATH = "assets/main.ts";

describe("file links", () => {
  test("of sources, between the quotes; not of assets, not on names", () => {
    const { snapshot } = openFixture(`
      source({ key: "web", file: "data/web.csv" });
      source({ key: "npm", file: "npm:vega-datasets/data/cars.json" });
      const F = "data/other.csv";
      source({ key: "other", file: F });
      source({ key: "none" });
      asset({ key: "silver/a", file: "data/x.csv" });
    `);
    expect(snapshot.links(PATH).map(({ span, file }) => [spanText(snapshot, PATH, span), file])).toEqual([
      ["data/web.csv", "data/web.csv"],
      ["npm:vega-datasets/data/cars.json", "npm:vega-datasets/data/cars.json"],
    ]);
  });
});

describe("folds", () => {
  test("the asset and its longer options, nothing on one line", () => {
    const { snapshot } = openFixture(
      'asset({\n  key: "silver/a",\n  deps: [\n    "bronze/b",\n  ],\n  checks: [\n    check.unique("a"),\n    check.notNull("a"),\n  ],\n  run: () => {\n    return [];\n  },\n});\nasset({ key: "silver/b" });',
    );
    const lines = snapshot.lines(PATH);
    expect(
      snapshot.folds(PATH).map(({ start, end }) => [lines.position(start).line, lines.position(end).line]),
    ).toEqual([
      [1, 13],
      [3, 5],
      [7, 8],
      [10, 12],
    ]);
  });
});

describe("symbols", () => {
  test("columns of a schema that is written in place, not of one written elsewhere", () => {
    const children = (before: string, schema: string): unknown =>
      openFixture(
        `import { z } from "zod";\nimport { asset } from "strataline";\n${before}asset({ key: "silver/a", schema: ${schema} });`,
      )
        .snapshot.symbols(PATH)[0]
        ?.children.map(({ name, kind }) => [name, kind]);
    expect(children("", "z.object({ id: z.string(), total: z.number() })")).toEqual([
      ["id", "column"],
      ["total", "column"],
    ]);
    expect(children("const Row = z.object({ id: z.string() });\n", "Row")).toEqual([]);
  });
});

describe("partitions in words", () => {
  test.for([
    ['daily({ start: "2024-01-01", end: "2024-02-01" })', "daily · from 2024-01-01 · until 2024-02-01"],
    ['timeWindow({ cron: "0 6 * * 1-5", start: "2024-01-01" })', "each 0 6 * * 1-5 · from 2024-01-01"],
    ['staticPartitions(["a"])', "1 partition · a"],
    ["staticPartitions(list)", "static partitions"],
    ['dynamicPartitions("customers")', "dynamic customers"],
    [
      'multiPartitions({ day: daily({ start: "2024-01-01" }), region: staticPartitions(["a", "b"]) })',
      "day: daily · from 2024-01-01 × region: 2 partitions · a, b",
    ],
  ] as const)("%s", ([expression, expected]) => {
    const { snapshot } = openFixture(
      `import { asset, daily, timeWindow, staticPartitions, dynamicPartitions, multiPartitions } from "strataline";\n` +
        `asset({ key: "silver/a", partitions: ${expression} });`,
    );
    const partitions = snapshot.linked.definitions[0]?.partitions ?? null;
    expect(partitions && partitionsText(partitions)).toBe(expected);
  });
});
