// Groups inside the bands. Nodes of one innermost group in one band share a lane: they stand together in every column, in the
// same order of lanes, so that each group has a rectangle of its own. Groups hold lanes and other groups, as a tree.
import type { LayoutInput } from "./input.ts";

/** The innermost groups of a node come last. Empty or undefined: it is in no group. */
export type GroupOf = (key: string) => readonly string[] | undefined;

export interface LaneTree {
  /** The tree in one list, parents before children: the parent of each entry, -1 for the root of a band. */
  readonly parent: readonly number[];
  /** Of each entry: the groups from the outermost one. A band's root, and lanes of nodes outside of any group, have none. */
  readonly path: readonly (readonly string[])[];
  readonly band: readonly number[];
  /** Number of the lane that an entry is, or -1 for a group and a root. */
  readonly lane: readonly number[];
}

export interface Lanes {
  readonly tree: LaneTree;
  /** Of each node: its lane; -1 in bands without groups, where everything stands free. */
  readonly of: Int32Array;
  readonly count: number;
  /** Entry of each lane in the tree. */
  readonly entryOf: Int32Array;
  /** Place of each lane from the top of its band. */
  readonly rank: Int32Array;
}

/** Null when no node is in a group. Nodes from `input.keys.length` on (dummies) are in no lane. */
export function lanesOf(input: LayoutInput, groupOf: GroupOf | undefined): Lanes | null {
  if (groupOf === undefined) return null;
  const paths = input.keys.map((key) => groupOf(key) ?? []);
  const grouped = new Set(
    input.keys.flatMap((_, node) => ((paths[node]?.length ?? 0) > 0 ? [input.bandOf[node] ?? 0] : [])),
  );
  if (grouped.size === 0) return null;
  const tree = {
    parent: [] as number[],
    path: [] as (readonly string[])[],
    band: [] as number[],
    lane: [] as number[],
  };
  const entries = new Map<string, number>();
  const add = (id: string, parent: number, path: readonly string[], band: number, lane: number): number => {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const entry = tree.parent.length;
    entries.set(id, entry);
    tree.parent.push(parent);
    tree.path.push(path);
    tree.band.push(band);
    tree.lane.push(lane);
    return entry;
  };
  const of = new Int32Array(input.keys.length).fill(-1);
  let count = 0;
  input.keys.forEach((_, node) => {
    const band = input.bandOf[node] ?? 0;
    if (!grouped.has(band)) return;
    const path = paths[node] ?? [];
    let parent = add(`${band}`, -1, [], band, -1);
    for (let depth = 1; depth <= path.length; depth++) {
      const outer = path.slice(0, depth);
      parent = add(JSON.stringify([band, outer]), parent, outer, band, -1);
    }
    const entry = add(JSON.stringify([band, path, "lane"]), parent, path, band, count);
    const lane = tree.lane[entry] ?? 0;
    if (lane === count) count++;
    of[node] = lane;
  });
  const entryOf = new Int32Array(count);
  tree.lane.forEach((lane, entry) => {
    if (lane >= 0) entryOf[lane] = entry;
  });
  return { tree, of, count, entryOf, rank: Int32Array.from({ length: count }, (_, lane) => lane) };
}

/** Deepest nesting of groups. */
export function depthOf(lanes: Lanes | null): number {
  return lanes === null ? 0 : Math.max(...lanes.tree.path.map((path) => path.length));
}

