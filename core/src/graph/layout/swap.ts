// Swaps neighbours in a column where that saves crossings, until none does. Finds what barycenters cannot see.
import type { Links } from "./links.ts";
import type { ProperGraph } from "./proper.ts";

const MAX_PASSES = 6;

/** `position` is each node's place in its column; it is read and kept right. */
export class NeighbourSwaps {
  readonly #position: Int32Array;
  readonly #left: SortedPositions;
  readonly #right: SortedPositions;

  constructor(graph: ProperGraph, position: Int32Array) {
    this.#position = position;
    this.#left = new SortedPositions(graph.left, position);
    this.#right = new SortedPositions(graph.right, position);
  }

  /** Changes the columns in place; never adds a crossing. */
  improve(columns: readonly number[][]): void {
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      let saved = 0;
      for (const column of columns) saved += this.#improveColumn(column);
      if (saved === 0) return;
    }
  }

  #improveColumn(column: number[]): number {
    let saved = 0;
    this.#left.sort(column);
    this.#right.sort(column);
    for (let round = 0, swapped = true; swapped && round < MAX_PASSES; round++) {
      swapped = false;
      for (let i = 0; i + 1 < column.length; i++) {
        const [a, b] = [column[i] ?? 0, column[i + 1] ?? 0];
        const gain = this.#left.gain(a, b) + this.#right.gain(a, b);
        if (gain <= 0) continue;
        column[i] = b;
        column[i + 1] = a;
        saved += gain;
        swapped = true;
      }
    }
    for (let i = 0; i < column.length; i++) this.#position[column[i] ?? 0] = i;
    return saved;
  }
}

/** The places of each node's neighbours on one side, ascending: two nodes' crossings are then one merge. */
class SortedPositions {
  readonly #links: Links;
  readonly #position: Int32Array;
  readonly #sorted: Int32Array;

  constructor(links: Links, position: Int32Array) {
    this.#links = links;
    this.#position = position;
    this.#sorted = new Int32Array(links.target.length);
  }

  sort(column: readonly number[]): void {
    const { start, target } = this.#links;
    for (const node of column) {
      const begin = start[node] ?? 0;
      const end = start[node + 1] ?? 0;
      for (let at = begin; at < end; at++) this.#sorted[at] = this.#position[target[at] ?? 0] ?? 0;
      if (end - begin > 1) this.#sorted.subarray(begin, end).sort();
    }
  }

  /** Crossings with `a` above `b`, less those with `b` above `a`. */
  gain(a: number, b: number): number {
    const { start } = this.#links;
    const endA = start[a + 1] ?? 0;
    const endB = start[b + 1] ?? 0;
    const beginB = start[b] ?? 0;
    let gain = 0;
    let above = beginB;
    let notBelow = beginB;
    for (let at = start[a] ?? 0; at < endA; at++) {
      const place = this.#sorted[at] ?? 0;
      while (above < endB && (this.#sorted[above] ?? 0) < place) above++;
      while (notBelow < endB && (this.#sorted[notBelow] ?? 0) <= place) notBelow++;
      gain += above - beginB - (endB - notBelow);
    }
    return gain;
  }
}
