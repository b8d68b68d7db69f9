// Changes drawn in the lineage, as edits of the declarations or as a refusal that says why.
import { describe, expect, test } from "vitest";
import type { LineageEdit } from "../../../core/src/index.ts";
import { applyEdits, openFixture, placeText } from "../../support/project.ts";

/** "silver/b < bronze/a": b reads a. "silver/b ≮ bronze/a": no longer. "silver/b @ gold". "silver/b + bronze/a": new, reads a. */
function editOf(text: string): LineageEdit {
  const [key = "", sign, other = ""] = text.split(" ");
  switch (sign) {
    case "<":
      return { kind: "addDep", key, dep: other };
    case "≮":
      return { kind: "removeDep", key, dep: other };
    case "@":
      return { kind: "moveToLayer", key, layer: other };
    default:
      return { kind: "newDownstream", key, upstream: other };
  }
}

function after(fixture: string, edit: string): Record<string, string> {
  const { snapshot } = openFixture(fixture);
  const result = snapshot.lineageEdit(editOf(edit));
  if (!result.ok) throw new Error(result.reason);
  return applyEdits(snapshot, result);
}

/** Text of assets/main.ts. */
function mainAfter(fixture: string, edit: string): string {
  return (after(fixture, edit)["assets/main.ts"] ?? "").trimEnd();
}