/** Orders the lanes by the mean of what their nodes wish for, groups as a whole. Answers whether anything changed. */
export function rankLanes({ tree, of, entryOf, rank }: Lanes, wish: Float64Array): boolean {
  const { parent, lane } = tree;
  const entries = parent.length;
  const [sum, nodes] = [new Float64Array(entries), new Float64Array(entries)];
  of.forEach((number, node) => {
    const wanted = wish[node] ?? Number.NaN;
    if (number < 0 || Number.isNaN(wanted)) return;
    const entry = entryOf[number] ?? 0;
    sum[entry] = (sum[entry] ?? 0) + wanted;
    nodes[entry] = (nodes[entry] ?? 0) + 1;
  });
  for (let entry = entries - 1; entry >= 0; entry--) {
    const above = parent[entry] ?? -1;
    if (above < 0) continue;
    sum[above] = (sum[above] ?? 0) + (sum[entry] ?? 0);
    nodes[above] = (nodes[above] ?? 0) + (nodes[entry] ?? 0);
  }
  const children: number[][] = parent.map(() => []);
  const stack: number[] = [];
  parent.forEach((above, entry) => {
    if (above >= 0) children[above]?.push(entry);
    else stack.push(entry);
  });
  // What nobody wishes anything for goes last.
  const mean = (entry: number): number =>
    (nodes[entry] ?? 0) > 0 ? (sum[entry] ?? 0) / (nodes[entry] ?? 1) : Number.MAX_VALUE;
  let changed = false;
  let place = 0;
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const number = lane[entry] ?? -1;
    if (number >= 0) {
      if (rank[number] !== place) changed = true;
      rank[number] = place++;
    }
    const inside = children[entry] ?? [];
    // The stack gives back the last one first.
    inside.sort((a, b) => mean(b) - mean(a) || b - a);
    stack.push(...inside);
  }
  return changed;
}

/**
 * Sorts a column by `value`, lanes as a whole in the order of their ranks, and what is in no lane between them where it wants
 * to be. Equal ones keep their order, or turn it.
 */
export function sortedInLanes(
  column: Int32Array,
  { of, rank }: Lanes,
  value: Float64Array,
  turnEqual: boolean,
): Int32Array {
  const sign = turnEqual ? -1 : 1;
  const place = new Map<number, number>();
  column.forEach((node, i) => place.set(node, i));
  const compare = (a: number, b: number): number =>
    (value[a] ?? 0) - (value[b] ?? 0) || sign * ((place.get(a) ?? 0) - (place.get(b) ?? 0));
  const blocks = new Map<number, number[]>();
  const items: { readonly anchor: number; readonly nodes: readonly number[] }[] = [];
  for (const node of column) {
    const lane = of[node] ?? -1;
    if (lane < 0) {
      items.push({ anchor: value[node] ?? 0, nodes: [node] });
      continue;
    }
    const block = blocks.get(lane);
    if (block === undefined) blocks.set(lane, [node]);
    else block.push(node);
  }
  items.sort((a, b) => compare(a.nodes[0] ?? 0, b.nodes[0] ?? 0));
  const lanes = [...blocks.keys()].sort((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0));
  const sorted: number[] = [];
  let next = 0;
  risingMeans(
    lanes.map((lane) => blocks.get(lane) ?? []),
    value,
  ).forEach((anchor, i) => {
    for (let item = items[next]; item !== undefined && item.anchor < anchor; item = items[++next])
      sorted.push(...item.nodes);
    for (const node of (blocks.get(lanes[i] ?? 0) ?? []).sort(compare)) sorted.push(node);
  });
  for (; next < items.length; next++) sorted.push(...(items[next]?.nodes ?? []));
  return Int32Array.from(sorted);
}

/** The mean of each block; where that would fall, blocks are taken together. */
function risingMeans(blocks: readonly (readonly number[])[], value: Float64Array): readonly number[] {
  const pools: { sum: number; nodes: number; blocks: number }[] = [];
  for (const block of blocks) {
    let pool = {
      sum: block.reduce((sum, node) => sum + (value[node] ?? 0), 0),
      nodes: block.length,
      blocks: 1,
    };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.nodes > pool.sum / pool.nodes;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, nodes: pool.nodes + last.nodes, blocks: pool.blocks + last.blocks };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, nodes, blocks: count }) => new Array<number>(count).fill(sum / nodes));
}
