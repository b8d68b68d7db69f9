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
  const numberOf = new Map<string, number>();
  for (const [number, { key }] of nodes.entries()) numberOf.set(key, number);
  const ends = new Int32Array(2 * edges.length);
  const upstreamCounts = new Int32Array(nodes.length);
  const downstreamCounts = new Int32Array(nodes.length);
  let count = 0;
  let from: number | undefined;
  let fromKey: string | undefined;
  for (const edge of edges) {
    // Sorted by `from`: most edges begin where the one before began.
    if (edge.from !== fromKey) {
      fromKey = edge.from;
      from = numberOf.get(fromKey);
    }
    const to = numberOf.get(edge.to);
    if (from === undefined || to === undefined) continue;
    ends[count++] = from;
    ends[count++] = to;
    downstreamCounts[from] = (downstreamCounts[from] ?? 0) + 1;
    upstreamCounts[to] = (upstreamCounts[to] ?? 0) + 1;
  }
  const upstream = listsOf(upstreamCounts);
  const downstream = listsOf(downstreamCounts);
  // Backwards, filling each list from its end: ascending, because the edges are.
  for (let i = count - 2; i >= 0; i -= 2) {
    const start = ends[i] ?? 0;
    const end = ends[i + 1] ?? 0;
    put(downstream[start], downstreamCounts, start, end);
    put(upstream[end], upstreamCounts, end, start);
  }
  return { nodes, numberOf, upstream, downstream };
}

const NONE: number[] = [];

/** Lists of exactly these lengths: growing ones would take several times the memory. */
function listsOf(counts: Int32Array): number[][] {
  return Array.from(counts, (length) => (length === 0 ? NONE : new Array<number>(length).fill(0)));
}

function put(list: number[] | undefined, left: Int32Array, at: number, value: number): void {
  const index = (left[at] ?? 0) - 1;
  left[at] = index;
  if (list) list[index] = value;
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
