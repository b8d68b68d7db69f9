// A part of a graph: some of its nodes, and the edges among them.
import type { AssetGraph } from "./model.ts";

/** The layers stay, also those that are empty now: they say what a layer's place is. */
export function partOf(graph: AssetGraph, keys: ReadonlySet<string>): AssetGraph {
  return {
    layers: graph.layers,
    nodes: graph.nodes.filter((node) => keys.has(node.key)),
    edges: graph.edges.filter((edge) => keys.has(edge.from) && keys.has(edge.to)),
  };
}
