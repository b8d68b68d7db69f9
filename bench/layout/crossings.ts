// Crossings of drawn lines, for any engine. The picture is cut into upright slabs; in each, the lines are sorted at its left
// side, and those that are in another order at its right side have crossed: inversions. Slabs begin wherever some line bends;
// where that is too often (curves), every few pixels.
import type { Drawing } from "./drawing.ts";

export interface Crossings {
  /** Pairs of edges that cross, each as often as they do; edges that share an end do not count. */
  readonly pairs: number;
  /** As one sees it: a piece that several edges of one source share is one line. */
  readonly seen: number;
}

const MAX_SLABS = 6000;

interface Line {
  readonly source: number;
  /** The nodes at its left and right end: the source is one of them. */
  readonly leftNode: number;
  readonly rightNode: number;
  /** Left to right. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function countCrossings(drawing: Drawing): Crossings {
  const lines = linesOf(drawing);
  const borders = slabBorders(lines);
  const counter = new SlabCounter(lines.length);
  const starts = lines.map((_, i) => i).sort((a, b) => start(lines[a]) - start(lines[b]));
  let alive: number[] = [];
  let next = 0;
  let [pairs, seen] = [0, 0];
  const cursor = new Int32Array(lines.length);
  for (let slab = 0; slab + 1 < borders.length; slab++) {
    const [left, right] = [borders[slab] ?? 0, borders[slab + 1] ?? 0];
    const middle = (left + right) / 2;
    alive = alive.filter((i) => end(lines[i]) > middle);
    for (; next < starts.length && start(lines[starts[next] ?? 0]) <= middle; next++) {
      const line = starts[next] ?? 0;
      if (end(lines[line]) > middle) alive.push(line);
    }
    const at = {
      source: [] as number[],
      leftNode: [] as number[],
      rightNode: [] as number[],
      left: [] as number[],
      right: [] as number[],
    };
    for (const i of alive) {
      const line = lines[i];
      if (line === undefined) continue;
      at.source.push(line.source);
      at.leftNode.push(line.leftNode);
      at.rightNode.push(line.rightNode);
      at.left.push(levelAt(line, left, cursor, i));
      at.right.push(levelAt(line, right, cursor, i));
    }
    const counted = counter.count(at);
    pairs += counted.pairs;
    seen += counted.seen;
  }
  return { pairs, seen };
}

function start(line: Line | undefined): number {
  return line?.x[0] ?? 0;
}

function end(line: Line | undefined): number {
  return line?.x.at(-1) ?? 0;
}

function linesOf({ edges }: Drawing): Line[] {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const lines: Line[] = [];
  for (const { from, to, points } of edges) {
    const [first, last] = [points[0], points.at(-1)];
    if (from === to || first === undefined || last === undefined) continue;
    const isForward = first.x <= last.x;
    const along = isForward ? points : points.toReversed();
    const x = Float64Array.from(along, (point) => point.x);
    // A line that turns back a little is taken as if it stood there.
    for (let i = 1; i < x.length; i++) x[i] = Math.max(x[i] ?? 0, x[i - 1] ?? 0);
    lines.push({
      source: numberOf(from),
      leftNode: numberOf(isForward ? from : to),
      rightNode: numberOf(isForward ? to : from),
      x,
      y: Float64Array.from(along, (point) => point.y),
    });
  }
  return lines;
}

function slabBorders(lines: readonly Line[]): readonly number[] {
  const bends = new Set<number>();
  for (const { x } of lines) for (const place of x) bends.add(Math.round(place * 2) / 2);
  const sorted = [...bends].sort((a, b) => a - b);
  if (sorted.length <= MAX_SLABS) return sorted;
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return Array.from({ length: MAX_SLABS + 1 }, (_, i) => first + ((last - first) * i) / MAX_SLABS);
}

/** Slabs come from left to right, so each line remembers where it was. */
function levelAt({ x, y }: Line, place: number, cursor: Int32Array, line: number): number {
  let i = cursor[line] ?? 0;
  while (i > 0 && (x[i] ?? 0) > place) i--;
  while (i + 2 < x.length && (x[i + 1] ?? 0) <= place) i++;
  cursor[line] = i;
  const [x0, x1, y0, y1] = [x[i] ?? 0, x[i + 1] ?? 0, y[i] ?? 0, y[i + 1] ?? 0];
  if (x1 <= x0 || place >= x1) return place < x0 ? y0 : y1;
  return place <= x0 ? y0 : y0 + ((y1 - y0) * (place - x0)) / (x1 - x0);
}

interface SlabLines {
  readonly source: readonly number[];
  readonly leftNode: readonly number[];
  readonly rightNode: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
}

class SlabCounter {
  readonly #tree: Int32Array;

