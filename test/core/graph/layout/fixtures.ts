// The stored graphs as ours, and sizes for drawn ones.
import { fileURLToPath } from "node:url";
import { readProblem } from "../../../../bench/layout/problem.ts";
import { compareEdges, type AssetGraph, type Size } from "@strataline/core/graph";

export interface Sized {
  readonly graph: AssetGraph;
  readonly sizeOf: (key: string) => Size;
}

export const STORED = ["real-jaffle", "real-salesforce", "real-squared", "syn-200"] as const;

export function stored(name: (typeof STORED)[number]): Sized {
  return readProblem(fileURLToPath(new URL(`../../../graphs/${name}.json`, import.meta.url)));
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
