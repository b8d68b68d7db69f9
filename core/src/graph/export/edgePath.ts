// The shape of an edge: level where it leaves, passes a column and arrives; smooth in between. Backward edges are the same, mirrored.
import type { Point, RoutedEdge } from "../layout/model.ts";

const ARROW_LENGTH = 8;
const ARROW_HALF = 4;
const CORNER = 6;

/** SVG path data, ending where the arrowhead begins. */
export function edgePath(route: RoutedEdge): string {
  const points = shortened(route.points);
  return route.from === route.to ? cornered(points) : smooth(points);
}

export function arrowPath({ points }: RoutedEdge): string {
  const tip = points.at(-1);
  if (tip === undefined) return "";
  const back = round(tip.x - heading(points) * ARROW_LENGTH);
  return `M${at(tip)}L${back},${round(tip.y - ARROW_HALF)}V${round(tip.y + ARROW_HALF)}Z`;
}

/** 1: arrives going right; -1: going left. */
function heading(points: readonly Point[]): 1 | -1 {
  const [before, tip] = [points.at(-2), points.at(-1)];
  return before !== undefined && tip !== undefined && before.x > tip.x ? -1 : 1;
}

/** Without the piece under the arrowhead. */
function shortened(points: readonly Point[]): readonly Point[] {
  const tip = points.at(-1);
  if (tip === undefined) return points;
  return [...points.slice(0, -1), { x: tip.x - heading(points) * (ARROW_LENGTH - 1), y: tip.y }];
}

function smooth(points: readonly Point[]): string {
  return points
    .map((to, index) => {
      const from = points[index - 1];
      if (from === undefined) return `M${at(to)}`;
      if (Math.abs(to.y - from.y) < 0.5) return `L${at(to)}`;
      const middle = round((from.x + to.x) / 2);
      return `C${middle},${round(from.y)} ${middle},${round(to.y)} ${at(to)}`;
    })
    .join("");
}

/** Straight pieces with rounded corners: the loop of an asset that reads itself. */
function cornered(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${at(point)}`;
      if (after === undefined) return `L${at(point)}`;
      return `L${at(towards(point, before))}Q${at(point)} ${at(towards(point, after))}`;
    })
    .join("");
}

/** A corner's radius away from `corner`, or half way where the piece is short. */
function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const part = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
