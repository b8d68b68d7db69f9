// Which texts are read directly, form by form, and which are left to TypeScript's parser because they are wrong or have two meanings.
import { describe, expect, test } from "vitest";
import { readDirectly } from "../../../../core/src/syntax/direct/read.ts";
import { readFacts } from "../../../../core/src/syntax/parse.ts";
import { compare } from "./difference.ts";

describe("read directly", () => {
  const forms: Readonly<Record<string, string>> = {
    imports: `import a, { b, type C, d as e, default as f } from "./a.ts";\nimport * as ns from "b";\nimport type { T } from "c";\nimport "d";\nimport g from "./g.json" with { type: "json" };`,
    exports: `export { a, b as c };\nexport { d, type E } from "d";\nexport * from "e";\nexport * as f from "f";\nexport type { T } from "t";\nexport type * from "u";`,
    "default exports": `export default asset({ key: "a" });`,
    "a default function": `export default function () { return 1; }`,
    "names of any length": `const $a = 1;\nconst aVeryLongNameThatIsASlice = $a;`,
    numbers: `const a = [1, 1_000, 1.5, 1e6, 0xff, -1, - 2, -(3)];`,
    strings: `const a = ["a", 'b', "\\n\\"\\\\", "\\u0061", \`c\`, \`\\\`\`, ""];`,
    templates: "const a = `${b}/c${`d${e}`}`, f = `\r\n`;\nconst g = sql`select '${h}' \\x`;",
    patterns: `const { a, b: [c, , d = 1, ...e], "f": g, [h]: i = {}, ...j } = k;`,
    objects: `const a = { b, c: 1, "d": 2, 3: 4, [e]: 5, ...f, g() { return 1; }, async h() {}, get: 1, async: 2, new: 3 };`,
    "arrays with holes": `const a = [1, , 2, ...b, ];`,
    "members and calls": `a.b?.c?.[d]?.(e).f![g](h)\n  .i();\nnew Map<string, number>([["a", 1]]);`,
    operators: `const a = b + c * d ** e ** f - -g, h = !i && j || k ?? l, m = typeof n === "o" ? p : q, r = s in t, u = v | w >>> x >= y;`,
    casts: `const a = b as const, c = d as readonly string[] | undefined, e = f satisfies G<H>, i = j!;`,
    comparisons: `const a = b < c ? d : e;\nfor (let i = 0; i < list.length; i++) f(i);`,
    "type arguments": `const a = asset<Row>({ key: "a" }), b = new Set<Map<string, A[]>>();`,
    arrows: `const a = (b: string, c = 1, { d }: E = {}, ...f: G[]): H => b, i = j => j, k = <T,>(l: T) => l, m = async (n) => { await n; };`,
    parentheses: `const a = (b), c = (d + e) * f, g = h ? (i ?? j) : k, l = (m) => (n, o);`,
    changes: `a.push(b.pop());\nc.d = e[f++] = g;\nObject.assign(h, i);\ndelete j.k;\n[l, { m, n: o }] = p;`,
    statements: `if (a) { b(); } else if (c) d();\nfor (const e of f) g(e);\nfor (const [h, i] of Object.entries(j)) { k(h, i); }\nfor (const l in m) n(l);\nwhile (o) { break; }\nswitch (p) { case 1: q(); break; default: r(); }\ntry { s(); } catch (t) { u(t); } finally { v(); }\nthrow new Error("w");`,
    "no semicolons": `const a = 1\nlet b = a\nb++\nexport default b\n`,
    functions: `function a<T extends B>(c: T, d?: string): c is E { return c }\nexport async function f() { const g = await h(); return g; }`,
    classes:
      `export class A<T> extends B<T> implements C {\n  static readonly d = "e";\n  static f(g: string) { return this.d + g; }\n  h = 1;\n  constructor(i: string) {}\n  j() {}\n}`.replace(
        " super(i); ",
        "",
      ),
    enums: `export enum A { B, C = 5, D, E = "e" }\nconst enum F { G }`,
    types: `interface A<T = B> extends C { readonly a: string; b?(c: D): void; [key: string]: unknown }\ntype E = { [K in keyof F as G<K>]?: H[K] } | (() => void)[] | [a: string, b?: number, ...rest: I[]];\ntype J<T> = T extends (infer U)[] ? U : \`\${string}/x\`;\nexport type K = typeof a.b | -1;`,
    comments: `// one\n/** Two.\n * @strataline asset */\nconst make = () => 1; /* three */\n/** Four. */ export const a = /* five */ 1;`,
    "regular expressions": `const a = /[/\\]"]+/g.test(b), c = d / e / f;`,
    "import.meta": `const a = new URL("./a", import.meta.url);`,
    schemas: `const a = z.object({ id: z.string().min(1), "b c": z.number(), ...d });`,
    "bodies that are skipped": `asset({ key: "a", run: async ({ b }: C, ctx): Promise<Row[]> => { const d = \`}\${"}"}\`; // }\n if (d) /}/.test(d); return { a: (1 + 2) / 3 }; } });\nasset({ async *run() { yield 1; }, observe: function () { class X { y = 1 } } });\ncheck("x", ({ rows }) => { label: for (;;) break label; });`,
  };
  for (const [name, text] of Object.entries(forms)) {
    test(name, () => expect(compare("file.ts", text)).toBe("equal"));
  }
});

