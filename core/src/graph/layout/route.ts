// The way of each edge: slanted only between columns, level where it passes one, so that it never runs through a node.
import type { Frame } from "./frame.ts";
import type { LayoutInput } from "./input.ts";
import type { Point, RoutedEdge } from "./model.ts";
import type { OrientedEdges } from "./orient.ts";
import type { ProperGraph } from "./proper.ts";

interface Placed {
  readonly input: LayoutInput;
  readonly edges: OrientedEdges;
  readonly graph: ProperGraph;
  readonly frame: Frame;
  /** Centres. */
  readonly y: Float64Array;
}

/** Sorted by from, then to, as in the graph. */
export function routeEdges(placed: Placed): readonly RoutedEdge[] {
  const { input, edges } = placed;
  const { keys, from, to, component } = input;
  const routed: { edge: RoutedEdge; from: number; to: number }[] = [];
  from.forEach((source, edge) => {
    const target = to[edge] ?? 0;
    const points = straightened(waypoints(placed, edge));
    const backward = edges.backward[edge] === 1;
    if (backward) points.reverse();
    const cyclic = component[source] === component[target];
    routed.push({
      edge: { from: keys[source] ?? "", to: keys[target] ?? "", points, backward, cyclic },
      from: source,
      to: target,
    });
  });
  for (const node of input.selfLoops) {
    const key = keys[node] ?? "";
    routed.push({
      edge: { from: key, to: key, points: loop(placed, node), backward: false, cyclic: true },
      from: node,
      to: node,
    });
  }
  routed.sort((a, b) => a.from - b.from || a.to - b.to);
  return routed.map(({ edge }) => edge);
}

/** From the left end to the right end. */
function waypoints({ input, edges, graph, frame, y }: Placed, edge: number): Point[] {
  const left = edges.left[edge] ?? 0;
  const right = edges.right[edge] ?? 0;
  const first = graph.column[left] ?? 0;
  const last = graph.column[right] ?? 0;
  const backward = edges.backward[edge] === 1;
  const leftX = frame.x[first] ?? 0;
  const leftY = port(input, left, y, backward);
  const points: Point[] = [
    { x: leftX + (input.width[left] ?? 0), y: leftY },
    { x: leftX + (frame.width[first] ?? 0), y: leftY },
  ];
  for (let column = first + 1; column < last; column++) {
    const level = y[graph.nodeAt(edge, column)] ?? 0;
    const start = frame.x[column] ?? 0;
    points.push({ x: start, y: level }, { x: start + (frame.width[column] ?? 0), y: level });
  }
  points.push({ x: frame.x[last] ?? 0, y: port(input, right, y, backward) });
  return points;
}

/** Edges that run back end a little lower, so that two nodes that read each other show two lines. */
function port({ height }: LayoutInput, node: number, y: Float64Array, backward: boolean): number {
  return (y[node] ?? 0) + (backward ? (height[node] ?? 0) / 4 : 0);
}

function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const before = kept.at(-1);
    const after = points[i + 1];
    if (before?.y === point.y && (before.x === point.x || after?.y === point.y)) return;
    kept.push(point);
  });
  return kept;
}

/** Out on the right, over the node, in on the left: inside the gap above it. */
function loop({ input, graph, frame, y }: Placed, node: number): Point[] {
  const left = frame.x[graph.column[node] ?? 0] ?? 0;
  const right = left + (input.width[node] ?? 0);
  const middle = y[node] ?? 0;
  const out = 7;
  const above = middle - (input.height[node] ?? 0) / 2 - out;
  return [
    { x: right, y: middle },
    { x: right + out, y: middle },
    { x: right + out, y: above },
    { x: left - out, y: above },
    { x: left - out, y: middle },
    { x: left, y: middle },
  ];
}
