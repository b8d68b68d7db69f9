// How far down each node stands: straight edges first. Order and distances in a column are given; sweeps pull every node to
// the middle of its neighbours, long edges the strongest.
import { ColumnPlacer } from "./isotonic.ts";
import { LanePlaces } from "./laneBounds.ts";
import type { Lanes } from "./lanes.ts";
import type { Links } from "./links.ts";
import type { LayoutGaps } from "./options.ts";
import type { Part } from "./parts.ts";
import type { ProperGraph } from "./proper.ts";

const SWEEPS = 8;
/** How much an edge piece wants to be straight, by how many of its ends are dummies. */
const STRAIGHTNESS = [1, 2, 8] as const;

/** From this sweep on lanes hold their nodes: before, these show where the lanes want to be. */
const LANES_FROM = 5;

interface Placing {
  readonly graph: ProperGraph;
  readonly gaps: LayoutGaps;
  readonly lanes: Lanes | null;
  readonly wanted: Float64Array;
  readonly weight: Float64Array;
  readonly placer: ColumnPlacer;
  readonly y: Float64Array;
}

/** Writes the centre of each node to `y`. Each part may lie anywhere: packing moves it as a whole. */
export function placeParts(
  graph: ProperGraph,
  parts: readonly Part[],
  { gaps, lanes }: { readonly gaps: LayoutGaps; readonly lanes: Lanes | null },
  y: Float64Array,
): void {
  const [wanted, weight] = [new Float64Array(graph.count), new Float64Array(graph.count)];
  const placer = new ColumnPlacer(graph.count);
  for (const part of parts) placePart({ graph, gaps, lanes, wanted, weight, placer, y }, part);
}

function placePart(placing: Placing, part: Part): void {
  const { graph, gaps, lanes, placer, y } = placing;
  const columns = part.columns.map((nodes) => ({ nodes, offset: closestOffsets(graph, nodes, gaps) }));
  for (const { nodes, offset } of columns)
    for (let i = 0; i < nodes.length; i++) y[nodes[i] ?? 0] = offset[i] ?? 0;
  if (columns.length < 2 && lanes === null) return;
  const lanePlaces = lanes === null ? null : new LanePlaces(lanes, columns, graph.height, gaps);
  const into = { y, top: Number.NEGATIVE_INFINITY };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const toRight = sweep % 2 === 0;
    const both = sweep >= SWEEPS - 3;
    if (lanes !== null && sweep === LANES_FROM)
      lanePlaces?.place(wishesOfLanes(lanes, lanePlaces.room, graph, y), Number.NEGATIVE_INFINITY);
    for (let i = 0; i < columns.length; i++) {
      const column = columns[toRight ? i : columns.length - 1 - i];
      if (column === undefined) continue;
      wish(placing, column.nodes, both || toRight, both || !toRight);
      const bounds = sweep >= LANES_FROM ? (lanePlaces?.bounds(column) ?? null) : null;
      placer.place(column.nodes, column.offset, placing.wanted, placing.weight, into, bounds);
    }
  }
}

/** Every lane where its nodes are in the middle. */
function wishesOfLanes(
  lanes: Lanes,
  room: Float64Array,
  { real }: ProperGraph,
  y: Float64Array,
): { readonly top: Float64Array; readonly weight: Float64Array } {
  const top = new Float64Array(lanes.count);
  const weight = new Float64Array(lanes.count);
  for (let node = 0; node < real; node++) {
    const lane = lanes.of[node] ?? -1;
    if (lane < 0) continue;
    top[lane] = (top[lane] ?? 0) + (y[node] ?? 0);
    weight[lane] = (weight[lane] ?? 0) + 1;
  }
  for (let lane = 0; lane < lanes.count; lane++)
    top[lane] = (top[lane] ?? 0) / (weight[lane] ?? 1) - (room[lane] ?? 0) / 2;
  return { top, weight };
}

/** Nodes want to be in the middle of their neighbours on the given sides; without any, where they are. */
function wish(placing: Placing, nodes: Int32Array, fromLeft: boolean, fromRight: boolean): void {
  const { graph, wanted, weight, y } = placing;
  const here = { sum: 0, weight: 0 };
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] ?? 0;
    here.sum = 0;
    here.weight = 0;
    if (fromLeft) pull(graph, graph.left, node, y, here);
    if (fromRight) pull(graph, graph.right, node, y, here);
    wanted[node] = here.weight > 0 ? here.sum / here.weight : (y[node] ?? 0);
    weight[node] = here.weight > 0 ? here.weight : 0.01;
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
  column: Int32Array,
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
