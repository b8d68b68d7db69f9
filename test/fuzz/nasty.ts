// Inputs that are meant to hurt. Each says what must be noticed, so that "no crash" is not all that is tested.

export interface Nasty {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Its text is large: reading it takes the parser longer than an operation may, so that is allowed on top. */
  readonly isLarge?: boolean;
  /** Keys that the graph has, whatever else happens. Default: that of `LAST`. */
  readonly keys?: readonly string[];
  /** Evaluation gives up, and the reason is found in a diagnostic's message. */
  readonly says?: RegExp;
}

const IMPORT = 'import { asset, ref, source, sql } from "strataline";\n';
/** Stands after the trouble: what follows must still be read. */
const LAST = 'export const last = asset({ key: "gold/last", deps: ["silver/x"], run: () => [] });\n';
const KEY_LAST = ["gold/last"];

function one(name: string, text: string, more: Partial<Nasty> = {}): Nasty {
  return { name, files: { "assets/main.ts": `${IMPORT}${text}\n${LAST}` }, keys: KEY_LAST, ...more };
}

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

const KEYED = (expression: string): string => `asset({ key: ${expression}, run: () => [] });`;

/** About 120 characters each. */
const helpers = (count: number): string =>
  times(
    count,
    (i) =>
      `// What it does, in a line of some length.\nfunction helper${i}(text: string) {\n  return text + " is a text of helper ${i}";\n}`,
  );

const SIZE: readonly Nasty[] = [
  one("a file of 5 MB", helpers(42_000), { isLarge: true }),
  one("a broken file of 5 MB", `${helpers(42_000)}\nexport const broken = asset({`, { isLarge: true }),
  one("5 MB of one string", `const text = "${"x".repeat(5e6)}";\n${KEYED("text")}`, { isLarge: true }),
  one(
    "5 MB of comments",
    times(70_000, (i) => `// ${i} ${"comment ".repeat(8)}`),
    { isLarge: true },
  ),
  one(
    "an array of 100,000 elements",
    `const many = [${times(100_000, (i) => `"k${i}",`)}];\n${KEYED("many[99_999]")}`,
    { isLarge: true },
  ),
  one(
    "an array of 100,000 deps",
    `asset({ key: "gold/wide", deps: [${times(100_000, (i) => `"silver/k${i}",`)}], run: () => [] });`,
    { isLarge: true },
  ),
  one(
    "an object of 100,000 properties",
    `const many = {${times(100_000, (i) => `k${i}: "v${i}",`)}};\n${KEYED("many.k5")}`,
    { isLarge: true },
  ),
  one(
    "an enum of 20,000 members",
    `enum Many {${times(20_000, (i) => `M${i},`)}}\n${KEYED("`silver/${Many.M7}`")}`,
    { isLarge: true },
  ),
  one(
    "a union of 20,000 types",
    `type Many = ${times(20_000, (i) => `| "k${i}"`)};\nconst key: Many = "k1";`,
    { isLarge: true },
  ),
  one(
    "2,000 imports of one file",
    times(2_000, (i) => `import { k as k${i} } from "../lib/k.ts";`),
    { isLarge: true },
  ),
  one("a line of 400,000 characters", `const x = [${"1,".repeat(200_000)}];`, { isLarge: true }),
];

