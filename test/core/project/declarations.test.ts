// Where declarations count, how the SDK is recognised, what deps and checks come out: the whole graph as text.
import { describe, expect, test } from "vitest";
import { analyse, describeGraph } from "./analyse.ts";

function checkGraph(name: string, fixture: string, expected: readonly string[]): void {
  test(name, () => expect(describeGraph(analyse(fixture))).toEqual(expected));
}

const A = "asset silver/a [silver]";

describe("where a declaration stands", () => {
  checkGraph("exported", `export const a = asset({ key: "silver/a" });`, [A]);
  checkGraph("not exported", `const a = asset({ key: "silver/a" });`, [A]);
  checkGraph("default", `export default asset({ key: "silver/a" });`, [A]);
  checkGraph("bare", `asset({ key: "silver/a" });`, [A]);
  checkGraph("in an array", `export const all = [asset({ key: "silver/a" }), asset({ key: "silver/b" })];`, [
    A,
    "asset silver/b [silver]",
  ]);
  checkGraph("in an object", `export const all = { a: asset({ key: "silver/a" }) };`, [A]);
  checkGraph("in a spread array", `export const all = [...[asset({ key: "silver/a" })]];`, [A]);
  checkGraph(
    "in a pattern",
    `export const [a, b] = [asset({ key: "silver/a" }), asset({ key: "silver/b" })];`,
    [A, "asset silver/b [silver]"],
  );
  checkGraph("in a call", `export const a = Object.freeze(asset({ key: "silver/a" }));`, [A]);
  checkGraph(
    "in an unknown call",
    `import { wrap } from "pkg"; import { asset } from "strataline"; wrap(asset({ key: "silver/a" }));`,
    [A],
  );
  checkGraph("with a cast", `export const a = asset({ key: "silver/a" }) as unknown;`, [A]);
  checkGraph("with type arguments", `export const a = asset<Row>({ key: "silver/a" });`, [A]);
  checkGraph(
    "in a taken branch",
    `export const a = true ? asset({ key: "silver/a" }) : asset({ key: "silver/b" });`,
    [A],
  );
  checkGraph(
    "in a dep",
    `export const a = asset({ key: "silver/a", deps: { b: asset({ key: "bronze/b" }) } });`,
    ["asset bronze/b [bronze]", A, "bronze/b → silver/a"],
  );
  checkGraph(
    "in an imported file",
    `import "../lib/more.ts";\n//- /lib/more.ts\nimport { asset } from "strataline"; asset({ key: "silver/a" });`,
    [A],
  );
  checkGraph(
    "in a file that is not part of the project",
    `//- /assets/x.ts\n//- /other/y.ts\nimport { asset } from "strataline"; asset({ key: "silver/a" });`,
    [],
  );
  checkGraph(
    "in a file imported as type only",
    `import type { x } from "../lib/more.ts";\n//- /lib/more.ts\nimport { asset } from "strataline"; asset({ key: "silver/a" });`,
    [],
  );
});

describe("declarations in functions, loops and conditions", () => {
  checkGraph("in a function that nobody calls", `function make() { return asset({ key: "silver/a" }); }`, []);
  checkGraph("in a function", `function make() { return asset({ key: "silver/a" }); } make();`, [A]);
  checkGraph("in an arrow", `const make = () => asset({ key: "silver/a" }); export const a = make();`, [A]);
  checkGraph("in a loop", "for (const n of [1, 2]) asset({ key: `silver/${n}` });", [
    "asset silver/1 [silver]",
    "asset silver/2 [silver]",
  ]);
  checkGraph("in a callback", `export const all = ["silver/a"].map((n) => asset({ key: n }));`, [A]);
  checkGraph(
    "in a known condition",
    `if (1 < 2) asset({ key: "silver/a" }); else asset({ key: "silver/b" });`,
    [A],
  );
  checkGraph(
    "in a static method",
    `class X { static make() { return asset({ key: "silver/a" }); } } X.make();`,
    [A],
  );
});

