// Orders and reach along the edges: what runs before what, what lies up- and downstream and how far.
import { adjacencyOf, keysAt, type Adjacency } from "./adjacency.ts";
import { stronglyConnected } from "./components.ts";
import type { AssetGraph } from "./model.ts";

/**
 * All keys, upstream first: by the longest way from a root, then by key. The keys of one cycle stand together, as there is no
 * right order for them.
 */
export function topologicalOrder(graph: AssetGraph): readonly string[] {
  const adjacency = adjacencyOf(graph);
  const components = stronglyConnected(adjacency.downstream);
  const depth = depths(adjacency, components.of, components.count);
  const first = new Int32Array(components.count).fill(-1);
  components.of.forEach((component, node) => {
    if (first[component] === -1) first[component] = node;
  });
  const rank = (node: number): number => depth[components.of[node] ?? 0] ?? 0;
  const leader = (node: number): number => first[components.of[node] ?? 0] ?? 0;
  const order = adjacency.nodes.map((_, node) => node);
  order.sort((a, b) => rank(a) - rank(b) || leader(a) - leader(b) || a - b);
  return keysAt(adjacency, order);
}

/** Longest way from a root to each component. */
function depths({ upstream }: Adjacency, componentOf: Int32Array, count: number): Int32Array {
  const members: number[][] = Array.from({ length: count }, () => []);
  componentOf.forEach((component, node) => members[component]?.push(node));
  const depth = new Int32Array(count);
  members.forEach((nodes, component) => {
    for (const node of nodes) {
      for (const from of upstream[node] ?? []) {
        const before = componentOf[from] ?? 0;
        if (before !== component)
          depth[component] = Math.max(depth[component] ?? 0, (depth[before] ?? 0) + 1);
      }
    }
  });
  return depth;
}

/** Everything upstream of `keys`, with the number of edges of the shortest way: nearest first. Without `keys` themselves. */
export function ancestors(
  graph: AssetGraph,
  keys: string | Iterable<string>,
  maxDepth: number = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, number> {
  return reach(graph, keys, maxDepth, "upstream");
}

/** Everything downstream of `keys`, with the number of edges of the shortest way: nearest first. Without `keys` themselves. */
export function descendants(
  graph: AssetGraph,
  keys: string | Iterable<string>,
  maxDepth: number = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, number> {
  return reach(graph, keys, maxDepth, "downstream");
}

function reach(
  graph: AssetGraph,
  keys: string | Iterable<string>,
  maxDepth: number,
  side: "upstream" | "downstream",
): ReadonlyMap<string, number> {
  const adjacency = adjacencyOf(graph);
  const starts: number[] = [];
  for (const key of typeof keys === "string" ? [keys] : keys) {
    const number = adjacency.numberOf.get(key);
    if (number !== undefined) starts.push(number);
  }
  const found = new Map<string, number>();
  for (const [number, depth] of reachNumbers(adjacency[side], starts, maxDepth)) {
    const key = adjacency.nodes[number]?.key;
    if (key !== undefined && depth > 0) found.set(key, depth);
  }
  return found;
}

/** Breadth first; the starts are in it with depth 0. */
export function reachNumbers(
  next: readonly (readonly number[])[],
  starts: Iterable<number>,
  maxDepth: number,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const start of starts) found.set(start, 0);
  // A Map yields entries added while it is walked: it is its own queue.
  for (const [node, depth] of found) {
    if (depth >= maxDepth) break;
    for (const neighbour of next[node] ?? []) {
      if (!found.has(neighbour)) found.set(neighbour, depth + 1);
    }
  }
  return found;
}
