// Moves nodes inside their column where that saves crossings: neighbours change places, or one node goes to the best of all
// places (sifting). Finds what the middle of the neighbours cannot see.
import type { OrderedColumns } from "./columns.ts";
import type { Links } from "./links.ts";

const MAX_ROUNDS = 6;

export class LocalMoves {
  readonly #order: OrderedColumns;
  readonly #left: SortedPositions;
  readonly #right: SortedPositions;
  #queue = new Int32Array(0);
  #work = 0;
  /** When each column was sifted last, by the clock of the order. */
  #sifted = new Float64Array(0);

  constructor(order: OrderedColumns) {
    this.#order = order;
    this.#left = new SortedPositions(order.graph.left, order.position);
    this.#right = new SortedPositions(order.graph.right, order.position);
  }

  /** Never adds a crossing. Answers the crossings saved. */
  swapNeighbours(passes = MAX_ROUNDS): number {
    let saved = 0;
    const { columns } = this.#order;
    for (let pass = 0; pass < passes; pass++) {
      let inPass = 0;
      for (let i = 0; i < columns.length; i++) inPass += this.#swapInColumn(i);
      saved += inPass;
      if (inPass === 0) break;
    }
    return saved;
  }

  #swapInColumn(at: number): number {
    const column = this.#order.columns[at];
    if (column === undefined || column.length < 2) return 0;
    const [left, right] = [this.#left, this.#right];
    // Only nodes of the same lane change places: what stands together stays together.
    const lane = this.#order.laneOf;
    left.sort(column);
    right.sort(column);
    let saved = 0;
    // Only around a swap of the round before can there be another.
    let [first, last] = [0, column.length - 2];
    for (let round = 0; round < MAX_ROUNDS && first <= last; round++) {
      const [begin, end] = [Math.max(0, first - 1), Math.min(column.length - 2, last + 1)];
      first = column.length;
      last = -1;
      for (let i = begin; i <= end; i++) {
        const a = column[i] ?? 0;
        const b = column[i + 1] ?? 0;
        if (lane !== null && lane[a] !== lane[b]) continue;
        const gain = left.gain(a, b) + right.gain(a, b);
        if (gain <= 0) continue;
        column[i] = b;
        column[i + 1] = a;
        saved += gain;
        if (first > i) first = i;
        last = i;
      }
    }
    if (saved > 0) this.#renumber(at, column);
    return saved;
  }

