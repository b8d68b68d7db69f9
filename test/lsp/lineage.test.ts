// Our own messages: the graph and its deltas, selection, places, and the status of runs on lenses and lines.
import { expect, test } from "vitest";
import type { CodeLens, WorkspaceEdit } from "vscode-languageserver";
import { applyDelta } from "../../core/src/graph/index.ts";
import {
  assetAtRequest,
  detailsRequest,
  graphDeltaNotification,
  graphRequest,
  impactRequest,
  lineageEditRequest,
  locateRequest,
  projectsNotification,
  runEventNotification,
  selectRequest,
  stalenessRequest,
  statusNotification,
  type DetailsResult,
  type GraphDeltaParams,
  type GraphResult,
  type ImpactResult,
  type LineageEditAnswer,
  type ProjectsParams,
  type RunEvent,
  type SelectResult,
  type StalenessResult,
  type StatusParams,
} from "../../protocol/src/index.ts";
import { RICH, type Editor, type EditorOptions } from "../support/lspClient.ts";
import { editorOn, has, isEmpty } from "./editor.ts";

const THREE = `
  //- /assets/main.ts
  export const a = asset({ key: "bronze/a", run: () => [] });
  export const b = asset({ key: "silver/b", deps: ["bronze/a"], run: () => [] });
  export const c = asset({
    key: "gold/c",
    deps: { b },
    run: () => {
      throw new Error("no");
    },
  });
`;

const CLIENT: EditorOptions = {
  capabilities: RICH,
  options: {
    diagnostics: "push",
    notifications: true,
    commands: [
      "strataline.run",
      "strataline.runWithUpstream",
      "strataline.openLineage",
      "strataline.peekDownstream",
    ],
  },
};

