// Symbols, lenses, key tokens and code actions.
import { describe, expect, test } from "vitest";
import { applyAction } from "../../support/checkDiagnostics.ts";
import type { Snapshot } from "../../../core/src/index.ts";
import { openFixture, spanText } from "../../support/project.ts";

const PATH = "assets/main.ts";
const PROJECT = `
  export const web = source({ key: "web", file: "web.csv" });
  export const b = asset({ key: "bronze/b", deps: { web }, checks: [check.unique("id")] });
  export const s = asset({ key: "silver/s", deps: ["bronze/b", "bronze/x"] });
  export const p = dataProduct({ key: "p", deps: ["silver/s"] });
  export const d = asset({ key: process.env.KEY });
`;

describe("symbols", () => {
  test("each declaration with its deps and checks, inside of its own span", () => {
    const { snapshot } = openFixture(PROJECT);
    const found = snapshot.symbols(PATH);
    expect(
      found.map(({ key, kind, layer, children }) => [
        key,
        kind,
        layer,
        children.map((child) => `${child.kind} ${child.name}`),
      ]),
    ).toEqual([
      ["web", "source", null, []],
      ["bronze/b", "asset", "bronze", ["dep web", "check unique(id)"]],
      ["silver/s", "asset", "silver", ["dep bronze/b", "dep bronze/x"]],
      ["p", "dataProduct", null, ["dep silver/s"]],
      ["?assets/main.ts#d", "asset", null, []],
    ]);
    for (const { location, selection, children } of found) {
      for (const span of [selection, ...children.map((child) => child.span)]) {
        expect(span.start).toBeGreaterThanOrEqual(location.span.start);
        expect(span.end).toBeLessThanOrEqual(location.span.end);
      }
    }
    expect(found.slice(0, 2).map(({ selection }) => spanText(snapshot, PATH, selection))).toEqual([
      '"web"',
      '"bronze/b"',
    ]);
  });

  test("a key written elsewhere does not lead out of the declaration", () => {
    const { snapshot } = openFixture('const K = "silver/k"; const a = asset({ key: K });');
    expect(snapshot.symbols(PATH).map(({ selection }) => spanText(snapshot, PATH, selection))).toEqual(["K"]);
  });

  test("schedules with what they name", () => {
    const { snapshot } = openFixture(
      'import { asset, schedule } from "strataline";\n' +
        'const a = asset({ key: "bronze/a" }); schedule({ name: "nightly", cron: "0 1 * * *", assets: [a] });',
    );
    expect(snapshot.symbols(PATH)).toMatchObject([
      { key: "bronze/a" },
      { key: "nightly", kind: "schedule", children: [{ name: "bronze/a", kind: "dep" }] },
    ]);
  });
});

describe("lenses", () => {
  function lensesOf(snapshot: Snapshot): unknown[] {
    return snapshot
      .lenses(PATH)
      .map((lens) => (lens.kind === "asset" ? [lens.keys, lens.runnable] : lens.at));
  }

  test("one for each declaration; what can run", () => {
    expect(lensesOf(openFixture(PROJECT).snapshot)).toEqual([
      [["web"], []],
      [["bronze/b"], ["bronze/b"]],
      [["silver/s"], ["silver/s"]],
      [["p"], []],
      [["?assets/main.ts#d"], []],
    ]);
  });

  test("one for each schedule, with the assets it runs", () => {
    const { snapshot } = openFixture(`
      import { asset, source, schedule } from "strataline";
      export const first = schedule({ name: "first", cron: "0 6 * * *", assets: ["silver/b", "bronze/x"] });
      export const web = source({ key: "web" });
      const a = asset({ key: "bronze/a", deps: { web } });
      const b = asset({ key: "silver/b", deps: { a } });
      schedule({ cron: "0 7 * * *", select: '+key:"silver/b"' });
    `);
    expect(lensesOf(snapshot)).toEqual([
      0,
      [["web"], []],
      [["bronze/a"], ["bronze/a"]],
      [["silver/b"], ["silver/b"]],
      1,
    ]);
    expect(snapshot.scheduledKeys(PATH, 0)).toEqual(["silver/b"]);
    expect(snapshot.scheduledKeys(PATH, 1)).toEqual(["bronze/a", "silver/b"]);
    expect(snapshot.scheduledKeys(PATH, 2)).toEqual([]);
  });

  test("follow unsaved text", () => {
    const { project, snapshot } = openFixture(PROJECT);
    project.apply([{ path: PATH, text: `\n\n${snapshot.text(PATH) ?? ""}` }]);
    const after = project.snapshot();
    const lines = after.lenses(PATH).map(({ span }) => after.lines(PATH).position(span.start).line);
    expect(lines).toEqual([3, 4, 5, 6, 7]);
  });
});

