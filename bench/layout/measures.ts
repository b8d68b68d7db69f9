// What a drawing is judged by, apart from crossings.
import type { Drawing, Rectangle } from "./drawing.ts";
import type { Problem } from "./problem.ts";

export interface Judged {
  /** Sum over all edges, in 1000 px. */
  readonly edgeLength: number;
  /** In million square pixels. */
  readonly area: number;
  /** Fewest nodes to move so that every layer lies left of the next. */
  readonly bandViolations: number;
  readonly overlaps: number;
  /** Pairs of an edge and a node that is none of its ends. */
  readonly throughNodes: number;
}

export function judge(problem: Problem, drawing: Drawing): Judged {
  return {
    edgeLength: edgeLength(drawing) / 1000,
    area: area(drawing) / 1e6,
    bandViolations: bandViolations(problem, drawing),
    overlaps: overlaps(drawing),
    throughNodes: throughNodes(drawing),
  };
}

function edgeLength({ edges }: Drawing): number {
  let sum = 0;
  for (const { points } of edges) {
    points.forEach((point, i) => {
      const before = points[i - 1];
      if (before !== undefined) sum += Math.hypot(point.x - before.x, point.y - before.y);
    });
  }
  return sum;
}

function area({ nodes, edges }: Drawing): number {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  };
  for (const { x, y, width, height } of nodes.values()) {
    include(x, y);
    include(x + width, y + height);
  }
  for (const { points } of edges) for (const { x, y } of points) include(x, y);
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

const MAX_BORDERS = 300;

/**
 * Nodes that must move so that upright borders part the layers, at least: over all places of the borders, the most nodes that
 * lie wholly between those of their layer. Borders are tried where some node begins; where those are very many, at some of them.
 */
function bandViolations({ layerOf }: Problem, { nodes }: Drawing): number {
  const places = [...new Set([...nodes.values()].map(({ x }) => Math.round(x)))].sort((a, b) => a - b);
  const step = Math.max(1, Math.ceil(places.length / MAX_BORDERS));
  const borders = places.filter((_, i) => i % step === 0);
  borders.push(Number.POSITIVE_INFINITY);
  let best = new Array<number>(borders.length).fill(0);
  for (let layer = 0; layer <= Math.max(0, ...layerOf.values()); layer++) {
    const members = [...nodes].filter(([key]) => layerOf.get(key) === layer).map(([, node]) => node);
    members.sort((a, b) => a.x + a.width - b.x - b.width);
    // kept[i]: the most nodes in place when this layer begins at border i.
    const kept = best;
    let next = 0;
    best = borders.map((until, i) => {
      for (
        let node = members[next];
        node !== undefined && node.x + node.width <= until;
        node = members[++next]
      ) {
        for (let at = 0; at < borders.length && (borders[at] ?? 0) <= Math.round(node.x); at++)
          kept[at] = (kept[at] ?? 0) + 1;
      }
      return Math.max(...kept.slice(0, i + 1));
    });
  }
  return nodes.size - (best.at(-1) ?? 0);
}

const ROUNDING = 0.01;

function overlaps({ nodes }: Drawing): number {
  const byRow = gridOf(nodes);
  let found = 0;
  const seen = new Set<string>();
  for (const [key, a] of nodes) {
    for (const other of byRow.near(a.x, a.x + a.width, a.y, a.y + a.height)) {
      const b = nodes.get(other);
      if (b === undefined || other <= key || seen.has(`${key}\n${other}`)) continue;
      if (
        a.x + a.width > b.x + ROUNDING &&
        b.x + b.width > a.x + ROUNDING &&
        a.y + a.height > b.y + ROUNDING &&
        b.y + b.height > a.y + ROUNDING
      ) {
        seen.add(`${key}\n${other}`);
        found++;
      }
    }
  }
  return found;
}

const CELL = { width: 200, height: 80 } as const;

interface Grid {
  readonly near: (left: number, right: number, top: number, bottom: number) => Iterable<string>;
}

function gridOf(nodes: Drawing["nodes"]): Grid {
  const cells = new Map<string, string[]>();
  const each = function* (left: number, right: number, top: number, bottom: number): Generator<string> {
    for (let x = Math.floor(left / CELL.width); x <= Math.floor(right / CELL.width); x++) {
      for (let y = Math.floor(top / CELL.height); y <= Math.floor(bottom / CELL.height); y++)
        yield `${x} ${y}`;
    }
  };
  for (const [key, { x, y, width, height }] of nodes) {
    for (const cell of each(x, x + width, y, y + height)) {
      const inside = cells.get(cell);
      if (inside === undefined) cells.set(cell, [key]);
      else inside.push(key);
    }
  }
  return {
    near: function* (...box) {
      for (const cell of each(...box)) yield* cells.get(cell) ?? [];
    },
  };
}

function throughNodes({ nodes, edges }: Drawing): number {
  const grid = gridOf(nodes);
  let found = 0;
  for (const { from, to, points } of edges) {
    const hit = new Set<string>();
    points.forEach((b, i) => {
      const a = points[i - 1];
      if (a === undefined) return;
      // In pieces of a cell's width: a long slanted line would look at a whole rectangle of cells.
      const steps = Math.max(
        1,
        Math.ceil(Math.abs(b.x - a.x) / CELL.width),
        Math.ceil(Math.abs(b.y - a.y) / 400),
      );
      for (let step = 0; step < steps; step++) {
        const at = (t: number) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
        const [p, q] = [at(step / steps), at((step + 1) / steps)];
        const box = [Math.min(p.x, q.x), Math.max(p.x, q.x), Math.min(p.y, q.y), Math.max(p.y, q.y)] as const;
        for (const key of grid.near(...box)) {
          const node = nodes.get(key);
          if (node === undefined || key === from || key === to || hit.has(key)) continue;
          if (meets(p, q, node)) hit.add(key);
        }
      }
    });
    found += hit.size;
  }
  return found;
}

/** The piece runs inside the node by more than a pixel. */
function meets(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
  { x, y, width, height }: Rectangle,
): boolean {
  const inset = 1;
  let [enter, leave] = [0, 1];
  const clip = (origin: number, delta: number, low: number, high: number): boolean => {
    if (Math.abs(delta) < 1e-9) return origin > low && origin < high;
    const [t0, t1] = [(low - origin) / delta, (high - origin) / delta];
    enter = Math.max(enter, Math.min(t0, t1));
    leave = Math.min(leave, Math.max(t0, t1));
    return enter < leave;
  };
  return (
    clip(a.x, b.x - a.x, x + inset, x + width - inset) && clip(a.y, b.y - a.y, y + inset, y + height - inset)
  );
}

export interface Displacement {
  /** Mean distance of the nodes from where they stood, after the best shift of the whole, in px. */
  readonly mean: number;
  /** Share of nodes that moved by more than a row. */
  readonly moved: number;
}

const ROW = 48;

export function displacement(before: Drawing, after: Drawing): Displacement {
  const keys = [...before.nodes.keys()].filter((key) => after.nodes.has(key));
  const difference = (side: "x" | "y"): number[] =>
    keys.map((key) => (after.nodes.get(key)?.[side] ?? 0) - (before.nodes.get(key)?.[side] ?? 0));
  const [dx, dy] = [difference("x"), difference("y")];
  const [shiftX, shiftY] = [middle(dx), middle(dy)];
  const distances = keys.map((_, i) => Math.hypot((dx[i] ?? 0) - shiftX, (dy[i] ?? 0) - shiftY));
  return {
    mean: distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, keys.length),
    moved: distances.filter((distance) => distance > ROW).length / Math.max(1, keys.length),
  };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
