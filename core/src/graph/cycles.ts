// Where the graph reads itself. One short cycle for each knot, so that a user sees what to cut, not everything that is tangled.
import { adjacencyOf, keysAt, type Adjacency } from "./adjacency.ts";
import { stronglyConnected } from "./components.ts";
import type { AssetGraph } from "./model.ts";

/** Above this many nodes in one knot, only the shortest cycle through its first key is looked for. */
const EXHAUSTIVE = 200;

/**
 * Each knot (strongly connected component) as one shortest cycle, and each node that reads itself. A cycle is its keys in
 * the order of the data's way, from its smallest key; the last one leads back to the first. Sorted by first key.
 */
export function findCycles(graph: AssetGraph): readonly (readonly string[])[] {
  const adjacency = adjacencyOf(graph);
  const cycles: number[][] = [];
  adjacency.downstream.forEach((next, node) => {
    if (next.includes(node)) cycles.push([node]);
  });
  for (const knot of knots(adjacency)) cycles.push(shortestCycle(adjacency, knot));
  cycles.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || a.length - b.length);
  return cycles.map((cycle) => keysAt(adjacency, cycle));
}

/** All keys of each knot of two nodes or more, and each key that reads itself alone; sorted. */
export function findKnots(graph: AssetGraph): readonly (readonly string[])[] {
  const adjacency = adjacencyOf(graph);
  const all = knots(adjacency);
  const tied = new Set(all.flat());
  adjacency.downstream.forEach((next, node) => {
    if (next.includes(node) && !tied.has(node)) all.push([node]);
  });
  all.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  return all.map((knot) => keysAt(adjacency, knot));
}

/** Members ascending; components of one node are no knots. */
function knots({ downstream }: Adjacency): number[][] {
  const components = stronglyConnected(downstream);
  if (components.count === downstream.length) return [];
  const members: number[][] = Array.from({ length: components.count }, () => []);
  components.of.forEach((component, node) => members[component]?.push(node));
  return members.filter((member) => member.length > 1);
}

function shortestCycle(adjacency: Adjacency, knot: readonly number[]): number[] {
  const inside = new Set(knot);
  const starts = knot.length > EXHAUSTIVE ? knot.slice(0, 1) : knot;
  let best: number[] = [];
  for (const start of starts) {
    const cycle = shortestCycleThrough(adjacency, inside, start, best.length || Number.POSITIVE_INFINITY);
    if (cycle !== null) best = cycle;
    if (best.length === 2) break;
  }
  const first = best.indexOf(best.reduce((least, node) => Math.min(least, node), Number.POSITIVE_INFINITY));
  return [...best.slice(first), ...best.slice(0, first)];
}

/** Breadth first from `start` back to it, inside the knot; null when no cycle is shorter than `below`. */
function shortestCycleThrough(
  { downstream }: Adjacency,
  inside: ReadonlySet<number>,
  start: number,
  below: number,
): number[] | null {
  const cameFrom = new Map<number, number>();
  let front = [start];
  for (let length = 1; front.length > 0 && length < below; length++) {
    const next: number[] = [];
    for (const node of front) {
      for (const to of downstream[node] ?? []) {
        if (to === start && node !== start) return walkBack(cameFrom, node, start);
        if (to === start || !inside.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, node);
        next.push(to);
      }
    }
    front = next;
  }
  return null;
}

function walkBack(cameFrom: ReadonlyMap<number, number>, last: number, start: number): number[] {
  const cycle: number[] = [];
  for (let node: number | undefined = last; node !== undefined && node !== start; node = cameFrom.get(node)) {
    cycle.push(node);
  }
  return [start, ...cycle.reverse()];
}

/** A number for each key, such that every edge leads to a greater one; null when there is a cycle. */
export function topologicalRanks(graph: AssetGraph): Map<string, number> | null {
  const { nodes, downstream } = adjacencyOf(graph);
  const components = stronglyConnected(downstream);
  const readsItself = downstream.some((next, node) => next.includes(node));
  if (components.count < nodes.length || readsItself) return null;
  return new Map(nodes.map(({ key }, node) => [key, components.of[node] ?? 0]));
}
