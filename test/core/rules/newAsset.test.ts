// Where "Create asset …" puts the asset that is missing.
import { describe, expect, test } from "vitest";
import { applyAction, fixTitles } from "../../support/checkDiagnostics.ts";

/** Files with one asset each, by path, and a reader of a key that nobody declares. */
function project(files: Readonly<Record<string, readonly string[]>>, missing: string): string {
  const declared = Object.entries(files).map(([path, keys]) =>
    [`//- /${path}`, ...keys.map((key, at) => `export const a${at} = asset({ key: "${key}" });`)].join("\n"),
  );
  return `${declared.join("\n")}\n//- /assets/reader.ts\nconst r = asset({ key: "gold/r", deps: ["${missing}$0"] });`;
}

function placeOf(files: Readonly<Record<string, readonly string[]>>, missing: string): string | undefined {
  return fixTitles(project(files, missing))
    .find((title) => title.startsWith("Create asset"))
    ?.split(" in ")[1];
}

describe("a missing asset is created", () => {
  test.for([
    ["beside its neighbours", { "assets/bronze/a.ts": ["bronze/a"] }, "bronze/x", "assets/bronze/x.ts"],
    [
      "in the folder that most of them are in",
      { "assets/raw/a.ts": ["bronze/a"], "assets/raw/b.ts": ["bronze/b"], "assets/c.ts": ["bronze/c"] },
      "bronze/x",
      "assets/raw/x.ts",
    ],
    [
      "with the folders inside of the layer",
      { "assets/1-bronze/crm/a.ts": ["bronze/crm/a"] },
      "bronze/erp/x",
      "assets/1-bronze/erp/x.ts",
    ],
    [
      "named as files are here: kebab",
      { "assets/bronze/daily-orders.ts": ["bronze/daily_orders"] },
      "bronze/weekly_orders",
      "assets/bronze/weekly-orders.ts",
    ],
    [
      "named as files are here: camel",
      { "assets/bronze/dailyOrders.ts": ["bronze/daily_orders"] },
      "silver/weekly_orders",
      "assets/silver/weeklyOrders.ts",
    ],
    [
      "by the folders of the other layers, when its own has none",
      { "assets/shop/bronze/a.ts": ["bronze/a"] },
      "silver/x",
      "assets/shop/silver/x.ts",
    ],
    [
      "in a folder of the key when nothing else is known",
      { "assets/all.ts": ["other"] },
      "bronze/x",
      "assets/bronze/x.ts",
    ],
  ] as const)("%s", ([, files, missing, expected]) => {
    expect(placeOf(files, missing)).toBe(expected);
  });

  test("at the end of the file that holds all of the layer", () => {
    expect(
      applyAction(
        project({ "assets/bronze.ts": ["bronze/a", "bronze/b"] }, "bronze/daily_orders"),
        "Create asset",
      ),
    ).toEqual({
      "assets/bronze.ts":
        'export const a0 = asset({ key: "bronze/a" });\nexport const a1 = asset({ key: "bronze/b" });\n\n' +
        'export const dailyOrders = asset({\n  key: "bronze/daily_orders",\n  run: () => [],\n});\n',
    });
  });

  test("under a name that is free there", () => {
    const files = applyAction(
      project({ "assets/bronze.ts": ["bronze/a", "bronze/b"] }, "bronze/a0"),
      "Create asset",
    );
    expect(files["assets/bronze.ts"]).toContain('export const a02 = asset({\n  key: "bronze/a0"');
  });
});
