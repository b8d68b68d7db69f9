// How an edge looks: what it says of itself, and what the emphasis makes of it. One answer for SVG and canvas. Pure.
import { isTracedEdge, type DrawnEdge, type Emphasis } from "./scene.ts";

/** The strongest that holds: a cycle and an edge against the layers are wrong; a failed upstream is news; the rest is normal. */
export type EdgeState = "normal" | "failed" | "backward" | "cyclic";

export function edgeState({ cyclic, against, fromFailed }: DrawnEdge): EdgeState {
  if (cyclic) return "cyclic";
  if (against) return "backward";
  return fromFailed ? "failed" : "normal";
}

export type Stress = "lit" | "touches" | "dim" | "none";

export function stressOf({ route: { from, to } }: DrawnEdge, emphasis: Emphasis): Stress {
  const { traced, matched, selected, path } = emphasis;
  if (traced !== null) return isTracedEdge(traced, from, to) ? "lit" : "dim";
  if (path !== null) return path.has(from) && path.has(to) ? "lit" : "dim";
  if (matched !== null && !(matched.has(from) && matched.has(to))) return "dim";
  return selected.has(from) || selected.has(to) ? "touches" : "none";
}

/** Pixels that an edge is wider for the edges it stands for: a hundred are no hundred times as wide. */
export function bundleWidth(count: number): number {
  return Math.min(4, Math.round(Math.log2(count) * 6) / 10);
}
