// Places the nodes of one column as near as possible to where they want to be, in their order and without overlap: weighted
// isotonic regression by pooling adjacent violators (PAVA). Linear in the length of the column.

/** Limits of each node of a column, less its offset. Both rise from node to node, and `low` is never above `high`. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export class ColumnPlacer {
  // Blocks of nodes that touch each other: their weight, the weighted sum of what they want, and their last node's index.
  readonly #weight: Float64Array;
  readonly #sum: Float64Array;
  readonly #end: Int32Array;

  constructor(longestColumn: number) {
    this.#weight = new Float64Array(longestColumn);
    this.#sum = new Float64Array(longestColumn);
    this.#end = new Int32Array(longestColumn);
  }

  /**
   * Minimizes the weighted squares of the distances to `wanted`. `offset[i]` is where the column's node `i` would be if all
   * stood as close as allowed, the first at 0; nothing is placed above `top + offset`. Writes centres to `y`; the arrays
   * `wanted`, `weight` and `y` are by node, `offset` by index in the column.
   */
  place(
    column: Int32Array,
    offset: Float64Array,
    wanted: Float64Array,
    weight: Float64Array,
    into: { readonly y: Float64Array; readonly top: number },
    bounds: Bounds | null = null,
  ): void {
    let blocks = 0;
    for (let i = 0; i < column.length; i++) {
      const node = column[i] ?? 0;
      let nodes = weight[node] ?? 1;
      let sum = nodes * ((wanted[node] ?? 0) - (offset[i] ?? 0));
      while (blocks > 0 && (this.#sum[blocks - 1] ?? 0) / (this.#weight[blocks - 1] ?? 1) >= sum / nodes) {
        blocks--;
        nodes += this.#weight[blocks] ?? 0;
        sum += this.#sum[blocks] ?? 0;
      }
      this.#weight[blocks] = nodes;
      this.#sum[blocks] = sum;
      this.#end[blocks] = i;
      blocks++;
    }
    for (let block = 0, i = 0; block < blocks; block++) {
      const start = Math.max(into.top, (this.#sum[block] ?? 0) / (this.#weight[block] ?? 1));
      for (; i <= (this.#end[block] ?? 0); i++) {
        const limited =
          bounds === null
            ? start
            : Math.min(Math.max(start, bounds.low[i] ?? start), bounds.high[i] ?? start);
        into.y[column[i] ?? 0] = limited + (offset[i] ?? 0);
      }
    }
  }
}
