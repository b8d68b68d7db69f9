// Who reads whom, by number: the one index under every walk over a graph.
import type { AssetGraph, GraphNode } from "./model.ts";

/** Nodes are numbered in the order of `graph.nodes`, so numbers compare as keys do. */
export interface Adjacency {
  readonly nodes: readonly GraphNode[];
  readonly numberOf: ReadonlyMap<string, number>;
  /** Upstream and downstream numbers of each node, ascending. Edges to keys without a node are left out. */
  readonly upstream: readonly (readonly number[])[];
  readonly downstream: readonly (readonly number[])[];
}

const known = new WeakMap<AssetGraph, Adjacency>();

/** Graphs are immutable, so one index per graph object is kept as long as the graph is. */
export function adjacencyOf(graph: AssetGraph): Adjacency {
  const found = known.get(graph);
  if (found !== undefined) return found;
  const made = buildAdjacency(graph);
  known.set(graph, made);
  return made;
}

function buildAdjacency({ nodes, edges }: AssetGraph): Adjacency {
  const numberOf = new Map(nodes.map((node, number) => [node.key, number]));
  const upstream: number[][] = nodes.map(() => []);
  const downstream: number[][] = nodes.map(() => []);
  for (const edge of edges) {
    const from = numberOf.get(edge.from);
    const to = numberOf.get(edge.to);
    if (from === undefined || to === undefined) continue;
    downstream[from]?.push(to);
    upstream[to]?.push(from);
  }
  return { nodes, numberOf, upstream, downstream };
}

/** Direct upstream keys, sorted; empty for an unknown key. */
export function upstreamOf(graph: AssetGraph, key: string): readonly string[] {
  return neighbours(graph, key, "upstream");
}

/** Direct downstream keys, sorted; empty for an unknown key. */
export function downstreamOf(graph: AssetGraph, key: string): readonly string[] {
  return neighbours(graph, key, "downstream");
}

function neighbours(graph: AssetGraph, key: string, side: "upstream" | "downstream"): readonly string[] {
  const adjacency = adjacencyOf(graph);
  const number = adjacency.numberOf.get(key);
  return number === undefined ? [] : keysAt(adjacency, adjacency[side][number] ?? []);
}

/** The node of a key, or undefined. */
export function nodeOf(graph: AssetGraph, key: string): GraphNode | undefined {
  const { nodes, numberOf } = adjacencyOf(graph);
  const number = numberOf.get(key);
  return number === undefined ? undefined : nodes[number];
}

export function keysAt({ nodes }: Adjacency, numbers: Iterable<number>): readonly string[] {
  const keys: string[] = [];
  for (const number of numbers) {
    const node = nodes[number];
    if (node !== undefined) keys.push(node.key);
  }
  return keys;
}
