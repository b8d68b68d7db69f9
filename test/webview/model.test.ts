import { diffGraphs } from "@strataline/core";
import { expect, test } from "vitest";
import { INITIAL_MODEL, receive } from "../../webview/src/model.ts";
import { describeProgress, progressOf } from "../../webview/src/progress.ts";
import { INITIAL_STATE, restoreState } from "../../webview/src/state.ts";
import { graph, result, status } from "./support.ts";

const ROOT = "file:///work";

function renamesBetween(
  before: ReturnType<typeof graph>,
  after: ReturnType<typeof graph>,
): readonly (readonly string[])[] {
  const { model } = receive(INITIAL_MODEL, { type: "graph", data: result(before) });
  const delta = diffGraphs(before, after);
  const { change } = receive(model, {
    type: "delta",
    root: ROOT,
    baseRevision: 1,
    revision: 2,
    delta,
    cycles: [],
    problems: {},
  });
  return change.kind === "graph" ? [...change.renames] : [];
}

test("one key gone and one come in the same file is a rename", () => {
  const file = "assets/gold.ts";
  expect(
    renamesBetween(graph("x", [{ key: "gold/a", file }]), graph("x", [{ key: "gold/ab", file }])),
  ).toEqual([["gold/a", "gold/ab"]]);
});

test("two gone and two come could be anything", () => {
  const file = "assets/gold.ts";
  const [before, after] = [
    ["gold/a", "gold/b"],
    ["gold/c", "gold/d"],
  ].map((keys) =>
    graph(
      "x",
      keys.map((key) => ({ key, file })),
    ),
  );
  if (before === undefined || after === undefined) throw new Error("two graphs");
  expect(renamesBetween(before, after)).toEqual([]);
});

test("a delta that came already is nothing new", () => {
  const { model } = receive(INITIAL_MODEL, { type: "graph", data: result(graph("a"), { revision: 5 }) });
  const delta = diffGraphs(graph("a"), graph("b"));
  const old = receive(model, {
    type: "delta",
    root: ROOT,
    baseRevision: 3,
    revision: 4,
    delta,
    cycles: [],
    problems: {},
  });
  expect(old).toEqual({ model, change: { kind: "none" } });
});

test("the graph that was there stays while the project cannot be read", () => {
  const { model } = receive(INITIAL_MODEL, { type: "graph", data: result(graph("a")) });
  const empty = receive(model, { type: "empty", title: "t", message: "m", action: null }).model;
  expect(empty.graph.nodes).toHaveLength(1);
});

test("progress counts the members of the runs that are under way", () => {
  const statuses = [
    status("a", "succeeded", { runId: "new" }),
    status("b", "failed", { runId: "new" }),
    status("c", "running", { runId: "new" }),
    status("d", "succeeded", { runId: "old" }),
  ];
  const progress = progressOf(new Map(statuses.map((one) => [one.key, one])));
  expect(progress && describeProgress(progress)).toBe("2 of 3 done, 1 failed");
});

test("nothing under way is no progress", () => {
  expect(progressOf(new Map([["a", status("a", "succeeded")]]))).toBeNull();
});

test.for([null, 7, "x", [], {}, { version: 2 }])(
  "a saved state that is none (%j) is the first state",
  (saved) => {
    expect(restoreState(saved)).toEqual(INITIAL_STATE);
  },
);

test("a saved state is read field by field: what is wrong in it is left out", () => {
  const saved = {
    version: 1,
    transform: { x: 1, y: Number.NaN, k: 1 },
    scope: { kind: "neighbourhood", key: "a", depth: 99 },
    expanded: [{ key: "a", side: "upstream" }, { key: "a", side: "sideways" }, null],
    selected: ["a", 3],
    pinned: "yes",
    filter: "x",
  };
  expect(restoreState(saved)).toEqual({
    ...INITIAL_STATE,
    scope: { kind: "neighbourhood", key: "a", depth: 9 },
    expanded: [{ key: "a", side: "upstream" }],
    selected: ["a"],
    filter: "x",
  });
});