describe("left to TypeScript's parser", () => {
  /** Each is an error outside of bodies, which a reader that is less strict could read over. */
  const wrong: readonly string[] = [
    `const a = ;`,
    `const a = 1 const b = 2;`,
    `const a = { b: 1 c: 2 };`,
    `const a = [1 2];`,
    `f(a b);`,
    `f(function () {} = 1);`,
    `f(,);`,
    `const a = "x`,
    "const a = `x",
    `const a = "\\x0";`,
    `const a = 1x;`,
    `const a = 1__0;`,
    `const a = -b ** c;`,
    `const a = (b, c: string);`,
    `const a = () => {} ();`,
    `a + b = c;`,
    `const a: string<number> = b;`,
    `const a: | () => void | string = b;`,
    `type A = ;`,
    `interface A { b: }`,
    `interface A { b: string c: string }`,
    `function f() { return 1;`,
    `function f(a b) {}`,
    `if (a { b(); }`,
    `try { a(); }`,
    `import { a b } from "c";`,
    `const a = /b`,
    `/* open`,
    `asset({ key: "a", run: () => { ) } });`,
    `asset({ key: "a", run: () => { });`,
    `asset({ key: "a", run: () => { "open } });`,
    `asset({ key: "a", run: (a b) => { } });`,
    `asset({ key: "a", run: (): => { } });`,
    `<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> other`,
  ];
  test.each(wrong)("wrong: %s", (text) => {
    expect(readDirectly("file.ts", text)).toBeUndefined();
    expect(readFacts("file.ts", text).syntaxErrors).not.toEqual([]);
  });

  test.each([
    ["file.tsx", `const a = <b>c</b>;`],
    ["file.js", `const é = 1;`],
    ["types.d.ts", `declare const a: string;`],
    ["file.ts", `const a = b ? (c) : d => e;`],
    ["file.ts", `const a = (b)\n=> c;`],
    ["file.ts", "const a = b?.`c`;"],
    ["file.ts", `type A = { b: string; [K in C]: D };`],
    ["file.ts", `asset({ key: "a", run: () => {\nexport const b = 1;\n} });`],
    ["file.ts", `@decorated class A {}`],
    ["file.ts", `const a = f(b < c, d > e);`],
    ["file.ts", `const a = ${"[".repeat(100)}${"]".repeat(100)};`],
    ["file.ts", `const a = ${"b + ".repeat(200)}c;`],
  ])("unusual, in %s: %s", (path, text) => {
    expect(readDirectly(path, text)).toBeUndefined();
  });
});

describe("errors in bodies that are never read", () => {
  const text = `export const a = asset({ key: "silver/a", run: () => { const = 1; } });`;

  test("do not hide the asset", () => {
    expect(compare("file.ts", text)).toBe("equal apart from errors in bodies");
  });

  test("are told when somebody asks", () => {
    expect(readFacts("file.ts", text).syntaxErrors.length).toBeGreaterThan(0);
  });
});
