// Sorts columns by the middle of each node's neighbours, back and forth: quick, and sees the whole picture.
import type { OrderedColumns } from "./columns.ts";
import type { Links } from "./links.ts";

export class Sweeps {
  readonly #order: OrderedColumns;
  readonly #center: Float64Array;

  constructor(order: OrderedColumns) {
    this.#order = order;
    this.#center = new Float64Array(order.graph.count);
  }

  sweep(toRight: boolean, turnEqual: boolean): void {
    const { columns, graph } = this.#order;
    const last = columns.length - 1;
    for (let i = 1; i <= last; i++) {
      if (toRight) this.#sortByCenter(i, i - 1, graph.left, turnEqual);
      else this.#sortByCenter(last - i, last - i + 1, graph.right, turnEqual);
    }
    this.#order.settleLanes();
  }

  /** A node without neighbours there keeps its place, in the measure of that column. */
  #sortByCenter(at: number, beside: number, links: Links, turnEqual: boolean): void {
    const { columns, position } = this.#order;
    const column = columns[at];
    if (column === undefined) return;
    const length = columns[beside]?.length ?? 0;
    const scale = length / column.length;
    for (let c = 0; c < column.length; c++) {
      const node = column[c] ?? 0;
      const count = (links.start[node + 1] ?? 0) - (links.start[node] ?? 0);
      const place = Math.max(0, (c + 0.5) * scale - 0.5);
      this.#center[node] = count > 0 ? sumOf(links, node, position) / count : place;
    }
    this.#order.sort(at, this.#center, turnEqual, length);
  }
}

function sumOf({ start, target }: Links, node: number, position: Int32Array): number {
  const end = start[node + 1] ?? 0;
  let sum = 0;
  for (let i = start[node] ?? 0; i < end; i++) sum += position[target[i] ?? 0] ?? 0;
  return sum;
}