const DEPTH: readonly Nasty[] = [
  ...["[]", "()", "{}"].map(([open = "", close = ""]) =>
    one(`10,000 brackets ${open}`, `const deep = ${open.repeat(10_000)}${close.repeat(10_000)};`, {
      keys: [],
      isLarge: true,
    }),
  ),
  one("10,000 open brackets", `const deep = ${"[".repeat(10_000)}`, { keys: [], isLarge: true }),
  one("10,000 nested calls", `const deep = ${"f(".repeat(10_000)}1${")".repeat(10_000)};`, {
    keys: [],
    isLarge: true,
  }),
  one("5,000 nested templates", `const deep = ${"`${".repeat(5_000)}1${"}`".repeat(5_000)};`, {
    keys: [],
    isLarge: true,
  }),
  one("5,000 nested functions", `const deep = ${"() => ".repeat(5_000)}1;`, { keys: [], isLarge: true }),
  one("5,000 nested blocks", `${"if (true) {".repeat(5_000)}${"}".repeat(5_000)}`, {
    keys: [],
    isLarge: true,
  }),
  one("a chain of 5,000 +", KEYED(`"a"${' + "b"'.repeat(5_000)}`), { keys: [], isLarge: true }),
  one("a chain of 5,000 members", `const o = {};\n${KEYED(`o${".x".repeat(5_000)}`)}`, {
    keys: [],
    isLarge: true,
  }),
  one("a chain of 5,000 calls", KEYED(`"a"${".trim()".repeat(5_000)}`), { keys: [], isLarge: true }),
  one("a chain of 5,000 ternaries", KEYED(`${"x ? 1 : ".repeat(5_000)}2`), { keys: [], isLarge: true }),
  one("a chain of 5,000 ??", KEYED(`undefined${" ?? undefined".repeat(5_000)} ?? "silver/end"`), {
    keys: [],
    isLarge: true,
  }),
  one(
    "a chain of 2,000 constants",
    `const k0 = "silver/start";\n${times(2_000, (i) => `const k${i + 1} = k${i};`)}\n${KEYED("k2000")}`,
    { keys: KEY_LAST, isLarge: true },
  ),
];

