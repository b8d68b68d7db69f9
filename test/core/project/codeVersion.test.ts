// What moves the code version of an asset, and what does not.
import { describe, expect, test } from "vitest";
import { codeChanges } from "../../../core/src/index.ts";
import { analyse } from "./analyse.ts";

const KEY = "silver/a";

function version(fixture: string, key = KEY): string {
  const result = analyse(fixture).codeVersion(key);
  expect(result).toMatch(/^[0-9a-f]{16}$/);
  return result;
}

function checkSame(name: string, before: string, after: string): void {
  test(name, () => expect(version(after)).toBe(version(before)));
}

function checkMoves(name: string, before: string, after: string): void {
  test(name, () => expect(version(after)).not.toBe(version(before)));
}

const asset = (run: string, more = ""): string =>
  `export const a = asset({ key: "${KEY}", ${more} run: ${run} });`;

describe("does not move it", () => {
  checkSame("comments", asset("() => [1]"), `// why\n${asset("() => /* one */ [1]")} // end`);
  checkSame("formatting", asset("() => [1, 2]"), asset("() =>\n  [\n    1,\n    2,\n  ]"));
  checkSame("quotes", asset('() => ["x"]'), asset("() => ['x']"));
  checkSame("parentheses", asset("(x) => x"), asset("x => (x)"));
  checkSame("semicolons", asset("() => { return [1]; }"), asset("() => { return [1] }"));
  checkSame("types", asset("(x) => x"), asset("(x: readonly number[]): unknown => x as never"));
  checkSame("export", asset("() => [1]"), asset("() => [1]").replace("export ", ""));
  checkSame(
    "unrelated declarations",
    asset("() => [1]"),
    `const other = 5;\n${asset("() => [1]")}\nfunction f() {}`,
  );
  checkSame(
    "description",
    asset("() => [1]"),
    asset("() => [1]", `description: "what it is", tags: { a: "b" },`),
  );
  checkSame(
    "owners and group",
    asset("() => [1]"),
    asset("() => [1]", `owners: ["me"], group: "g", kinds: ["sql"],`),
  );
  checkSame("line endings", asset("() => `a\nb`"), asset("() => `a\nb`").replaceAll("\n", "\r\n"));
  checkSame(
    "import order",
    `import { x } from "../x.ts"; import { y } from "../y.ts"; import { asset } from "strataline"; ${asset("() => x + y")}
//- /x.ts
export const x = 1;
//- /y.ts
export const y = 2;`,
    `import { asset } from "strataline"; import { y } from "../y.ts"; import { x } from "../x.ts"; ${asset("() => x + y")}
//- /x.ts
export const x = 1;
//- /y.ts
export const y = 2;`,
  );
  checkSame(
    "an unused function of a helper's file",
    `import { x } from "../x.ts"; import { asset } from "strataline"; ${asset("() => x")}
//- /x.ts
export const x = 1;`,
    `import { x } from "../x.ts"; import { asset } from "strataline"; ${asset("() => x")}
//- /x.ts
export const x = 1; export const z = 2;`,
  );
  checkSame(
    "the file of a helper",
    `import { x } from "../x.ts"; import { asset } from "strataline"; ${asset("() => x")}
//- /x.ts
export const x = 1;`,
    `import { x } from "../lib/y.ts"; import { asset } from "strataline"; ${asset("() => x")}
//- /lib/y.ts
export const x = 1;`,
  );
  checkSame(
    "the code of an upstream read by value",
    `const b = asset({ key: "bronze/b", run: () => [1] }); ${asset("({ b }) => b", "deps: { b },")}`,
    `const b = asset({ key: "bronze/b", run: () => [2] }); ${asset("({ b }) => b", "deps: { b },")}`,
  );
  checkSame(
    "a top-level name that is shadowed",
    `const rows = 1; ${asset("({ rows }) => { const y = rows; return y; }")}`,
    `const rows = 2; ${asset("({ rows }) => { const y = rows; return y; }")}`,
  );
  checkSame(
    "a top-level name that is only a property",
    `const rows = 1; ${asset("(x) => ({ rows: x.rows })")}`,
    `const rows = 2; ${asset("(x) => ({ rows: x.rows })")}`,
  );
  checkSame("another asset of the same statement", ALL("[1]", "[2]"), ALL("[1]", "[3]"));
});

function ALL(first: string, second: string): string {
  return `export const all = [asset({ key: "${KEY}", run: () => ${first} }), asset({ key: "silver/b", run: () => ${second} })];`;
}

