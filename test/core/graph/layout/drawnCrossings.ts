import type { Layout } from "@strataline/core/graph";

/** Crossings of the drawn lines; what several edges share counts once, as one sees it. */
export function drawnCrossings({ edges }: Layout): number {
  const pieces = new Map<string, { x: number; left: number; right: number; end: number }>();
  for (const { points } of edges) {
    points.forEach((b, i) => {
      const a = points[i - 1];
      if (a === undefined || a.y === b.y) return;
      const [left, right] = a.x < b.x ? [a, b] : [b, a];
      pieces.set(`${left.x} ${left.y} ${right.x} ${right.y}`, {
        x: left.x,
        left: left.y,
        right: right.y,
        end: right.x,
      });
    });
  }
  const slanted = [...pieces.values()];
  return slanted.reduce(
    (sum, a) =>
      sum +
      slanted.filter((b) => a.x === b.x && a.end === b.end && a.left < b.left && a.right > b.right).length,
    0,
  );
}
