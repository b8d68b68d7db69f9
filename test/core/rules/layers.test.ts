// Rules about layers: upward-read, skipped-layer, unknown-layer, too-many-layers, no-layers, no-check-in-layer.
import { describe, expect, test } from "vitest";
import { applyAction, checkDiagnostics, fixTitles } from "../../support/checkDiagnostics.ts";
import { openFixture, placeText } from "../../support/project.ts";

const config = (layers: string, rules = "{}") => `
//- /strataline.config.ts
import { defineConfig, medallion, snowflake, layers } from "strataline";
export default defineConfig({ layers: ${layers}, rules: ${rules} });
`;
const QUIET = '{ "no-check-in-layer": "off" }';

describe("upward-read", () => {
  test.for([
    [
      "silver reads gold",
      `const g = asset({ key: "gold/g" });
       const s = asset({ key: "silver/s", deps: { g: "gold/g" } });
       //                                            ^^^^^^^^ upward-read: "silver/s" (silver) reads "gold/g" of a later layer (gold). Data flows bronze → silver → gold.`,
    ],
    [
      "by value, and by ref",
      `const g = asset({ key: "gold/g" });
       const s = asset({ key: "silver/s", deps: { g } });
       //                                         ^ upward-read
       const b = asset({ key: "bronze/b", query: sql\`from \${ref("gold/g")}\` });
       //                                                       ^^^^^^^^ upward-read`,
    ],
    [
      "order only",
      `const g = asset({ key: "gold/g" });
       const s = asset({ key: "silver/s", deps: ["gold/g"] });
       //                                        ^^^^^^^^ upward-read: runs after "gold/g"`,
    ],
    [
      "the layer option counts, not the key",
      `const g = asset({ key: "bronze/g", layer: "gold" });
       const s = asset({ key: "silver/s", deps: { g: "bronze/g" } });
       //                                            ^^^^^^^^^^ upward-read`,
    ],
    [
      "an asset reads a data product",
      `const g = asset({ key: "gold/g" });
       const p = dataProduct({ key: "sales", deps: ["gold/g"] });
       const h = asset({ key: "gold/h", deps: ["sales"] });
       //                                      ^^^^^^^ upward-read: (data product)`,
    ],
    [
      "its own and the earlier layer are fine",
      `const r = source({ key: "r", file: "r.csv" });
       const b = asset({ key: "bronze/b", deps: { r } });
       const c = asset({ key: "bronze/c", deps: { b } });
       const s = asset({ key: "silver/s", deps: { c } });`,
    ],
  ] as const)("%s", ([, fixture]) => void checkDiagnostics(fixture));

  test("can be removed from an array and from an object", () => {
    const fixture = (deps: string) => `
      const b = asset({ key: "bronze/b" });
      const g = asset({ key: "gold/g" });
      const s = asset({ key: "silver/s", deps: ${deps} });`;
    const after = (deps: string): string | undefined =>
      /deps: (.*?) \}\);/s.exec(
        applyAction(fixture(deps), "Remove")["assets/main.ts"]?.split("gold/g")[1] ?? "",
      )?.[1];
    expect(after('["bronze/b", "gold/g$0"]')).toBe('["bronze/b"]');
    expect(after('["gold/g$0", "bronze/b"]')).toBe('["bronze/b"]');
    expect(after('["gold/g$0"]')).toBe("[]");
    expect(after('{ b, g: "gold/g$0" }')).toBe("{ b }");
    expect(after("{ g$0, b }")).toBe("{ b }");
    expect(after('{ "g": "gold/g$0", b: "bronze/b", }')).toBe('{ b: "bronze/b", }');
    expect(after('{\n  b,\n  g: "gold/g$0",\n}')).toBe("{\n  b,\n}");
  });
});