const GROWTH: readonly Nasty[] = [
  one(
    "a text doubled 60 times",
    `const k0 = "silver/x";\n${times(60, (i) => `const k${i + 1} = k${i} + k${i};`)}\n${KEYED("k60")}`,
    { says: /too long/ },
  ),
  one(
    "a template doubled 60 times",
    `const k0 = "silver/x";\n${times(60, (i) => `const k${i + 1} = \`\${k${i}}\${k${i}}\`;`)}\n${KEYED("k60")}`,
    { says: /too long/ },
  ),
  one(
    "an array doubled 60 times",
    `const a0 = ["x"];\n${times(60, (i) => `const a${i + 1} = [...a${i}, ...a${i}];`)}\n${KEYED('a60.join("/")')}`,
    { says: /too (long|many|large)/ },
  ),
  one(
    "an array of arrays 60 times",
    `const a0 = ["x"];\n${times(60, (i) => `const a${i + 1} = [a${i}, a${i}];`)}\n${KEYED("`${a60}`")}`,
  ),
  one(
    "an object doubled 40 times",
    `const o0 = { k: "x" };\n${times(40, (i) => `const o${i + 1} = { a: o${i}, b: o${i}, ...o${i} };`)}\n${KEYED("o40.k")}`,
  ),
  one(
    "a query doubled 40 times",
    `const q0 = sql\`\${ref("silver/x")}\`;\n${times(40, (i) => `const q${i + 1} = sql\`\${q${i}} \${q${i}}\`;`)}\nasset({ key: "silver/q", query: q40 });`,
  ),
  one("repeat of a repeat", KEYED('"x".repeat(1e9).repeat(1e9)')),
  one("padStart by 1e9", KEYED('"x".padStart(1e9, "y")')),
  one(
    "join with a long separator",
    KEYED(
      '["a", "b", "c"].join("/".repeat(900)).replaceAll("/", "x".repeat(900)).replaceAll("x", "y".repeat(900))',
    ),
  ),
  one("a loop of 1e9 rounds", `for (let i = 0; i < 1e9; i++) ${KEYED("`silver/${i}`")}`),
  one(
    "an empty loop of 1e9 rounds",
    `let n = 0;\nfor (let i = 0; i < 1e9; i++) n += i;\n${KEYED("`silver/${n}`")}`,
  ),
  one("a loop without end", `while (true) ${KEYED('"silver/again"')}`, { keys: KEY_LAST }),
  one("a loop without end in a function", `function make() { for (;;) {} }\n${KEYED("make()")}`),
  one(
    "six nested loops of 100",
    `const l = Array.from({ length: 100 });\n${"for (const a of l) ".repeat(6)}${KEYED('"silver/nested"')}`,
  ),
  one(
    "nested maps of a long list",
    `const l = [${'"a",'.repeat(300)}];\n${KEYED('l.flatMap((a) => l.flatMap((b) => l.map((c) => a + b + c))).join("")')}`,
  ),
];

const RECURSION: readonly Nasty[] = [
  one(
    "a factory that calls itself without end",
    `function make(name) { asset({ key: "silver/" + name, run: () => [] }); return make(name + "x"); }\nmake("a");`,
  ),
  one(
    "two factories that call each other",
    `const a = (n) => b(n + 1);\nconst b = (n) => a(n - 1);\nasset({ key: a(1), run: () => [] });`,
  ),
  one(
    "a factory that calls itself twice",
    `function tree(n) { if (n === 0) return; asset({ key: "silver/t" + n, run: () => [] }); tree(n - 1); tree(n - 1); }\ntree(40);`,
  ),
  one("a function that returns itself", `const f = () => f;\n${KEYED("f()()()()")}`),
  one(
    "a Y combinator",
    `const y = (f) => ((x) => f((v) => x(x)(v)))((x) => f((v) => x(x)(v)));\n${KEYED('y((again) => (n) => again(n))("x")')}`,
  ),
  one("a map that maps itself", `const l = ["a"];\nconst f = (x) => l.map(f);\nf("a");`),
  one("a constant of itself", `const a = a + "x";\n${KEYED("a")}`),
  one("constants of each other", `const a = b;\nconst b = c;\nconst c = a;\n${KEYED("a")}`),
  one("an object of itself", `const o = { o, ...o, k: o.o.k };\n${KEYED("o.k")}`),
  one("an asset whose key is its own key", `const me = asset({ key: me.key, deps: [me], run: () => [] });`),
  one(
    "assets whose keys are each other's",
    `const a = asset({ key: b.key, run: () => [] });\nconst b = asset({ key: a.key, run: () => [] });`,
  ),
  one("a default parameter of itself", `const f = (x = f()) => x;\n${KEYED("f()")}`),
  one("a destructuring of itself", `const { a = a, b = a } = { b };\n${KEYED("a")}`),
  one(
    "a class of itself",
    `class A extends A { static readonly k = A.k + B.k; }\nclass B { static readonly k = A.k; }\n${KEYED("A.k")}`,
  ),
  one("an enum of itself", `enum E { A = E.B, B = E.A, C = F.A }\nenum F { A = E.C }\n${KEYED("`${E.A}`")}`),
  {
    name: "files that import each other",
    files: {
      "assets/main.ts": `${IMPORT}import { b } from "./b.ts";\nexport const a = b;\n${KEYED("a")}\n${LAST}`,
      "assets/b.ts": `import { a } from "./main.ts";\nexport const b = a;\nexport * from "./main.ts";\nexport * from "./b.ts";\n`,
    },
    keys: KEY_LAST,
  },
  {
    name: "a ring of 300 files of export *",
    files: {
      ...Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [
          `lib/f${i}.ts`,
          `export * from "./f${(i + 1) % 300}.ts";\nexport * from "./f${(i + 7) % 300}.ts";\n`,
        ]),
      ),
      "assets/main.ts": `${IMPORT}import { nothing } from "../lib/f0.ts";\nimport * as all from "../lib/f1.ts";\n${KEYED("nothing")}\n${KEYED("all.nothing")}\n${LAST}`,
    },
    keys: KEY_LAST,
  },
  {
    name: "a ladder of export * with two ways at each rung",
    files: {
      ...Object.fromEntries(
        Array.from({ length: 80 }, (_, i) => {
          const next = Math.floor(i / 2) + 1;
          const text = `export * from "./a${next}.ts";\nexport * from "./b${next}.ts";\n`;
          return [`lib/${i % 2 === 0 ? "a" : "b"}${next - 1}.ts`, text] as const;
        }),
      ),
      "assets/main.ts": `${IMPORT}import { nothing } from "../lib/a0.ts";\n${KEYED("nothing")}\n${LAST}`,
    },
    keys: KEY_LAST,
  },
  {
    name: "a tsconfig that extends itself",
    files: {
      "tsconfig.json": `{ "extends": ["./tsconfig.json", "./other.json"] }`,
      "other.json": `{ "extends": "./tsconfig.json" }`,
      "assets/main.ts": `${IMPORT}import { x } from "@x/y";\n${KEYED("x")}\n${LAST}`,
    },
    keys: KEY_LAST,
  },
];

const NAMES: readonly Nasty[] = [
  one(
    "prototype names as properties",
    `const o = { a: "a" };\n${KEYED("o.constructor")}\n${KEYED("o.toString")}\n${KEYED("o.__proto__")}\n${KEYED("o.hasOwnProperty")}\n${KEYED("[].constructor.name")}`,
  ),
  one(
    "prototype names in a literal",
    `const o = { __proto__: { k: "silver/p" }, constructor: "silver/c", "toString": "silver/t", ["__proto__"]: "silver/own" };\n${KEYED("o.constructor")}\n${KEYED("o.toString")}`,
    {
      keys: [...KEY_LAST, "silver/c", "silver/t"],
    },
  ),
  one(
    "prototype names as keys",
    `${KEYED('"__proto__"')}\n${KEYED('"constructor"')}\nasset({ key: "gold/r", deps: ["__proto__", "toString", "constructor"], tags: { __proto__: "x", constructor: "y" }, run: () => [] });`,
    {
      keys: [...KEY_LAST, "__proto__", "constructor", "toString"],
    },
  ),
  {
    name: "prototype names as exports",
    files: {
      "lib/names.ts": `export const constructor = "silver/c";\nexport const __proto__ = "silver/p";\nexport const toString = "silver/t";\n`,
      "assets/main.ts": `${IMPORT}import { constructor, __proto__ as p } from "../lib/names.ts";\nimport * as all from "../lib/names.ts";\n${KEYED("constructor")}\n${KEYED("p")}\n${KEYED("all.toString")}\n${KEYED("all.valueOf")}\n${LAST}`,
    },
    keys: [...KEY_LAST, "silver/c", "silver/p", "silver/t"],
  },
  one(
    "names of the language",
    `const undefined = "x", NaN = 1, Infinity = 2;\nconst Object = { keys: () => ["silver/fake"] };\nconst String = (x) => "silver/fake";\n${KEYED('String("silver/real")')}\n${KEYED("Object.keys({ a: 1 })[0]")}`,
  ),
  one(
    "getters and setters",
    `const o = { get k() { return "silver/k"; }, set k(v) {}, get [Symbol.iterator]() { throw 1; }, async *gen() {} };\n${KEYED("o.k")}\nasset({ get key() { return "silver/g"; }, run: () => [] });`,
  ),
  one(
    "a proxy, with and eval",
    `const p = new Proxy({}, {});\n${KEYED("p.k")}\nwith (p) { ${KEYED("k")} }\n${KEYED("eval('1')")}\n${KEYED("Function('return 1')()")}`,
    { keys: KEY_LAST },
  ),
  one(
    "labels, generators, decorators, accessors",
    `outer: for (const a of ["x"]) { continue outer; }\nfunction* g() { yield asset({ key: "silver/y", run: () => [] }); }\n@dec class D { accessor x = 1; static { asset({ key: "silver/static", run: () => [] }); } #p = 1; }\nusing u = x;`,
  ),
  one(
    "a duplicated export",
    `export const twice = "a";\nexport const twice = "b";\nexport default 1;\nexport default 2;\nexport { twice, twice as default };\n${KEYED("twice")}`,
  ),
  one(
    "namespaces and global augmentation",
    `namespace N { export const k = "silver/n"; }\ndeclare global { const g: string; }\nmodule M {}\nimport x = require("x");\nimport N2 = N.k;\nexport = N;\n${KEYED("N.k")}`,
  ),
  one(
    "keys of odd characters",
    `${KEYED('"a/../b"')}\n${KEYED('"\\ud800"')}\n${KEYED('""')}\n${KEYED('"/"')}\n${KEYED('"silver/\\u0000"')}\n${KEYED("`\\u{110000}`")}\n${KEYED('"💾/é"')}\nasset({ key: "gold/odd", deps: ["a/../b", "\\ud800", "", "/"], run: () => [] });`,
  ),
  one(
    "keys that look like ids of dynamic nodes",
    `${KEYED('"?assets/main.ts#asset"')}\n${KEYED("process.env.X")}\n${KEYED("process.env.Y")}`,
  ),
  one(
    "calls without arguments",
    `asset();\nasset(...x);\nasset(null);\nasset({});\nasset({ key });\nasset([1]);\nsource(undefined);\nref();\nsql\`\${}\`;\nasset({ key: "silver/e", deps: [,], query: sql\`\${ref()}\`, checks: [,] });`,
  ),
  one(
    "spread of anything",
    `asset({ ...null, ...undefined, ..."abc", ...[1, 2], ...1, ...f(), key: "silver/s", deps: [..."ab", ...null, ...{}, ...new Set(["x"])] });`,
  ),
];

