// Findings follow edits file by file. They must be those of a project that is opened afresh, and keep their identity while
// nothing about them has changed, so that they are told once.
import { describe, expect, test } from "vitest";
import { createProject, type Diagnostic, type Snapshot } from "../../../core/src/index.ts";
import { buildGraph, updateGraph } from "../../../core/src/project/buildGraph.ts";
import type { LinkedProject } from "../../../core/src/project/linked.ts";
import { DiagnosticsMemory, findProblems, type Findings } from "../../../core/src/rules/index.ts";
import { createMemoryHost } from "../../support/memoryHost.ts";
import { openFixture } from "../../support/project.ts";
import { createRandom, randomEdit, randomFiles, shareFiles } from "../../support/randomProject.ts";

/** Everything but the fixes, which are made when they are asked. */
function told(diagnostics: readonly Diagnostic[]): unknown {
  return diagnostics.map(({ fixes, ...rest }) => ({ ...rest, titles: fixes.map(({ title }) => title) }));
}

function checkHistory(seed: number, edits: number): void {
  const random = createRandom(seed);
  const host = createMemoryHost(randomFiles(random));
  const project = createProject({ host });
  const memory = new DiagnosticsMemory();
  let linked: LinkedProject | undefined;
  let graph: ReturnType<typeof buildGraph> | undefined;
  let findings: Findings | undefined;
  for (let edit = 0; edit <= edits; edit++) {
    if (edit > 0) {
      const change = randomEdit(random);
      if (change.text === null) host.files.delete(change.path);
      else host.files.set(change.path, change.text);
      project.apply([{ path: change.path, text: null }]);
    }
    const snapshot = project.snapshot();
    const next = linked ? shareFiles(linked, snapshot.linked) : snapshot.linked;
    graph = linked && graph ? updateGraph({ linked, graph }, next) : buildGraph(next);
    linked = next;
    const view: Snapshot = { ...snapshot, linked, graph };
    findings = findProblems(view, findings);
    const kept = memory.all(view, findings);
    const fresh = createProject({ host }).snapshot();
    expect(kept.map(({ path }) => path)).toEqual(fresh.allDiagnostics().map(({ path }) => path));
    for (const { path, diagnostics } of fresh.allDiagnostics()) {
      expect(told(memory.of(path, view, findings)), `edit ${edit}`).toEqual(told(diagnostics));
    }
    expect(memory.all(view, findings)).toEqual(kept);
  }
}

describe("findings after edits are those of a fresh project", () => {
  test.for(Array.from({ length: 60 }, (_, seed) => seed))("seed %i", (seed) => checkHistory(seed, 12));
});

describe("a file is judged again when another one changes", () => {
  /** Messages about `assets/reader.ts` after `assets/upstream.ts` became `text`. */
  function after(reader: string, upstream: string, text: string): readonly string[] {
    const imports = 'import { asset, schedule, daily, hourly, staticPartitions } from "strataline";\n';
    const { project } = openFixture(
      `//- /assets/reader.ts\n${imports}${reader}\n//- /assets/upstream.ts\n${imports}${upstream}`,
    );
    project.snapshot().allDiagnostics();
    project.apply([{ path: "assets/upstream.ts", text: imports + text }]);
    return project
      .snapshot()
      .diagnostics("assets/reader.ts")
      .map(({ code, message }) => `${code}: ${message}`);
  }
  const orders = (options: string): string => `const a = asset({ key: "silver/orders", ${options} });`;
  const reader = (options = ""): string =>
    `const r = asset({ key: "silver/r", deps: ["silver/orders"], ${options} });`;

  test("in which layer the upstream stands", () => {
    expect(after(reader(), orders(""), orders('layer: "gold"'))).toEqual([
      expect.stringContaining('upward-read: "silver/r" (silver) runs after "silver/orders"'),
    ]);
  });

  test("how the upstream is divided", () => {
    const own = reader('partitions: daily({ start: "2026-01-01" })');
    const divided = orders('partitions: staticPartitions(["eu"])');
    expect(after(own, orders(""), divided)).toEqual([expect.stringContaining("partition-mismatch: ")]);
  });

  test("when the upstream is computed", () => {
    const own = reader('partitions: hourly({ start: "2026-01-01" })');
    const nightly = `${orders("")} schedule({ name: "s", cron: "@daily", select: "key:silver/orders" });`;
    expect(after(own, orders(""), nightly)).toEqual([expect.stringContaining("cadence: ")]);
  });

  test("whether the skipped layer has the table", () => {
    const skipping = 'const g = asset({ key: "gold/g", deps: ["bronze/orders"] });';
    const bronze = 'const b = asset({ key: "bronze/orders" });';
    expect(after(skipping, bronze, `${bronze}${orders("")}`)).toEqual([
      expect.stringContaining('Did you mean "silver/orders"?'),
    ]);
  });
});

