// Left to right, which columns a graph is drawn in: sources, each layer, data products, and what fits none of them.
import type { AssetGraph, GraphNode } from "../model.ts";

export interface Band {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
}

/** Bands with something in them. Nodes keep the graph's order. */
export function bandsOf({ layers, nodes }: AssetGraph): readonly Band[] {
  const sources = nodes.filter(({ kind }) => kind === "source");
  const products = nodes.filter(({ kind }) => kind === "dataProduct");
  const missing = nodes.filter(({ kind }) => kind === "missing");
  const others = nodes.filter(
    ({ kind, layer }) => layer === null && (kind === "asset" || kind === "dynamic"),
  );
  const bands: readonly Band[] = [
    { title: "Sources", nodes: sources },
    { title: "Missing", nodes: missing },
    ...layers.map(({ name, title }) => ({
      title,
      nodes: nodes.filter(({ kind, layer }) => layer === name && (kind === "asset" || kind === "dynamic")),
    })),
    { title: "No layer", nodes: others },
    { title: "Data products", nodes: products },
  ];
  return bands.filter((band) => band.nodes.length > 0);
}
