// How many edges of two ordered columns cross: the figure that ordering makes small.
import type { Links } from "./links.ts";

/** Counts inversions with a Fenwick tree, kept from call to call. Columns must be no longer than `size`. */
export class CrossingCounter {
  readonly #tree: Int32Array;

  constructor(size: number) {
    this.#tree = new Int32Array(size + 1);
  }

  /** `position` is each node's place in its column; `size` the length of the next column. */
  between(column: Int32Array, size: number, { start, target }: Links, position: Int32Array): number {
    const tree = this.#tree.fill(0, 0, size + 1);
    let crossings = 0;
    let before = 0;
    for (let c = 0; c < column.length; c++) {
      const node = column[c] ?? 0;
      const begin = start[node] ?? 0;
      const end = start[node + 1] ?? 0;
      // Edges of one node do not cross each other: ask for all of them first, then add them.
      if (before > 0) {
        for (let at = begin; at < end; at++) {
          let notAbove = 0;
          for (let i = (position[target[at] ?? 0] ?? 0) + 1; i > 0; i -= i & -i) notAbove += tree[i] ?? 0;
          crossings += before - notAbove;
        }
      }
      for (let at = begin; at < end; at++) {
        for (let i = (position[target[at] ?? 0] ?? 0) + 1; i <= size; i += i & -i)
          tree[i] = (tree[i] ?? 0) + 1;
      }
      before += end - begin;
    }
    return crossings;
  }
}