describe("declarations that cannot be known", () => {
  const dynamic = (name: string, reason: string, layer = " [silver]"): string[] => [
    `dynamic ?assets/main.ts#${name}${layer}`,
    `?assets/main.ts#${name}: ${reason}`,
  ];
  const inside = (what: string): string =>
    `it is declared inside ${what}, which is only followed when the code runs`;
  checkGraph(
    "in an unknown condition",
    `if (x) asset({ key: "silver/a" });`,
    dynamic("asset", "`x` is not declared in this file"),
  );
  checkGraph(
    "in an async function",
    `async function make() { asset({ key: "silver/a" }); } make();`,
    dynamic("asset", inside("the function `make`, an async function")),
  );
  checkGraph(
    "handed to unknown code",
    `import { later } from "pkg"; import { asset } from "strataline"; later(() => asset({ key: "silver/a" }));`,
    dynamic("asset", "it is declared inside a function, which is called by code that is not followed"),
  );
  checkGraph(
    "in a loop over what is unknown",
    "for (const n of names) asset({ key: `silver/${n}` });",
    dynamic("asset", "`names` is not declared in this file"),
  );
  checkGraph(
    "under an unknown condition",
    `export const a = process.env.X ? asset({ key: "silver/a" }) : null;`,
    dynamic("a", "`process.env.X` is only known when the code runs"),
  );
  checkGraph(
    "after an unknown &&",
    `export const a = process.env.X && asset({ key: "silver/a" });`,
    dynamic("a", "`process.env.X` is only known when the code runs"),
  );
  checkGraph(
    "with deps that are not known",
    `function make(d) { return asset({ key: "silver/a", deps: d }); } make(load());`,
    [A, "silver/a: `load` is not declared in this file"],
  );
  checkGraph("two of them", `function make(x, y) { asset({ key: x }); asset({ key: y }); } make(p, q);`, [
    "dynamic ?assets/main.ts#asset",
    "dynamic ?assets/main.ts#asset:2",
    "?assets/main.ts#asset: `p` is not declared in this file",
    "?assets/main.ts#asset:2: `q` is not declared in this file",
  ]);
  checkGraph(
    "a local function of the same name is no declaration",
    `import { source } from "strataline"; function asset(x) { return x; } asset({ key: "silver/a" });`,
    [],
  );
  checkGraph("the layer of a half-known key", "asset({ key: `silver/${process.env.X}` });", [
    "dynamic ?assets/main.ts#asset [silver]",
    "?assets/main.ts#asset: `process.env.X` is only known when the code runs",
  ]);
  checkGraph(
    "a dep on a dynamic asset",
    'const b = asset({ key: process.env.X });\nasset({ key: "silver/a", deps: { b } });',
    [
      "dynamic ?assets/main.ts#b",
      A,
      "?assets/main.ts#b → silver/a",
      "?assets/main.ts#b: `process.env.X` is only known when the code runs",
    ],
  );
});

describe("how the SDK is imported", () => {
  const body = (callee: string): string => `${callee}({ key: "silver/a" });`;
  checkGraph("renamed", `import { asset as table } from "strataline"; ${body("table")}`, [A]);
  checkGraph("namespace", `import * as s from "strataline"; ${body("s.asset")}`, [A]);
  checkGraph(
    "own module",
    `import { asset } from "../lib/sdk";\n${body("asset")} // "strataline"\n//- /lib/sdk.ts\nexport { asset } from "strataline";`,
    [A],
  );
  checkGraph(
    "own module, renamed",
    `import { table } from "../lib/sdk";\n${body("table")} // "strataline"\n//- /lib/sdk.ts\nexport { asset as table } from "strataline";`,
    [A],
  );
  checkGraph(
    "own module, export *",
    `import { asset } from "../lib/sdk";\n${body("asset")} // "strataline"\n//- /lib/sdk.ts\nexport * from "strataline";`,
    [A],
  );
  checkGraph(
    "own module, namespace",
    `import * as sdk from "../lib/sdk";\n${body("sdk.asset")} // "strataline"\n//- /lib/sdk.ts\nexport * from "strataline";`,
    [A],
  );
  checkGraph("own constant", `import { asset } from "strataline"; const table = asset; ${body("table")}`, [
    A,
  ]);
  checkGraph("another package", `import { asset } from "other"; // "strataline"\n${body("asset")}`, []);
  checkGraph(
    "renamed in a function",
    `import { table } from "../lib/sdk"; // "strataline"\nfunction f() { ${body("table")} } f();\n//- /lib/sdk.ts\nexport { asset as table } from "strataline";`,
    [A],
  );
});

