// Half-typed code costs only itself: the assets before and after a broken one stay as they were.
import { describe, expect, test } from "vitest";
import { analyse, openProject } from "../project/analyse.ts";

const HEAD = `import { asset, check, sql, ref } from "strataline";
import { clean } from "../lib/clean.ts";

`;
const neighbour = (name: string): string => `
/** What ${name} is. */
export const ${name} = asset({
  key: "silver/${name}",
  deps: { left: "bronze/left_${name}", right: "bronze/right_${name}" },
  checks: [check.unique("id")],
  run: ({ left, right }) => {
    const rows = clean(left, right);
    return rows.map((row) => ({ ...row, text: \`\${row.id} {\` }));
  },
});
`;
const INTACT = ["a", "b", "d", "e"];

function keptNeighbours(broken: string, head = HEAD): string[] {
  const text = `${head}${neighbour("a")}${neighbour("b")}\n${broken}\n${neighbour("d")}${neighbour("e")}`;
  const { definitions } = analyse(`//- /strataline.config.ts\n//- /assets/main.ts\n${text}`).linked;
  return definitions
    .filter(({ deps, checks, exportName }) => deps.length === 2 && checks.length === 1 && exportName !== null)
    .map(({ key }) => key?.key.replace("silver/", "") ?? "?")
    .filter((name) => INTACT.includes(name));
}

function checkKept(name: string, broken: string, head?: string): void {
  test(name, () => expect(keptNeighbours(broken, head)).toEqual(INTACT));
}

describe("broken declarations between intact ones", () => {
  checkKept("nothing broken", "");
  checkKept("half a keyword", "expor");
  checkKept("export alone", "export");
  checkKept("export const", "export const");
  checkKept("no initialiser", "export const c =");
  checkKept("half a callee", "export const c = ass");
  checkKept("open call", "export const c = asset(");
  checkKept("open object", "export const c = asset({");
  checkKept("open key", `export const c = asset({\n  key: `);
  checkKept("open string", `export const c = asset({\n  key: "silver/c`);
  checkKept("open string, closed rest", `export const c = asset({\n  key: "silver/c,\n  run: () => [],\n});`);
  checkKept("key without a comma", `export const c = asset({\n  key: "silver/c"\n  run: () => [],\n});`);
  checkKept("open deps", `export const c = asset({\n  key: "silver/c",\n  deps: {`);
  checkKept(
    "open deps in a closed rest",
    `export const c = asset({\n  key: "silver/c",\n  deps: { x: "y",\n});`,
  );
  checkKept("open deps array", `export const c = asset({\n  key: "silver/c",\n  deps: ["bronze/a", "`);
  checkKept("property without a value", `export const c = asset({\n  key: "silver/c",\n  deps: ,\n});`);
  checkKept(
    "property without a colon",
    `export const c = asset({\n  key: "silver/c",\n  deps\n  run: () => [],\n});`,
  );
  checkKept("open body", `export const c = asset({\n  key: "silver/c",\n  run: () => {\n    const x = 1;`);
  checkKept(
    "open body, closed call",
    `export const c = asset({\n  key: "silver/c",\n  run: () => {\n    if (x) {\n  },\n});`,
  );
  checkKept("arrow without a body", `export const c = asset({\n  key: "silver/c",\n  run: ({ a }) =>\n});`);
  checkKept("open parameter list", `export const c = asset({\n  key: "silver/c",\n  run: ({ a }`);
  checkKept("dot at the end", `export const c = asset({\n  key: "silver/c",\n  run: ({ a }) => a.\n});`);
  checkKept("missing brace", `export const c = asset({\n  key: "silver/c",\n  run: () => [],\n);`);
  checkKept("missing parenthesis", `export const c = asset({\n  key: "silver/c",\n  run: () => [],\n};`);
  checkKept("one brace too many", `export const c = asset({\n  key: "silver/c",\n}});`);
  checkKept("open template", 'export const c = asset({\n  key: "silver/c",\n  query: sql`select * from ');
  checkKept(
    "open hole",
    'export const c = asset({\n  key: "silver/c",\n  query: sql`select * from ${ref(\n});',
  );
  checkKept(
    "open hole, closed template",
    'export const c = asset({\n  key: "silver/c",\n  query: sql`select * from ${ref("a"`,\n});',
  );
  checkKept("half an import", `import { cle`);
  checkKept("half an import with a comma", `import { clean,`);
  checkKept("import without a module", `import { clean } from`);
  checkKept("import with an open module", `import { clean } from "../li`);
  checkKept("open function", `function helper(a) {\n  return a`);
  checkKept("open interface", `interface Row {\n  id: number;`);
  checkKept("open type", `type Row = {\n  id: number;`);
  checkKept("open comment", `/* about`);
  checkKept("conflict markers", `<<<<<<< HEAD\nconst x = 1;\n=======\nconst x = 2;\n>>>>>>> other`);
  checkKept("only brackets", `((((`);
  checkKept("open regular expression", `const r = /abc`);
  checkKept("decorator", `@x`);
  checkKept("open class", `class X {\n  static readonly a = "b"`);
  checkKept("if without a body", `if (x`);
  checkKept(
    "half an import at the top",
    "",
    `import { asset, check, sql, ref } from "strataline";\nimport { clean\n`,
  );
});

