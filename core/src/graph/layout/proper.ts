// The graph with every edge cut into pieces that lead from one column to the next. Where an edge passes a column stands a
// dummy node, so that ordering and placing keep room for it and no edge runs through a node.
import type { LayoutInput } from "./input.ts";
import { linksOf, type Links } from "./links.ts";
import type { OrientedEdges } from "./orient.ts";
import type { Columns } from "./rank.ts";

/**
 * Nodes 0 to `real - 1` are those of the input, the others dummies. With trunks, the edges of one upstream share one row of
 * dummies and leave it where they must: fewer lines to cross and to follow. Forward and backward edges have separate trunks.
 */
export interface ProperGraph {
  readonly real: number;
  readonly count: number;
  readonly columnCount: number;
  readonly column: Int32Array;
  /** Dummies have none. */
  readonly height: Float64Array;
  readonly left: Links;
  readonly right: Links;
  /** The node that stands for an edge in a column from its left to its right end. */
  readonly nodeAt: (edge: number, column: number) => number;
}

export function properGraph(
  input: LayoutInput,
  edges: OrientedEdges,
  columns: Columns,
  withTrunks: boolean,
): ProperGraph {
  return withTrunks ? graphWithTrunks(input, edges, columns) : graphWithLines(input, edges, columns);
}

/** Every edge a row of dummies of its own. */
function graphWithLines(input: LayoutInput, { left, right }: OrientedEdges, columns: Columns): ProperGraph {
  const real = input.keys.length;
  const first = new Int32Array(left.length);
  let count = real;
  const at = (node: number | undefined): number => columns.of[node ?? 0] ?? 0;
  for (let edge = 0; edge < left.length; edge++) {
    first[edge] = count;
    count += at(right[edge]) - at(left[edge]) - 1;
  }
  const column = new Int32Array(count);
  const height = new Float64Array(count);
  column.set(columns.of);
  height.set(input.height);
  const from: number[] = [];
  const to: number[] = [];
  for (let edge = 0; edge < left.length; edge++) {
    const [begin, end] = [at(left[edge]), at(right[edge])];
    let before = left[edge] ?? 0;
    for (let i = begin + 1; i < end; i++) {
      const dummy = (first[edge] ?? 0) + i - begin - 1;
      column[dummy] = i;
      from.push(before);
      to.push(dummy);
      before = dummy;
    }
    from.push(before);
    to.push(right[edge] ?? 0);
  }
  const nodeAt = (edge: number, place: number): number => {
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    if (place === at(a)) return a;
    return place === at(b) ? b : (first[edge] ?? 0) + place - at(a) - 1;
  };
  return {
    real,
    count,
    columnCount: columns.count,
    column,
    height,
    left: linksOf(count, to, from),
    right: linksOf(count, from, to),
    nodeAt,
  };
}

function graphWithTrunks(input: LayoutInput, edges: OrientedEdges, columns: Columns): ProperGraph {
  const real = input.keys.length;
  const trunks = layTrunks(edges, columns.of);
  const column = new Int32Array(trunks.count);
  const height = new Float64Array(trunks.count);
  column.set(columns.of);
  height.set(input.height);
  const from = new Int32Array(trunks.count - real + edges.left.length);
  const to = new Int32Array(from.length);
  let joined = 0;
  const join = (a: number, b: number): void => {
    from[joined] = a;
    to[joined++] = b;
  };
  for (let node = 0; node < real; node++) {
    const own = columns.of[node] ?? 0;
    const { forward, forwardEnd, backward, backwardStart } = trunks;
    const ahead = (forwardEnd[node] ?? 0) - own - 1;
    for (let i = 0; i < ahead; i++) {
      const dummy = (forward[node] ?? 0) + i;
      column[dummy] = own + 1 + i;
      join(i === 0 ? node : dummy - 1, dummy);
    }
    const behind = own - (backwardStart[node] ?? 0) - 1;
    for (let i = 0; i < behind; i++) {
      const dummy = (backward[node] ?? 0) + i;
      column[dummy] = own - behind + i;
      join(dummy, i === behind - 1 ? node : dummy + 1);
    }
  }
  const nodeAt = (edge: number, at: number): number => trunks.nodeAt(edge, at);
  for (let edge = 0; edge < edges.left.length; edge++) {
    const [left, right] = [edges.left[edge] ?? 0, edges.right[edge] ?? 0];
    if (edges.backward[edge] === 1) join(left, nodeAt(edge, (columns.of[left] ?? 0) + 1));
    else join(nodeAt(edge, (columns.of[right] ?? 0) - 1), right);
  }
  return {
    real,
    count: trunks.count,
    columnCount: columns.count,
    column,
    height,
    left: linksOf(trunks.count, to, from),
    right: linksOf(trunks.count, from, to),
    nodeAt,
  };
}

interface Trunks {
  readonly count: number;
  /** First dummy of a node's trunks. */
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  /** The column that the forward trunk ends before, and the one that the backward trunk begins after. */
  readonly forwardEnd: Int32Array;
  readonly backwardStart: Int32Array;
  readonly nodeAt: (edge: number, column: number) => number;
}

function layTrunks({ left, right, backward: isBackward }: OrientedEdges, columnOf: Int32Array): Trunks {
  const forwardEnd = columnOf.map((column) => column + 1);
  const backwardStart = columnOf.map((column) => column - 1);
  for (let edge = 0; edge < left.length; edge++) {
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    if (isBackward[edge] === 1) backwardStart[b] = Math.min(backwardStart[b] ?? 0, columnOf[a] ?? 0);
    else forwardEnd[a] = Math.max(forwardEnd[a] ?? 0, columnOf[b] ?? 0);
  }
  let count = columnOf.length;
  const forward = new Int32Array(columnOf.length);
  const backward = new Int32Array(columnOf.length);
  columnOf.forEach((column, node) => {
    forward[node] = count;
    count += (forwardEnd[node] ?? 0) - column - 1;
    backward[node] = count;
    count += column - (backwardStart[node] ?? 0) - 1;
  });
  const nodeAt = (edge: number, column: number): number => {
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    if (column === columnOf[a]) return a;
    if (column === columnOf[b]) return b;
    if (isBackward[edge] === 1) return (backward[b] ?? 0) + column - (backwardStart[b] ?? 0) - 1;
    return (forward[a] ?? 0) + column - (columnOf[a] ?? 0) - 1;
  };
  return { count, forward, backward, forwardEnd, backwardStart, nodeAt };
}
