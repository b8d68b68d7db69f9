// Definition, references and highlights.
import { describe, expect, test } from "vitest";
import { openFixture, placeText } from "../../support/project.ts";

/** Places as `path text`, the path left out for the cursor's file. */
function checkDefinition(text: string, expected: readonly string[]): void {
  const { snapshot, cursor } = openFixture(text);
  const places = snapshot.definition(cursor.path, cursor.offset).map((place) => placeText(snapshot, place));
  expect(places.map((place) => place.replace(`${cursor.path} `, ""))).toEqual(expected);
}

/** `kind by path text`. */
function checkReferences(text: string, expected: readonly string[], includeDefinition = true): void {
  const { snapshot, cursor } = openFixture(text);
  const found = snapshot.references(cursor.path, cursor.offset, includeDefinition);
  expect(
    found.map((one) =>
      `${one.kind} ${one.by ?? "-"} ${placeText(snapshot, one)}`.replace(`${cursor.path} `, ""),
    ),
  ).toEqual(expected);
}

const O = 'export const orders = asset({ key: "bronze/orders" });\n';

describe("definition", () => {
  test.for([
    ["a key of an array", `${O}const a = asset({ key: "silver/a", deps: ["bro$0nze/orders"] });`],
    ["a key of an object", `${O}const a = asset({ key: "silver/a", deps: { o: "bronze/orders$0" } });`],
    ["on the quote", `${O}const a = asset({ key: "silver/a", deps: [$0"bronze/orders"] });`],
    [
      "ref() of a key",
      `${O}const a = asset({ key: "silver/a", query: sql\`from \${ref("bronze/$0orders")}\` });`,
    ],
    ["ref() of a value", `${O}const a = asset({ key: "silver/a", query: sql\`from \${ref(ord$0ers)}\` });`],
    ["an asset value", `${O}const a = asset({ key: "silver/a", deps: { o: ord$0ers } });`],
    ["a shorthand", `${O}const a = asset({ key: "silver/a", deps: { ord$0ers } });`],
    ["a data product's dep", `${O}const p = dataProduct({ key: "p", deps: ["bronze/o$0rders"] });`],
    ["the definition itself", `const orders = asset({ key: "bronze/$0orders" });`],
    [
      "a template",
      `${O}const L = "bronze"; const a = asset({ key: "silver/a", deps: [\`\${L}/or$0ders\`] });`,
    ],
    [
      "a concatenation",
      `${O}const L = "bronze"; const a = asset({ key: "silver/a", deps: [L + "/or$0ders"] });`,
    ],
    ["a key of components", `${O}const a = asset({ key: "silver/a", deps: { o: ["bronze", "or$0ders"] } });`],
    ["a constant", `${O}const K = "bronze/orders"; const a = asset({ key: "silver/a", deps: [K$0] });`],
    [
      "the literal of a constant",
      `${O}const K = "bronze/o$0rders"; const a = asset({ key: "silver/a", deps: [K] });`,
    ],
    [
      "as const objects",
      `${O}const K = { orders: "bronze/orders" } as const; const a = asset({ key: "silver/a", deps: [K.or$0ders] });`,
    ],
    [
      "enums",
      `${O}enum K { Orders = "bronze/orders" } const a = asset({ key: "silver/a", deps: [K.Or$0ders] });`,
    ],
  ] as const)("%s", ([, fixture]) => checkDefinition(fixture, ['"bronze/orders"']));

  test("through an imported constant, to another file", () => {
    checkDefinition(
      `//- /assets/keys.ts
       export const ORDERS = "bronze/orders";
       //- /assets/orders.ts
       import { asset } from "strataline";
       import { ORDERS } from "./keys.ts";
       export const orders = asset({ key: ORDERS });
       //- /assets/a.ts
       import { asset } from "strataline";
       import * as keys from "./keys.ts";
       const a = asset({ key: "silver/a", deps: [keys.OR$0DERS] });`,
      ["assets/orders.ts ORDERS"],
    );
  });

  test("through re-exports and default exports", () => {
    checkDefinition(
      `//- /assets/orders.ts
       export default asset({ key: "bronze/orders" });
       //- /assets/index.ts
       export { default as orders } from "./orders.ts";
       //- /assets/a.ts
       import { asset } from "strataline";
       import { orders as o } from "./index.ts";
       const a = asset({ key: "silver/a", deps: { o$0 } });`,
      ['assets/orders.ts "bronze/orders"'],
    );
  });

  test("all of a duplicated key", () => {
    checkDefinition(
      `${O}${O.replace("orders =", "other =")}const a = asset({ key: "silver/a", deps: ["bronze/o$0rders"] });`,
      ['"bronze/orders"', '"bronze/orders"'],
    );
  });

  test("an asset whose key is dynamic, by value", () => {
    checkDefinition(
      `const d = asset({ key: process.env.KEY });
       const a = asset({ key: "silver/a", deps: { d$0 } });`,
      ["process.env.KEY"],
    );
  });

  test.for([
    ["a missing key", `const a = asset({ key: "silver/a", deps: ["bronze/no$0ne"] });`],
    ["elsewhere", `const a = asset({ key: "silver/a", run: () => "sil$0ver/a" });`],
    [
      "a part that several keys share",
      `const L = "br$0onze"; const a = asset({ key: \`\${L}/a\` }); const b = asset({ key: \`\${L}/b\` });`,
    ],
    ["a dynamic dep", `const a = asset({ key: "silver/a", deps: [process.env$0.X] });`],
    ["another string", `const a = asset({ key: "silver/a", description: "bron$0ze/orders" });`],
  ] as const)("none: %s", ([, fixture]) => checkDefinition(fixture, []));

  test("in unsaved and broken text", () => {
    const { project, snapshot, cursor } = openFixture(
      `${O}const a = asset({ key: "silver/a", deps: [$0] });`,
    );
    const text = snapshot.text(cursor.path) ?? "";
    project.apply([
      {
        path: cursor.path,
        text: `${text.slice(0, cursor.offset)}"bronze/orders"${text.slice(cursor.offset)}\nconst x = (`,
      },
    ]);
    const after = project.snapshot();
    expect(after.definition(cursor.path, cursor.offset + 3).map((place) => placeText(after, place))).toEqual([
      'assets/main.ts "bronze/orders"',
    ]);
  });
});

