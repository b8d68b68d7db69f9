import { describe, expect, test } from "vitest";
import { defaultScope, scopeKeys, visiblePart } from "../../webview/src/scope.ts";
import type { Expansion } from "../../webview/src/state.ts";
import { graph } from "./support.ts";

const LINE = graph("a > b, b > c, c > d, d > e, x > c, c > y, y > z");

function checkAround(key: string, depth: number, wanted: string, expanded: readonly Expansion[] = []): void {
  const keys = scopeKeys(LINE, { kind: "neighbourhood", key, depth }, expanded);
  expect([...keys].sort().join(" ")).toBe(wanted);
}

describe("around an asset", () => {
  test("one step", () => checkAround("c", 1, "b c d x y"));
  test("two steps", () => checkAround("c", 2, "a b c d e x y z"));
  test("never sideways: a sibling of an upstream stays out", () => checkAround("b", 1, "a b c"));
  test("an expanded side brings its neighbours", () =>
    checkAround("b", 1, "a b c d y", [{ key: "c", side: "downstream" }]));
  test("an expansion of what is not shown does nothing", () =>
    checkAround("b", 1, "a b c", [{ key: "y", side: "downstream" }]));
  test("an unknown asset shows everything", () => checkAround("gone", 1, "a b c d e x y z"));
});

test("hidden neighbours are counted per side", () => {
  const part = visiblePart(LINE, new Set(["b", "c", "d"]));
  expect(Object.fromEntries(part.hidden)).toEqual({
    b: { upstream: 1, downstream: 0 },
    c: { upstream: 1, downstream: 1 },
    d: { upstream: 0, downstream: 1 },
  });
  expect(part.graph.edges.map(({ from, to }) => from + to)).toEqual(["bc", "cd"]);
});

describe("before the user has chosen", () => {
  const big = graph(Array.from({ length: 61 }, (_, index) => `n${index}`).join(","));
  test("a small project is shown whole", () => {
    expect(defaultScope(LINE, "c")).toEqual({ kind: "project" });
  });
  test("a big one around the cursor's asset", () => {
    expect(defaultScope(big, "n7")).toEqual({ kind: "neighbourhood", key: "n7", depth: 2 });
  });
  test("a big one whole when the cursor is nowhere", () => {
    expect(defaultScope(big, null)).toEqual({ kind: "project" });
  });
});