function refusal(fixture: string, edit: string): string {
  const { snapshot } = openFixture(fixture);
  const result = snapshot.lineageEdit(editOf(edit));
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.edits)}`);
  return result.reason + (result.place === null ? "" : ` @ ${placeText(snapshot, result.place)}`);
}

const TWO = 'const a = asset({ key: "bronze/a" });\n';

describe("a dep that is added", () => {
  test.for([
    [
      "to an object, by key",
      'const s = asset({ key: "silver/s", deps: { b: "bronze/b" } });\nconst b = asset({ key: "bronze/b" });',
      'const s = asset({ key: "silver/s", deps: { b: "bronze/b", a: "bronze/a" } });\nconst b = asset({ key: "bronze/b" });',
    ],
    [
      "under a name that is free",
      'const s = asset({ key: "silver/s", deps: { a: "bronze/b" } });',
      'const s = asset({ key: "silver/s", deps: { a: "bronze/b", bronzeA: "bronze/a" } });',
    ],
    [
      "to an array",
      'const s = asset({ key: "silver/s", deps: ["bronze/b"] });',
      'const s = asset({ key: "silver/s", deps: ["bronze/b", "bronze/a"] });',
    ],
    [
      "to an empty array",
      'const s = asset({ key: "silver/s", deps: [] });',
      'const s = asset({ key: "silver/s", deps: ["bronze/a"] });',
    ],
    [
      "to an empty object",
      'const s = asset({ key: "silver/s", deps: {} });',
      'const s = asset({ key: "silver/s", deps: { a: "bronze/a" } });',
    ],
    [
      "on a line of its own, before the comma and the comment that are there",
      'const s = asset({\n  key: "silver/s",\n  deps: {\n    b: "bronze/b", // why\n  },\n});',
      'const s = asset({\n  key: "silver/s",\n  deps: {\n    b: "bronze/b",\n    a: "bronze/a", // why\n  },\n});',
    ],
    [
      "after a spread",
      'const more = { b: "bronze/b" };\nconst s = asset({ key: "silver/s", deps: { ...more } });',
      'const more = { b: "bronze/b" };\nconst s = asset({ key: "silver/s", deps: { ...more, a: "bronze/a" } });',
    ],
    [
      "as a value where the others are values",
      'const b = asset({ key: "bronze/b" });\nconst s = asset({ key: "silver/s", deps: { b } });',
      'const b = asset({ key: "bronze/b" });\nconst s = asset({ key: "silver/s", deps: { b, a } });',
    ],
    [
      "as the first",
      'const s = asset({\n  key: "silver/s",\n  run: () => [],\n});',
      'const s = asset({\n  key: "silver/s",\n  deps: { a: "bronze/a" },\n  run: () => [],\n});',
    ],
    [
      "as the first of a query, which takes no values",
      'const s = asset({ key: "silver/s", query: sql`select 1` });',
      'const s = asset({ key: "silver/s", deps: ["bronze/a"], query: sql`select 1` });',
    ],
  ])("%s", ([, before = "", wanted = ""]) => {
    expect(mainAfter(TWO + before, "silver/s < bronze/a")).toBe(TWO + wanted);
  });

  test("brings the import of a value, in another file", () => {
    const files = after(
      `
      //- /assets/a.ts
      export const a = asset({ key: "bronze/a" });
      //- /assets/b.ts
      export const b = asset({ key: "bronze/b" });
      //- /assets/s.ts
      import { asset } from "strataline";
      import { b } from "./b.ts";
      export const s = asset({ key: "silver/s", deps: { b } });`,
      "silver/s < bronze/a",
    );
    expect(files["assets/s.ts"]).toBe(
      'import { asset } from "strataline";\nimport { b } from "./b.ts";\nimport { a } from "./a.ts";\n' +
        'export const s = asset({ key: "silver/s", deps: { b, a } });\n',
    );
  });

  test("in the quotes of the file", () => {
    const file = "import { asset } from 'strataline';\nconst a = asset({ key: 'bronze/a' });\n";
    expect(
      mainAfter(`${file}const s = asset({ key: 'silver/s', deps: [] });`, "silver/s < bronze/a"),
    ).toContain("deps: ['bronze/a']");
  });

  test("leads to a graph with that edge", () => {
    const { snapshot, project } = openFixture(`${TWO}const s = asset({ key: "silver/s" });`);
    const result = snapshot.lineageEdit(editOf("silver/s < bronze/a"));
    const text = result.ok ? (applyEdits(snapshot, result)["assets/main.ts"] ?? "") : "";
    project.apply([{ path: "assets/main.ts", text: `import { asset } from "strataline";\n${text}` }]);
    expect(project.snapshot().graph.edges).toEqual([{ from: "bronze/a", to: "silver/s", kind: "data" }]);
  });
});

describe("a dep is not added", () => {
  test.for([
    [
      "that is there",
      'const s = asset({ key: "silver/s", deps: ["bronze/a"] });',
      '"silver/s" reads "bronze/a" already.',
    ],
    [
      "that closes a cycle, whose way it tells",
      'const m = asset({ key: "bronze/m", deps: ["silver/s"] });\nconst t = asset({ key: "bronze/t", deps: ["bronze/m"] });\nconst s = asset({ key: "silver/s" });',
      '"bronze/t" comes from "silver/s" already (silver/s → bronze/m → bronze/t): reading it would close a cycle.',
      "silver/s < bronze/t",
    ],
    [
      "of itself",
      'const s = asset({ key: "silver/s" });',
      '"silver/s" cannot read itself: that is a cycle.',
      "silver/s < silver/s",
    ],
    [
      "of a later layer",
      'const s = asset({ key: "silver/s" });\nconst g = asset({ key: "gold/g" });',
      '"silver/s" (silver) would read "gold/g" of a later layer (gold). Data flows bronze → silver → gold.',
      "silver/s < gold/g",
    ],
    [
      "of a key that nobody declares",
      'const s = asset({ key: "silver/s" });',
      'Nobody declares "bronze/x".',
      "silver/s < bronze/x",
    ],
    [
      "to a source",
      'const s = source({ key: "raw/s", file: "s.csv" });',
      '"raw/s" is a source: it reads nothing.',
      "raw/s < bronze/a",
    ],
    [
      "of a data product",
      'const p = dataProduct({ key: "p", deps: ["bronze/a"] });\nconst s = asset({ key: "silver/s" });',
      '"p" is a data product: nothing reads it.',
      "silver/s < p",
    ],
    [
      "to a list that is a name",
      'const DEPS = ["bronze/b"];\nconst s = asset({ key: "silver/s", deps: DEPS });',
      'The deps of "silver/s" are computed: no entry can be added to them.',
    ],
    [
      "to options that are spread",
      'const base = { deps: ["bronze/b"] };\nconst s = asset({ key: "silver/s", ...base });',
      'The deps of "silver/s" may come from what is spread into its options.',
    ],
    [
      "to what a loop declares",
      'for (const n of ["s", "t"]) asset({ key: `silver/${n}`, deps: [] });',
      '"silver/s" is declared together with another asset by the same code, so all of them would change.',
    ],
    [
      "to what a factory declares",
      'const make = (key: string) => asset({ key, deps: [] });\nconst s = make("silver/s");',
      '"silver/s" is declared inside of a function or loop, which may declare others as well.',
    ],
  ])("%s", ([, before = "", wanted = "", edit = "silver/s < bronze/a"]) => {
    expect(refusal(TWO + before, edit)).toContain(wanted);
  });

  test("but against the layers where the project allows it", () => {
    const fixture = `
      //- /strataline.config.ts
      import { defineConfig, medallion } from "strataline";
      export default defineConfig({ layers: medallion(), rules: { "upward-read": "off" } });
      //- /assets/main.ts
      const s = asset({ key: "silver/s" });
      const g = asset({ key: "gold/g" });`;
    expect(mainAfter(fixture, "silver/s < gold/g")).toContain('deps: { g: "gold/g" }');
  });

  test("and the place that is in the way is told", () => {
    expect(
      refusal(`${TWO}const s = asset({ key: "silver/s", deps: make() });`, "silver/s < bronze/a"),
    ).toMatch(/ @ assets\/main\.ts/);
  });
});

describe("a dep that is removed", () => {
  test.for([
    ["from an array", 'deps: ["bronze/b", "bronze/a"]', 'deps: ["bronze/b"]'],
    ["from an object", 'deps: { a: "bronze/a", b: "bronze/b" }', 'deps: { b: "bronze/b" }'],
    ["the last one", 'deps: ["bronze/a"]', "deps: []"],
  ])("%s", ([, before = "", wanted = ""]) => {
    const text = (deps: string) => `${TWO}const s = asset({ key: "silver/s", ${deps} });`;
    expect(mainAfter(text(before), "silver/s ≮ bronze/a")).toBe(text(wanted));
  });

  test("takes the import along that nothing else needs", () => {
    const files = after(
      `
      //- /assets/raw.ts
      export const first = asset({ key: "bronze/a" });
      //- /assets/s.ts
      import { asset } from "strataline";
      import { first } from "./raw.ts";
      export const s = asset({ key: "silver/s", deps: [first] });`,
      "silver/s ≮ bronze/a",
    );
    expect(files["assets/s.ts"]).toBe(
      'import { asset } from "strataline";\nexport const s = asset({ key: "silver/s", deps: [] });\n',
    );
  });

  test("also one on a key that nobody declares", () => {
    expect(
      mainAfter('const s = asset({ key: "silver/s", deps: ["bronze/x"] });', "silver/s ≮ bronze/x"),
    ).toBe('const s = asset({ key: "silver/s", deps: [] });');
  });

  test.for([
    [
      "in SQL",
      'const s = asset({ key: "silver/s", query: sql`select * from ${ref("bronze/a")}` });',
      '"silver/s" reads "bronze/a" in its SQL: take ref("bronze/a") out of the query yourself. @ assets/main.ts "bronze/a"',
    ],
    [
      "in a list that is a name",
      'const DEPS = ["bronze/a"];\nconst s = asset({ key: "silver/s", deps: DEPS });',
      'The deps of "silver/s" are computed: "bronze/a" cannot be taken out of them. @ assets/main.ts "bronze/a"',
    ],
    [
      "of what a loop declares",
      'for (const n of ["s", "t"]) asset({ key: `silver/${n}`, deps: ["bronze/a"] });',
      '"silver/s" is declared together with another asset',
    ],
    ["that is not there", 'const s = asset({ key: "silver/s" });', '"silver/s" does not read "bronze/a".'],
  ])("but not %s", ([, before = "", wanted = ""]) => {
    expect(refusal(TWO + before, "silver/s ≮ bronze/a")).toContain(wanted);
  });
});

describe("a move to another layer", () => {
  test("changes the key everywhere", () => {
    const text = (layer: string) =>
      `${TWO}const s = asset({ key: "${layer}/s", deps: ["bronze/a"] });\nconst g = asset({ key: "gold/g", deps: ["${layer}/s"] });`;
    expect(mainAfter(text("silver"), "silver/s @ gold")).toBe(text("gold"));
  });

  test("changes the layer that is written out", () => {
    const text = (layer: string) => `const s = asset({ key: "s", layer: "${layer}" });`;
    expect(mainAfter(text("silver"), "s @ gold")).toBe(text("gold"));
  });

  test.for([
    [
      "when it would read a later layer",
      'const b = asset({ key: "silver/b" });\nconst s = asset({ key: "silver/s", deps: ["silver/b"] });',
      "silver/s @ bronze",
      '"silver/s" (bronze) would read "silver/b" of a later layer (silver). Data flows bronze → silver → gold.',
    ],
    [
      "when an earlier layer would read it",
      'const s = asset({ key: "silver/s" });\nconst b = asset({ key: "silver/b", deps: ["silver/s"] });',
      "silver/s @ gold",
      '"silver/b" (silver) would read "silver/s" of a later layer (gold).',
    ],
    [
      "to where it is",
      'const s = asset({ key: "silver/s" });',
      "silver/s @ silver",
      'is in layer "silver" already',
    ],
    [
      "to a layer that is not there",
      'const s = asset({ key: "silver/s" });',
      "silver/s @ lead",
      'There is no layer "lead".',
    ],
    ["of a source", 'const s = source({ key: "raw/s", file: "s.csv" });', "raw/s @ gold", "is no asset"],
    [
      "where the layer is that of a loop",
      'for (const n of ["s", "t"]) asset({ key: n, layer: "silver" });',
      "s @ gold",
      "is declared together with another asset",
    ],
  ])("but not %s", ([, before = "", edit = "", wanted = ""]) => {
    expect(refusal(before, edit)).toContain(wanted);
  });

  test("a read that was against the layers before is not in its way", () => {
    const text = (layer: string) =>
      `const s = asset({ key: "${layer}/s", deps: ["gold/g"] });\nconst g = asset({ key: "gold/g" });`;
    expect(mainAfter(text("bronze"), "bronze/s @ silver")).toBe(text("silver"));
  });
});

describe("a new downstream asset", () => {
  test("reads the asset and hands its rows on, in a file beside its neighbours", () => {
    const files = after(
      `
      //- /assets/bronze/a.ts
      export const a = asset({ key: "bronze/a" });
      //- /assets/silver/b.ts
      export const b = asset({ key: "silver/b", deps: ["bronze/a"] });`,
      "silver/daily_a + bronze/a",
    );
    expect(files).toEqual({
      "assets/silver/daily_a.ts":
        'import { asset } from "strataline";\n\nexport const dailyA = asset({\n  key: "silver/daily_a",\n' +
        '  deps: { a: "bronze/a" },\n  run: ({ a }) => a,\n});\n',
    });
  });

  test.for([
    ["with a key that is no key", "silver//x + bronze/a", "The key"],
    ["with a key that is taken", "bronze/a + bronze/a", '"bronze/a" exists already, in assets/main.ts.'],
    [
      "in an earlier layer",
      "bronze/x + silver/s",
      '"bronze/x" (bronze) would read "silver/s" of a later layer (silver).',
    ],
    ["of a key that nobody declares", "silver/x + bronze/q", 'Nobody declares "bronze/q".'],
  ])("but not %s", ([, edit = "", wanted = ""]) => {
    expect(refusal(`${TWO}const s = asset({ key: "silver/s" });`, edit)).toContain(wanted);
  });
});
