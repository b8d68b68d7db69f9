// What is suggested when files move.
import { describe, expect, test } from "vitest";
import type { FileMove } from "../../../core/src/index.ts";
import { applyEdits, openFixture } from "../../support/project.ts";

/** `a → b`, several apart by commas. */
function movesOf(text: string): readonly FileMove[] {
  return text.split(", ").map((move) => {
    const [from = "", to = ""] = move.split(" → ");
    return { from, to };
  });
}

function labels(fixture: string, moves: string): readonly string[] {
  return openFixture(fixture)
    .snapshot.movedFiles(movesOf(moves))
    .map(({ label }) => label);
}

function after(fixture: string, moves: string): Record<string, string> {
  const { snapshot } = openFixture(fixture);
  return applyEdits(snapshot, { edits: snapshot.movedFiles(movesOf(moves)).flatMap(({ edits }) => edits) });
}

const orders = (path: string, key: string) => `
  //- /${path}${/^assets.*\.ts$/.test(path) ? "" : '\n  import { asset } from "strataline";'}
  export const o = asset({ key: "${key}" });
  //- /assets/reader.ts
  export const r = asset({ key: "gold/r", deps: ["${key}"] });`;

describe("keys that follow folders", () => {
  test("change everywhere", () => {
    expect(
      after(
        orders("assets/bronze/orders.ts", "bronze/orders"),
        "assets/bronze/orders.ts → assets/silver/orders.ts",
      ),
    ).toEqual({
      "assets/bronze/orders.ts": 'export const o = asset({ key: "silver/orders" });\n',
      "assets/reader.ts": 'export const r = asset({ key: "gold/r", deps: ["silver/orders"] });\n',
    });
  });

  test.for([
    ["assets/bronze/orders.ts", "bronze/orders", "assets/silver/orders.ts", "silver/orders"],
    ["assets/bronze/orders.ts", "bronze/orders", "assets/bronze/sales.ts", "bronze/sales"],
    ["assets/bronze/orders.ts", "bronze/orders", "assets/bronze/crm/orders.ts", "bronze/crm/orders"],
    ["assets/bronze/crm/orders.ts", "bronze/crm/orders", "assets/bronze/orders.ts", "bronze/orders"],
    ["assets/bronze/orders.ts", "bronze/orders", "old/silver/orders.ts", "silver/orders"],
    [
      "assets/bronze/daily-orders.ts",
      "bronze/daily_orders",
      "assets/bronze/weekly-orders.ts",
      "bronze/weekly_orders",
    ],
    [
      "assets/bronze/dailyOrders.ts",
      "bronze/daily_orders",
      "assets/silver/dailyOrders.ts",
      "silver/daily_orders",
    ],
    // A folder or a file of several assets gives only the front.
    ["assets/bronze/crm.ts", "bronze/orders", "assets/silver/crm.ts", "silver/orders"],
    ["assets/bronze.ts", "bronze/orders", "assets/silver.ts", "silver/orders"],
    ["assets/a.mts", "assets/orders", "other/a.mts", "other/orders"],
  ] as const)("%s with %s → %s", ([from, key, to, newKey]) => {
    const config = `
  //- /strataline.config.ts
  import { defineConfig, medallion } from "strataline";
  export default defineConfig({ layers: medallion(), assets: ["**/*.{ts,mts}"] });`;
    expect(labels(config + orders(from, key), `${from} → ${to}`)).toEqual([`Rename "${key}" to "${newKey}"`]);
  });

  test.for([
    ["assets/bronze/orders.ts", "shop/orders", "assets/silver/orders.ts"],
    ["assets/bronze/orders.ts", "orders", "assets/silver/orders.ts"],
    ["assets/bronze/crm.ts", "bronze/orders", "assets/bronze/erp.ts"],
    ["assets/orders.ts", "bronze/orders", "assets/sales.ts"],
    ["assets/bronze/orders.ts", "bronze/orders", "assets/bronze/orders.mts"],
  ] as const)("silent: %s with %s → %s", ([from, key, to]) => {
    expect(labels(orders(from, key), `${from} → ${to}`)).toEqual([]);
  });

  test("a folder that moves takes all of its keys along, also those that share a constant", () => {
    const project = (layer: string) => ({
      "assets/bronze/a.ts": `export const L = "${layer}"; export const a = asset({ key: \`\${L}/a\` });\n`,
      "assets/bronze/b.ts": `import { asset } from "strataline"; import { L } from "./a.ts"; export const b = asset({ key: \`\${L}/b\`, deps: ["${layer}/a"] });\n`,
    });
    const fixture = Object.entries(project("bronze"))
      .map(([path, text]) => `//- /${path}\n${text}`)
      .join("");
    expect(labels(fixture, "assets/bronze → assets/silver")).toEqual(["Rename 2 asset keys"]);
    expect(after(fixture, "assets/bronze → assets/silver")).toEqual(project("silver"));
  });

  test("nothing when the new key exists already, or cannot be written", () => {
    const taken = `${orders("assets/bronze/orders.ts", "bronze/orders")}
  //- /assets/silver/other.ts
  export const s = asset({ key: "silver/orders" });`;
    expect(labels(taken, "assets/bronze/orders.ts → assets/silver/orders.ts")).toEqual([]);
    const shared = `
      //- /assets/bronze/orders.ts
      const L = "bronze"; const o = asset({ key: \`\${L}/orders\` });
      //- /assets/x.ts
      export const x = 1;
      //- /assets/bronze/keep.ts
      const k = asset({ key: "bronze/keep" });`;
    expect(labels(shared, "assets/bronze/orders.ts → assets/silver/orders.ts")).toHaveLength(1);
    expect(
      labels(
        shared.replace("const o =", "const p = asset({ key: `${L}_p/p` }); const o ="),
        "assets/bronze/orders.ts → assets/silver/orders.ts",
      ),
    ).toEqual([]);
  });

  test("selections that name the key follow", () => {
    expect(
      after(
        `${orders("assets/bronze/orders.ts", "bronze/orders")}
  //- /assets/s.ts
  import { schedule } from "strataline";
  export const s = schedule({ name: "s", cron: "0 0 * * *", select: "key:bronze/orders or key:\\"bronze/*\\"" });`,
        "assets/bronze/orders.ts → assets/silver/orders.ts",
      )["assets/s.ts"],
    ).toContain('select: "key:silver/orders or key:\\"bronze/*\\""');
  });
});

