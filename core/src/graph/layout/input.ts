// A graph in numbers, as the phases of the layout want it.
import { adjacencyOf } from "../adjacency.ts";
import { bandsOf, type NodeBand } from "../bands.ts";
import { stronglyConnected } from "../components.ts";
import type { AssetGraph } from "../model.ts";
import type { Size } from "./model.ts";

export interface LayoutInput {
  readonly keys: readonly string[];
  readonly width: Float64Array;
  readonly height: Float64Array;
  readonly bands: readonly NodeBand[];
  readonly bandOf: Int32Array;
  /** Ends of each edge between two different nodes. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Nodes that read themselves. */
  readonly selfLoops: readonly number[];
  /** Strongly connected component of each node. */
  readonly component: Int32Array;
}

export function layoutInput(graph: AssetGraph, sizeOf: (key: string) => Size): LayoutInput {
  const { numberOf, downstream } = adjacencyOf(graph);
  const count = graph.nodes.length;
  const width = new Float64Array(count);
  const height = new Float64Array(count);
  graph.nodes.forEach(({ key }, node) => {
    const size = sizeOf(key);
    width[node] = atLeastOne(size.width);
    height[node] = atLeastOne(size.height);
  });
  const bands = bandsOf(graph);
  const bandOf = new Int32Array(count);
  bands.forEach((band, number) => {
    for (const { key } of band.nodes) bandOf[numberOf.get(key) ?? 0] = number;
  });
  // Edges to keys without a node have no end: there are at most as many as the graph has.
  const from = new Int32Array(graph.edges.length);
  const to = new Int32Array(graph.edges.length);
  let edges = 0;
  const selfLoops: number[] = [];
  downstream.forEach((targets, node) => {
    for (const target of targets) {
      if (target === node) {
        selfLoops.push(node);
        continue;
      }
      from[edges] = node;
      to[edges++] = target;
    }
  });
  return {
    keys: graph.nodes.map((node) => node.key),
    width,
    height,
    bands,
    bandOf,
    from: from.subarray(0, edges),
    to: to.subarray(0, edges),
    selfLoops,
    component: stronglyConnected(downstream).of,
  };
}

/** A label that is not measured yet must not break the arithmetic. */
function atLeastOne(length: number): number {
  return Number.isFinite(length) && length > 1 ? length : 1;
}
