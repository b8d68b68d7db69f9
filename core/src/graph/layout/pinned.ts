// A new graph in the old picture: every known node keeps its column, its order and its height as far as it can; what is new
// is put in between.
import { compareKeys } from "../keys.ts";
import type { LayoutInput } from "./input.ts";
import { ColumnPlacer } from "./isotonic.ts";
import { LanePlaces } from "./laneBounds.ts";
import { rankLanes, sortedInLanes, type Lanes } from "./lanes.ts";
import { linksOf, numbersUpTo, type Links } from "./links.ts";
import type { Layout, PlacedNode, Point } from "./model.ts";
import type { LayoutGaps } from "./options.ts";
import type { OrientedEdges } from "./orient.ts";
import { closestOffsets } from "./place.ts";
import type { ProperGraph } from "./proper.ts";
import type { Columns } from "./rank.ts";
import { sortByValue } from "./sorting.ts";

/** A known node yields to a new one by a hair's breadth. */
const KNOWN_WEIGHT = 10_000;
const NEW_WEIGHT = 1;

/** A picture from left to right, and where each node of the input stood in it. */
export interface Recalled {
  readonly layout: Layout;
  readonly nodes: readonly (PlacedNode | undefined)[];
  /** How many nodes of the input stood in it. */
  readonly known: number;
}

export function recall({ keys }: LayoutInput, layout: Layout): Recalled {
  let known = 0;
  const nodes = keys.map((key) => {
    const old = layout.nodes.get(key);
    if (old !== undefined) known++;
    return old;
  });
  return { layout, nodes, known };
}

/** At least half of the nodes of both are the same: else it is another picture, and a good new one beats an old place. */
export function isSamePicture({ layout, nodes, known }: Recalled): boolean {
  return known * 2 >= nodes.length && known * 2 >= layout.nodes.size;
}

/** The column inside its band where each node stood, or -1 for one that is new in its band. */
export function recallColumns({ bands, bandOf }: LayoutInput, { layout, nodes }: Recalled): Int32Array {
  const first = firstColumns(layout);
  const columns = new Int32Array(nodes.length).fill(-1);
  for (let node = 0; node < columns.length; node++) {
    const old = nodes[node];
    if (old === undefined || layout.bands[old.band]?.id !== bands[bandOf[node] ?? 0]?.id) continue;
    columns[node] = old.column - (first[old.band] ?? 0);
  }
  return columns;
}

function firstColumns({ nodes, bands }: Layout): readonly number[] {
  const first = bands.map(() => Number.POSITIVE_INFINITY);
  for (const { band, column } of nodes.values()) if (column < (first[band] ?? 0)) first[band] = column;
  return first;
}

export interface Pinning {
  readonly input: LayoutInput;
  readonly lanes: Lanes | null;
  readonly edges: OrientedEdges;
  readonly columns: Columns;
  readonly graph: ProperGraph;
  readonly gaps: LayoutGaps;
  readonly previous: Recalled;
}

/** Writes centres to `y`; answers the nodes of each column from the top. */
export function keepPlaces(pinning: Pinning, y: Float64Array): readonly Int32Array[] {
  const { graph, gaps, lanes } = pinning;
  const wanted = wantedPlaces(pinning);
  const weight = wanted.map((place) => (Number.isNaN(place) ? NEW_WEIGHT : KNOWN_WEIGHT));
  const tops = lanes === null ? null : wishesOfLanes(pinning, lanes, wanted);
  guessPlaces(graph, wanted);
  const columns = columnsByPlace(graph, wanted, lanes).map((nodes) => ({
    nodes,
    offset: closestOffsets(graph, nodes, gaps, lanes),
  }));
  const lanePlaces = lanes === null ? null : new LanePlaces(lanes, columns, graph.height, gaps);
  if (tops !== null) lanePlaces?.place(tops, 0);
  const placer = new ColumnPlacer(columns.reduce((most, { nodes }) => Math.max(most, nodes.length), 0));
  for (const column of columns) {
    const bounds = lanePlaces?.bounds(column) ?? null;
    placer.place(column.nodes, column.offset, wanted, weight, { y, top: 0, bounds });
  }
  return columns.map(({ nodes }) => nodes);
}

/** The nodes of each column in the order that they have in the picture. */
export function keptOrder(pinning: Pinning): readonly Int32Array[] {
  const wanted = wantedPlaces(pinning);
  guessPlaces(pinning.graph, wanted);
  return columnsByPlace(pinning.graph, wanted, pinning.lanes);
}

/** Centres in the picture; NaN for what is not in it. */
function wantedPlaces(pinning: Pinning): Float64Array {
  const wanted = new Float64Array(pinning.graph.count).fill(Number.NaN);
  recallNodes(pinning, wanted);
  recallDummies(pinning, wanted);
  return wanted;
}

/** A lane begins where its highest known node does; a new one where it would lie by itself. */
function wishesOfLanes(
  { input }: Pinning,
  lanes: Lanes,
  wanted: Float64Array,
): { readonly top: Float64Array; readonly weight: Float64Array } {
  const top = new Float64Array(lanes.count).fill(Number.POSITIVE_INFINITY);
  const weight = new Float64Array(lanes.count).fill(NEW_WEIGHT);
  let bottom = 0;
  for (let node = 0; node < input.keys.length; node++) {
    const [lane, place, half] = [
      lanes.of[node] ?? -1,
      wanted[node] ?? Number.NaN,
      (input.height[node] ?? 0) / 2,
    ];
    if (lane < 0 || Number.isNaN(place)) continue;
    top[lane] = Math.min(top[lane] ?? 0, place - half);
    weight[lane] = KNOWN_WEIGHT;
    bottom = Math.max(bottom, place + half);
  }
  return { top: top.map((place) => (place === Number.POSITIVE_INFINITY ? bottom : place)), weight };
}

