// The order of the nodes in each column, so that few edges cross: barycenter sweeps and swaps of neighbours, best one kept.
import { CrossingCounter } from "./crossings.ts";
import type { Links } from "./links.ts";
import type { Part } from "./parts.ts";
import type { ProperGraph } from "./proper.ts";
import { NeighbourSwaps } from "./swap.ts";

/** How long to search. Rounds of sweeps and swaps end early when nothing gets better. */
interface Effort {
  /** Sides to begin from: one, or both. */
  readonly starts: 1 | 2;
  readonly rounds: number;
  /** Sweeps without a better order before giving up. */
  readonly patience: number;
}

const THOROUGH: Effort = { starts: 2, rounds: 8, patience: 8 };
const QUICK: Effort = { starts: 1, rounds: 3, patience: 4 };
/** Above so many nodes and dummies in one part, the quick search must do. */
const THOROUGH_LIMIT = 5000;
const MAX_SWEEPS = 24;

/** Sorts the columns of each part in place. */
export function orderParts(graph: ProperGraph, parts: readonly Part[]): void {
  const ordering = new Ordering(graph);
  for (const part of parts) if (part.columns.length > 1) ordering.order(part);
}

class Ordering {
  readonly #graph: ProperGraph;
  readonly #visit: Int32Array;
  readonly #position: Int32Array;
  readonly #center: Float64Array;
  readonly #counter: CrossingCounter;
  readonly #swaps: NeighbourSwaps;
  #columns: number[][] = [];
  #best: number[][] = [];
  #crossings = Number.POSITIVE_INFINITY;

  constructor(graph: ProperGraph) {
    this.#graph = graph;
    this.#visit = new Int32Array(graph.count);
    this.#position = new Int32Array(graph.count);
    this.#center = new Float64Array(graph.count);
    this.#counter = new CrossingCounter(graph.count);
    this.#swaps = new NeighbourSwaps(graph, this.#position);
  }

  order(part: Part): void {
    this.#columns = part.columns;
    const size = part.columns.reduce((sum, column) => sum + column.length, 0);
    const effort = size > THOROUGH_LIMIT ? QUICK : THOROUGH;
    const fromLeft = this.#search(part.columns, effort);
    if (effort.starts === 2 && fromLeft.crossings > 0) {
      const fromRight = this.#search(part.columns.toReversed(), effort);
      if (fromLeft.crossings <= fromRight.crossings) this.#best = fromLeft.order;
    }
    this.#restore();
  }

  /** The best order found when depth-first search visits the columns in the given order first. */
  #search(visited: readonly (readonly number[])[], effort: Effort): { crossings: number; order: number[][] } {
    this.#crossings = Number.POSITIVE_INFINITY;
    visitDepthFirst(this.#graph, visited, this.#visit);
    for (const column of this.#columns) {
      column.sort((a, b) => (this.#visit[a] ?? 0) - (this.#visit[b] ?? 0));
      this.#number(column);
    }
    this.#keepIfBetter();
    for (let round = 0; round < effort.rounds && this.#crossings > 0; round++) {
      if (!this.#improve(effort.patience)) break;
    }
    return { crossings: this.#crossings, order: this.#best };
  }

  #improve(patience: number): boolean {
    const before = this.#crossings;
    this.#sweep(patience);
    this.#restore();
    this.#swaps.improve(this.#columns);
    this.#keepIfBetter();
    return this.#crossings < before;
  }

  #sweep(patience: number): void {
    const { left, right } = this.#graph;
    const last = this.#columns.length - 1;
    let failures = 0;
    for (let sweep = 0; sweep < MAX_SWEEPS && failures < patience && this.#crossings > 0; sweep++) {
      const toRight = sweep % 2 === 0;
      const turnEqual = sweep % 4 >= 2;
      for (let i = 1; i <= last; i++) {
        if (toRight) this.#sortByCenter(i, i - 1, left, turnEqual);
        else this.#sortByCenter(last - i, last - i + 1, right, turnEqual);
      }
      failures = this.#keepIfBetter() ? 0 : failures + 1;
    }
  }

  /**
   * Sorts a column by the middle of each node's neighbours in the column `beside`. A node without any keeps its place, in the
   * measure of that column. `turnEqual` turns nodes with the same middle around, which opens orders that sorting cannot reach.
   */
  #sortByCenter(at: number, beside: number, links: Links, turnEqual: boolean): void {
    const column = this.#columns[at] ?? [];
    const scale = (this.#columns[beside]?.length ?? 0) / column.length;
    const [center, position] = [this.#center, this.#position];
    for (const node of column) {
      const begin = links.start[node] ?? 0;
      const end = links.start[node + 1] ?? 0;
      let sum = 0;
      for (let i = begin; i < end; i++) sum += position[links.target[i] ?? 0] ?? 0;
      center[node] = end > begin ? sum / (end - begin) : ((position[node] ?? 0) + 0.5) * scale - 0.5;
    }
    const sign = turnEqual ? -1 : 1;
    column.sort(
      (a, b) => (center[a] ?? 0) - (center[b] ?? 0) || sign * ((position[a] ?? 0) - (position[b] ?? 0)),
    );
    this.#number(column);
  }

  #number(column: readonly number[]): void {
    for (let i = 0; i < column.length; i++) this.#position[column[i] ?? 0] = i;
  }

  #keepIfBetter(): boolean {
    const crossings = this.#counter.total(this.#columns, this.#graph.right, this.#position);
    if (crossings >= this.#crossings) return false;
    this.#crossings = crossings;
    this.#best = this.#columns.map((column) => column.slice());
    return true;
  }

  #restore(): void {
    this.#best.forEach((column, i) => {
      this.#columns[i] = column.slice();
      this.#number(column);
    });
  }
}

/** Numbers each node when depth-first search meets it, so that chains lie side by side. Overwrites the part's numbers. */
function visitDepthFirst(
  { left, right }: ProperGraph,
  columns: readonly (readonly number[])[],
  visit: Int32Array,
): void {
  for (const column of columns) for (const node of column) visit[node] = -1;
  let number = 0;
  for (const column of columns) {
    for (const root of column) {
      const stack = visit[root] === -1 ? [root] : [];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        if (visit[node] !== -1) continue;
        visit[node] = number++;
        pushUnseen(stack, left, node, visit);
        pushUnseen(stack, right, node, visit);
      }
    }
  }
}

function pushUnseen(stack: number[], { start, target }: Links, node: number, visit: Int32Array): void {
  for (let at = (start[node + 1] ?? 0) - 1; at >= (start[node] ?? 0); at--) {
    const next = target[at] ?? 0;
    if (visit[next] === -1) stack.push(next);
  }
}