const graphOf = (editor: Editor): Promise<GraphResult> => editor.ask(graphRequest, { root: null });
const edgesOf = ({ graph }: GraphResult): string[] => graph.edges.map(({ from, to }) => `${from} → ${to}`);
const lensesOf = async (editor: Editor): Promise<string[]> => {
  const textDocument = { uri: editor.uri("assets/main.ts") };
  const lenses = await editor.ask<CodeLens[]>("textDocument/codeLens", { textDocument });
  // Texts are made for the lenses that are seen.
  expect(lenses.filter(({ command }) => command !== undefined)).toEqual([]);
  const seen = await Promise.all(lenses.map((lens) => editor.ask<CodeLens>("codeLens/resolve", lens)));
  return seen.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ""}`);
};

test("the whole graph, with layers and cycles", async () => {
  const editor = await editorOn(THREE);
  const graph = await graphOf(editor);
  expect(graph.graph.layers.map(({ name }) => name)).toEqual(["bronze", "silver", "gold"]);
  expect(edgesOf(graph)).toEqual(["bronze/a → silver/b", "silver/b → gold/c"]);
  expect(graph.cycles).toEqual([]);
});

test("a delta follows each change of unsaved text and leads to the graph one would ask", async () => {
  const editor = await editorOn(THREE, CLIENT);
  const before = await graphOf(editor);
  editor.open("assets/main.ts");
  editor.replace("assets/main.ts", '["bronze/a"]', '["bronze/a", "gold/c"]');
  const params = await editor.told<GraphDeltaParams>(graphDeltaNotification);
  expect(params.baseRevision).toBe(before.revision);
  expect(params.cycles).toEqual([["gold/c", "silver/b"]]);
  expect(params.problems["silver/b"]).toBe("error");
  const after = await graphOf(editor);
  expect(after.revision).toBe(params.revision);
  expect(applyDelta(before.graph, params.delta)).toEqual(after.graph);
});

test("typing in a body tells nothing of the graph", async () => {
  const editor = await editorOn(THREE, CLIENT);
  await graphOf(editor);
  editor.open("assets/main.ts");
  editor.replace("assets/main.ts", 'Error("no")', 'Error("still no")');
  editor.replace("assets/main.ts", '["bronze/a"]', "[]");
  const first = await editor.told<GraphDeltaParams>(graphDeltaNotification);
  expect(first.delta.removedEdges).toEqual([{ from: "bronze/a", to: "silver/b", kind: "order" }]);
});

test("an editor that did not ask for our notifications gets none", async () => {
  const editor = await editorOn(THREE);
  const before = await graphOf(editor);
  editor.open("assets/main.ts");
  editor.replace("assets/main.ts", '["bronze/a"]', '["bronze/x"]');
  await editor.findings("assets/main.ts", has("missing-upstream"));
  expect((await graphOf(editor)).revision).toBeGreaterThan(before.revision);
  await expect(Promise.race([editor.told(graphDeltaNotification), graphOf(editor)])).resolves.toHaveProperty(
    "graph",
  );
});

test("the asset around a position, and the place of an asset", async () => {
  const editor = await editorOn(THREE);
  const { project } = await graphOf(editor);
  const uri = editor.uri("assets/main.ts");
  expect(await editor.ask(assetAtRequest, { uri, line: 7, character: 10 })).toEqual({
    root: project.root,
    key: "gold/c",
  });
  expect(await editor.ask(assetAtRequest, { uri, line: 0, character: 0 })).toBeNull();
  expect(await editor.ask(locateRequest, { root: project.root, key: "gold/c" })).toMatchObject({
    uri,
    line: 3,
  });
  expect(await editor.ask(locateRequest, { root: project.root, key: "gold/nothing" })).toBeNull();
});

test("a selection answers keys, or where it is wrong", async () => {
  const editor = await editorOn(THREE);
  const { project } = await graphOf(editor);
  const select = (expression: string) => editor.ask(selectRequest, { root: project.root, expression });
  expect(await select('+key:"silver/b"')).toEqual({ ok: true, keys: ["bronze/a", "silver/b"] });
  expect(await select("key:")).toMatchObject({ ok: false, offset: expect.any(Number) as unknown });
  expect(await editor.ask(selectRequest, { root: "file:///nowhere", expression: "*" })).toMatchObject({
    ok: false,
  });
});

test("lenses carry the commands the editor has", async () => {
  const editor = await editorOn(THREE, CLIENT);
  expect((await lensesOf(editor)).slice(0, 4)).toEqual([
    "1: ▶ Run",
    "1: ▶ Run with upstream",
    "1: Lineage",
    "1: 1 downstream",
  ]);
});

test("an editor without our commands sees texts only", async () => {
  const editor = await editorOn(THREE);
  expect(await lensesOf(editor)).toEqual(["1: 1 downstream", "2: 1 downstream", "3: 0 downstream"]);
});

const RUN = { runId: "r1", at: 1_000 };
async function tellRun(editor: Editor, ...events: readonly RunEvent[]): Promise<void> {
  const { project } = await graphOf(editor);
  for (const event of events) editor.notify(runEventNotification, { root: project.root, event });
}

test("events of a run show on lenses and in the status notification", async () => {
  const editor = await editorOn(THREE, CLIENT);
  await tellRun(editor, { type: "assetStarted", ...RUN, at: Date.now(), key: "bronze/a", attempt: 1 });
  const { statuses } = await editor.told<StatusParams>(statusNotification);
  expect(statuses).toMatchObject([{ key: "bronze/a", state: "running" }]);
  await editor.told("workspace/codeLens/refresh");
  expect((await lensesOf(editor)).join("\n")).toMatch(/1: ⟳ running \d/);
  const done = {
    durationMs: 5,
    rows: 1204,
    bytes: null,
    materialization: "m",
    dataVersion: "d",
    unchanged: false,
  };
  await tellRun(editor, { type: "assetSucceeded", ...RUN, at: Date.now(), key: "bronze/a", ...done });
  expect(await lensesOf(editor)).toContain("1: ✓ 1,204 rows · just now");
});

test("a failure is a finding on its line until the code changes", async () => {
  const editor = await editorOn(THREE, CLIENT);
  editor.open("assets/main.ts");
  const error = {
    name: "Error",
    message: "no",
    location: { file: "assets/main.ts", line: 7, character: 10 },
  };
  await tellRun(editor, { type: "assetFailed", ...RUN, key: "gold/c", durationMs: 1, error });
  const failed = await editor.findings("assets/main.ts", has("run-failed"));
  expect(failed.find(({ code }) => code === "run-failed")).toMatchObject({
    source: "strataline run",
    range: { start: { line: 7, character: 4 } },
  });
  editor.replace("assets/main.ts", "export const a", "\n\nexport const a");
  const moved = await editor.told<{ diagnostics: { code: string; range: { start: { line: number } } }[] }>(
    "textDocument/publishDiagnostics",
    ({ diagnostics }) =>
      diagnostics.some(({ code, range }) => code === "run-failed" && range.start.line === 9),
  );
  expect(moved.diagnostics).toHaveLength(1);
  editor.replace("assets/main.ts", 'throw new Error("no")', "return []");
  await editor.findings("assets/main.ts", isEmpty);
});

test("a failure goes when the asset succeeds", async () => {
  const editor = await editorOn(THREE, CLIENT);
  const error = { name: "Error", message: "no" };
  await tellRun(editor, { type: "assetFailed", ...RUN, key: "gold/c", durationMs: 1, error });
  await editor.findings("assets/main.ts", has("run-failed"));
  const done = {
    durationMs: 5,
    rows: null,
    bytes: null,
    materialization: "m",
    dataVersion: "d",
    unchanged: false,
  };
  await tellRun(editor, { type: "assetSucceeded", ...RUN, at: 2_000, key: "gold/c", ...done });
  await editor.findings("assets/main.ts", isEmpty);
});

test("runs of a terminal arrive by the state file; a broken one changes nothing", async () => {
  const editor = await editorOn(THREE, CLIENT);
  await graphOf(editor);
  const status = { key: "silver/b", state: "succeeded", at: Date.now(), rows: 7 };
  editor.write(".strataline/status.json", "{ half");
  editor.write(".strataline/status.json", JSON.stringify({ version: 1, statuses: [status, { key: 5 }] }));
  const { statuses } = await editor.told<StatusParams>(statusNotification);
  expect(statuses).toEqual([status]);
  expect(await lensesOf(editor)).toContain("2: ✓ 7 rows · just now");
});

test("the projects are told, with their counts", async () => {
  const editor = await editorOn(THREE, CLIENT);
  const { projects } = await editor.told<ProjectsParams>(projectsNotification);
  expect(projects).toMatchObject([{ assets: 3, dynamic: 0, problem: null, userRules: false }]);
});

function editsIn(edit: WorkspaceEdit, uri: string): readonly object[] {
  const inDocuments = (edit.documentChanges ?? []).flatMap((change) =>
    "textDocument" in change && change.textDocument.uri === uri ? change.edits : [],
  );
  return [...(edit.changes?.[uri] ?? []), ...inDocuments];
}

test("a change drawn in the lineage comes as an edit of the unsaved text, or is refused with the place in the way", async () => {
  const editor = await editorOn(THREE, CLIENT);
  const root = (await graphOf(editor)).project.root;
  editor.open("assets/main.ts");
  editor.replace("assets/main.ts", 'key: "silver/b", deps: ["bronze/a"]', 'key: "silver/b", deps: []');
  const ask = (edit: object): Promise<LineageEditAnswer> => editor.ask(lineageEditRequest, { root, edit });
  const added = await ask({ kind: "addDep", key: "silver/b", dep: "bronze/a" });
  expect(added).toMatchObject({ ok: true, title: 'Make "silver/b" read "bronze/a"' });
  const insertion = { range: { start: { line: 2 } }, newText: '"bronze/a"' };
  expect(added.ok ? editsIn(added.edit, editor.uri("assets/main.ts")) : []).toMatchObject([insertion]);
  const cycle = await ask({ kind: "addDep", key: "silver/b", dep: "gold/c" });
  expect(cycle).toMatchObject({ ok: false, place: null });
  expect(cycle.ok ? "" : cycle.reason).toContain("would close a cycle");
  expect(await ask({ kind: "addDep", key: "silver/b", dep: "silver/none" })).toMatchObject({
    ok: false,
    reason: 'Nobody declares "silver/none".',
  });
});

test("what is in the way of a change is named by its place", async () => {
  const editor = await editorOn(
    `
    //- /assets/main.ts
    export const a = asset({ key: "bronze/a" });
    const DEPS = ["bronze/a"];
    export const b = asset({ key: "silver/b", deps: DEPS });`,
    CLIENT,
  );
  const { root } = (await graphOf(editor)).project;
  const edit = { kind: "removeDep", key: "silver/b", dep: "bronze/a" };
  expect(await editor.ask(lineageEditRequest, { root, edit })).toEqual({
    ok: false,
    reason: 'The deps of "silver/b" are computed: "bronze/a" cannot be taken out of them.',
    place: { uri: editor.uri("assets/main.ts"), line: 2, character: 14 },
  });
});

test("details of an asset: columns, checks, and whether what is stored is still right", async () => {
  const editor = await editorOn(
    `
    //- /assets/main.ts
    import { asset, check } from "strataline";
    export const a = asset({ key: "bronze/a", run: () => [] });
    export const b = asset({
      key: "silver/b",
      deps: ["bronze/a"],
      checks: [check.unique("id", { blocking: true })],
      run: () => [],
    });`,
    CLIENT,
  );
  const { root } = (await graphOf(editor)).project;
  const ask = (key: string): Promise<DetailsResult | null> => editor.ask(detailsRequest, { root, key });
  expect(await ask("silver/none")).toBeNull();
  expect(await ask("silver/b")).toMatchObject({
    key: "silver/b",
    columns: null,
    checks: [{ name: "unique(id)", blocking: true }],
    staleness: { kind: "stale", reason: { kind: "neverMaterialized" }, cause: ["silver/b"] },
    version: null,
  });
  const made = { materialization: "m", codeVersion: "other", dataVersion: "d", inputs: [] };
  const event: RunEvent = {
    type: "assetSucceeded",
    ...{ runId: "r", at: Date.now(), key: "bronze/a", durationMs: 1, rows: 1, bytes: 1 },
    ...{ materialization: "m", dataVersion: "d", unchanged: false, version: made },
  };
  editor.notify(runEventNotification, { root, event });
  const { statuses } = await editor.told<StatusParams>(statusNotification);
  // Told to everybody for every asset: the version is asked one asset at a time.
  expect(statuses[0]).not.toHaveProperty("version");
  expect(await ask("bronze/a")).toMatchObject({
    version: made,
    staleness: { kind: "stale", reason: { kind: "codeChanged" } },
  });
  const stale = await editor.ask<SelectResult>(selectRequest, { root, expression: "stale:code" });
  expect(stale).toEqual({ ok: true, keys: ["bronze/a"] });
  // Of all, for the cards; without those of which nothing is stored.
  expect(await editor.ask<StalenessResult>(stalenessRequest, { root })).toEqual({
    stale: [{ key: "bronze/a", reason: { kind: "codeChanged" } }],
  });
});

test("what changed files and unsaved text do to the assets", async () => {
  const editor = await editorOn(THREE, CLIENT);
  const { root } = (await graphOf(editor)).project;
  const ask = (paths: readonly string[], before: object): Promise<ImpactResult> =>
    editor.ask(impactRequest, { root, paths, before });
  expect(await ask([], {})).toEqual({ changed: [], removed: [], affected: [] });
  editor.open("assets/main.ts");
  editor.replace("assets/main.ts", 'key: "silver/b", deps: ["bronze/a"]', 'key: "silver/b", deps: []');
  expect(await ask([], {})).toEqual({
    changed: [{ key: "silver/b", change: "changed" }],
    removed: [],
    affected: [{ key: "gold/c", severity: "high" }],
  });
  const all = await ask(["assets/main.ts"], {});
  expect(all.changed.map(({ change }) => change)).toEqual(["added", "added", "added"]);
});
