// Definition, declaration, type definition and implementation, and the names that are no keys.
import { describe, expect, test } from "vitest";
import { openFixture, placeText } from "../../support/project.ts";

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
    const text = (check: string): string =>
      `import { z } from "zod";\n${SDK}\nconst Row = z.object({ id: z.string(), total: z.number() });\n` +
      `asset({ key: "silver/a", schema: Row, checks: [${check}] });`;
    expect(places("definition", text('check.unique("id", "tot$0al")'))).toEqual(["assets/main.ts total"]);
    expect(places("definition", text('check.unique("to$0tl")'))).toEqual([]);
    expect(places("typeDefinition", text('check.unique("tot$0al")'))).toEqual(["assets/main.ts Row"]);
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

describe("assets made by a factory and by a loop", () => {
  const FACTORY = `
    //- /lib/factory.ts
    import { asset } from "strataline";
    export function pair(name: string) {
      const raw = asset({
        key: \`bronze/\${name}\`,
        run: () => [],
      });
      return { raw, clean: asset({ key: \`silver/\${name}\`, deps: { raw }, query: sql\`select 1\` }) };
    }
    //- /assets/main.ts
    import { asset, dataProduct } from "strataline";
    import { pair } from "../lib/factory.ts";
    export const orders = pair("orders");
    export const users = pair("users");
    dataProduct({ key: "p", deps: ["silver/$0users", orders.clean] });
    for (const name of ["x", "y", "z"]) asset({ key: \`gold/\${name}\`, deps: ["silver/users"] });
  `;
  const PATH = "assets/main.ts";

  test.for([
    ["definition", ['assets/main.ts "users"']],
    ["declaration", ["lib/factory.ts asset"]],
    ["typeDefinition", ['assets/main.ts "users"']],
    ["implementation", ["lib/factory.ts sql`select 1`"]],
  ] as const)("%s", ([question, expected]) => expect(places(question, FACTORY)).toEqual(expected));

  test("one place for all that the place declares", () => {
    const { snapshot } = openFixture(FACTORY);
    const at = snapshot.text(PATH)?.indexOf("`gold/") ?? -1;
    expect(snapshot.definition(PATH, at + 1)).toHaveLength(1);
    expect(snapshot.keysAt(PATH, at + 1)).toEqual(["gold/x", "gold/y", "gold/z"]);
  });

  test("one lens for all that one call declares", () => {
    const { snapshot } = openFixture(FACTORY);
    expect(snapshot.lenses(PATH)).toMatchObject([
      { keys: ["bronze/orders", "silver/orders"], runnable: ["bronze/orders", "silver/orders"] },
      { keys: ["bronze/users", "silver/users"] },
      { keys: ["p"], runnable: [] },
      { keys: ["gold/x", "gold/y", "gold/z"] },
    ]);
  });

  test("a hint with the keys behind the call, and behind the key of a loop", () => {
    const { snapshot } = openFixture(FACTORY);
    const hints = snapshot.inlayHints(PATH, { start: 0, end: 1000 }, () => undefined);
    const text = snapshot.text(PATH) ?? "";
    expect(hints.map(({ label, offset }) => [text.slice(0, offset).split("\n").at(-1), label])).toEqual([
      ['export const orders = pair("orders")', '⟶ "bronze/orders", "silver/orders"'],
      ['export const users = pair("users")', '⟶ "bronze/users", "silver/users"'],
      [expect.stringMatching(/`$/), '⟶ "gold/x", "gold/y", "gold/z"'],
    ]);
  });

  test("symbols stand where they are made, without what the factory wrote", () => {
    const { snapshot } = openFixture(FACTORY);
    expect(snapshot.symbols(PATH).map(({ key, children }) => [key, children.length])).toEqual([
      ["bronze/orders", 0],
      ["silver/orders", 0],
      ["bronze/users", 0],
      ["silver/users", 0],
      ["p", 2],
      ["gold/x", 1],
      ["gold/y", 1],
      ["gold/z", 1],
    ]);
  });

  test("calls that read stand in the reader's file: the factory's call stands for what is in the factory", () => {
    const { snapshot } = openFixture(FACTORY);
    const [first] = snapshot.consumers("bronze/users");
    expect(first?.item.key).toBe("silver/users");
    expect(first?.places.map((span) => placeText(snapshot, { path: PATH, span }))).toEqual([
      "assets/main.ts pair",
    ]);
  });

  test("folds are those of the text: in the factory's file", () => {
    const { snapshot } = openFixture(FACTORY);
    expect(snapshot.folds("lib/factory.ts")).toHaveLength(1);
    expect(snapshot.folds(PATH)).toEqual([]);
  });
});
