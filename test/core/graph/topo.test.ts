import {
  ancestors,
  descendants,
  downstreamOf,
  nodeOf,
  topologicalOrder,
  upstreamOf,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { chain, randomGraph, sketch } from "./sketch.ts";

describe("topologicalOrder", () => {
  it("puts upstreams first, then sorts by key", () => {
    expect(topologicalOrder(sketch("z > b > c, a > c, z > a"))).toEqual(["z", "a", "b", "c"]);
  });

  it("keeps the keys of a cycle together, after what they read and before their readers", () => {
    expect(topologicalOrder(sketch("x > a > b > a, b > y, c > d"))).toEqual(["c", "x", "a", "b", "d", "y"]);
  });

  it("holds every key once and breaks no edge outside of cycles", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const graph = randomGraph(seed, 20);
      const order = topologicalOrder(graph);
      expect([...order].sort(), `seed ${seed}`).toEqual(graph.nodes.map((node) => node.key));
      for (const { from, to } of graph.edges) {
        if (from === to || ancestors(graph, from).has(to)) continue;
        expect(order.indexOf(from), `seed ${seed}: ${from} > ${to}`).toBeLessThan(order.indexOf(to));
      }
    }
  });

  it("takes a chain of 20,000", () => {
    const graph = chain(20_000);
    expect(topologicalOrder(graph)).toEqual(graph.nodes.map((node) => node.key));
  });
});

describe("ancestors and descendants", () => {
  const graph = sketch("a > b > d > e, a > c > d, a > d");

  it("give the shortest distance, nearest first, without the start", () => {
    expect([...ancestors(graph, "e")]).toEqual([
      ["d", 1],
      ["a", 2],
      ["b", 2],
      ["c", 2],
    ]);
    expect([...descendants(graph, "a")]).toEqual([
      ["b", 1],
      ["c", 1],
      ["d", 1],
      ["e", 2],
    ]);
  });
  it("stop at a depth", () => expect([...ancestors(graph, "e", 1).keys()]).toEqual(["d"]));
  it("take several starts", () => expect([...descendants(graph, ["b", "c"]).keys()]).toEqual(["d", "e"]));
  it("leave the start out on a cycle", () => {
    expect([...ancestors(sketch("a > b > a, a > a"), "a").keys()]).toEqual(["b"]);
  });
  it("are empty for an unknown key", () => expect(ancestors(graph, "nope").size).toBe(0));
  it("reach the end of a long chain", () =>
    expect(descendants(chain(10_000), "a000000").get("a009999")).toBe(9999));
});

describe("neighbours", () => {
  const graph = sketch("b > c, a > c, c > d");
  it("are direct and sorted", () => {
    expect(upstreamOf(graph, "c")).toEqual(["a", "b"]);
    expect(downstreamOf(graph, "c")).toEqual(["d"]);
    expect(nodeOf(graph, "d")?.file).toBe("assets/d.ts");
  });
  it("are none for an unknown key, and edges to unknown keys do not count", () => {
    const broken = { ...graph, edges: [...graph.edges, { from: "d", to: "ghost", kind: "data" as const }] };
    expect(downstreamOf(broken, "d")).toEqual([]);
    expect(upstreamOf(broken, "ghost")).toEqual([]);
    expect(nodeOf(broken, "ghost")).toBeUndefined();
  });
});