describe("typing a declaration", () => {
  const whole = neighbour("c").trim();
  test("keeps the neighbours after every character", () => {
    const lost: string[] = [];
    for (let length = 1; length < whole.length; length += 3) {
      const typed = whole.slice(0, length);
      if (keptNeighbours(typed).length < INTACT.length) lost.push(typed.slice(-20));
    }
    expect(lost).toEqual([]);
  });
});

describe("the broken asset itself", () => {
  test("keeps its key as soon as it is typed", () => {
    const { definitions } = analyse(`export const c = asset({\n  key: "silver/c",\n  deps: {`).linked;
    expect(definitions.map(({ key }) => key?.key)).toEqual(["silver/c"]);
  });

  test("commented-out code after a broken statement stays commented out", () => {
    const { graph } = analyse(
      `const x = ;\n/*\nexport const old = asset({ key: "silver/old" });\n*/\nconst y = 1;`,
    );
    expect(graph.nodes).toEqual([]);
  });

  test("says where the syntax is broken", () => {
    const text = `export const c = asset({\n  key: "silver/c",\nexport const d = asset({ key: "silver/d" });`;
    const snapshot = analyse(text);
    expect(snapshot.graph.nodes.map(({ key }) => key)).toEqual(["silver/c", "silver/d"]);
    const errors = snapshot.facts("assets/main.ts")?.syntaxErrors ?? [];
    expect(errors.map(({ message }) => message)).toEqual(["'}' expected."]);
  });
});

function withoutGhost(node: object): (readonly [string, unknown])[] {
  return Object.entries(node).filter(([name]) => name !== "isOlder");
}

describe("a declaration that becomes unreadable", () => {
  const whole = `import { asset } from "strataline";\nexport const c = asset({ key: "silver/c", deps: { b: "bronze/b" } });\n`;
  const rest = `export const d = asset({ key: "silver/d", deps: { c } });\n`;

  function checkKeptWhile(name: string, ...texts: readonly string[]): void {
    test(name, () => {
      const { project } = openProject(`//- /assets/main.ts\n${whole}${rest}`);
      const { graph } = project.snapshot();
      for (const text of texts) {
        project.apply([{ path: "assets/main.ts", text: text + rest }]);
        const now = project.snapshot().graph;
        const ghosts = now.nodes.filter(({ isOlder }) => isOlder).map(({ key }) => key);
        expect(ghosts).toEqual(text === whole ? [] : ["silver/c"]);
        const nodes = now.nodes.map((node) => Object.fromEntries(withoutGhost(node)));
        expect({ ...now, nodes }).toEqual(graph);
      }
    });
  }
  checkKeptWhile(
    "its value is retyped",
    whole.replace(/= asset.*/, "="),
    whole.replace(/= asset.*/, "= "),
    whole,
  );
  checkKeptWhile("its callee is cut off", whole.replace(/= asset.*/, "= ."), whole);

  test("is gone when its text is gone", () => {
    const { project } = openProject(`//- /assets/main.ts\n${whole}${rest}`);
    project.snapshot();
    project.apply([
      { path: "assets/main.ts", text: `import { asset } from "strataline";\nconst x = ;\n${rest}` },
    ]);
    expect(project.snapshot().graph.nodes.map(({ key }) => key)).toEqual(["silver/d"]);
  });
});

describe("hostile input never throws", () => {
  const cases: Readonly<Record<string, string>> = {
    "ten thousand brackets": "(".repeat(10_000),
    "ten thousand braces": "{".repeat(10_000),
    "ten thousand arrays": `const x = ${"[".repeat(10_000)}`,
    "a sum of twenty thousand strings": `asset({ key: ${'"a" + '.repeat(20_000)} "b" });`,
    "a chain of five thousand calls": `asset({ key: "a"${".trim()".repeat(5_000)} });`,
    "a body of a deep sum": `asset({ key: "silver/a", run: () => ${"1 + ".repeat(20_000)} 1 });`,
    "ten thousand nested functions": `const f = ${"() => ".repeat(10_000)} 1;`,
    "binary junk": "\u0000\uFFFF\uD800\u0001".repeat(1_000),
    "doubling text": `const a0 = "xxxxxxxxxx"; ${Array.from({ length: 60 }, (_, i) => `const a${i + 1} = a${i} + a${i};`).join(" ")} asset({ key: a60 });`,
    "doubling arrays": `const a0 = ["x"]; ${Array.from({ length: 40 }, (_, i) => `const a${i + 1} = [...a${i}, ...a${i}];`).join(" ")} asset({ key: a40 });`,
    "a prototype name": `const K = { __proto__: "x", constructor: "y" }; asset({ key: K.toString });`,
  };
  for (const [name, text] of Object.entries(cases)) {
    test(name, () => {
      const snapshot = analyse(text);
      expect(snapshot.graph.nodes.length).toBeLessThanOrEqual(1);
      for (const { key } of snapshot.graph.nodes) snapshot.codeVersion(key);
    });
  }
});
