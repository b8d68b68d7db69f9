// Definition, declaration, type definition and implementation, and the names that are no keys.
import { describe, expect, test } from "vitest";
import { openFixture, placeText } from "../../support/project.ts";
import { featuresAfter } from "../../support/linkedView.ts";

type Question = "definition" | "declaration" | "typeDefinition" | "implementation";

function places(question: Question, text: string): readonly string[] {
  const { snapshot, cursor } = openFixture(text);
  return snapshot[question](cursor.path, cursor.offset).map((place) => placeText(snapshot, place));
}

const CONFIG = `
  //- /strataline.config.ts
  import { defineConfig, layers, json, lake } from "strataline";
  export default defineConfig({
    layers: layers(["bronze", { name: "silver", title: "Clean" }]),
    io: { default: lake(), archive: json() },
    resources: { api: { url: "x" } },
  });
`;
const SDK = 'import { asset, check, schedule, sql, ref } from "strataline";';

describe("definition", () => {
  test.for([
    ["a schedule's target", 'schedule({ name: "n", cron: "0 0 * * *", assets: ["bronze/$0o"] });'],
    ["a schedule's target by value", 'schedule({ name: "n", cron: "0 0 * * *", assets: [o$0] });'],
    [
      "ref() in the SQL of a check",
      'asset({ key: "silver/s", checks: [check.sql("known", sql`select 1 from ${ref("bronze/$0o")}`)] });',
    ],
  ] as const)("%s", ([, text]) => {
    expect(
      places("definition", `//- /assets/a.ts\n${SDK}\nexport const o = asset({ key: "bronze/o" });\n${text}`),
    ).toEqual(['assets/a.ts "bronze/o"']);
  });

  test.for([
    ["a layer", 'asset({ key: "x/a", layer: "sil$0ver" });', '{ name: "silver", title: "Clean" }'],
    ["a layer by a constant", 'const L = "bronze"; asset({ key: "x/a", layer: L$0 });', '"bronze"'],
    ["an IO manager", 'asset({ key: "silver/a", io: "arch$0ive" });', "json()"],
    ["a resource", 'asset({ key: "silver/a", resources: ["a$0pi"] });', '{ url: "x" }'],
  ] as const)("%s leads to the config", ([, text, expected]) => {
    expect(places("definition", `${CONFIG}\n  //- /assets/a.ts\n  ${SDK}\n  ${text}`)).toEqual([
      `strataline.config.ts ${expected}`,
    ]);
  });

  test("a layer that the config lists by a function leads to the function's call", () => {
    expect(places("definition", 'asset({ key: "x/a", layer: "gold$0" });')).toEqual([
      "strataline.config.ts medallion()",
    ]);
  });

  test("names the config does not have lead nowhere", () => {
    expect(
      places(
        "definition",
        `${CONFIG}\n  //- /assets/a.ts\n  ${SDK}\n  asset({ key: "silver/a", io: "toS$0tring" });`,
      ),
    ).toEqual([]);
  });

  test("a column of a check leads to the schema", () => {
    const { features, offset, snapshot } = featuresAfter(
      'const a = asset({ key: "silver/a", schema: z.object({ id: z.string() }), checks: [check.unique("i$0d")] });',
      (definition) => ({
        ...definition,
        columns: definition.schemaSite && [{ text: "id", site: definition.schemaSite }],
      }),
    );
    const found = features.definition("assets/main.ts", offset);
    expect(found.map((place) => placeText(snapshot, place))).toEqual([
      "assets/main.ts z.object({ id: z.string() })",
    ]);
  });
});

describe("type definition", () => {
  test.for([
    ["a schema written in place", 'asset({ key: "bronze/o", schema: z.object({}) });', "z.object({})"],
    ["a constant", 'const Order = z.object({}); asset({ key: "bronze/o", schema: Order });', "Order"],
    ["the asset when it has none", 'asset({ key: "bronze/o" });', '"bronze/o"'],
  ] as const)("%s", ([, text, expected]) => {
    expect(places("typeDefinition", `${text}\nasset({ key: "silver/s", deps: ["bronze/$0o"] });`)).toEqual([
      `assets/main.ts ${expected}`,
    ]);
  });

  test.for([
    ["an import", 'import { Order } from "../schemas/index.ts";', "Order"],
    ["a namespace", 'import * as schemas from "../schemas/index.ts";', "schemas.Order"],
  ] as const)("%s, through a re-export", ([, line, schema]) => {
    expect(
      places(
        "typeDefinition",
        `//- /schemas/order.ts
         export const OrderRow = z.object({});
         //- /schemas/index.ts
         export { OrderRow as Order } from "./order.ts";
         export * from "./index.ts";
         //- /assets/o.ts
         ${SDK}
         ${line}
         export const o = asset({ key: "bronze/$0o", schema: ${schema} });`,
      ),
    ).toEqual(["schemas/order.ts OrderRow"]);
  });
});