describe("paths", () => {
  const source = (file: string) => `
    //- /assets/sources.ts
    export const web = source({ key: "web", file: ${file} });`;

  test("a data file or its folder moves: the source names it", () => {
    expect(after(source('"data/web.csv"'), "data/web.csv → raw/web.csv")).toEqual({
      "assets/sources.ts": 'export const web = source({ key: "web", file: "raw/web.csv" });\n',
    });
    expect(after(source("'./data/web.csv'"), "data → raw")["assets/sources.ts"]).toContain("'./raw/web.csv'");
  });

  test("nothing for packages, other files, and paths that are computed", () => {
    expect(labels(source('"npm:data/web.csv"'), "data → raw")).toEqual([]);
    expect(labels(source('"data2/web.csv"'), "data → raw")).toEqual([]);
    expect(labels(source("`data/${name}.csv`"), "data → raw")).toEqual([]);
  });

  test("the patterns of the config that name the folder", () => {
    const config = (assets: string) => `
      //- /strataline.config.ts
      import { defineConfig } from "strataline";
      export default defineConfig({ layers: [], assets: ${assets} });`;
    expect(
      after(config('["assets/**/*.ts", "!assets/old/*.ts", "lib/x.ts"]'), "assets → pipeline")[
        "strataline.config.ts"
      ],
    ).toContain('assets: ["pipeline/**/*.ts", "!pipeline/old/*.ts", "lib/x.ts"]');
    expect(labels(config('["assets/**/*.ts"]'), "assets/silver → assets/gold")).toEqual([]);
    expect(labels(config('["**/*.ts"]'), "assets → pipeline")).toEqual([]);
  });
});
