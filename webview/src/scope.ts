// Which nodes are shown: the whole project, or the neighbourhood of one asset plus what the user expanded. Pure.
import {
  ancestors,
  bandsOf,
  descendants,
  downstreamOf,
  nodeOf,
  partOf,
  upstreamOf,
  type AssetGraph,
} from "@strataline/core/graph";
import type { Expansion, Scope } from "./state.ts";

/** At most this many nodes: the whole project is shown from the start. */
export const SMALL_PROJECT = 60;

export interface HiddenCount {
  readonly upstream: number;
  readonly downstream: number;
}

export interface VisiblePart {
  readonly graph: AssetGraph;
  /** Neighbours left out, for the nodes that have any. */
  readonly hidden: ReadonlyMap<string, HiddenCount>;
}

/** What to show before the user has chosen: everything of a small project, else what is around the active asset. */
export function defaultScope(graph: AssetGraph, active: string | null): Scope {
  const known = active !== null && nodeOf(graph, active) !== undefined;
  if (graph.nodes.length <= SMALL_PROJECT || !known) return { kind: "project" };
  return { kind: "neighbourhood", key: active, depth: 2 };
}

export function scopeKeys(
  graph: AssetGraph,
  scope: Scope,
  expanded: readonly Expansion[],
): ReadonlySet<string> {
  if (scope.kind === "project" || nodeOf(graph, scope.key) === undefined) {
    return new Set(graph.nodes.map((node) => node.key));
  }
  const { key: centre, depth } = scope;
  const keys = new Set([
    centre,
    ...ancestors(graph, centre, depth).keys(),
    ...descendants(graph, centre, depth).keys(),
  ]);
  for (const { key, side } of expanded) {
    if (!keys.has(key)) continue;
    for (const neighbour of side === "upstream" ? upstreamOf(graph, key) : downstreamOf(graph, key)) {
      keys.add(neighbour);
    }
  }
  return keys;
}

/** Without what stands in a hidden band. */
export function withoutBands(
  graph: AssetGraph,
  keys: ReadonlySet<string>,
  hidden: readonly string[],
): ReadonlySet<string> {
  if (hidden.length === 0) return keys;
  const shown = bandsOf(graph).filter(({ id }) => !hidden.includes(id));
  return new Set(shown.flatMap(({ nodes }) => nodes.map(({ key }) => key)).filter((key) => keys.has(key)));
}

/** The part of the graph with these keys, and how many neighbours of each were left out. */
export function visiblePart(graph: AssetGraph, keys: ReadonlySet<string>): VisiblePart {
  const hidden = new Map<string, HiddenCount>();
  if (keys.size === graph.nodes.length) return { graph, hidden };
  const countOutside = (list: readonly string[]) => list.filter((key) => !keys.has(key)).length;
  for (const key of keys) {
    const upstream = countOutside(upstreamOf(graph, key));
    const downstream = countOutside(downstreamOf(graph, key));
    if (upstream + downstream > 0) hidden.set(key, { upstream, downstream });
  }
  return { graph: partOf(graph, keys), hidden };
}

/** A hidden layer has no lane either. */
export function withoutLayers(part: VisiblePart, hiddenBands: readonly string[]): VisiblePart {
  if (hiddenBands.length === 0) return part;
  const layers = part.graph.layers.filter(({ name }) => !hiddenBands.includes(`layer:${name}`));
  return { ...part, graph: { ...part.graph, layers } };
}
