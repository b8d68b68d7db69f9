// Which assets an asset could read too, the likely ones first, and what speaks against the others. Pure.
import {
  descendants,
  isUpwardRead,
  layerIndex,
  nodeOf,
  upstreamOf,
  type AssetGraph,
} from "@strataline/core/graph";

export interface DepChoice {
  readonly key: string;
  /** Title of its layer, or its kind. */
  readonly stage: string;
  /** null: nothing does. */
  readonly against: "closes a cycle" | "later layer" | null;
}

/** Nothing that is read already, and no data products: nothing reads those. */
export function depChoices(graph: AssetGraph, key: string): readonly DepChoice[] {
  const reader = nodeOf(graph, key);
  if (reader === undefined) return [];
  const known = new Set([key, ...upstreamOf(graph, key)]);
  const below = descendants(graph, [key]);
  const own = layerIndex(graph, reader);
  const distance = (index: number | null): number =>
    own === null || index === null ? 0 : Math.abs(own - index);
  return graph.nodes
    .filter((node) => (node.kind === "asset" || node.kind === "source") && !known.has(node.key))
    .map((node) => {
      const against = below.has(node.key)
        ? ("closes a cycle" as const)
        : isUpwardRead(graph, node, reader)
          ? ("later layer" as const)
          : null;
      const title = graph.layers.find(({ name }) => name === node.layer)?.title;
      const choice: DepChoice = {
        key: node.key,
        stage: title ?? (node.kind === "source" ? "Source" : "No layer"),
        against,
      };
      return { choice, rank: (against === null ? 0 : 100) + distance(layerIndex(graph, node)) };
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ choice }) => choice);
}

/** A key to begin with for an asset that reads this one: the same name, one layer on. */
export function downstreamKey(graph: AssetGraph, key: string): string {
  const node = nodeOf(graph, key);
  const index = node === undefined ? null : layerIndex(graph, node);
  const layer = graph.layers[index === null ? 0 : Math.min(index + 1, graph.layers.length - 1)]?.name;
  const name = key.slice(key.lastIndexOf("/") + 1);
  const wanted = layer === undefined ? name : `${layer}/${name}`;
  let free = wanted;
  for (let count = 2; nodeOf(graph, free) !== undefined; count++) free = `${wanted}_${count}`;
  return free;
}