const TEXTS: readonly Nasty[] = [
  one(
    "lone surrogates",
    `const a = "\ud800x\udc00";\nconst \ud800 = 1;\n// \udc00\n${KEYED("a")}\n\`\udfff\${"\ud8ff"}\`;`,
  ),
  one(
    "unicode escapes in names",
    `const \\u0061bc = "silver/abc";\nconst \\u{64}ef = abc;\n${KEYED("def")}\n\\u0061sset({ key: "silver/escaped", run: () => [] });`,
    {
      keys: [...KEY_LAST, "silver/abc", "silver/escaped"],
    },
  ),
  one("escapes in strings", `${KEYED('"\\x73ilver\\u002fx\\u{79}\\\nz"')}\n${KEYED("'silver/\\'q\\''")}`),
  one(
    "control characters",
    `const a = "\u0001\u0002";\u0000\n${KEYED("a")}\n\u2028const b = 1;\u2029\u0085\u00a0\ufeff`,
  ),
  one(
    "comments of HTML, and a conflict",
    `<!-- a comment\n--> another\n<<<<<<< HEAD\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> branch`,
  ),
  one(
    "a regular expression bomb",
    `const r = /(a+)+$/;\n${KEYED(`"${"a".repeat(40)}!".replace(/(a+)+$/, "")`)}\nr.test("${"a".repeat(40)}!");`,
  ),
  one("an open string, comment and template", `const a = "open\nconst b = \`open \${\n/* open`, { keys: [] }),
  {
    name: "a BOM and a hashbang",
    files: {
      "assets/main.ts": `\ufeff#!/usr/bin/env node\n${IMPORT}${LAST}`,
      "assets/b.ts": `#!/usr/bin/env node\n${IMPORT}${KEYED('"silver/b"')}`,
    },
    keys: ["silver/b"],
  },
  {
    name: "only CR as line end",
    files: { "assets/main.ts": `${IMPORT}${LAST}`.replaceAll("\n", "\r") },
    keys: KEY_LAST,
  },
  { name: "CRLF", files: { "assets/main.ts": `${IMPORT}${LAST}`.replaceAll("\n", "\r\n") }, keys: KEY_LAST },
  {
    name: "binary",
    files: {
      "assets/main.ts": Array.from({ length: 20_000 }, (_, i) =>
        String.fromCharCode((i * 7_919) % 65_536),
      ).join(""),
      "assets/b.ts": IMPORT + LAST,
    },
    keys: KEY_LAST,
  },
  {
    name: "empty files",
    files: {
      "assets/main.ts": "",
      "assets/b.ts": "\ufeff",
      "assets/c.ts": " \n",
      "assets/d.json": "",
      "tsconfig.json": "",
      "package.json": "",
      "assets/e.ts": IMPORT + LAST,
    },
    keys: KEY_LAST,
  },
  {
    name: "JSON that is none",
    files: {
      "tsconfig.json": "{{{",
      "package.json": "[1",
      "lib/x.json": '{"a": "silver/j", a: 1, }',
      "assets/main.ts": `${IMPORT}import x from "../lib/x.json";\n${KEYED("x.a")}\n${LAST}`,
    },
    keys: KEY_LAST,
  },
  {
    name: "JSON with prototype names",
    files: {
      "lib/x.json": '{"__proto__": {"a": "silver/p"}, "constructor": "silver/c"}',
      "assets/main.ts": `${IMPORT}import x from "../lib/x.json";\n${KEYED("x.constructor")}\n${KEYED("x.a")}\n${LAST}`,
    },
    keys: [...KEY_LAST, "silver/c"],
  },
  {
    name: "paths with dots",
    files: {
      "assets/main.ts": `${IMPORT}import a from "./../../../../../../etc/passwd";\nimport b from "./a/../b";\nimport c from "";\nimport d from ".";\nimport e from "..";\nimport f from "/abs";\nimport g from "./main.ts/x";\nimport h from "\\0";\n${KEYED("a")}\n${LAST}`,
    },
    keys: KEY_LAST,
  },
];

export const NASTY: readonly Nasty[] = [...SIZE, ...DEPTH, ...GROWTH, ...RECURSION, ...NAMES, ...TEXTS];
