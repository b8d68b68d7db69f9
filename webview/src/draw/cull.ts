// Which nodes and edges are worth having in the document: all of a small graph, else those near the viewport.
import type { DrawnEdge, DrawnNode } from "./scene.ts";

/** Above this many nodes only what is near the viewport is drawn. */
export const CULL_ABOVE = 150;

/** In the layout's coordinates. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const EVERYWHERE: Area = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

export function grow(area: Area, factor: number): Area {
  const dx = (area.right - area.left) * factor;
  const dy = (area.bottom - area.top) * factor;
  return { left: area.left - dx, top: area.top - dy, right: area.right + dx, bottom: area.bottom + dy };
}

export function contains(outer: Area, inner: Area): boolean {
  return (
    outer.left <= inner.left &&
    outer.top <= inner.top &&
    outer.right >= inner.right &&
    outer.bottom >= inner.bottom
  );
}

export function nodesIn(
  nodes: readonly DrawnNode[],
  area: Area,
  always: ReadonlySet<string>,
): readonly DrawnNode[] {
  if (area === EVERYWHERE) return nodes;
  return nodes.filter(
    ({ place: { key, x, y, width, height } }) =>
      always.has(key) || overlaps(area, { left: x, top: y, right: x + width, bottom: y + height }),
  );
}

export function edgesIn(edges: readonly DrawnEdge[], area: Area): readonly DrawnEdge[] {
  if (area === EVERYWHERE) return edges;
  return edges.filter(({ bounds }) => overlaps(area, bounds));
}

function overlaps(a: Area, b: Area): boolean {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}
