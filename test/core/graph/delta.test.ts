import { applyDelta, diffGraphs, EMPTY_GRAPH, isEmptyDelta } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { randomGraph, sketch } from "./sketch.ts";

describe("diffGraphs", () => {
  it("is empty between equal graphs, whatever the order of the properties", () => {
    const graph = sketch("bronze/a > silver/b");
    const same = {
      ...graph,
      nodes: graph.nodes.map(({ key, kind, layer, file }) => ({ file, layer, kind, key })),
    };
    expect(isEmptyDelta(diffGraphs(graph, same))).toBe(true);
  });

  it("names only what changed", () => {
    const before = sketch("bronze/a > silver/b > gold/c");
    const after = sketch("bronze/a > silver/b ~> gold/d");
    expect(diffGraphs(before, after)).toEqual({
      upserted: [{ key: "gold/d", kind: "asset", layer: "gold", file: "assets/gold/d.ts" }],
      removed: ["gold/c"],
      addedEdges: [{ from: "silver/b", to: "gold/d", kind: "order" }],
      removedEdges: [{ from: "silver/b", to: "gold/c", kind: "data" }],
    });
  });

  it("gives a changed node whole, and a changed edge as removed and added", () => {
    const before = sketch("bronze/a > bronze/b");
    const after = {
      ...sketch("bronze/a ~> bronze/b"),
      nodes: before.nodes.map((node) => (node.key === "bronze/b" ? { ...node, tags: { team: "x" } } : node)),
    };
    const delta = diffGraphs(before, after);
    expect(delta.upserted.map((node) => node.key)).toEqual(["bronze/b"]);
    expect(delta.removedEdges).toEqual([{ from: "bronze/a", to: "bronze/b", kind: "data" }]);
    expect(delta.addedEdges).toEqual([{ from: "bronze/a", to: "bronze/b", kind: "order" }]);
    expect(applyDelta(before, delta)).toEqual(after);
  });

  it("tells a change inside of a list or a layer's title", () => {
    const before = sketch("bronze/a");
    const checks = (names: string[]) => ({
      ...before,
      nodes: before.nodes.map((node) => ({ ...node, checks: names })),
    });
    expect(isEmptyDelta(diffGraphs(checks(["x", "y"]), checks(["x", "y"])))).toBe(true);
    expect(isEmptyDelta(diffGraphs(checks(["x", "y"]), checks(["y", "x"])))).toBe(false);
    const layers = [{ name: "bronze", title: "Raw" }];
    expect(diffGraphs(before, { ...before, layers }).layers).toEqual(layers);
  });
});

describe("applyDelta", () => {
  it("turns any graph into any other", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const before = randomGraph(seed);
      const after = randomGraph(seed + 10_000);
      expect(applyDelta(before, diffGraphs(before, after)), `seed ${seed}`).toEqual(after);
    }
  });

  it("sorts what it is given in any order", () => {
    const after = sketch("bronze/a > silver/b > gold/c, bronze/a > gold/c");
    const delta = diffGraphs(EMPTY_GRAPH, after);
    const shuffled = {
      ...delta,
      upserted: [...delta.upserted].reverse(),
      addedEdges: [...delta.addedEdges].reverse(),
    };
    expect(applyDelta(EMPTY_GRAPH, shuffled)).toEqual(after);
  });
});