describe("references", () => {
  const project = (cursor: string) => `
    //- /assets/a.ts
    const a = asset({ key: "bronze/${cursor}orders" });
    //- /assets/b.ts
    const b = asset({ key: "silver/b", deps: { o: "bronze/orders" } });
    const c = asset({ key: "silver/c", deps: ["bronze/orders"] });
    const d = asset({ key: "silver/d", query: sql\`from \${ref("bronze/orders")} join \${ref("bronze/orders")}\` });
    const p = dataProduct({ key: "p", deps: ["bronze/orders", "silver/b"] });
  `;
  const reads = [
    'read silver/b assets/b.ts "bronze/orders"',
    'read silver/d assets/b.ts "bronze/orders"',
    'read silver/d assets/b.ts "bronze/orders"',
    'order silver/c assets/b.ts "bronze/orders"',
    'product p assets/b.ts "bronze/orders"',
  ];

  test("readers, with the kind of each and who reads", () => {
    checkReferences(project("$0"), ['definition - "bronze/orders"', ...reads]);
    checkReferences(project("$0"), reads, false);
  });

  test("by value and from a value", () => {
    checkReferences(
      `export const o = asset({ key: "bronze/orders" });
       const b = asset({ key: "silver/b", deps: { $0o } });`,
      ['definition - "bronze/orders"', "read silver/b o"],
    );
  });

  test("of a missing key: who wants to read it", () => {
    checkReferences(
      `const b = asset({ key: "silver/b", deps: ["bronze/$0x"] });
       const c = asset({ key: "silver/c", deps: { x: "bronze/x" } });`,
      ['read silver/c "bronze/x"', 'order silver/b "bronze/x"'],
    );
  });

  test("nothing elsewhere", () => checkReferences(`const b = asset({ key: "silver/b" }); // $0`, []));
});

describe("highlights", () => {
  function checkHighlights(text: string, expected: readonly string[]): void {
    const { snapshot, cursor } = openFixture(text);
    const found = snapshot.highlights(cursor.path, cursor.offset);
    const lines = snapshot.lines(cursor.path);
    expect(found.map(({ kind, span }) => `${kind} ${lines.position(span.start).line}`)).toEqual(expected);
  }

  test("all places in this file, the definition among them", () => {
    checkHighlights(
      `//- /assets/other.ts
       const z = asset({ key: "silver/z", deps: ["bronze/o"] });
       //- /assets/a.ts
       const o = asset({ key: "bronze/o" });
       const b = asset({ key: "silver/b", deps: ["bronze/$0o"] });
       const c = asset({ key: "silver/c", deps: { o } });`,
      ["definition 1", "order 2", "read 3"],
    );
  });

  test("the constant that wrote the key", () => {
    checkHighlights(
      `const K = "bronze/$0o";
       const b = asset({ key: "silver/b", deps: [K] });`,
      ["definition 1", "order 2"],
    );
  });
});