  constructor(most: number) {
    this.#tree = new Int32Array(most + 2);
  }

  count({ source, leftNode, rightNode, left, right }: SlabLines): Crossings {
    const all = left.map((_, i) => i);
    const distinct = new Map<string, number>();
    const [bundle, isLone] = [[] as number[], [] as boolean[]];
    for (const i of all) {
      const key = `${source[i] ?? 0} ${Math.round((left[i] ?? 0) * 8)} ${Math.round((right[i] ?? 0) * 8)}`;
      const first = distinct.get(key);
      if (first === undefined) {
        distinct.set(key, bundle.length);
        bundle.push(i);
        isLone.push(true);
      } else isLone[first] = false;
    }
    const lone = bundle.filter((_, i) => isLone[i] === true);
    return {
      pairs:
        this.#inversions(all, left, right) -
        this.#together(all, leftNode, left, right) -
        this.#together(all, rightNode, left, right),
      seen:
        this.#inversions(bundle, left, right) -
        this.#together(bundle, source, left, right) -
        this.#together(lone, leftNode, left, right) -
        this.#together(lone, rightNode, left, right) +
        this.#together(lone, source, left, right),
    };
  }

  /** Inversions among the lines that share an end. */
  #together(
    lines: readonly number[],
    ends: readonly number[],
    left: readonly number[],
    right: readonly number[],
  ): number {
    const groups = new Map<number, number[]>();
    for (const line of lines) {
      const group = groups.get(ends[line] ?? 0);
      if (group === undefined) groups.set(ends[line] ?? 0, [line]);
      else group.push(line);
    }
    let sum = 0;
    for (const group of groups.values()) if (group.length > 1) sum += this.#inversions(group, left, right);
    return sum;
  }

  /** Pairs above each other on the left and the other way round on the right, by more than rounding. */
  #inversions(lines: readonly number[], left: readonly number[], right: readonly number[]): number {
    if (lines.length < 2) return 0;
    const round = (y: number | undefined): number => Math.round((y ?? 0) * 8);
    const levels = [...new Set(lines.map((i) => round(right[i])))].sort((a, b) => a - b);
    const level = new Map(levels.map((value, i) => [value, i + 1]));
    const sorted = lines.toSorted((a, b) => round(left[a]) - round(left[b]));
    const tree = this.#tree.fill(0, 0, levels.length + 1);
    let sum = 0;
    for (let i = 0, added = 0; i < sorted.length;) {
      let until = i;
      while (until < sorted.length && round(left[sorted[until] ?? 0]) === round(left[sorted[i] ?? 0]))
        until++;
      for (let at = i; at < until; at++) {
        let notBelow = 0;
        for (let p = level.get(round(right[sorted[at] ?? 0])) ?? 0; p > 0; p -= p & -p)
          notBelow += tree[p] ?? 0;
        sum += added - notBelow;
      }
      for (let at = i; at < until; at++) {
        for (let p = level.get(round(right[sorted[at] ?? 0])) ?? 0; p <= levels.length; p += p & -p)
          tree[p] = (tree[p] ?? 0) + 1;
      }
      added += until - i;
      i = until;
    }
    return sum;
  }
}