describe("keyTokens", () => {
  function tokens(text: string, path = PATH): string[] {
    const { snapshot } = openFixture(text);
    return snapshot.keyTokens(path).map(({ kind, span }) => `${kind} ${spanText(snapshot, path, span)}`);
  }

  test("definitions, deps and missing ones, in order", () => {
    expect(tokens(PROJECT)).toEqual([
      "definition web",
      "definition bronze/b",
      "definition silver/s",
      "dep bronze/b",
      "missing bronze/x",
      "definition p",
      "dep silver/s",
    ]);
  });

  test("parts of templates, and constants where they are written", () => {
    expect(
      tokens(
        'const L = "silver";\nconst a = asset({ key: `${L}/a` });\nconst b = asset({ key: `${L}/b`, deps: [`${L}/a`] });',
      ),
    ).toEqual(["definition silver", "definition /a", "definition /b", "dep /a"]);
  });

  test("in the file of the constants", () => {
    const text = `
      //- /assets/keys.ts
      export const K = "silver/a";
      //- /assets/a.ts
      import { asset } from "strataline";
      import { K } from "./keys.ts";
      const b = asset({ key: "silver/b", deps: [K] });
    `;
    expect(tokens(text, "assets/keys.ts")).toEqual(["missing silver/a"]);
  });
});

describe("code actions", () => {
  test("fixes only of the findings at the selection", () => {
    const text = (at: string, other: string) =>
      `const a = asset({ key: "silver/a", deps: ["bronze/${at}x"] });\nconst b = asset({ key: "silver/b", deps: ["bronze/${other}y"] });`;
    const titles = (fixture: string): string[] => {
      const { snapshot, cursor } = openFixture(fixture);
      return snapshot
        .codeActions(cursor.path, { start: cursor.offset, end: cursor.end })
        .map(({ title }) => title);
    };
    expect(titles(text("$0", "")).join()).toContain("bronze/x");
    expect(titles(text("$0", "")).join()).not.toContain("bronze/y");
    expect(titles(text("$0", "$0")).join()).toMatch(/bronze\/x.*bronze\/y/);
  });

  test("each says which finding it mends", () => {
    const { snapshot, cursor } = openFixture('const a = asset({ key: "silver/a", deps: ["bronze/$0x"] });');
    const [first] = snapshot.codeActions(cursor.path, { start: cursor.offset, end: cursor.offset });
    expect(first?.mends?.code).toBe("missing-upstream");
    expect(first?.mends && spanText(snapshot, cursor.path, first.mends.span)).toBe('"bronze/x"');
  });

  test("adds a check to the asset at the cursor, on one line or on several", () => {
    expect(
      applyAction('const a = asset({ key: "silver/$0a", run });', "there are rows")["assets/main.ts"],
    ).toBe('const a = asset({ key: "silver/a", checks: [check.rowCount({ min: 1 })], run });\n');
    expect(
      applyAction('import { asset } from "strataline";\nconst a = ass$0et({\n  run,\n});', "there are rows")[
        "assets/main.ts"
      ],
    ).toBe(
      'import { asset, check } from "strataline";\nconst a = asset({\n  checks: [check.rowCount({ min: 1 })],\n  run,\n});\n',
    );
  });

  test("offers no check that is there", () => {
    const { snapshot, cursor } = openFixture(
      'const a = asset({ key: "silver/$0a", checks: [check.unique("id")] });',
    );
    const actions = snapshot.codeActions(cursor.path, { start: cursor.offset, end: cursor.offset });
    expect(actions.map(({ title }) => title).join()).not.toContain("check");
  });
});