describe("moves it", () => {
  checkMoves("the body", asset("() => [1]"), asset("() => [2]"));
  checkMoves("the key", asset("() => [1]", "x: 1,"), asset("() => [1]", "x: 2,"));
  checkMoves("its asset in an array", ALL("[1]", "[2]"), ALL("[9]", "[2]"));
  checkMoves("an operator", asset("(a, b) => a + b"), asset("(a, b) => a - b"));
  checkMoves("a sign", asset("(a) => -a"), asset("(a) => +a"));
  checkMoves("optional chaining", asset("(a) => a.b"), asset("(a) => a?.b"));
  checkMoves("structure", asset("(a, b, c) => (a - b) - c"), asset("(a, b, c) => a - (b - c)"));
  checkMoves("async", asset("() => 1"), asset("async () => 1"));
  checkMoves("a regular expression", asset("(a) => /x/.test(a)"), asset("(a) => /x/g.test(a)"));
  checkMoves("template text", asset("(a) => `x${a}`"), asset("(a) => `y${a}`"));
  checkMoves("a constant", `const n = 1; ${asset("() => n")}`, `const n = 2; ${asset("() => n")}`);
  checkMoves(
    "a function used by a function",
    `function f() { return g(); } function g() { return 1; } ${asset("() => f()")}`,
    `function f() { return g(); } function g() { return 2; } ${asset("() => f()")}`,
  );
  checkMoves(
    "a schema",
    `const S = { n: 1 }; ${asset("() => 1", "schema: S,")}`,
    `const S = { n: 2 }; ${asset("() => 1", "schema: S,")}`,
  );
  checkMoves(
    "the key of an upstream read by value",
    `const b = asset({ key: "bronze/b" }); ${asset("({ b }) => b", "deps: { b },")}`,
    `const b = asset({ key: "bronze/c" }); ${asset("({ b }) => b", "deps: { b },")}`,
  );
  checkMoves(
    "which of two helpers is used",
    `import { x as p, y as q } from "../x.ts"; import { asset } from "strataline"; ${asset("() => p - q")}
//- /x.ts
export const x = 1; export const y = 2;`,
    `import { y as p, x as q } from "../x.ts"; import { asset } from "strataline"; ${asset("() => p - q")}
//- /x.ts
export const x = 1; export const y = 2;`,
  );
  const far = (value: number, how: string, use: string): string => `
import ${how} from "../lib/one.ts";
import { asset } from "strataline";
${asset(`() => ${use}`)}
//- /lib/one.ts
export { two as one } from "./two.ts";
export * from "./star.ts";
//- /lib/two.ts
import { three } from "./three.ts";
export function two() { return three(); }
//- /lib/three.ts
export const three = () => ${value};
//- /lib/star.ts
import { three } from "./three.ts";
export const starred = three;
`;
  checkMoves("a helper three files away", far(1, "{ one }", "one()"), far(2, "{ one }", "one()"));
  checkMoves("through export *", far(1, "{ starred }", "starred()"), far(2, "{ starred }", "starred()"));
  checkMoves("through a namespace", far(1, "* as h", "h.one()"), far(2, "* as h", "h.one()"));
  checkMoves("a namespace as a value", far(1, "* as h", "run(h)"), far(2, "* as h", "run(h)"));
  checkMoves(
    "a default export",
    `import f from "../x.ts"; import { asset } from "strataline"; ${asset("() => f()")}
//- /x.ts
export default function () { return 1; }`,
    `import f from "../x.ts"; import { asset } from "strataline"; ${asset("() => f()")}
//- /x.ts
export default function () { return 2; }`,
  );
  const withPackage = (files: string): string =>
    `import { z } from "zod"; import { asset } from "strataline"; ${asset("() => z.string()")}\n${files}`;
  checkMoves(
    "the version a package.json asks for",
    withPackage(`//- /package.json\n{ "dependencies": { "zod": "1.0.0" } }`),
    withPackage(`//- /package.json\n{ "dependencies": { "zod": "2.0.0" } }`),
  );
  checkMoves(
    "the installed version, also above the project",
    withPackage(`//- /../node_modules/zod/package.json\n{ "version": "1.0.0" }`),
    withPackage(`//- /../node_modules/zod/package.json\n{ "version": "1.0.1" }`),
  );
  checkSame(
    "not the version of a package it does not use",
    `import { z } from "zod"; import { asset } from "strataline"; ${asset("() => 1")}\n//- /package.json\n{ "dependencies": { "zod": "1" } }`,
    `import { z } from "zod"; import { asset } from "strataline"; ${asset("() => 1")}\n//- /package.json\n{ "dependencies": { "zod": "2" } }`,
  );
});

