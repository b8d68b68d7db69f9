// Which nodes are shown: the whole project, or the neighbourhood of one asset plus what the user expanded. Pure.
import type { AssetGraph } from "@strataline/core";
import type { Expansion, Scope } from "./state.ts";

/** At most this many nodes: the whole project is shown from the start. */
export const SMALL_PROJECT = 60;

/** Neighbours of each node; both maps hold every key of the graph, neighbours in edge order. */
export interface Neighbours {
  readonly upstream: ReadonlyMap<string, readonly string[]>;
  readonly downstream: ReadonlyMap<string, readonly string[]>;
}

export interface HiddenCount {
  readonly upstream: number;
  readonly downstream: number;
}

export interface VisiblePart {
  readonly graph: AssetGraph;
  /** Neighbours left out, for the nodes that have any. */
  readonly hidden: ReadonlyMap<string, HiddenCount>;
}

export function neighboursOf(graph: AssetGraph): Neighbours {
  const upstream = new Map<string, string[]>(graph.nodes.map((node) => [node.key, []]));
  const downstream = new Map<string, string[]>(graph.nodes.map((node) => [node.key, []]));
  for (const { from, to } of graph.edges) {
    downstream.get(from)?.push(to);
    upstream.get(to)?.push(from);
  }
  return { upstream, downstream };
}

/** Every key within `depth` steps of `start` along one direction; `start` itself is included. */
export function reach(
  next: ReadonlyMap<string, readonly string[]>,
  start: string,
  depth = Infinity,
): Set<string> {
  const seen = new Set([start]);
  let frontier = [start];
  for (let step = 0; step < depth && frontier.length > 0; step++) {
    frontier = frontier.flatMap((key) => next.get(key) ?? []).filter((key) => !seen.has(key));
    frontier = [...new Set(frontier)];
    for (const key of frontier) seen.add(key);
  }
  return seen;
}

/** What to show before the user has chosen: everything of a small project, else what is around the active asset. */
export function defaultScope(graph: AssetGraph, active: string | null): Scope {
  const known = active !== null && graph.nodes.some((node) => node.key === active);
  if (graph.nodes.length <= SMALL_PROJECT || !known) return { kind: "project" };
  return { kind: "neighbourhood", key: active, depth: 2 };
}

export function scopeKeys(
  graph: AssetGraph,
  neighbours: Neighbours,
  scope: Scope,
  expanded: readonly Expansion[],
): ReadonlySet<string> {
  const everything = () => new Set(graph.nodes.map((node) => node.key));
  if (scope.kind === "project" || !neighbours.upstream.has(scope.key)) return everything();
  const keys = reach(neighbours.upstream, scope.key, scope.depth);
  for (const key of reach(neighbours.downstream, scope.key, scope.depth)) keys.add(key);
  for (const { key, side } of expanded) {
    if (!keys.has(key)) continue;
    for (const neighbour of neighbours[side].get(key) ?? []) keys.add(neighbour);
  }
  return keys;
}

/** The part of the graph with these keys, and how many neighbours of each were left out. */
export function visiblePart(
  graph: AssetGraph,
  neighbours: Neighbours,
  keys: ReadonlySet<string>,
): VisiblePart {
  const hidden = new Map<string, HiddenCount>();
  const countOutside = (list: readonly string[] = []) => list.filter((key) => !keys.has(key)).length;
  for (const key of keys) {
    const upstream = countOutside(neighbours.upstream.get(key));
    const downstream = countOutside(neighbours.downstream.get(key));
    if (upstream + downstream > 0) hidden.set(key, { upstream, downstream });
  }
  return {
    graph: {
      layers: graph.layers,
      nodes: graph.nodes.filter((node) => keys.has(node.key)),
      edges: graph.edges.filter((edge) => keys.has(edge.from) && keys.has(edge.to)),
    },
    hidden,
  };
}
