import { describe, expect, test } from "vitest";
import { applyAction, checkDiagnostics, fixTitles } from "../../support/checkDiagnostics.ts";
import { openFixture, placeText } from "../../support/project.ts";

describe("missing-upstream", () => {
  test.for([
    [
      "a key of an array",
      `const a = asset({ key: "silver/a", deps: ["bronze/x"] });
       //                                        ^^^^^^^^^^ missing-upstream: No asset or source has the key "bronze/x".`,
    ],
    [
      "a key of an object",
      `const a = asset({ key: "silver/a", deps: { x: "bronze/x" } });
       //                                            ^^^^^^^^^^ missing-upstream`,
    ],
    [
      "ref() in SQL",
      `const a = asset({ key: "silver/a", query: sql\`select * from \${ref("bronze/x")}\` });
       //                                                                ^^^^^^^^^^ missing-upstream`,
    ],
    [
      "a data product",
      `const p = dataProduct({ key: "sales", deps: ["gold/x"] });
       //                                           ^^^^^^^^ missing-upstream`,
    ],
    [
      "several, all of them",
      `const a = asset({ key: "silver/a", deps: ["bronze/x", "bronze/y"] });
       //                                        ^^^^^^^^^^ missing-upstream: bronze/x
       //                                                    ^^^^^^^^^^ missing-upstream: bronze/y
       const b = asset({ key: "silver/b", deps: ["bronze/x"] });
       //                                        ^^^^^^^^^^ missing-upstream`,
    ],
    [
      "an imported constant: where it is read",
      `//- /assets/keys.ts
       export const ORDERS = "bronze/orders";
       //- /assets/a.ts
       import { asset } from "strataline";
       import { ORDERS } from "./keys.ts";
       const a = asset({ key: "silver/a", deps: [ORDERS] });
       //                                        ^^^^^^ missing-upstream: "bronze/orders"`,
    ],
    [
      "a half-typed key",
      `const a = asset({ key: "silver/a", deps: [""] });
       //                                        ^^ missing-upstream: This dep has no key.`,
    ],
    [
      "says when keys that cannot be read may be meant",
      `const d = asset({ key: process.env.KEY });
       //                     ^^^^^^^^^^^^^^^ dynamic-key
       const a = asset({ key: "silver/a", deps: ["bronze/x"] });
       //                                        ^^^^^^^^^^ missing-upstream: 1 asset has a key that cannot be read`,
    ],
    [
      "nothing when it is declared, by key or by value",
      `const s = source({ key: "raw", file: "x.csv" });
       const b = asset({ key: "bronze/b", deps: { s } });
       const a = asset({ key: "silver/a", deps: { b: "bronze/b" } });`,
    ],
    [
      "nothing when an asset value with a dynamic key is read",
      `const d = asset({ key: process.env.KEY, layer: "bronze" });
       //                     ^^^^^^^^^^^^^^^ dynamic-key
       const a = asset({ key: "silver/a", deps: { d } });`,
    ],
  ] as const)("%s", ([, fixture]) => void checkDiagnostics(fixture));

  test("suggests the nearest key and shows where it is", () => {
    const { snapshot } = openFixture(`
      const o = asset({ key: "bronze/orders" });
      const a = asset({ key: "silver/a", deps: ["bronze/ordrs"] });
    `);
    const [found] = snapshot.diagnostics("assets/main.ts");
    expect(found?.message).toBe(
      'No asset or source has the key "bronze/ordrs". Did you mean "bronze/orders"?',
    );
    expect(found?.related.map(({ location }) => placeText(snapshot, location))).toEqual([
      'assets/main.ts "bronze/orders"',
    ]);
  });

  test("the nearest is never the reader, nor what it reads already", () => {
    checkDiagnostics(`
      const b = asset({ key: "silver/orders", deps: ["silver/ordrs"] });
      //                                             ^^^^^^^^^^^^^^ missing-upstream: No asset or source has the key "silver/ordrs".
    `);
  });

  test("a key that can be read from here is suggested before a later one", () => {
    expect(
      fixTitles(`
        const g = asset({ key: "gold/orders" });
        const b = asset({ key: "bronze/orders" });
        const s = asset({ key: "silver/a", deps: ["raw/orders$0"] });
      `).slice(0, 2),
    ).toEqual(['Change to "bronze/orders"', 'Change to "gold/orders"']);
  });

  test("a clear slip has a preferred fix, a guess has none", () => {
    expect(
      fixTitles(`
        const o = asset({ key: "bronze/orders" });
        const a = asset({ key: "silver/a", deps: ["bronze/ordrs$0"] });
      `),
    ).toEqual([
      '* Change to "bronze/orders"',
      'Create asset "bronze/ordrs" in assets/bronze/ordrs.ts',
      'Declare "bronze/ordrs" as a source',
    ]);
    expect(
      fixTitles(`
        const o = asset({ key: "bronze/order1" });
        const p = asset({ key: "bronze/order2" });
        const a = asset({ key: "silver/a", deps: ["bronze/order3$0"] });
      `).slice(0, 2),
    ).toEqual(['Change to "bronze/order1"', 'Change to "bronze/order2"']);
  });

  test("offers no asset with a key that could not be one", () => {
    expect(fixTitles(`const a = asset({ key: "silver/a", deps: ["bronze/my orders$0"] });`)).toEqual([]);
    expect(fixTitles(`const a = asset({ key: "silver/a", deps: ["../../etc/passwd$0"] });`)).toEqual([]);
  });

  test("changes the literal", () => {
    expect(
      applyAction(
        `const o = asset({ key: "bronze/orders" });
         const a = asset({ key: "silver/a", deps: { o: 'bronze/$0ordrs' } });`,
        "Change to",
      )["assets/main.ts"],
    ).toContain("deps: { o: 'bronze/orders' }");
  });

  test("changes the constant that wrote it", () => {
    expect(
      applyAction(
        `//- /assets/keys.ts
         export const ORDERS = "bronze/ordrs";
         //- /assets/a.ts
         import { asset } from "strataline";
         import { ORDERS } from "./keys.ts";
         const o = asset({ key: "bronze/orders" });
         const a = asset({ key: "silver/a", deps: { o: $0ORDERS } });`,
        "Change to",
      ),
    ).toEqual({ "assets/keys.ts": 'export const ORDERS = "bronze/orders";\n' });
  });

  test("changes one part of a template, and never one that other keys share", () => {
    const fixture = (typo: string) => `
      const L = "bronze";
      const o = asset({ key: \`\${L}/orders\` });
      const a = asset({ key: "silver/a", deps: [\`$0${typo}\`] });`;
    expect(applyAction(fixture("${L}/ordrs"), "Change to")["assets/main.ts"]).toContain(
      "deps: [`${L}/orders`]",
    );
    expect(applyAction(fixture("bronz/orders"), "Change to")["assets/main.ts"]).toContain(
      "deps: [`bronze/orders`]",
    );
  });

  test("creates the asset in its layer's folder", () => {
    const made = applyAction(
      `const a = asset({ key: "silver/a", deps: ["bronze/daily_orders$0"] });`,
      "Create",
    );
    expect(made).toEqual({
      "assets/bronze/daily_orders.ts":
        'import { asset } from "strataline";\n\n' +
        'export const dailyOrders = asset({\n  key: "bronze/daily_orders",\n  run: () => [],\n});\n',
    });
  });

  test("writes the reader's layer when the key names none", () => {
    const made = applyAction(`const a = asset({ key: "silver/a", deps: ["orders$0"] });`, "Create");
    expect(made["assets/orders.ts"]).toContain('  layer: "silver",\n');
  });

  test("keeps to the folder of the config's patterns, and to names that are free", () => {
    const made = applyAction(
      `//- /strataline.config.ts
       import { defineConfig, medallion } from "strataline";
       export default defineConfig({ layers: medallion(), assets: ["src/pipes/**/*.ts"] });
       //- /src/pipes/bronze/x.ts
       export const x = 1;
       //- /src/pipes/a.ts
       import { asset } from "strataline";
       const a = asset({ key: "silver/a", deps: ["bronze/x$0"] });`,
      "Create",
    );
    expect(Object.keys(made)).toEqual(["src/pipes/bronze/x_2.ts"]);
  });

  test("declares a source beside the others", () => {
    const made = applyAction(
      `//- /assets/sources.ts
       import { source } from "strataline";
       export const raw = source({ key: "raw", file: "raw.csv" });
       //- /assets/a.ts
       const a = asset({ key: "bronze/a", deps: ["crm/orders$0"] });`,
      "as a source",
    );
    expect(made["assets/sources.ts"]).toMatch(
      /file: "raw.csv" \}\);\n\nexport const orders = source\(\{\n {2}key: "crm\/orders",/,
    );
  });

  test("declares the first source in a new file", () => {
    const made = applyAction(`const a = asset({ key: "bronze/a", deps: ["orders$0"] });`, "as a source");
    expect(made["assets/sources.ts"]).toMatch(
      /^import \{ source \} from "strataline";\n\nexport const orders = source/,
    );
  });

  test("shortens a key of any length", () => {
    const { snapshot } = openFixture(
      `const a = asset({ key: "silver/a", deps: ["${"x".repeat(10_000)}"] });`,
    );
    expect(snapshot.diagnostics("assets/main.ts")[0]?.message.length).toBeLessThan(200);
  });
});
