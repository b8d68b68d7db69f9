// What differs between two graphs of one project. The view applies it without a reload.
import type { AssetGraph, GraphEdge, GraphNode, Layer } from "./model.ts";

export interface GraphDelta {
  /** Set when layers changed. */
  readonly layers?: readonly Layer[];
  /** New nodes, and nodes of which anything changed, whole. */
  readonly upserted: readonly GraphNode[];
  readonly removed: readonly string[];
  readonly addedEdges: readonly GraphEdge[];
  readonly removedEdges: readonly GraphEdge[];
}
