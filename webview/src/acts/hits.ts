// Which card, else which edge, is at a point of the layout. By geometry: it holds for whatever the picture is drawn with. Pure.
import { levelled, type Layout, type PlacedNode, type Point, type RoutedEdge } from "@strataline/core/graph";

export function nodeAt(layout: Layout, { x, y }: Point): PlacedNode | null {
  for (const place of layout.nodes.values()) {
    if (x >= place.x && x <= place.x + place.width && y >= place.y && y <= place.y + place.height)
      return place;
  }
  return null;
}

/** The nearest edge that is at most `reach` away, in the layout's units. */
export function edgeAt(layout: Layout, point: Point, reach: number): RoutedEdge | null {
  let best: RoutedEdge | null = null;
  let least = reach;
  const { direction } = layout;
  const [at = point] = levelled([point], direction);
  for (const edge of layout.edges) {
    const distance = distanceTo(levelled(edge.points, direction), at, least);
    if (distance > least) continue;
    least = distance;
    best = edge;
  }
  return best;
}

/** Infinity for pieces that are farther than `within` already by their box. */
function distanceTo(points: readonly Point[], point: Point, within: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    if (from === undefined || to === undefined || !isNear(from, to, point, within)) continue;
    least = Math.min(least, distanceToPiece(from, to, point));
  }
  return least;
}

function isNear(from: Point, to: Point, { x, y }: Point, within: number): boolean {
  return (
    x >= Math.min(from.x, to.x) - within &&
    x <= Math.max(from.x, to.x) + within &&
    y >= Math.min(from.y, to.y) - within &&
    y <= Math.max(from.y, to.y) + within
  );
}

const STEPS = 12;

/** Slanted pieces are drawn as curves that are level at both ends (`draw/edgePath.ts`): straight strokes along them are near enough. */
function distanceToPiece(from: Point, to: Point, point: Point): number {
  if (Math.abs(from.y - to.y) < 0.5) return distanceToStroke(from, to, point);
  let least = Number.POSITIVE_INFINITY;
  let before = from;
  for (let step = 1; step <= STEPS; step++) {
    const next = onCurve(from, to, step / STEPS);
    least = Math.min(least, distanceToStroke(before, next, point));
    before = next;
  }
  return least;
}

/** Bézier with both handles half way across. */
function onCurve(from: Point, to: Point, t: number): Point {
  const u = 1 - t;
  const middle = (from.x + to.x) / 2;
  const near = 3 * u * u * t;
  const far = 3 * u * t * t;
  return {
    x: u * u * u * from.x + (near + far) * middle + t * t * t * to.x,
    y: (u * u * u + near) * from.y + (far + t * t * t) * to.y,
  };
}

function distanceToStroke(from: Point, to: Point, { x, y }: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}
