// The shape of an edge: smooth between its points, level where it leaves and arrives; backward edges loop around their cards.
import type { Point, RoutedEdge } from "@strataline/core/graph";

export const ARROW_LENGTH = 7;

/** SVG path data, ending where the arrowhead begins. */
export function edgePath(route: RoutedEdge): string {
  const [first, ...rest] = route.points;
  if (first === undefined) return "";
  let path = `M${at(first)}`;
  let from = first;
  for (const [index, point] of rest.entries()) {
    const to = index === rest.length - 1 ? { x: point.x - ARROW_LENGTH, y: point.y } : point;
    path += segment(from, to);
    from = to;
  }
  return path;
}

export function arrowPath(route: RoutedEdge): string {
  const tip = route.points.at(-1);
  if (tip === undefined) return "";
  const back = tip.x - ARROW_LENGTH - 1;
  return `M${at(tip)}L${round(back)},${round(tip.y - 3.8)}V${round(tip.y + 3.8)}Z`;
}

function segment(from: Point, to: Point): string {
  const dx = to.x - from.x;
  if (dx >= 0 && Math.abs(to.y - from.y) < 0.5) return `H${round(to.x)}`;
  // Rightwards the handles meet half way; leftwards they reach out, so that the line leaves and arrives going right.
  const reach = dx > 0 ? dx / 2 : Math.min(120, 40 - dx / 4);
  return `C${round(from.x + reach)},${round(from.y)} ${round(to.x - reach)},${round(to.y)} ${at(to)}`;
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
