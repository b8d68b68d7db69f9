// How far down each node stands: straight edges first. Order and distances in a column are given; sweeps pull every node to
// the middle of its neighbours, long edges the strongest.
import { ColumnPlacer } from "./isotonic.ts";
import type { Links } from "./links.ts";
import type { LayoutGaps } from "./options.ts";
import type { Part } from "./parts.ts";
import type { ProperGraph } from "./proper.ts";

const SWEEPS = 8;
/** How much an edge piece wants to be straight, by how many of its ends are dummies. */
const STRAIGHTNESS = [1, 2, 8] as const;

/** Writes the centre of each node to `y`. Each part may lie anywhere: packing moves it as a whole. */
export function placeParts(
  graph: ProperGraph,
  parts: readonly Part[],
  gaps: LayoutGaps,
  y: Float64Array,
): void {
  const wanted = new Float64Array(graph.count);
  const weight = new Float64Array(graph.count);
  const placer = new ColumnPlacer(graph.count);
  for (const part of parts) placePart({ graph, wanted, weight, placer, gaps, y }, part);
}

interface Placing {
  readonly graph: ProperGraph;
  readonly wanted: Float64Array;
  readonly weight: Float64Array;
  readonly placer: ColumnPlacer;
  readonly gaps: LayoutGaps;
  readonly y: Float64Array;
}

function placePart({ graph, wanted, weight, placer, gaps, y }: Placing, part: Part): void {
  const offsets = part.columns.map((column) => closestOffsets(graph, column, gaps));
  part.columns.forEach((column, i) => column.forEach((node, at) => (y[node] = offsets[i]?.[at] ?? 0)));
  if (part.columns.length < 2) return;
  const into = { y, top: Number.NEGATIVE_INFINITY };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const toRight = sweep % 2 === 0;
    const both = sweep >= SWEEPS - 3;
    for (let i = 0; i < part.columns.length; i++) {
      const at = toRight ? i : part.columns.length - 1 - i;
      const column = part.columns[at] ?? [];
      for (const node of column) {
        const here = { sum: 0, weight: 0 };
        if (both || toRight) pull(graph, graph.left, node, y, here);
        if (both || !toRight) pull(graph, graph.right, node, y, here);
        wanted[node] = here.weight > 0 ? here.sum / here.weight : (y[node] ?? 0);
        weight[node] = here.weight > 0 ? here.weight : 0.01;
      }
      placer.place(column, offsets[at] ?? new Float64Array(), wanted, weight, into);
    }
  }
}

function pull(
  { real }: ProperGraph,
  { start, target }: Links,
  node: number,
  y: Float64Array,
  into: { sum: number; weight: number },
): void {
  for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
    const other = target[at] ?? 0;
    const dummies = (node >= real ? 1 : 0) + (other >= real ? 1 : 0);
    const weight = dummies === 0 ? STRAIGHTNESS[0] : dummies === 1 ? STRAIGHTNESS[1] : STRAIGHTNESS[2];
    into.sum += weight * (y[other] ?? 0);
    into.weight += weight;
  }
}

/** Centres of a column's nodes standing as close as the gaps allow, the first at half its height. */
export function closestOffsets(
  { real, height }: ProperGraph,
  column: readonly number[],
  gaps: LayoutGaps,
): Float64Array {
  const offsets = new Float64Array(column.length);
  let bottom = 0;
  column.forEach((node, i) => {
    const before = column[i - 1];
    const reals = (before !== undefined && before < real ? 1 : 0) + (node < real ? 1 : 0);
    const gap = reals === 2 ? gaps.node : reals === 1 ? (gaps.node + gaps.edge) / 2 : gaps.edge;
    const half = (height[node] ?? 0) / 2;
    offsets[i] = bottom + (before === undefined ? 0 : gap) + half;
    bottom = (offsets[i] ?? 0) + half;
  });
  return offsets;
}