  #renumber(at: number, column: Int32Array): void {
    const { position } = this.#order;
    for (let i = 0; i < column.length; i++) position[column[i] ?? 0] = i;
    this.#order.touch(at);
  }

  /** Comparisons of two nodes by `sift` since the last call. */
  takeWork(): number {
    const work = this.#work;
    this.#work = 0;
    return work;
  }

  /**
   * Each node of the column to its best place, at most `reach` places away. Answers the crossings saved. A node also moves up to
   * a place that is only as good as its own: such drifting leads out of many dead ends.
   */
  sift(at: number, reach: number): number {
    const column = this.#order.columns[at];
    if (column === undefined || column.length < 2 || this.#isSifted(at)) return 0;
    const [left, right] = [this.#left, this.#right];
    // Only nodes of the same lane change places: what stands together stays together.
    const lane = this.#order.laneOf;
    const { position } = this.#order;
    left.sort(column);
    right.sort(column);
    if (this.#queue.length < column.length) this.#queue = new Int32Array(column.length);
    const queue = this.#queue.subarray(0, column.length);
    queue.set(column);
    let saved = 0;
    let moved = false;
    for (const node of queue) {
      const from = position[node] ?? 0;
      let [best, bestGain, gain] = [from, 0, 0];
      const lowest = Math.max(0, from - reach);
      for (let i = from - 1; i >= lowest; i--) {
        const other = column[i] ?? 0;
        if (lane !== null && lane[other] !== lane[node]) break;
        gain += left.gain(other, node) + right.gain(other, node);
        if (gain >= bestGain) {
          bestGain = gain;
          best = i;
        }
      }
      gain = 0;
      const highest = Math.min(column.length - 1, from + reach);
      for (let i = from + 1; i <= highest; i++) {
        const other = column[i] ?? 0;
        if (lane !== null && lane[other] !== lane[node]) break;
        gain += left.gain(node, other) + right.gain(node, other);
        if (gain > bestGain) {
          bestGain = gain;
          best = i;
        }
      }
      this.#work += highest - lowest;
      if (best === from) continue;
      const step = best < from ? -1 : 1;
      for (let i = from; i !== best; i += step) {
        const other = column[i + step] ?? 0;
        column[i] = other;
        position[other] = i;
      }
      column[best] = node;
      position[node] = best;
      saved += bestGain;
      moved = true;
    }
    this.#sifted[at] = this.#order.clock;
    if (moved) this.#order.touch(at);
    return saved;
  }

  /** Nothing has changed in the column and beside it since it was sifted, then without a move. */
  #isSifted(at: number): boolean {
    const { columns } = this.#order;
    if (this.#sifted.length < columns.length) {
      this.#sifted = new Float64Array(columns.length).fill(-1);
      return false;
    }
    return this.#order.lastChange(at) <= (this.#sifted[at] ?? -1);
  }
}

const NOWHERE_FIRST = 0x7fffffff;
const NOWHERE_LAST = -1;

/** The places of each node's neighbours on one side, ascending: two nodes' crossings are then one merge. */
class SortedPositions {
  readonly #links: Links;
  readonly #position: Int32Array;
  readonly #sorted: Int32Array;
  /** First and last place of each node's neighbours. Without any, it is below and above every other: no crossings. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;

  constructor(links: Links, position: Int32Array) {
    this.#links = links;
    this.#position = position;
    this.#sorted = new Int32Array(links.target.length);
    this.#first = new Int32Array(position.length).fill(NOWHERE_FIRST);
    this.#last = new Int32Array(position.length).fill(NOWHERE_LAST);
  }

  sort(column: Int32Array): void {
    const { start, target } = this.#links;
    const [position, sorted] = [this.#position, this.#sorted];
    for (const node of column) {
      const begin = start[node] ?? 0;
      const end = start[node + 1] ?? 0;
      if (begin === end) continue;
      if (end - begin > 24) {
        for (let at = begin; at < end; at++) sorted[at] = position[target[at] ?? 0] ?? 0;
        sorted.subarray(begin, end).sort();
      } else {
        for (let at = begin; at < end; at++) {
          const place = position[target[at] ?? 0] ?? 0;
          let to = at;
          for (; to > begin && (sorted[to - 1] ?? 0) > place; to--) sorted[to] = sorted[to - 1] ?? 0;
          sorted[to] = place;
        }
      }
      this.#first[node] = sorted[begin] ?? 0;
      this.#last[node] = sorted[end - 1] ?? 0;
    }
  }

  /** Crossings with `a` above `b`, less those with `b` above `a`. */
  gain(a: number, b: number): number {
    const { start } = this.#links;
    const beginA = start[a] ?? 0;
    const endA = start[a + 1] ?? 0;
    const beginB = start[b] ?? 0;
    const endB = start[b + 1] ?? 0;
    // Neighbours that do not overlap: the common case.
    const firstA = this.#first[a] ?? 0;
    const lastA = this.#last[a] ?? 0;
    const firstB = this.#first[b] ?? 0;
    const lastB = this.#last[b] ?? 0;
    if (lastA < firstB) return -(endA - beginA) * (endB - beginB);
    if (lastB < firstA) return (endA - beginA) * (endB - beginB);
    // Both have only the same one.
    if (firstA === lastB && lastA === firstB) return 0;
    const sorted = this.#sorted;
    let gain = 0;
    let above = beginB;
    let notBelow = beginB;
    for (let at = beginA; at < endA; at++) {
      const place = sorted[at] ?? 0;
      while (above < endB && (sorted[above] ?? 0) < place) above++;
      while (notBelow < endB && (sorted[notBelow] ?? 0) <= place) notBelow++;
      gain += above - beginB - (endB - notBelow);
    }
    return gain;
  }
}
