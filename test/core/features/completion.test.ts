import { describe, expect, test } from "vitest";
import type { CompletionItem } from "../../../core/src/index.ts";
import { openFixture } from "../../support/project.ts";

const PROJECT = `
const web = source({ key: "web", file: "web.csv" });
const b = asset({ key: "bronze/orders", deps: { web } });
const c = asset({ key: "bronze/customers" });
const s = asset({ key: "silver/orders", deps: { b } });
const t = asset({ key: "silver/customers", deps: { c } });
const g = asset({ key: "gold/revenue", deps: { s } });
`;

function items(text: string): readonly CompletionItem[] {
  const { snapshot, cursor } = openFixture(text);
  return snapshot
    .completion(cursor.path, cursor.offset)
    .items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

/** `label (detail)` in the order of the list. */
function check(text: string, expected: readonly string[]): void {
  expect(items(text).map(({ label, detail }) => `${label} (${detail})`)).toEqual(expected);
}

/** The line of the cursor after choosing an item. */
function chosen(text: string, label: string): string | undefined {
  const { snapshot, cursor } = openFixture(text);
  const item = snapshot.completion(cursor.path, cursor.offset).items.find((one) => one.label === label);
  if (item === undefined) return undefined;
  const { span, newText } = item.edit;
  const before = snapshot.text(cursor.path) ?? "";
  const after = before.slice(0, span.start) + newText + before.slice(span.end);
  const line = snapshot.lines(cursor.path).position(cursor.offset).line;
  return after.split("\n")[line];
}

describe("keys in deps", () => {
  test("the layer before first, then the own and earlier ones, later ones and those that close a cycle last", () => {
    check(`${PROJECT}const x = asset({ key: "silver/x", deps: ["$0"] });`, [
      "bronze/customers (Bronze)",
      "bronze/orders (Bronze)",
      "silver/customers (Silver)",
      "silver/orders (Silver)",
      "web (source)",
      "gold/revenue (Gold · later layer)",
    ]);
    check(
      PROJECT.replace("deps: { c }", 'deps: { c, x: "$0" }').replace(
        '"gold/revenue", deps: { s }',
        '"gold/revenue", deps: { t }',
      ),
      [
        "bronze/orders (Bronze)",
        "silver/orders (Silver)",
        "web (source)",
        "gold/revenue (Gold · closes a cycle)",
      ],
    );
  });

  test("sources first in the first layer, the last layer first in a data product", () => {
    expect(items(`${PROJECT}const x = asset({ key: "bronze/x", deps: ["$0"] });`)[0]?.label).toBe("web");
    expect(items(`${PROJECT}const x = dataProduct({ key: "x", deps: ["$0"] });`)[0]?.label).toBe(
      "gold/revenue",
    );
  });

  test("neither the asset itself nor what it reads already", () => {
    const labels = items(`${PROJECT}const x = asset({ key: "gold/x", deps: ["silver/orders", "$0"] });`).map(
      ({ label }) => label,
    );
    expect(labels).not.toContain("silver/orders");
    expect(labels).not.toContain("gold/x");
    const again = items(`${PROJECT}const x = asset({ key: "gold/x", deps: ["silver/orders$0"] });`);
    expect(again.map(({ label }) => label)).toContain("silver/orders");
  });

  test.for([
    [
      'const x = asset({ key: "gold/x", deps: ["$0"] });',
      'const x = asset({ key: "gold/x", deps: ["silver/orders"] });',
    ],
    [
      'const x = asset({ key: "gold/x", deps: ["silver/or$0"] });',
      'const x = asset({ key: "gold/x", deps: ["silver/orders"] });',
    ],
    [
      'const x = asset({ key: "gold/x", deps: ["bro$0nze/xyz"] });',
      'const x = asset({ key: "gold/x", deps: ["silver/orders"] });',
    ],
    [
      "const x = asset({ key: 'gold/x', deps: { o: 'si$0' } });",
      "const x = asset({ key: 'gold/x', deps: { o: 'silver/orders' } });",
    ],
    [
      'const x = asset({ key: "gold/x", deps: ["si$0] });',
      'const x = asset({ key: "gold/x", deps: ["silver/orders"] });',
    ],
    [
      'const x = asset({ key: "gold/x", deps: ["si$0',
      'const x = asset({ key: "gold/x", deps: ["silver/orders"',
    ],
    [
      'const x = asset({ key: "gold/x", deps: { o: $0 } });',
      'const x = asset({ key: "gold/x", deps: { o: "silver/orders" } });',
    ],
    [
      'const x = asset({ query: sql`from ${ref("$0")}` });',
      'const x = asset({ query: sql`from ${ref("silver/orders")}` });',
    ],
    [
      "const x = asset({ query: sql`from ${ref($0)}` });",
      'const x = asset({ query: sql`from ${ref("silver/orders")}` });',
    ],
  ] as const)("%s", ([line, expected]) => {
    expect(chosen(PROJECT + line, "silver/orders")).toBe(expected);
  });

  test("ranks by the reader also while its declaration cannot be parsed", () => {
    expect(items(`${PROJECT}const x = asset({ key: "silver/x", deps: ["$0`)[0]?.label).toBe(
      "bronze/customers",
    );
    expect(items(`${PROJECT}const x = asset({ key: "silver/x", deps: { o: "$0`).at(-1)?.detail).toBe(
      "Gold · later layer",
    );
  });

  test("documents the asset when it is asked for, not in the list", () => {
    const { snapshot, cursor } = openFixture(
      `const b = asset({ key: "bronze/b", description: "Raw." });\nconst s = asset({ key: "silver/s", deps: ["$0"] });`,
    );
    const [first] = snapshot.completion(cursor.path, cursor.offset).items;
    expect(first).toMatchObject({ key: "bronze/b", filterText: "bronze/b" });
    expect(first?.markdown).toBeUndefined();
    expect(snapshot.documentation("bronze/b", () => undefined)).toContain("Raw.");
    expect(snapshot.documentation("bronze/c", () => undefined)).toBeNull();
  });

  test("offers no key that is not valid, and no dynamic one", () => {
    check(
      `const a = asset({ key: "bronze/a b" }); const d = asset({ key: process.env.X });
       const s = asset({ key: "silver/s", deps: ["$0"] });`,
      [],
    );
  });
});

describe("key and layer", () => {
  test("layers with a slash, after the keys that are read and missing", () => {
    check('const a = asset({ key: "$0" });\nconst s = asset({ key: "silver/s", deps: ["bronze/x"] });', [
      "bronze/x (read by 1 asset, not declared yet)",
      "bronze/ (Bronze)",
      "silver/ (Silver)",
      "gold/ (Gold)",
    ]);
  });

  test("components without one", () => {
    check('const a = asset({ key: ["$0"] });', ["bronze (Bronze)", "silver (Silver)", "gold (Gold)"]);
  });

  test("behind a slash only missing keys", () => {
    check(
      'const a = asset({ key: "bronze/$0" });\nconst s = asset({ key: "silver/s", deps: ["bronze/x"] });',
      ["bronze/x (read by 1 asset, not declared yet)"],
    );
  });

  test("the layer option", () => {
    check('const a = asset({ key: "a", layer: "$0" });', [
      "bronze (Bronze)",
      "silver (Silver)",
      "gold (Gold)",
    ]);
    expect(chosen('const a = asset({ key: "a", layer: "sil$0" });', "silver")).toBe(
      'const a = asset({ key: "a", layer: "silver" });',
    );
  });
});

describe("elsewhere", () => {
  test("nothing in strings of other code", () => {
    check(`${PROJECT}console.log("$0");`, []);
    check(`${PROJECT}// "$0"`, []);
  });

  test("nothing in a file that has nothing to do with us", () => {
    check(
      `//- /assets/a.ts
       const b = asset({ key: "bronze/b" });
       //- /lib/other.ts
       const x = task({ deps: ["$0"] });`,
      [],
    );
  });
});
