// Which column each node stands in. Bands are strict: all columns of one band lie left of all columns of the next; inside a
// band a node stands right of what it reads there, by the longest way.
import type { LayoutInput } from "./input.ts";
import { degreeOf, linksOf, type Links } from "./links.ts";
import type { OrientedEdges } from "./orient.ts";

export interface Columns {
  /** Column of each node, over all bands. */
  readonly of: Int32Array;
  readonly count: number;
  /** First column of each band, and a last entry that is `count`. An empty band has none: its entry equals the next. */
  readonly bandStart: Int32Array;
}

/** `wanted` is the column inside its band that a node should keep, or -1; it is moved right when what it reads demands it. */
export function assignColumns(input: LayoutInput, edges: OrientedEdges, wanted: Int32Array | null): Columns {
  const inBand = bandEdges(input, edges);
  const order = topological(inBand);
  const rank = wanted === null ? longestWays(order, inBand) : keptRanks(order, inBand, wanted);
  if (wanted === null) tighten(order, inBand, edges, input, rank);
  return joinBands(input, rank);
}

interface BandEdges {
  readonly left: Links;
  readonly right: Links;
}

function bandEdges({ keys, bandOf }: LayoutInput, { left, right }: OrientedEdges): BandEdges {
  const from: number[] = [];
  const to: number[] = [];
  for (let edge = 0; edge < left.length; edge++) {
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    if (bandOf[a] !== bandOf[b]) continue;
    from.push(a);
    to.push(b);
  }
  return { left: linksOf(keys.length, to, from), right: linksOf(keys.length, from, to) };
}

function topological({ left, right }: BandEdges): Int32Array {
  const count = left.start.length - 1;
  const waiting = new Int32Array(count);
  const order = new Int32Array(count);
  let end = 0;
  for (let node = 0; node < count; node++) {
    waiting[node] = degreeOf(left, node);
    if (waiting[node] === 0) order[end++] = node;
  }
  for (let begin = 0; begin < end; begin++) {
    const node = order[begin] ?? 0;
    for (let at = right.start[node] ?? 0; at < (right.start[node + 1] ?? 0); at++) {
      const next = right.target[at] ?? 0;
      waiting[next] = (waiting[next] ?? 0) - 1;
      if (waiting[next] === 0) order[end++] = next;
    }
  }
  return order;
}

function longestWays(order: Int32Array, { left }: BandEdges): Int32Array {
  const rank = new Int32Array(order.length);
  for (const node of order) rank[node] = leastRank(left, rank, node);
  return rank;
}

function leastRank(left: Links, rank: Int32Array, node: number): number {
  let least = 0;
  for (let at = left.start[node] ?? 0; at < (left.start[node + 1] ?? 0); at++) {
    least = Math.max(least, (rank[left.target[at] ?? 0] ?? 0) + 1);
  }
  return least;
}

/** The rank right before the nearest reader in the band; null without one. */
function rankBeforeReaders(right: Links, rank: Int32Array, node: number): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (let at = right.start[node] ?? 0; at < (right.start[node + 1] ?? 0); at++) {
    const reader = rank[right.target[at] ?? 0] ?? 0;
    if (reader >= 0) least = Math.min(least, reader);
  }
  return least === Number.POSITIVE_INFINITY ? null : least - 1;
}

/** A node with more edges to its right than to its left moves right as far as it can: shorter edges. */
function tighten(
  order: Int32Array,
  { right }: BandEdges,
  edges: OrientedEdges,
  { bandOf, bands }: LayoutInput,
  rank: Int32Array,
): void {
  const pull = new Int32Array(order.length);
  for (const node of edges.left) pull[node] = (pull[node] ?? 0) + 1;
  for (const node of edges.right) pull[node] = (pull[node] ?? 0) - 1;
  const last = new Int32Array(bands.length);
  for (const node of order) last[bandOf[node] ?? 0] = Math.max(last[bandOf[node] ?? 0] ?? 0, rank[node] ?? 0);
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i] ?? 0;
    if ((pull[node] ?? 0) > 0)
      rank[node] = rankBeforeReaders(right, rank, node) ?? last[bandOf[node] ?? 0] ?? 0;
  }
}

function keptRanks(order: Int32Array, { left, right }: BandEdges, wanted: Int32Array): Int32Array {
  const rank = wanted.slice();
  for (const node of order) {
    const least = leastRank(left, rank, node);
    const kept = wanted[node] ?? -1;
    rank[node] = Math.max(least, kept >= 0 ? kept : (rankBeforeReaders(right, rank, node) ?? 0));
  }
  return rank;
}

/** Ranks in the bands to columns over all of them; a rank that nobody has is no column. */
function joinBands({ bands, bandOf }: LayoutInput, rank: Int32Array): Columns {
  const used = bands.map(() => new Set<number>());
  rank.forEach((value, node) => used[bandOf[node] ?? 0]?.add(value));
  const bandStart = new Int32Array(bands.length + 1);
  const columnOf = used.map((ranks, band) => {
    const start = bandStart[band] ?? 0;
    bandStart[band + 1] = start + ranks.size;
    return new Map([...ranks].sort((a, b) => a - b).map((value, index) => [value, start + index]));
  });
  return {
    of: rank.map((value, node) => columnOf[bandOf[node] ?? 0]?.get(value) ?? 0),
    count: bandStart[bands.length] ?? 0,
    bandStart,
  };
}
