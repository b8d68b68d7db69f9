// What stands out in the picture, from the view's state: selection, cursor, hover trace and filter matches. Pure.
import type { Emphasis, Trace } from "./draw/scene.ts";
import { ancestors, descendants, type AssetGraph, type GroupedGraph } from "@strataline/core/graph";

export interface EmphasisInput {
  /** The whole project's. */
  readonly graph: AssetGraph;
  readonly selected: readonly string[];
  readonly active: string | null;
  readonly focused: string | null;
  readonly hovered: string | null;
  readonly matched: ReadonlySet<string> | null;
  readonly grouped: GroupedGraph;
}

/** A closed group stands out as soon as one of its assets does. */
export function emphasisOf(input: EmphasisInput): Emphasis {
  const { graph, selected, active, focused, hovered, matched, grouped } = input;
  const { standIn, groups } = grouped;
  const seen = (key: string) => standIn.get(key) ?? key;
  const allSeen = (keys: ReadonlySet<string>) => (standIn.size === 0 ? keys : new Set([...keys].map(seen)));
  const trace = hovered === null ? null : traceOf(graph, groups.get(hovered)?.members ?? [hovered]);
  const path = pathBetween(graph, selected);
  return {
    selected: allSeen(new Set(selected)),
    active: active === null ? null : seen(active),
    focused,
    traced: trace && { upstream: allSeen(trace.upstream), downstream: allSeen(trace.downstream) },
    path: path && allSeen(path),
    matched: matched && allSeen(matched),
  };
}

/** All ways from one of two selected nodes to the other, ends included; null when there is none, or not two. */
function pathBetween(graph: AssetGraph, selected: readonly string[]): ReadonlySet<string> | null {
  const [one, other] = selected;
  if (one === undefined || other === undefined || selected.length !== 2) return null;
  return waysFrom(graph, one, other) ?? waysFrom(graph, other, one);
}

function waysFrom(graph: AssetGraph, from: string, to: string): ReadonlySet<string> | null {
  const after = descendants(graph, from);
  if (!after.has(to)) return null;
  const between = [...ancestors(graph, to).keys()].filter((key) => after.has(key));
  return new Set([from, ...between, to]);
}

function traceOf(graph: AssetGraph, keys: readonly string[]): Trace {
  return {
    upstream: new Set([...keys, ...ancestors(graph, keys).keys()]),
    downstream: new Set([...keys, ...descendants(graph, keys).keys()]),
  };
}