describe("deps", () => {
  const dep = (deps: string, before = ""): string =>
    `${before}\nexport const a = asset({ key: "silver/a", deps: ${deps} });\nsource({ key: "b" }); source({ key: "c" });`;
  const S = ["source b", "source c", A];
  checkGraph("an object", dep(`{ x: "b", y: "c" }`), [...S, "b → silver/a", "c → silver/a"].toSorted(byKind));
  checkGraph("an array", dep(`["b", "c"]`), [...S, "b ⇢ silver/a", "c ⇢ silver/a"].toSorted(byKind));
  checkGraph("data wins over order", dep(`{ x: "b" }`).replace("deps:", "query: sql`${ref('b')}`, deps:"), [
    ...S,
    "b → silver/a",
  ]);
  checkGraph("components", dep(`{ x: ["b"] }`), [...S, "b → silver/a"]);
  checkGraph("a constant", dep("D", `const D = { x: "b" } as const;`), [...S, "b → silver/a"]);
  checkGraph("a spread", dep('{ ...D, y: "c" }', `const D = { x: "b" };`), [
    ...S,
    "b → silver/a",
    "c → silver/a",
  ]);
  checkGraph("shorthand", dep("{ x }", `const x = "b";`), [...S, "b → silver/a"]);
  checkGraph("a value", dep("{ x }", `const x = asset({ key: "bronze/x" });`), [
    "source b",
    "asset bronze/x [bronze]",
    "source c",
    A,
    "bronze/x → silver/a",
  ]);
  checkGraph("a value declared later", `${dep("{ x }")} const x = asset({ key: "bronze/x" });`, [
    "source b",
    "asset bronze/x [bronze]",
    "source c",
    A,
    "bronze/x → silver/a",
  ]);
  checkGraph("the key of a value", dep("{ x: x.key }", `const x = asset({ key: "bronze/x" });`), [
    "source b",
    "asset bronze/x [bronze]",
    "source c",
    A,
    "bronze/x → silver/a",
  ]);
  checkGraph("values in an object", dep("{ x: all.x }", `const all = { x: asset({ key: "bronze/x" }) };`), [
    "source b",
    "asset bronze/x [bronze]",
    "source c",
    A,
    "bronze/x → silver/a",
  ]);
  checkGraph(
    "Object.values of assets",
    dep("Object.values(all)", `const all = { x: asset({ key: "bronze/x" }) };`),
    ["source b", "asset bronze/x [bronze]", "source c", A, "bronze/x ⇢ silver/a"],
  );
  checkGraph(
    "an imported value",
    `import { x as y } from "../lib/x"; import { asset } from "strataline"; asset({ key: "silver/a", deps: { y } });\n//- /lib/x.ts\nexport { x } from "./z";\n//- /lib/z.ts\nimport { asset } from "strataline"; export const x = asset({ key: "bronze/x" });`,
    ["asset bronze/x [bronze]", A, "bronze/x → silver/a"],
  );
  checkGraph(
    "a value of a namespace",
    `import * as n from "./x"; import { asset } from "strataline"; asset({ key: "silver/a", deps: { y: n.x } });\n//- /assets/x.ts\nexport const x = asset({ key: "bronze/x" });`,
    ["asset bronze/x [bronze]", A, "bronze/x → silver/a"],
  );
  checkGraph(
    "a default value",
    `import y from "./x"; import { asset } from "strataline"; asset({ key: "silver/a", deps: { y } });\n//- /assets/x.ts\nexport default asset({ key: "bronze/x" });`,
    ["asset bronze/x [bronze]", A, "bronze/x → silver/a"],
  );
  checkGraph(
    "assets that read each other",
    `const a = asset({ key: "silver/a", deps: { b } }); const b = asset({ key: "silver/b", deps: { a } });`,
    [A, "asset silver/b [silver]", "silver/a → silver/b", "silver/b → silver/a"],
  );
  checkGraph(
    "keys of assets that read each other",
    `const a = asset({ key: "silver/a", deps: { b: b.key } }); const b = asset({ key: "silver/b", deps: { a: a.key } });`,
    [A, "asset silver/b [silver]", "silver/a → silver/b", "silver/b → silver/a"],
  );
  checkGraph("itself", `const a = asset({ key: "silver/a", deps: { a } });`, [A, "silver/a → silver/a"]);
  checkGraph("a missing one", `asset({ key: "silver/a", deps: { x: "bronze/x" } });`, [
    "missing bronze/x",
    A,
    "bronze/x → silver/a",
  ]);
  checkGraph("an unknown entry", dep('{ x: "b", y: process.env.Y }'), [
    ...S,
    "b → silver/a",
    "silver/a: `process.env.Y` is only known when the code runs",
  ]);
  checkGraph(
    "an unknown spread",
    dep('{ x: "b", ...more }'),
    [...S, "silver/a: `more` is not declared in this file", "b → silver/a"].toSorted(byKind),
  );
  checkGraph("an unknown whole", dep("load()"), [...S, "silver/a: `load` is not declared in this file"]);
  checkGraph("no list", dep("5"), [...S, "silver/a: a number is no list of deps"]);
  checkGraph(
    "in options that are spread",
    `const base = { deps: { x: "b" } }; asset({ key: "silver/a", ...base }); source({ key: "b" });`,
    ["source b", A, "b → silver/a"],
  );
  checkGraph(
    "of a data product",
    `dataProduct({ key: "p", deps: ["silver/a"] }); asset({ key: "silver/a" });`,
    ["dataProduct p", A, "silver/a → p"],
  );
});