function recallNodes({ previous }: Pinning, wanted: Float64Array): void {
  previous.nodes.forEach((old, node) => {
    if (old !== undefined) wanted[node] = old.y + old.height / 2;
  });
}

/** Where an edge that was there before passed a column that was there before, its dummy wants to stay. */
function recallDummies(pinning: Pinning, wanted: Float64Array): void {
  const { input, edges, columns, graph, previous } = pinning;
  const ways = previous.layout.edges;
  const oldX = columnPositions(previous.layout);
  const oldColumn = oldColumns(columns, previous);
  const placeOf = Float64Array.from(oldColumn, (old) => oldX.get(old) ?? Number.NaN);
  // Both lists have the same order: one walk finds the edges that are in both.
  let next = 0;
  for (let edge = 0; edge < edges.left.length; edge++) {
    const from = input.keys[input.from[edge] ?? 0] ?? "";
    const to = input.keys[input.to[edge] ?? 0] ?? "";
    let way = ways[next];
    while (way !== undefined && (compareKeys(way.from, from) || compareKeys(way.to, to)) < 0)
      way = ways[++next];
    if (way?.from !== from || way.to !== to) continue;
    if (way.backward !== (edges.backward[edge] === 1)) continue;
    const first = (columns.of[edges.left[edge] ?? 0] ?? 0) + 1;
    const last = columns.of[edges.right[edge] ?? 0] ?? 0;
    for (let column = first; column < last; column++) {
      const dummy = graph.nodeAt(edge, column);
      // Another edge of the same trunk has told it.
      if (!Number.isNaN(wanted[dummy] ?? 0)) continue;
      const x = placeOf[column] ?? Number.NaN;
      const level = Number.isNaN(x) ? null : levelAt(way.points, x);
      if (level !== null) wanted[dummy] = level;
    }
  }
}

function columnPositions({ nodes }: Layout): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  for (const { column, x } of nodes.values()) positions.set(column, x);
  return positions;
}

/** The old column of each column: where most of its known nodes stood. */
function oldColumns(columns: Columns, { nodes }: Recalled): Int32Array {
  const votes = Array.from({ length: columns.count }, () => new Map<number, number>());
  nodes.forEach((old, node) => {
    const count = votes[columns.of[node] ?? 0];
    if (old !== undefined) count?.set(old.column, (count.get(old.column) ?? 0) + 1);
  });
  return Int32Array.from(votes, (count) => {
    let [best, most] = [-1, 0];
    for (const [column, number] of count) if (number > most) [best, most] = [column, number];
    return best;
  });
}

/** Height of a way at `x`; null outside of it. Ways run left to right or right to left, never both. */
function levelAt(points: readonly Point[], x: number): number | null {
  for (let i = 0; i + 1 < points.length; i++) {
    const a = points[i];
    const b = points[i + 1];
    if (a === undefined || b === undefined || x < Math.min(a.x, b.x) || x > Math.max(a.x, b.x)) continue;
    return a.x === b.x ? a.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
  }
  return null;
}

/** What is new wants to be in the middle of its neighbours; what has none under everything else. */
function guessPlaces(graph: ProperGraph, wanted: Float64Array): void {
  const unknown: number[] = [];
  let bottom = 0;
  wanted.forEach((place, node) => {
    if (Number.isNaN(place)) unknown.push(node);
    else bottom = Math.max(bottom, place);
  });
  unknown.sort((a, b) => (graph.column[a] ?? 0) - (graph.column[b] ?? 0) || a - b);
  for (let pass = 0; pass < 6; pass++) {
    for (const node of unknown) wanted[node] = meanOfNeighbours(graph, node, wanted);
    unknown.reverse();
  }
  for (const node of unknown) if (Number.isNaN(wanted[node])) wanted[node] = bottom + 1;
}

function meanOfNeighbours({ left, right }: ProperGraph, node: number, wanted: Float64Array): number {
  let [sum, count] = [0, 0];
  const add = ({ start, target }: Links): void => {
    for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) {
      const place = wanted[target[at] ?? 0] ?? Number.NaN;
      if (Number.isNaN(place)) continue;
      sum += place;
      count++;
    }
  };
  add(left);
  add(right);
  return count === 0 ? Number.NaN : sum / count;
}

function columnsByPlace(
  { columnCount, column, count }: ProperGraph,
  wanted: Float64Array,
  lanes: Lanes | null,
): readonly Int32Array[] {
  const { start, target } = linksOf(columnCount, column, numbersUpTo(count));
  if (lanes !== null) rankLanes(lanes, wanted);
  return Array.from({ length: columnCount }, (_, i) => {
    const nodes = target.subarray(start[i], start[i + 1]);
    sortByValue(nodes, wanted);
    return lanes === null ? nodes : sortedInLanes(nodes, lanes, wanted, false);
  });
}
