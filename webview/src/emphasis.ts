// What stands out in the picture, from the view's state: selection, cursor, hover trace and filter matches. Pure.
import type { Emphasis, Trace } from "./draw/scene.ts";
import { ancestors, descendants, type AssetGraph } from "@strataline/core/graph";

export interface EmphasisInput {
  /** The whole project's. */
  readonly graph: AssetGraph;
  readonly selected: readonly string[];
  readonly active: string | null;
  readonly focused: string | null;
  readonly hovered: string | null;
  readonly matched: ReadonlySet<string> | null;
}

export function emphasisOf(input: EmphasisInput): Emphasis {
  const { graph, selected, active, focused, hovered, matched } = input;
  return {
    selected: new Set(selected),
    active,
    focused,
    traced: hovered === null ? null : traceOf(graph, hovered),
    path: pathBetween(graph, selected),
    matched,
  };
}

/** All ways from one of two selected nodes to the other, ends included; null when there is none, or not two. */
export function pathBetween(graph: AssetGraph, selected: readonly string[]): ReadonlySet<string> | null {
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

export function traceOf(graph: AssetGraph, key: string): Trace {
  return {
    upstream: new Set([key, ...ancestors(graph, key).keys()]),
    downstream: new Set([key, ...descendants(graph, key).keys()]),
  };
}
