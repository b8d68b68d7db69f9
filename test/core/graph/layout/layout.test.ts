import { layoutGraph, type AssetGraph, type Layout } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { chain, randomGraph, sketch } from "../sketch.ts";
import { checkLayout, place } from "./check.ts";
import { sized, stored, STORED, type Sized } from "./fixtures.ts";

function checked(input: Sized): Layout {
  const layout = layoutGraph(input.graph, input.sizeOf);
  checkLayout(input, layout);
  return layout;
}

function drawn(text: string): Layout {
  return checked(sized(sketch(text)));
}

describe("on graphs of real projects", () => {
  it.each(STORED)("%s: strict bands, no overlap, no edge through a node", (name) => {
    checked(stored(name));
  });

  it.each(STORED)("%s: the same picture every time", (name) => {
    const { graph, sizeOf } = stored(name);
    expect(layoutGraph({ ...graph }, sizeOf)).toEqual(layoutGraph(graph, sizeOf));
  });

  it("draws the edges against the layers, and no others, right to left", () => {
    expect(checked(stored("real-salesforce")).edges.filter((edge) => edge.backward)).toHaveLength(1);
    expect(checked(stored("real-squared")).edges.filter((edge) => edge.backward)).toHaveLength(9);
    expect(checked(stored("real-jaffle")).edges.filter((edge) => edge.backward)).toHaveLength(0);
  });
});

describe("on any graph", () => {
  it("holds what must hold", () => {
    for (let seed = 1; seed <= 150; seed++) checked(sized(randomGraph(seed, 25)));
  });

  it("of nothing is nothing", () => {
    expect(layoutGraph({ layers: [], nodes: [], edges: [] }, () => ({ width: 1, height: 1 }))).toEqual({
      direction: "right",
      bands: [],
      groups: [],
      nodes: new Map(),
      edges: [],
      width: 0,
      height: 0,
    });
  });

  it("of one node has its layers, the empty ones with room for their titles", () => {
    const layout = drawn("silver/a");
    expect(layout.bands.map((band) => `${band.id} ${band.count}`)).toEqual([
      "layer:bronze 0",
      "layer:silver 1",
      "layer:gold 0",
    ]);
    expect(Math.min(...layout.bands.map((band) => band.width))).toBeGreaterThan(100);
  });

  it("takes sizes that are not known yet", () => {
    const layout = layoutGraph(sketch("bronze/a > silver/b"), () => ({ width: Number.NaN, height: 0 }));
    expect(place(layout, "silver/b").width).toBe(1);
    expect(Number.isFinite(layout.width + layout.height)).toBe(true);
  });
});

