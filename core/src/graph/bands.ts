// The column groups a person sees: sources, each layer in order, data products, and what has no place. Shared by the view's
// layout and the text formats, so that all of them show the same.
import { layerIndex } from "./layers.ts";
import type { AssetGraph, GraphNode } from "./model.ts";

export interface NodeBand {
  /** "sources", "dataProducts", "unknown", or `layer:<name>`. */
  readonly id: string;
  readonly title: string;
  /** Sorted by key. */
  readonly nodes: readonly GraphNode[];
}

/** All layers, empty ones too; the other bands only when somebody stands in them. Every node is in one band. */
export function bandsOf(graph: AssetGraph): readonly NodeBand[] {
  const products = graph.layers.length;
  const places = new Map<number | null, GraphNode[]>();
  for (const node of graph.nodes) {
    const place = layerIndex(graph, node) ?? layerOfMissing(graph, node);
    const band = places.get(place);
    if (band === undefined) places.set(place, [node]);
    else band.push(node);
  }
  const band = (id: string, title: string, place: number | null): NodeBand => ({
    id,
    title,
    nodes: places.get(place) ?? [],
  });
  return [
    band("sources", "Sources", -1),
    ...graph.layers.map((layer, index) => band(`layer:${layer.name}`, layer.title, index)),
    band("dataProducts", "Data products", products),
    band("unknown", "No layer", null),
  ].filter(({ id, nodes }) => id.startsWith("layer:") || nodes.length > 0);
}

/** A missing key stands where the asset would stand that somebody wanted to read: in the layer that its key names. */
function layerOfMissing({ layers }: AssetGraph, node: GraphNode): number | null {
  if (node.kind !== "missing") return null;
  const index = layers.findIndex((layer) => node.key.startsWith(`${layer.name}/`));
  return index === -1 ? null : index;
}
