// Orders to begin the search from. Each tends to end in another place; the best one is kept.
import type { OrderedColumns } from "./columns.ts";
import type { Links } from "./links.ts";

export type StartKind = "left" | "right" | "leftWide" | "rightWide";

/** Numbers nodes as a walk over the part meets them, so that what hangs together lies side by side; then sorts the columns. */
export function startFrom(order: OrderedColumns, start: StartKind): void {
  const columns = start.startsWith("left") ? order.columns : order.columns.toReversed();
  const visit = visited(order, columns, start.endsWith("Wide"));
  order.arrange(visit);
}

/**
 * Heights that wish for nothing but to be near those of their neighbours: chance, smoothed again and again, is the slowest wave
 * that the graph can swing in, and sorts it as a whole. Other numbers, other waves.
 */
export function startFromWaves(order: OrderedColumns, rounds: number, number: number): void {
  const { graph, columns } = order;
  const { left, right } = graph;
  const nodes: number[] = [];
  for (const column of columns) for (const node of column) nodes.push(node);
  const { value: height, other: smoothed } = order.scratch;
  for (const node of nodes) height[node] = chance(node, number);
  const degree = (node: number): number =>
    (left.start[node + 1] ?? 0) -
    (left.start[node] ?? 0) +
    (right.start[node + 1] ?? 0) -
    (right.start[node] ?? 0);
  let edges = 0;
  for (const node of nodes) edges += degree(node);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (const node of nodes) sum += degree(node) * (height[node] ?? 0);
    const middle = sum / Math.max(1, edges);
    let highest = 0;
    for (const node of nodes) {
      const count = degree(node);
      const around = sumOf(left, node, height) + sumOf(right, node, height);
      const value = ((height[node] ?? 0) + (count > 0 ? around / count : middle)) / 2 - middle;
      smoothed[node] = value;
      highest = Math.max(highest, Math.abs(value));
    }
    const scale = highest > 0 ? 1 / highest : 1;
    for (const node of nodes) height[node] = (smoothed[node] ?? 0) * scale;
  }
  order.arrange(height);
}

function sumOf({ start, target }: Links, node: number, height: Float64Array): number {
  let sum = 0;
  for (let at = start[node] ?? 0; at < (start[node + 1] ?? 0); at++) sum += height[target[at] ?? 0] ?? 0;
  return sum;
}

/** From 0 to 1, always the same for the same two numbers. */
function chance(node: number, number: number): number {
  let mixed = Math.imul(node + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}

/** Depth first; or wide: breadth first. */
function visited(
  { graph, scratch }: OrderedColumns,
  columns: readonly Int32Array[],
  wide: boolean,
): Float64Array {
  const { value: visit, stack } = scratch;
  for (const column of columns) for (const node of column) visit[node] = -1;
  let number = 0;
  for (const column of columns) {
    for (const root of column) {
      if (visit[root] !== -1) continue;
      let [first, end] = [0, 0];
      stack[end++] = root;
      while (first < end) {
        const node = (wide ? stack[first++] : stack[--end]) ?? 0;
        if (visit[node] !== -1) continue;
        visit[node] = number++;
        end = pushUnseen(stack, end, graph.left, node, visit);
        end = pushUnseen(stack, end, graph.right, node, visit);
      }
    }
  }
  return visit;
}

function pushUnseen(
  stack: Int32Array,
  end: number,
  { start, target }: Links,
  node: number,
  visit: Float64Array,
): number {
  let top = end;
  for (let at = (start[node + 1] ?? 0) - 1; at >= (start[node] ?? 0); at--) {
    const next = target[at] ?? 0;
    if (visit[next] === -1) stack[top++] = next;
  }
  return top;
}