describe("the diagnostics of a file", () => {
  const FIXTURE = `//- /assets/a.ts
const a = asset({ key: "silver/a", deps: ["bronze/ordrs"] });
//- /assets/b.ts
const b = asset({ key: "silver/b", deps: ["bronze/nothing_like_it"] });
//- /assets/orders.ts
const orders = asset({ key: "bronze/orders" });`;

  function edit(path: string, change: (text: string) => string): (path: string) => boolean {
    const { project } = openFixture(FIXTURE);
    const before = project.snapshot();
    const entries = new Map(before.allDiagnostics().map((entry) => [entry.path, entry]));
    project.apply([{ path, text: change(before.text(path) ?? "") }]);
    const after = project.snapshot().allDiagnostics();
    return (asked) => after.find((entry) => entry.path === asked) === entries.get(asked);
  }

  test("stay the same list when another file's body changes", () => {
    const isKept = edit("assets/b.ts", (text) => `${text}\n// said`);
    expect(isKept("assets/a.ts")).toBe(true);
  });

  test("are new when the place of a related one moves", () => {
    const isKept = edit("assets/orders.ts", (text) => `// moved\n${text}`);
    expect([isKept("assets/a.ts"), isKept("assets/b.ts")]).toEqual([false, true]);
  });

  test("are new when the nearest key is renamed, and only where it is near", () => {
    const { project } = openFixture(FIXTURE);
    const before = project.snapshot().diagnostics("assets/b.ts");
    const text = project.snapshot().text("assets/orders.ts") ?? "";
    project.apply([
      { path: "assets/orders.ts", text: text.replace("bronze/orders", "bronze/shipments_of_all") },
    ]);
    const after = project.snapshot();
    expect(after.diagnostics("assets/a.ts")[0]?.message).toBe(
      'No asset or source has the key "bronze/ordrs".',
    );
    expect(told(after.diagnostics("assets/b.ts"))).toEqual(told(before));
  });

  test("have fixes for the texts of now, however long they have been kept", () => {
    const { project } = openFixture(FIXTURE);
    project.snapshot().allDiagnostics();
    project.apply([{ path: "assets/c.ts", text: "export const x = 1;" }]);
    const snapshot = project.snapshot();
    const [found] = snapshot.diagnostics("assets/a.ts");
    const [edited] = found?.fixes[0]?.edits ?? [];
    expect(edited && snapshot.text("assets/a.ts")?.slice(edited.span.start, edited.span.end)).toBe(
      "bronze/ordrs",
    );
  });

  test("an old snapshot still answers as it did", () => {
    const { project } = openFixture(FIXTURE);
    const old = project.snapshot();
    const before = told(old.diagnostics("assets/a.ts"));
    const text = old.text("assets/orders.ts") ?? "";
    project.apply([
      { path: "assets/orders.ts", text: text.replace("bronze/orders", "bronze/shipments_of_all") },
    ]);
    project.snapshot().allDiagnostics();
    expect(told(old.diagnostics("assets/a.ts"))).toEqual(before);
  });
});

test("a comment in a file that is not the project's is nobody's", () => {
  const { project } = openFixture(`//- /assets/a.ts
import { asset } from "strataline"; asset({ key: "bronze/a" });
//- /lib/other.ts
`);
  project.snapshot().allDiagnostics();
  project.apply([{ path: "lib/other.ts", text: "// strataline-ignore missing-upstream: not used\n" }]);
  expect(project.snapshot().allDiagnostics()).toEqual([]);
  project.apply([{ path: "assets/a.ts", text: 'import "../lib/other.ts";' }]);
  expect(
    project
      .snapshot()
      .allDiagnostics()
      .map(({ path }) => path),
  ).toEqual(["lib/other.ts"]);
  project.apply([{ path: "assets/a.ts", text: "" }]);
  expect(project.snapshot().allDiagnostics()).toEqual([]);
});