describe("implementation", () => {
  test.for([
    ["run", "run: () => [1]", "() => [1]"],
    ["a query", "query: sql`select 1`", "sql`select 1`"],
    ["a function with a name", "run: load", "load"],
  ] as const)("%s", ([, option, expected]) => {
    expect(places("implementation", `function load() {}\nasset({ key: "bronze/$0o", ${option} });`)).toEqual([
      `assets/main.ts ${expected}`,
    ]);
  });

  test("a source has none", () => {
    expect(places("implementation", 'source({ key: "$0web" });')).toEqual([]);
  });
});

describe("declaration", () => {
  test("of an imported asset value: the exported name", () => {
    expect(
      places(
        "declaration",
        `//- /assets/o.ts
         ${SDK}
         export const orders = asset({ key: "bronze/o" });
         //- /assets/index.ts
         export { orders as o } from "./o.ts";
         //- /assets/s.ts
         ${SDK}
         import { o } from "./index.ts";
         export const s = asset({ key: "silver/s", deps: { o$0 } });`,
      ),
    ).toEqual(["assets/o.ts orders"]);
  });

  test("of an asset without a name: its call", () => {
    expect(places("declaration", 'asset({ key: "bronze/$0o" });')).toEqual(["assets/main.ts asset"]);
  });
});

describe("an asset made by a factory", () => {
  const FACTORY = `
    //- /assets/factory.ts
    import { asset } from "strataline";
    export const inner = asset({ key: "bronze/a", run: () => [] });
    //- /assets/main.ts
    import { asset } from "strataline";
    const made = asset({ key: "bronze/b" });
    const reader = asset({ key: "silver/r", deps: ["bronze/$0a"] });
  `;
  /** As if \`made\` were a call of a factory that declares bronze/a. */
  function madeByFactory(): ReturnType<typeof featuresAfter> {
    return featuresAfter(FACTORY, (definition, snapshot) => {
      const made = snapshot.linked.definitions.find(({ id }) => id === "bronze/b");
      if (definition.id !== "bronze/a" || made === undefined) return definition;
      return { ...definition, site: made.site, nameSite: made.nameSite, binding: "made" };
    });
  }

  test.for([
    ["definition", "assets/main.ts asset"],
    ["declaration", "assets/factory.ts asset"],
    ["typeDefinition", "assets/main.ts asset"],
    ["implementation", "assets/factory.ts () => []"],
  ] as const)("%s", ([question, expected]) => {
    const { features, offset, snapshot } = madeByFactory();
    expect(features[question]("assets/main.ts", offset).map((place) => placeText(snapshot, place))).toEqual([
      expected,
    ]);
  });

  test("one lens for all that one call declares, and a hint with their keys", () => {
    const { features } = madeByFactory();
    const [first] = features.lenses("assets/main.ts");
    expect(first).toMatchObject({
      kind: "asset",
      keys: ["bronze/a", "bronze/b"],
      runnable: ["bronze/a", "bronze/b"],
    });
    const hints = features.inlayHints("assets/main.ts", { start: 0, end: 1000 }, () => undefined);
    expect(hints.map(({ label }) => label)).toEqual(['⟶ "bronze/a"']);
  });

  test("a hint at the factory's key names all that it made elsewhere", () => {
    const { features } = featuresAfter(
      FACTORY.replace('"bronze/a", run', "process.env.KEY, run"),
      (definition, { linked }) => {
        const made = linked.definitions.find(({ id }) => id === "bronze/b");
        if (definition.key !== null || made === undefined) return definition;
        const key = { key: "bronze/a", parts: [{ text: "bronze/a", site: null }] };
        return { ...definition, id: "bronze/a", key, keyUnresolved: null, site: made.site };
      },
    );
    const hints = features.inlayHints("assets/factory.ts", { start: 0, end: 1000 }, () => undefined);
    expect(hints.map(({ label }) => label)).toEqual(['⟶ "bronze/a"']);
  });

  test("its key in the factory's file is a key too", () => {
    const { features, snapshot } = madeByFactory();
    const offset = snapshot.text("assets/factory.ts")?.indexOf("bronze/a") ?? 0;
    expect(features.keysAt("assets/factory.ts", offset)).toEqual(["bronze/a"]);
  });

  test("folds in the file where it is written", () => {
    const { features, snapshot } = featuresAfter(
      FACTORY.replace("run: () => []", "run: () => [\n      1,\n    ]"),
      (definition, { linked }) => {
        const made = linked.definitions.find(({ id }) => id === "bronze/b");
        return definition.id === "bronze/a" && made ? { ...definition, site: made.site } : definition;
      },
    );
    expect(features.folds("assets/factory.ts")).toHaveLength(2);
    expect(features.folds("assets/main.ts")).toEqual([]);
    expect(snapshot.folds("assets/factory.ts")).toHaveLength(2);
  });
});