describe("bands", () => {
  it("stand in the data's way, what has no layer last", () => {
    const layout = drawn("source:s > bronze/a > silver/b > gold/c > product:p, other/x");
    const keys = [...layout.nodes.values()].sort((a, b) => a.x - b.x).map((node) => node.key);
    expect(keys).toEqual(["s", "bronze/a", "silver/b", "gold/c", "p", "other/x"]);
  });

  it("have as many columns as chains inside them need", () => {
    const layout = drawn("source:s > silver/a > silver/b > silver/c, silver/a > silver/c, bronze/x");
    expect(
      ["s", "bronze/x", "silver/a", "silver/b", "silver/c"].map((key) => place(layout, key).column),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  it("let a node stand next to what reads it, when more read it than it reads", () => {
    const layout = drawn(
      "silver/a > silver/b > silver/c, source:s > silver/x, silver/x > gold/y, silver/x > gold/z",
    );
    expect(place(layout, "silver/x").column).toBe(place(layout, "silver/c").column);
  });

  it("place a missing asset in the layer that its key names", () => {
    const graph: AssetGraph = {
      ...sketch("silver/b"),
      nodes: [
        { key: "bronze/typo", kind: "missing", layer: null, file: null },
        { key: "silver/b", kind: "asset", layer: "silver", file: null },
      ],
      edges: [{ from: "bronze/typo", to: "silver/b", kind: "data" }],
    };
    const layout = checked(sized(graph));
    expect(layout.edges[0]?.backward).toBe(false);
    expect(layout.bands[place(layout, "bronze/typo").band]?.id).toBe("layer:bronze");
  });
});

describe("edges", () => {
  it("against the layers run from the left side of the upstream to the right side of the reader", () => {
    const layout = drawn("bronze/a > silver/b > gold/c > bronze/a");
    const backward = layout.edges.filter((edge) => edge.backward);
    expect(backward.map((edge) => `${edge.from} > ${edge.to}`)).toEqual(["gold/c > bronze/a"]);
    expect(layout.edges.every((edge) => edge.cyclic)).toBe(true);
  });

  it("of a cycle in one band run forward but for one", () => {
    const layout = drawn("silver/a > silver/b > silver/c > silver/a, silver/c > gold/d");
    expect(layout.edges.filter((edge) => edge.backward).map((edge) => edge.from)).toEqual(["silver/c"]);
    expect(layout.edges.filter((edge) => !edge.cyclic).map((edge) => edge.to)).toEqual(["gold/d"]);
  });

  it("between two nodes that read each other are two lines", () => {
    const [there, back] = drawn("silver/a > silver/b > silver/a").edges;
    expect(there?.points[0]?.y).not.toBe(back?.points.at(-1)?.y);
  });

  it("to oneself loop over the node", () => {
    const [loop] = drawn("silver/a > silver/a").edges;
    expect(loop?.cyclic).toBe(true);
    expect(Math.min(...(loop?.points ?? []).map((point) => point.y))).toBeLessThan(0);
  });

  it("over bands are straight when nothing is in the way", () => {
    for (const edge of drawn("source:s > bronze/a > silver/b > gold/c").edges) {
      expect(new Set(edge.points.map((point) => point.y)).size, edge.to).toBe(1);
    }
  });

  it("of a tree do not cross", () => {
    const layout = drawn(
      "source:s > bronze/a, source:s > bronze/b, bronze/a > silver/z, bronze/b > silver/y, bronze/b > silver/x",
    );
    const top = (key: string): number => place(layout, key).y;
    const aboveA = top("bronze/a") < top("bronze/b");
    expect(top("silver/z") < top("silver/x")).toBe(aboveA);
    expect(top("silver/z") < top("silver/y")).toBe(aboveA);
  });
});

describe("separate parts", () => {
  it("lie under each other, the largest on top, without space lost", () => {
    const layout = drawn("source:s1 > bronze/a, source:s2 > bronze/b > silver/c, gold/alone");
    const top = (key: string): number => place(layout, key).y;
    expect(top("s2")).toBeLessThan(top("s1"));
    expect(top("gold/alone")).toBe(0);
  });
});

describe("large graphs", () => {
  it("a chain of 500 in one layer is one straight line", () => {
    const { graph } = sized(chain(500));
    const inOneLayer = {
      ...graph,
      layers: [{ name: "l", title: "L" }],
      nodes: graph.nodes.map((node) => ({ ...node, layer: "l" })),
    };
    const layout = layoutGraph(inOneLayer, () => ({ width: 50, height: 20 }));
    expect(new Set([...layout.nodes.values()].map((node) => node.y))).toEqual(new Set([0]));
    expect(place(layout, "a000499").column).toBe(499);
  });

  it("10,000 nodes that read the one before and the hub are laid out", () => {
    const { graph } = sized(chain(10_000));
    const hub = graph.nodes[0]?.key ?? "";
    const layered = graph.nodes.map((node, i) => ({ ...node, layer: `l${i % 3}` }));
    const layers = ["l0", "l1", "l2"].map((name) => ({ name, title: name }));
    const edges = layered
      .slice(1)
      .flatMap((node, i) => (i % 7 === 0 ? [{ from: hub, to: node.key, kind: "data" as const }] : []));
    const layout = layoutGraph({ layers, nodes: layered, edges }, () => ({ width: 50, height: 20 }));
    expect(layout.nodes.size).toBe(10_000);
    expect(layout.edges).toHaveLength(edges.length);
  });
});
