// `strataline.baseline.json`: what it hides, what it does not, and what is said about it.
import { describe, expect, test } from "vitest";
import { makeBaseline, readBaseline, writeBaseline, type Snapshot } from "../../../core/src/index.ts";
import { openFixture } from "../../support/project.ts";

const BASELINE = "strataline.baseline.json";
const LEGACY = `//- /assets/a.ts
const a = asset({ key: "silver/a", deps: ["bronze/x", "bronze/y"] });
//- /assets/b.ts
const b = asset({ key: "silver/b", deps: ["bronze/x"] });`;

const shown = (snapshot: Snapshot): readonly string[] =>
  snapshot
    .allDiagnostics()
    .flatMap(({ path, diagnostics }) => diagnostics.map(({ code, about }) => `${path} ${code} ${about}`));

/** A project that has adopted what it has. */
function adopt(text: string) {
  const { host, project, snapshot } = openFixture(text);
  const baseline = writeBaseline(makeBaseline(snapshot.diagnosticsBeforeBaseline()));
  host.files.set(BASELINE, baseline);
  project.apply([{ path: BASELINE, text: null }]);
  const change = (path: string, edit: (before: string) => string): Snapshot => {
    project.apply([{ path, text: edit(project.snapshot().text(path) ?? "") }]);
    return project.snapshot();
  };
  return { host, project, baseline, change };
}

test("one entry a line, sorted", () => {
  expect(adopt(LEGACY).baseline).toBe(`{
  "version": 1,
  "findings": [
    {"code":"missing-upstream","file":"assets/a.ts","about":"silver/a ← bronze/x","count":1},
    {"code":"missing-upstream","file":"assets/a.ts","about":"silver/a ← bronze/y","count":1},
    {"code":"missing-upstream","file":"assets/b.ts","about":"silver/b ← bronze/x","count":1}
  ]
}
`);
  expect(writeBaseline({ entries: [] })).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
});

describe("with a baseline", () => {
  test("nothing that was there is shown, wherever it moves", () => {
    const { project, change } = adopt(LEGACY);
    expect(shown(project.snapshot())).toEqual([]);
    expect(shown(change("assets/a.ts", (text) => `// moved\nconst x = 1;\n${text}`))).toEqual([]);
  });

  test("what is new is shown, also a second one of a kind", () => {
    const { change } = adopt(LEGACY);
    const after = change("assets/b.ts", (text) =>
      text.replace('["bronze/x"]', '["bronze/x", "bronze/x", "bronze/z"]'),
    );
    expect(shown(after)).toEqual([
      "assets/b.ts missing-upstream silver/b ← bronze/x",
      "assets/b.ts missing-upstream silver/b ← bronze/z",
    ]);
  });

  test("what is mended is told in the baseline, at its entry", () => {
    const { project, change } = adopt(LEGACY);
    project.snapshot().allDiagnostics();
    const after = change("assets/a.ts", (text) => text.replace(', "bronze/y"', ""));
    const [found, ...others] = after.diagnostics(BASELINE);
    expect(others).toEqual([]);
    expect([found?.code, found?.severity]).toEqual(["stale-baseline", "hint"]);
    expect(found?.message).toBe(
      "This finding is not there any more: missing-upstream of silver/a ← bronze/y in assets/a.ts. strataline check --update-baseline",
    );
    expect(found && after.text(BASELINE)?.slice(found.span.start, found.span.end)).toBe(
      '"silver/a ← bronze/y"',
    );
    expect(after.allDiagnostics().map(({ path }) => path)).toEqual([BASELINE]);
  });

  test("a new baseline adopts everything, also what the old one hides", () => {
    const { baseline, project } = adopt(LEGACY);
    const again = project.snapshot().diagnosticsBeforeBaseline();
    expect(writeBaseline(makeBaseline(again))).toBe(baseline);
  });

  test("the same list of diagnostics while the baseline stays", () => {
    const { change, project } = adopt(LEGACY);
    const before = project.snapshot().diagnostics("assets/a.ts");
    expect(change("assets/b.ts", (text) => `${text}// said\n`).diagnostics("assets/a.ts")).toBe(before);
  });
});

describe("a baseline that cannot be read", () => {
  test("hides nothing, and says why", () => {
    const { host, project } = adopt(LEGACY);
    host.files.set(BASELINE, "{");
    project.apply([{ path: BASELINE, text: null }]);
    const snapshot = project.snapshot();
    expect(shown(snapshot).filter((one) => one.includes("missing-upstream"))).toHaveLength(3);
    expect(snapshot.diagnostics(BASELINE).map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      "invalid-baseline error",
    ]);
  });

  test.for([
    ["{", "The baseline is no JSON: "],
    ["null", "The baseline has no version; this is 1."],
    ['{ "version": 2 }', "The baseline has version 2; this is 1."],
    ['{ "version": 1 }', "The baseline has no list `findings`."],
    ['{ "version": 1, "findings": [{ "code": "cycle" }] }', "Entry 1 of the baseline is not"],
    [
      '{ "version": 1, "findings": [{ "code": "cycle", "file": "a", "about": "b", "count": 0 }] }',
      "Entry 1 of the baseline is not",
    ],
  ] as const)("%s", ([text, message]) => {
    const read = readBaseline(text);
    expect(read.ok ? "" : read.message).toContain(message);
  });
});