describe("skipped-layer", () => {
  test.for([
    [
      "gold reads bronze",
      `const b = asset({ key: "bronze/b" });
       const g = asset({ key: "gold/g", deps: { b: "bronze/b" } });
       //                                          ^^^^^^^^^^ skipped-layer: "gold/g" (gold) reads "bronze/b" (bronze) and skips silver.`,
    ],
    [
      "gold waits for bronze",
      `const b = asset({ key: "bronze/b" });
       const g = asset({ key: "gold/g", deps: ["bronze/b"] });
       //                                      ^^^^^^^^^^ skipped-layer: runs after`,
    ],
    [
      "silver reads a source",
      `const r = source({ key: "r", file: "r.csv" });
       const s = asset({ key: "silver/s", deps: { r } });
       //                                         ^ skipped-layer: reads the source "r" and skips bronze.`,
    ],
    [
      "gold reads a source",
      `const r = source({ key: "r", file: "r.csv" });
       const g = asset({ key: "gold/g", deps: { r } });
       //                                       ^ skipped-layer: skips bronze and silver.`,
    ],
    [
      "a data product reads silver",
      `const s = asset({ key: "silver/s" });
       const p = dataProduct({ key: "sales", deps: ["silver/s"] });
       //                                           ^^^^^^^^^^ skipped-layer: "sales" (data product) reads "silver/s" (silver) and skips gold.`,
    ],
    [
      "off in the config",
      `${config("medallion()", '{ "skipped-layer": "off", "no-check-in-layer": "off" }')}
       //- /assets/a.ts
       const b = asset({ key: "bronze/b" });
       const g = asset({ key: "gold/g", deps: { b: "bronze/b" } });`,
    ],
  ] as const)("%s", ([, fixture]) => void checkDiagnostics(fixture));

  test("suggests the same table in the layer before", () => {
    const fixture = `
      const b = asset({ key: "bronze/orders" });
      const s = asset({ key: "silver/orders" });
      const g = asset({ key: "gold/g", deps: { o: "bronze/$0orders" } });`;
    expect(fixTitles(fixture)).toEqual(['* Change to "silver/orders"']);
    expect(applyAction(fixture, "Change")["assets/main.ts"]).toContain('deps: { o: "silver/orders" }');
  });
});

describe("unknown-layer", () => {
  test.for([
    [
      "a misspelt first component",
      `const a = asset({ key: "sliver/a" });
       //                     ^^^^^^^^^^ unknown-layer: "sliver" is not a layer; did you mean "silver"? The layers are bronze, silver, gold.`,
    ],
    [
      "a misspelt option",
      `const a = asset({ key: "a", layer: "glod" });
       //                                 ^^^^^^ unknown-layer: "glod" is not a layer; did you mean "gold"?`,
    ],
    [
      "nothing near",
      `const a = asset({ key: "staging_area/a" });
       //                     ^^^^^^^^^^^^^^^^ unknown-layer: "staging_area" is not a layer. The layers`,
    ],
    [
      "no layer at all",
      `const a = asset({ key: "orders" });
       //                     ^^^^^^^^ unknown-layer: "orders" stands in no layer: begin its key with one, or add \`layer\`.`,
    ],
    [
      "sources and data products have none",
      `const r = source({ key: "r" }); const p = dataProduct({ key: "p", deps: ["r"] });
       //                                                                       ^^^ skipped-layer`,
    ],
    ["the option wins", `const a = asset({ key: "crm/orders", layer: "silver" });`],
  ] as const)("%s", ([, fixture]) => void checkDiagnostics(fixture));

  test("fixes the option", () => {
    const fixture = `const a = asset({ key: "a", layer: "gl$0od" });`;
    expect(fixTitles(fixture)).toEqual(['* Change to "gold"']);
    expect(applyAction(fixture, "gold")["assets/main.ts"]).toContain('layer: "gold"');
  });

  test("fixes the key everywhere", () => {
    const fixture = `
      const a = asset({ key: "sliver/$0a" });
      const g = asset({ key: "gold/g", deps: ["sliver/a"] });`;
    expect(fixTitles(fixture)[0]).toBe('* Rename to "silver/a" everywhere');
    expect(applyAction(fixture, "everywhere")["assets/main.ts"]).toBe(
      'const a = asset({ key: "silver/a" });\nconst g = asset({ key: "gold/g", deps: ["silver/a"] });\n',
    );
  });

  test("adds the option", () => {
    const added = (options: string): string | undefined =>
      applyAction(`const a = asset(${options});`, 'layer: "silver"')["assets/main.ts"];
    expect(added('{ key: "orders$0" }')).toBe('const a = asset({ key: "orders", layer: "silver" });\n');
    expect(added('{\n  key: "orders$0",\n  run,\n}')).toBe(
      'const a = asset({\n  key: "orders",\n  layer: "silver",\n  run,\n});\n',
    );
  });
});

