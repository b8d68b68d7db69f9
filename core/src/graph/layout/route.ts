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
  const routed: RoutedEdge[] = [];
  let loops = 0;
  const addLoop = (node: number): void => {
    const key = keys[node] ?? "";
    routed.push({ from: key, to: key, points: loop(placed, node), backward: false, cyclic: true });
    loops++;
  };
  for (let edge = 0; edge < from.length; edge++) {
    const [source, target] = [from[edge] ?? 0, to[edge] ?? 0];
    for (let node = input.selfLoops[loops]; node !== undefined; node = input.selfLoops[loops]) {
      if (node > source || (node === source && node > target)) break;
      addLoop(node);
    }
    const points = waypoints(placed, edge);
    const backward = edges.backward[edge] === 1;
    if (backward) points.reverse();
    const cyclic = component[source] === component[target];
    routed.push({ from: keys[source] ?? "", to: keys[target] ?? "", points, backward, cyclic });
  }
  while (loops < input.selfLoops.length) addLoop(input.selfLoops[loops] ?? 0);
  return routed;
}

/** From the left end to the right end, without points on a straight line. */
function waypoints({ input, edges, graph, frame, y }: Placed, edge: number): Point[] {
  const left = edges.left[edge] ?? 0;
  const right = edges.right[edge] ?? 0;
  const first = graph.column[left] ?? 0;
  const last = graph.column[right] ?? 0;
  const backward = edges.backward[edge] === 1;
  const leftX = frame.x[first] ?? 0;
  let level = port(input, left, y, backward);
  const points: Point[] = [{ x: leftX + (input.width[left] ?? 0), y: level }];
  /** Where the level of now ends. */
  let until = leftX + (frame.width[first] ?? 0);
  for (let column = first + 1; column <= last; column++) {
    const next = column === last ? port(input, right, y, backward) : (y[graph.nodeAt(edge, column)] ?? 0);
    const x = frame.x[column] ?? 0;
    if (next !== level) {
      if (points.at(-1)?.x !== until) points.push({ x: until, y: level });
      points.push({ x, y: next });
      level = next;
    }
    until = column === last ? x : x + (frame.width[column] ?? 0);
  }
  if (points.at(-1)?.x !== until) points.push({ x: until, y: level });
  return points;
}

/** Edges that run back end a little lower, so that two nodes that read each other show two lines. */
function port({ height }: LayoutInput, node: number, y: Float64Array, backward: boolean): number {
  return (y[node] ?? 0) + (backward ? (height[node] ?? 0) / 4 : 0);
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
