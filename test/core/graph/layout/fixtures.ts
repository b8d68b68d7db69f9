// The stored graphs as ours, and sizes for drawn ones.
import { readFileSync } from "node:fs";
import {
  compareEdges,
  compareNodes,
  type AssetGraph,
  type GraphNode,
  type Size,
} from "@strataline/core/graph";

interface StoredGraph {
  /** The first one holds the sources. */
  readonly layers: readonly string[];
  readonly nodes: readonly {
    readonly id: string;
    readonly layer: number;
    readonly group?: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly (readonly [string, string])[];
}

export interface Sized {
  readonly graph: AssetGraph;
  readonly sizeOf: (key: string) => Size;
}

export const STORED = ["real-jaffle", "real-salesforce", "real-squared", "syn-200"] as const;

export function stored(name: (typeof STORED)[number]): Sized {
  const file = new URL(`../../../graphs/${name}.json`, import.meta.url);
  const { layers, nodes, edges } = JSON.parse(readFileSync(file, "utf8")) as StoredGraph;
  const sizes = new Map(nodes.map(({ id, width, height }) => [id, { width, height }]));
  return {
    graph: {
      layers: layers.slice(1).map((layer) => ({ name: layer, title: layer })),
      nodes: nodes
        .map(({ id, layer, group }): GraphNode => {
          const isSource = layer === 0;
          return {
            key: id,
            kind: isSource ? "source" : "asset",
            layer: isSource ? null : (layers[layer] ?? null),
            file: null,
            ...(group === undefined ? {} : { group }),
          };
        })
        .sort(compareNodes),
      edges: edges.map(([from, to]) => ({ from, to, kind: "data" as const })).sort(compareEdges),
    },
    sizeOf: (key) => sizes.get(key) ?? { width: 100, height: 32 },
  };
}

/** Labels of different lengths, and rows of different heights. */
export function sized(graph: AssetGraph): Sized {
  return {
    graph,
    sizeOf: (key) => ({
      width: 60 + 7 * key.length + (key.charCodeAt(key.length - 1) % 5) * 9,
      height: 32 + (key.length % 3) * 12,
    }),
  };
}

/** A tenth or so of the edges between layers run against their order. */
export function withTurnedEdges({ graph, sizeOf }: Sized): Sized {
  const taken = new Set(graph.edges.map(({ from, to }) => `${to}\n${from}`));
  const edges = graph.edges.map((edge, i) =>
    i % 9 === 0 && !taken.has(`${edge.from}\n${edge.to}`) ? { ...edge, from: edge.to, to: edge.from } : edge,
  );
  return { graph: { ...graph, edges: edges.sort(compareEdges) }, sizeOf };
}

/** The folders of `node.group`, outermost first. */
export function groupsOf({ nodes }: AssetGraph): (key: string) => readonly string[] {
  const paths = new Map(
    nodes.map(({ key, group }) => [key, (group ?? "").split("/").filter((part) => part !== "")]),
  );
  return (key) => paths.get(key) ?? [];
}