describe("too-many-layers and no-layers", () => {
  test.for([
    [
      "five",
      `
        //- /strataline.config.ts
        import { defineConfig, layers } from "strataline";
        export default defineConfig({ layers: layers(["a", "b", "c", "d", "e"]) });
        //                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ too-many-layers: 5 layers (a, b, c, d, e); 3 or 4 are enough.`,
    ],
    ["four", config("snowflake()")],
    ["three", config("medallion()")],
    ["two", config('layers(["a", "b"])')],
  ] as const)("%s", ([, fixture]) => void checkDiagnostics(fixture));

  test("none", () => {
    checkDiagnostics(`
//- /strataline.config.ts
import { defineConfig, layers } from "strataline";
export default defineConfig({ layers: layers([]) });
//                                    ^^^^^^^^^^ no-layers: The project has no layers.
`);
  });

  test("not named", () => {
    const { snapshot } = openFixture(`
//- /strataline.config.ts
import { defineConfig } from "strataline";
export default defineConfig({});
`);
    expect(snapshot.diagnostics("strataline.config.ts").map(({ code }) => code)).toEqual(["no-layers"]);
  });
});

describe("no-check-in-layer", () => {
  const assets = (checks: string) => `
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), rules: { "unused-asset": "off" } });
//- /assets/a.ts
const a = asset({ key: "bronze/a"${checks} });
const b = asset({ key: "bronze/b" });
`;

  test("at the config's layers, with the assets as related places", () => {
    const { snapshot } = openFixture(assets(""));
    const [found, ...others] = snapshot.diagnostics("strataline.config.ts");
    expect(others).toEqual([]);
    expect(found?.code).toBe("no-check-in-layer");
    expect(found?.severity).toBe("warning");
    expect(found?.message).toBe('The layer "bronze" has no check: none of its 2 assets has one.');
    expect(found && placeText(snapshot, found)).toBe("strataline.config.ts medallion()");
    expect(found?.related.map(({ message }) => message)).toEqual([
      '"bronze/a" has no check',
      '"bronze/b" has no check',
    ]);
  });

  test.for([
    ["one check is enough", ", checks: [check.rowCount({ min: 1 })]"],
    ["checks that cannot be read may be there", ", checks: makeChecks()"],
  ] as const)("%s", ([, checks]) => void checkDiagnostics(assets(checks)));

  test("each layer by itself; layers without assets are left alone", () => {
    const { snapshot } = openFixture(`${assets("")}
const g = asset({ key: "gold/g" });`);
    expect(snapshot.diagnostics("strataline.config.ts").map(({ message }) => message.slice(0, 19))).toEqual([
      'The layer "bronze" ',
      'The layer "gold" ha',
    ]);
  });

  test("the fix adds a check and its import", () => {
    const { "assets/a.ts": text } = applyAction(
      `//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: $0medallion() });
//- /assets/a.ts
import { asset } from "strataline";
export const a = asset({
  key: "bronze/a",
  run: () => [],
});`,
      "Add a check",
    );
    expect(text).toBe(`import { asset, check } from "strataline";
export const a = asset({
  key: "bronze/a",
  checks: [check.rowCount({ min: 1 })],
  run: () => [],
});
`);
  });
});

test("layer rules rest while no layers are known", () => {
  const { snapshot } = openFixture(`
${config("somewhere()", QUIET)}
//- /assets/a.ts
const g = asset({ key: "gold/g", deps: ["bronze/b"] });
const b = asset({ key: "bronze/b", deps: ["gold/h"] });
const h = asset({ key: "gold/h" });
`);
  expect(snapshot.diagnostics("assets/a.ts")).toEqual([]);
  expect(snapshot.diagnostics("strataline.config.ts").map(({ code }) => code)).toEqual(["dynamic-config"]);
});