test("another name does not move it", () => {
  expect(version(asset("() => [1]"))).toBe(
    version(
      asset("() => [1]", `renamedFrom: "${KEY}",`).replace(`key: "${KEY}"`, 'key: "silver/b"'),
      "silver/b",
    ),
  );
});

test("helpers that call each other end", () => {
  expect(
    version(
      `function f(n) { return n ? g(n - 1) : 0; } function g(n) { return n ? f(n - 1) : 1; } ${asset("() => f(9)")}`,
    ),
  ).not.toBe("");
});

test("a key nobody declares has none", () => {
  expect(analyse(asset("() => 1")).codeVersion("silver/other")).toBe("");
});

describe("modules that lead back to themselves", () => {
  const user = `import { asset } from "strataline"; import { all } from "../lib/index.ts"; ${asset("() => all")}`;
  const withLib = (index: string, other = ""): string =>
    `${user}\n//- /lib/index.ts\n${index}\n//- /lib/other.ts\n${other}`;

  checkMoves(
    "a namespace of itself",
    withLib(`export * as all from "./index.ts"; export const x = 1;`),
    withLib(`export * as all from "./index.ts"; export const x = 2;`),
  );
  checkMoves(
    "namespaces of each other",
    withLib(`export * as all from "./other.ts"; export const x = 1;`, `export * as back from "./index.ts";`),
    withLib(`export * as all from "./other.ts"; export const x = 2;`, `export * as back from "./index.ts";`),
  );
  test("a name that two files pass to each other", () => {
    version(withLib(`export { all } from "./other.ts";`, `export { all } from "./index.ts";`));
  });
});

describe("what changed is named", () => {
  function checkNamed(name: string, before: string, after: string, expected: readonly string[]): void {
    test(name, () => {
      const [old, now] = [before, after].map((fixture) => analyse(fixture).codeParts(KEY));
      expect(codeChanges(old ?? {}, now ?? {})).toEqual(expected);
    });
  }
  const withHelper = (body: string, more = ""): string =>
    `import { parseDate } from "../lib/dates.ts"; import { asset } from "strataline"; ${asset("(x) => parseDate(x)")}
//- /lib/dates.ts
import { zone } from "./zones.ts";
export function parseDate(x) { ${body} return zone; }
//- /lib/zones.ts
export const zone = ${more === "" ? '"UTC"' : more};`;

  checkNamed("a helper", withHelper(""), withHelper("x++;"), ["helper parseDate in lib/dates.ts changed"]);
  checkNamed("a helper of a helper", withHelper(""), withHelper("", "1"), [
    "helper zone in lib/zones.ts changed",
  ]);
  checkNamed("two of them", withHelper(""), withHelper("x++;", "1"), [
    "helper parseDate in lib/dates.ts changed",
    "helper zone in lib/zones.ts changed",
  ]);
  checkNamed("its own code", asset("() => [1]"), asset("() => [2]"), ["its own code changed"]);
  checkNamed(
    "not what its own code newly uses",
    `const n = 1; const m = 1; ${asset("() => n")}`,
    `const n = 1; const m = 1; ${asset("() => n + m")}`,
    ["its own code changed"],
  );
  checkNamed(
    "which of two helpers it uses",
    `import { x as p, y as q } from "../x.ts"; import { asset } from "strataline"; ${asset("() => p - q")}
//- /x.ts
export const x = 1; export const y = 2;`,
    `import { y as p, x as q } from "../x.ts"; import { asset } from "strataline"; ${asset("() => p - q")}
//- /x.ts
export const x = 1; export const y = 2;`,
    [],
  );
  checkNamed(
    "the version of a package",
    `import { z } from "zod"; import { asset } from "strataline"; ${asset("() => z.string()")}
//- /node_modules/zod/package.json
{ "version": "1.0.0" }`,
    `import { z } from "zod"; import { asset } from "strataline"; ${asset("() => z.string()")}
//- /node_modules/zod/package.json
{ "version": "2.0.0" }`,
    ["package zod is now 2.0.0, was 1.0.0"],
  );
  checkNamed(
    "an imported data file",
    `import rows from "./rows.json"; import { asset } from "strataline"; ${asset("() => rows")}
//- /assets/rows.json
[1]`,
    `import rows from "./rows.json"; import { asset } from "strataline"; ${asset("() => rows")}
//- /assets/rows.json
[2]`,
    ["file assets/rows.json changed"],
  );
});
