// Every way to write a key that can be known without running the code, and what happens to the others.
import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

/** `code` declares one asset; its key is `key`. */
function checkKey(name: string, code: string, key: string): void {
  test(name, () => {
    const { definitions } = analyse(code).linked;
    expect(definitions.map((definition) => definition.key?.key ?? definition.keyUnresolved?.reason)).toEqual([
      key,
    ]);
  });
}

/** `code` declares one asset whose key cannot be known because of `reason`. */
function checkDynamic(name: string, code: string, reason: string): void {
  test(name, () => {
    const { definitions } = analyse(code).linked;
    expect(definitions.map((definition) => definition.keyUnresolved?.reason)).toEqual([reason]);
    expect(definitions[0]?.id).toMatch(/^\?assets\/main\.ts#/);
  });
}

describe("one file", () => {
  checkKey("a literal", `export const a = asset({ key: "silver/a" });`, "silver/a");
  checkKey("single quotes", `export const a = asset({ key: 'silver/a' });`, "silver/a");
  checkKey("a template without holes", "export const a = asset({ key: `silver/a` });", "silver/a");
  checkKey(
    "a template",
    'const layer = "silver"; export const a = asset({ key: `${layer}/a` });',
    "silver/a",
  );
  checkKey("a number in a template", "export const a = asset({ key: `silver/a_${2 + 1}` });", "silver/a_3");
  checkKey("a concatenation", `const l = "silver"; asset({ key: l + "/" + "a" });`, "silver/a");
  checkKey("components", `asset({ key: ["silver", "a"] });`, "silver/a");
  checkKey("escapes", `asset({ key: "silver\\u002fa" });`, "silver/a");
  checkKey("as const", `const K = { a: "silver/a" } as const; asset({ key: K.a });`, "silver/a");
  checkKey("satisfies", `const K = { a: "silver/a" } satisfies object; asset({ key: K.a });`, "silver/a");
  checkKey("element access", `const K = { "x y": "silver/a" }; asset({ key: K["x y"] });`, "silver/a");
  checkKey(
    "computed element access",
    `const n = "a"; const K = { a: "silver/a" }; asset({ key: K[n] });`,
    "silver/a",
  );
  checkKey("computed name", `const n = "a"; const K = { [n]: "silver/a" }; asset({ key: K.a });`, "silver/a");
  checkKey("nested object", `const K = { s: { a: "silver/a" } }; asset({ key: K.s.a });`, "silver/a");
  checkKey("array element", `const K = ["x", "silver/a"]; asset({ key: K[1] });`, "silver/a");
  checkKey("string enum", `enum K { A = "silver/a" } asset({ key: K.A });`, "silver/a");
  checkKey("const enum", `const enum K { A = "silver/a" } asset({ key: K["A"] });`, "silver/a");
  checkKey("number enum", "enum K { A = 4, B } asset({ key: `silver/${K.B}` });", "silver/5");
  checkKey(
    "static class member",
    `class K { static readonly a = "silver/a"; } asset({ key: K.a });`,
    "silver/a",
  );
  checkKey(
    "object spread",
    `const B = { a: "silver/a" }; const K = { ...B }; asset({ key: K.a });`,
    "silver/a",
  );
  checkKey(
    "later wins",
    `const B = { a: "x" }; const K = { ...B, a: "silver/a" }; asset({ key: K.a });`,
    "silver/a",
  );
  checkKey(
    "options spread",
    `const base = { key: "silver/a" }; asset({ ...base, run: () => [] });`,
    "silver/a",
  );
  checkKey("options constant", `const options = { key: "silver/a" }; asset(options);`, "silver/a");
  checkKey("array spread", `const B = ["silver"]; asset({ key: [...B, "a"] });`, "silver/a");
  checkKey("object pattern", `const { a } = { a: "silver/a" }; asset({ key: a });`, "silver/a");
  checkKey("renaming pattern", `const { a: b } = { a: "silver/a" }; asset({ key: b });`, "silver/a");
  checkKey("nested pattern", `const { s: [, b] } = { s: ["x", "silver/a"] }; asset({ key: b });`, "silver/a");
  checkKey("default in a pattern", `const { a = "silver/a" } = {}; asset({ key: a });`, "silver/a");
  checkKey("ternary", `const big = true; asset({ key: big ? "silver/a" : "silver/b" });`, "silver/a");
  checkKey(
    "ternary on a comparison",
    `const s = "x"; asset({ key: s === "y" ? "b" : "silver/a" });`,
    "silver/a",
  );
  checkKey("??", `const n = undefined; asset({ key: n ?? "silver/a" });`, "silver/a");
  checkKey("||", `const n = ""; asset({ key: n || "silver/a" });`, "silver/a");
  checkKey("&&", `const n = "x"; asset({ key: n && "silver/a" });`, "silver/a");
  checkKey("toLowerCase", `asset({ key: "SILVER/A".toLowerCase() });`, "silver/a");
  checkKey("replace", `asset({ key: "silver.a".replace(".", "/") });`, "silver/a");
  checkKey("replaceAll", `asset({ key: "silver.a.b".replaceAll(".", "/") });`, "silver/a/b");
  checkKey("concat", `asset({ key: "silver".concat("/", "a") });`, "silver/a");
  checkKey("slice", `asset({ key: "xsilver/a".slice(1) });`, "silver/a");
  checkKey("join", `asset({ key: ["silver", "a"].join("/") });`, "silver/a");
  checkKey("Object.keys", `asset({ key: Object.keys({ "silver/a": 1 })[0] });`, "silver/a");
  checkKey("Object.values", `asset({ key: Object.values({ a: "silver/a" })[0] });`, "silver/a");
  checkKey("Object.entries", `asset({ key: Object.entries({ silver: "a" })[0].join("/") });`, "silver/a");
  checkKey("Object.freeze", `const K = Object.freeze({ a: "silver/a" }); asset({ key: K.a });`, "silver/a");
  checkKey("String()", `asset({ key: String("silver/a") });`, "silver/a");
  checkKey("the key of another asset's text", `const K = "silver/a"; asset({ key: K });`, "silver/a");
});

describe("values that change while the file is loaded", () => {
  checkKey("let", `let k = "silver/a"; asset({ key: k });`, "silver/a");
  checkKey("reassigned", `let k = "x"; k = "silver/a"; asset({ key: k });`, "silver/a");
  checkKey("added to", `let k = "silver"; k += "/a"; asset({ key: k });`, "silver/a");
  checkKey("counted", "let n = 1; n++; ++n; asset({ key: `silver/${n}` });", "silver/3");
  checkKey("assigned to", `const K = { a: "x" }; K.a = "silver/a"; asset({ key: K.a });`, "silver/a");
  checkKey("pushed to", `const K = ["x"]; K.push("silver/a"); asset({ key: K[1] });`, "silver/a");
  checkKey("unshifted", `const K = ["x"]; K.unshift("silver/a"); asset({ key: K[0] });`, "silver/a");
  checkKey("popped", `const K = ["silver/a", "x"]; K.pop(); asset({ key: K.at(-1) });`, "silver/a");
  checkKey(
    "deleted from",
    `const K = { a: "x" }; delete K.a; asset({ key: K.a ?? "silver/a" });`,
    "silver/a",
  );
  checkKey(
    "assigned over",
    `const K = { a: "x" }; Object.assign(K, { a: "silver/a" }); asset({ key: K.a });`,
    "silver/a",
  );
  checkKey(
    "what it was when the asset was declared",
    `let k = "silver/a"; asset({ key: k }); k = "silver/b";`,
    "silver/a",
  );
  checkKey(
    "under another name",
    `const K = ["x"]; const L = K; L[0] = "y"; L.push("silver/a"); asset({ key: K[1] });`,
    "silver/a",
  );
});

describe("dynamic keys", () => {
  checkDynamic(
    "environment",
    "asset({ key: `silver/${process.env.X}` });",
    "`process.env.X` is only known when the code runs",
  );
  checkDynamic(
    "let that a function changes",
    `let k = "a"; function f() { k = "b"; } asset({ key: k });`,
    "`k` is changed by a function",
  );
  checkDynamic("undeclared", `asset({ key: nope });`, "`nope` is not declared in this file");
  checkDynamic("no key", `asset({ run: () => [] });`, "it has no `key`");
  checkDynamic("no options", `asset();`, "`asset()` is called without options");
  checkDynamic("a number", `asset({ key: 5 });`, "a number is no key");
  checkDynamic(
    "await",
    `asset({ key: await load() });`,
    "an `await` expression is only known when the code runs",
  );
  checkDynamic("itself", `const a = a; asset({ key: a });`, "it refers to itself");
  checkDynamic("cycle", `const a = b; const b = a; asset({ key: a });`, "it refers to itself");
  checkDynamic(
    "unknown spread after the key",
    `import { base } from "pkg"; import { asset } from "strataline"; asset({ key: "silver/a", ...base });`,
    "it comes from the package `pkg`",
  );
  const changed = "`K` is changed by a function";
  checkDynamic(
    "assigned to in a function",
    `const K = { a: "silver/a" }; function f() { K.a = "x"; } asset({ key: K.a });`,
    changed,
  );
  checkDynamic(
    "pushed to in a function",
    `const K = ["silver/a"]; const f = () => K.push("x"); asset({ key: K[0] });`,
    changed,
  );
  checkDynamic(
    "assigned over with what is unknown",
    `const K = { a: "silver/a" }; Object.assign(K, more); asset({ key: K.a });`,
    "it is changed after it was made",
  );
  checkDynamic(
    "changed under an unknown condition",
    `const K = { a: "silver/a" }; if (process.env.X) K.a = "x"; asset({ key: K.a });`,
    "`process.env.X` is only known when the code runs",
  );
  checkDynamic(
    "reassigned under an unknown condition",
    `let k = "silver/a"; if (process.env.X) k = "x"; asset({ key: k });`,
    "`process.env.X` is only known when the code runs",
  );
  checkDynamic(
    "changed by a file that imports it",
    `import { K } from "../k"; import { asset } from "strataline"; import "../other"; asset({ key: K[0] });
//- /k.ts
export const K = ["silver/a"];
//- /other.ts
import { K } from "./k"; K.unshift("x");`,
    "`K` is changed in `other.ts`",
  );
});
