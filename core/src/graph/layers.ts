// Who may read whom: the order of the layers, with sources before the first and data products after the last.
// The one place that knows it; rules, runner and layout ask here.
import type { AssetGraph, GraphNode, Layer } from "./model.ts";

type Layered = Pick<AssetGraph, "layers">;

/**
 * The place of a node in the data's way: -1 for sources, the index of its layer, the number of layers for data products.
 * null when it has none: missing and dynamic nodes without a layer, assets whose layer is not configured.
 */
export function layerIndex({ layers }: Layered, node: GraphNode): number | null {
  if (node.kind === "source") return -1;
  if (node.kind === "dataProduct") return layers.length;
  const index = layers.findIndex((layer) => layer.name === node.layer);
  return index === -1 ? null : index;
}

/** The downstream node stands before the upstream one: silver reads gold. False when either has no place. */
export function isUpwardRead(graph: Layered, upstream: GraphNode, downstream: GraphNode): boolean {
  const from = layerIndex(graph, upstream);
  const to = layerIndex(graph, downstream);
  return from !== null && to !== null && from > to;
}

/** The layers strictly between the two, in order: gold reads bronze → silver. Empty when none, or when either has no place. */
export function skippedLayers(graph: Layered, upstream: GraphNode, downstream: GraphNode): readonly Layer[] {
  const from = layerIndex(graph, upstream);
  const to = layerIndex(graph, downstream);
  return from === null || to === null ? [] : graph.layers.slice(from + 1, Math.max(from + 1, to));
}