describe("ref()", () => {
  const query = (sql: string, before = ""): string =>
    `${before}\nexport const a = asset({ key: "silver/a", query: ${sql} });\nsource({ key: "b" });`;
  const expected = ["source b", A, "b → silver/a"];
  checkGraph("a key", query('sql`select * from ${ref("b")}`'), expected);
  checkGraph("a constant", query("sql`select * from ${ref(B)}`", `const B = "b";`), expected);
  checkGraph("an asset", query("sql`select * from ${ref(s)}`", `const s = source({ key: "c" });`), [
    "source b",
    "source c",
    A,
    "c → silver/a",
  ]);
  checkGraph(
    "a fragment",
    query("sql`select * from (${part}) x`", 'const part = sql`select 1 from ${ref("b")}`;'),
    expected,
  );
  checkGraph("a constant ref", query("sql`select * from ${B}`", `const B = ref("b");`), expected);
  checkGraph("a constant query", query("q", 'const q = sql`select 1 from ${ref("b")}`;'), expected);
  checkGraph("twice", query('sql`select * from ${ref("b")} join ${ref("b")}`'), expected);
  checkGraph(
    "parameters are no deps",
    query('sql`select * from ${ref("b")} where x = ${5} and y = ${"c"}`'),
    expected,
  );
  checkGraph(
    "renamed",
    `import { asset, sql as q, ref as r, source } from "strataline"; asset({ key: "silver/a", query: q\`\${r("b")}\` }); source({ key: "b" });`,
    expected,
  );
  checkGraph(
    "namespace",
    `import * as s from "strataline"; s.asset({ key: "silver/a", query: s.sql\`\${s.ref("b")}\` }); s.source({ key: "b" });`,
    expected,
  );
  checkGraph("an unknown ref", query("sql`select * from ${ref(process.env.T)}`"), [
    "source b",
    A,
    "silver/a: `process.env.T` is only known when the code runs",
  ]);
  checkGraph(
    "a check's query adds no dep",
    `asset({ key: "silver/a", checks: [check.sql("x", sql\`\${ref("silver/b")}\`)] });`,
    [A],
  );
});

function byKind(a: string, b: string): number {
  const rank = (line: string): number =>
    /^(asset|source|missing) /.test(line) ? 0 : /[→⇢]/.test(line) ? 1 : 2;
  return rank(a) - rank(b);
}

test("check names are those of the run", () => {
  const { graph } = analyse(`
    const cols = ["x", "y"];
    asset({ key: "silver/a", checks: [
      check("paid <= total", ({ rows }) => true, { blocking: true }),
      check.unique("id"), check.unique("id", "day", { blocking: true }), check.notNull(...cols),
      check.accepted("status", ["a", "b"]), check.between("amount", { min: 0 }, { severity: "warning" }),
      check.rowCount({ min: 1 }), check.sql("no orphans", sql\`select 1\`), check(name, f),
    ] });`);
  expect(graph.nodes[0]?.checks).toEqual([
    "paid <= total",
    "unique(id)",
    "unique(id, day)",
    "notNull(x, y)",
    "accepted(status)",
    "between(amount)",
    "rowCount",
    "no orphans",
    "",
  ]);
});

test("blocking checks and unknown ones", () => {
  const [a, b] = analyse(`asset({ key: "silver/a", checks: [check.unique("id", { blocking: true }), more] });
    asset({ key: "silver/b", checks: [check.rowCount({ min: 1 }, { blocking: true }), check.between("x", { min: 1 })] });`)
    .linked.definitions;
  expect(a?.checks.map(({ blocking }) => blocking)).toEqual([true]);
  expect(a?.hasUnknownChecks).toBe(true);
  expect(b?.checks.map(({ blocking }) => blocking)).toEqual([true, false]);
  expect(b?.hasUnknownChecks).toBe(false);
});

