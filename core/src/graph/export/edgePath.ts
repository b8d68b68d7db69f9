// The shape of an edge: level where it leaves, passes a column and arrives; smooth in between. Backward edges are the same, mirrored;
// from top to bottom they are drawn as from left to right, with x and y in each other's places.
import type { Direction, Point, RoutedEdge } from "../layout/model.ts";

const ARROW_LENGTH = 8;
const ARROW_HALF = 4;
const CORNER = 6;

/** SVG path data, ending where the arrowhead begins. */
export function edgePath(route: RoutedEdge, direction: Direction = "right"): string {
  const at = PENS[direction];
  const points = shortened(levelled(route.points, direction));
  return route.from === route.to ? cornered(points, at) : smooth(points, at);
}

export function arrowPath(route: RoutedEdge, direction: Direction = "right"): string {
  const at = PENS[direction];
  const points = levelled(route.points, direction);
  const tip = points.at(-1);
  if (tip === undefined) return "";
  const x = tip.x - heading(points) * ARROW_LENGTH;
  const across = direction === "down" ? "H" : "V";
  return `M${at(tip)}L${at({ x, y: tip.y - ARROW_HALF })}${across}${round(tip.y + ARROW_HALF)}Z`;
}

/** Points of an edge that runs from left to right, whatever the direction of the picture. */
export function levelled(points: readonly Point[], direction: Direction): readonly Point[] {
  return direction === "down" ? points.map(({ x, y }) => ({ x: y, y: x })) : points;
}

/** Writes a levelled point as it is in the picture. */
type Pen = (point: Point) => string;

const PENS: Readonly<Record<Direction, Pen>> = {
  right: ({ x, y }) => `${round(x)},${round(y)}`,
  down: ({ x, y }) => `${round(y)},${round(x)}`,
};

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

function smooth(points: readonly Point[], at: Pen): string {
  return points
    .map((to, index) => {
      const from = points[index - 1];
      if (from === undefined) return `M${at(to)}`;
      if (Math.abs(to.y - from.y) < 0.5) return `L${at(to)}`;
      const middle = (from.x + to.x) / 2;
      return `C${at({ x: middle, y: from.y })} ${at({ x: middle, y: to.y })} ${at(to)}`;
    })
    .join("");
}

/** Straight pieces with rounded corners: the loop of an asset that reads itself. */
function cornered(points: readonly Point[], at: Pen): string {
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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
