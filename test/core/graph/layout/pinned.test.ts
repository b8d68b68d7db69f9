import { applyDelta, compareEdges, layoutGraph, type AssetGraph, type Layout } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { randomGraph, seededRandom, sketch } from "../sketch.ts";
import { checkLayout, place } from "./check.ts";
import { sized, stored, STORED } from "./fixtures.ts";

const NONE = { upserted: [], removed: [], addedEdges: [], removedEdges: [] };

function withEdge(graph: AssetGraph, from: string, to: string): AssetGraph {
  return applyDelta(graph, { ...NONE, addedEdges: [{ from, to, kind: "data" }] });
}

/** Mean distance that known nodes moved up or down, and the share of nodes that changed their column. */
function movement(before: Layout, after: Layout): { readonly vertical: number; readonly columns: number } {
  const known = [...before.nodes.values()].filter((node) => after.nodes.has(node.key));
  const vertical = known.reduce((sum, node) => sum + Math.abs(place(after, node.key).y - node.y), 0);
  const columns = known.filter((node) => place(after, node.key).column !== node.column).length;
  return { vertical: vertical / known.length, columns: columns / known.length };
}

describe.each(STORED)("%s, laid out again in the old picture", (name) => {
  const { graph, sizeOf } = stored(name);
  const before = layoutGraph(graph, sizeOf);

  it("does not move when nothing changed", () => {
    const again = layoutGraph(graph, sizeOf, { previous: before });
    for (const node of before.nodes.values()) {
      expect(Math.abs(place(again, node.key).y - node.y), node.key).toBeLessThan(0.01);
      expect(place(again, node.key)).toMatchObject({ x: node.x, column: node.column, order: node.order });
    }
  });

  it("moves little for one more edge between bands", () => {
    const random = seededRandom(11);
    const bandOf = (key: string): number => place(before, key).band;
    for (let round = 0; round < 20; round++) {
      const [a, b] = [0, 0].map(() => graph.nodes[Math.floor(random() * graph.nodes.length)]?.key ?? "");
      if (a === undefined || b === undefined || bandOf(a) >= bandOf(b)) continue;
      const edited = withEdge(graph, a, b);
      const after = layoutGraph(edited, sizeOf, { previous: before });
      checkLayout({ graph: edited, sizeOf }, after);
      const moved = movement(before, after);
      expect(moved.columns, `${a} > ${b}`).toBe(0);
      expect(moved.vertical, `${a} > ${b}`).toBeLessThan(4);
    }
  });
});

describe("a new node", () => {
  it("comes in beside its neighbours and keeps the others' order", () => {
    const graph = sketch(
      "source:s > bronze/a, source:s > bronze/b, source:s > bronze/d, bronze/b > silver/x",
    );
    const { sizeOf } = sized(graph);
    const before = layoutGraph(graph, sizeOf);
    const added = sketch(
      "source:s > bronze/a, source:s > bronze/b, source:s > bronze/d, bronze/b > silver/x, source:s > bronze/c > silver/x",
    );
    const after = layoutGraph(added, sizeOf, { previous: before });
    checkLayout({ graph: added, sizeOf }, after);
    const order = (layout: Layout, keys: readonly string[]): readonly string[] =>
      [...keys].sort((a, b) => place(layout, a).y - place(layout, b).y);
    const known = ["bronze/a", "bronze/b", "bronze/d"];
    expect(order(after, known)).toEqual(order(before, known));
  });

  it("moves what reads it to the right only where it must", () => {
    const graph = sketch("silver/a > silver/c, silver/b > gold/d");
    const { sizeOf } = sized(graph);
    const before = layoutGraph(graph, sizeOf);
    const added = sketch("silver/a > silver/n > silver/c, silver/b > gold/d");
    const after = layoutGraph(added, sizeOf, { previous: before });
    checkLayout({ graph: added, sizeOf }, after);
    expect(["silver/a", "silver/n", "silver/c"].map((key) => place(after, key).column)).toEqual([0, 1, 2]);
    expect(place(after, "silver/b").column).toBe(place(before, "silver/b").column);
  });

  it("yields to the known ones, though there is room above them", () => {
    const others = "source:p > gold/a, source:q > gold/a, source:r > gold/a";
    const graph = sketch(`${others}, source:t > bronze/m`);
    const { sizeOf } = sized(graph);
    const before = layoutGraph(graph, sizeOf);
    const after = layoutGraph(sketch(`${others}, source:t > bronze/m, source:t > bronze/n`), sizeOf, {
      previous: before,
    });
    expect(place(after, "bronze/m").y).toBeCloseTo(place(before, "bronze/m").y, 1);
    expect(place(after, "bronze/n").y).toBeGreaterThan(place(after, "bronze/m").y);
  });

  it("without neighbours goes below", () => {
    const graph = sketch("bronze/a, bronze/b");
    const { sizeOf } = sized(graph);
    const after = layoutGraph(sketch("bronze/a, bronze/aa, bronze/b"), sizeOf, {
      previous: layoutGraph(graph, sizeOf),
    });
    expect(place(after, "bronze/aa").y).toBeGreaterThan(place(after, "bronze/b").y);
  });
});

describe("another picture", () => {
  const { graph, sizeOf } = stored("real-squared");
  const keys = new Set(graph.nodes.slice(0, 30).map((node) => node.key));
  const part: AssetGraph = {
    ...graph,
    nodes: graph.nodes.filter((node) => keys.has(node.key)),
    edges: graph.edges.filter((edge) => keys.has(edge.from) && keys.has(edge.to)),
  };
  it("of much more is laid out anew", () => {
    const before = layoutGraph(part, sizeOf);
    expect(layoutGraph(graph, sizeOf, { previous: before })).toEqual(layoutGraph(graph, sizeOf));
  });
  it("of much less is laid out anew", () => {
    const before = layoutGraph(graph, sizeOf);
    expect(layoutGraph(part, sizeOf, { previous: before })).toEqual(layoutGraph(part, sizeOf));
  });
});

describe("a long way of edits", () => {
  it("holds what must hold after each, in any graph", () => {
    for (let seed = 1; seed <= 40; seed++) {
      let layout: Layout | undefined;
      for (let step = 0; step < 5; step++) {
        const { graph, sizeOf } = sized(randomGraph(seed * 10 + Math.floor(step / 2), 12 + step));
        layout = layoutGraph(graph, sizeOf, layout === undefined ? {} : { previous: layout });
        checkLayout({ graph, sizeOf }, layout);
      }
    }
  });

  it("does not drift: an edge added and removed again leaves the picture as it was", () => {
    const { graph, sizeOf } = stored("real-squared");
    const before = layoutGraph(graph, sizeOf);
    const [first, last] = [
      graph.nodes.find((node) => node.kind === "source")?.key,
      graph.nodes.find((node) => node.layer === "marts")?.key,
    ];
    const edited = withEdge(graph, first ?? "", last ?? "");
    const there = layoutGraph(edited, sizeOf, { previous: before });
    const back = layoutGraph({ ...edited, edges: [...graph.edges].sort(compareEdges) }, sizeOf, {
      previous: there,
    });
    expect(movement(before, back).vertical).toBeLessThan(5);
  });
});