test("options that describe reach the graph", () => {
  const { graph } = analyse(`
    const team = ["ann", "bob"];
    /** From the comment.
     * @deprecated */
    export const a = asset({ key: "x/a", layer: "gold", description: "What " + "it is", group: "g", owners: team, tags: { pii: "yes" }, kinds: ["sql"], io: "files" });
    asset({ key: "x/a" });
    asset({ key: "x/b" });`);
  expect(graph.nodes).toEqual([
    {
      key: "x/a",
      kind: "asset",
      layer: "gold",
      file: "assets/main.ts",
      description: "What it is",
      group: "g",
      owners: ["ann", "bob"],
      tags: { pii: "yes" },
      kinds: ["sql"],
      isDuplicate: true,
    },
    { key: "x/b", kind: "asset", layer: null, file: "assets/main.ts" },
  ]);
});

test("a definition says where its parts are written", () => {
  const snapshot = analyse(`/** Orders, cleaned. */
export const orders = asset({
  key: "silver/orders",
  layer: "silver",
  deps: { raw: "bronze/orders" },
  schema: Order,
  run: async ({ raw }) => raw,
});`);
  const text = snapshot.text("assets/main.ts") ?? "";
  const [orders] = snapshot.linked.definitions;
  const at = (site: { path: string; at: number } | null | undefined): string => {
    if (!site) return "nowhere";
    const { start, end } = snapshot.span(site);
    return text.slice(start, end);
  };
  expect(orders).toMatchObject({
    binding: "orders",
    exportName: "orders",
    depsForm: "object",
    doc: "Orders, cleaned.",
  });
  expect(at(orders?.keySite)).toBe('"silver/orders"');
  expect(at(orders?.key?.parts[0]?.site)).toBe("silver/orders");
  expect(at(orders?.layerSite)).toBe('"silver"');
  expect(at(orders?.nameSite)).toBe("asset");
  expect(at(orders?.depsSite)).toBe('{ raw: "bronze/orders" }');
  expect(at(orders?.deps[0]?.site)).toBe('"bronze/orders"');
  expect(at(orders?.runSite)).toBe("async ({ raw }) => raw");
  expect(at(orders?.schemaSite)).toBe("Order");
  expect(at(orders?.querySite)).toBe("nowhere");
  expect(at(orders?.site)).toMatch(/^asset\(\{[^]*\}\)$/);
});

describe("provenance", () => {
  /** The literals that wrote a key, in order; `·` for a piece no literal wrote. */
  function checkPieces(name: string, code: string, pieces: readonly string[]): void {
    test(name, () => {
      const snapshot = analyse(code);
      const key = snapshot.linked.definitions[0]?.key;
      const written = key?.parts.map(({ site, text }) => {
        if (!site) return `·${text}`;
        const { start, end } = snapshot.span(site);
        return snapshot.text(site.path)?.slice(start, end);
      });
      expect(written).toEqual(pieces);
    });
  }
  checkPieces("a literal", `asset({ key: "silver/a" });`, ["silver/a"]);
  checkPieces("a template", 'const L = "silver"; asset({ key: `${L}/a` });', ["silver", "/a"]);
  checkPieces("a concatenation", `const L = "silver"; asset({ key: L + "/" + "a" });`, ["silver", "/", "a"]);
  checkPieces("components", `asset({ key: ["silver", "a"] });`, ["silver", "·/", "a"]);
  checkPieces("escapes", `asset({ key: "silver/\\x61" });`, ["·silver/a"]);
  checkPieces("a number", "asset({ key: `silver/a${1}` });", ["silver/a", "·1"]);
  checkPieces("a method", `asset({ key: "SILVER/A".toLowerCase() });`, ["·silver/a"]);
  checkPieces("a quoted property name", `asset({ key: Object.keys({ "silver/a": 1 })[0] });`, ["silver/a"]);
  checkPieces("a bare property name", `asset({ key: Object.keys({ a: 1 })[0] });`, ["·a"]);
  checkPieces(
    "another file",
    `import { L } from "../k"; import { asset } from "strataline"; asset({ key: L + "/a" });\n//- /k.ts\nexport const L = "silver";`,
    ["silver", "/a"],
  );
});
