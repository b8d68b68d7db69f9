// The order of the nodes in each column, so that few edges cross: the first one, in a time that nobody notices.
import { OrderedColumns, type Order } from "./columns.ts";
import type { Lanes } from "./lanes.ts";
import type { Part } from "./parts.ts";
import type { ProperGraph } from "./proper.ts";
import { startFrom, type StartKind } from "./starts.ts";
import { LocalMoves } from "./swap.ts";
import { Sweeps } from "./sweep.ts";

/** How long to search, by the number of nodes and dummies in a part. Rounds end early when nothing gets better. */
interface Effort {
  readonly upTo: number;
  readonly starts: readonly StartKind[];
  readonly rounds: number;
  /** Sweeps without a better order before giving up. */
  readonly patience: number;
  readonly swaps: boolean;
  /** Passes of sifting at the end. */
  readonly siftings: number;
}

const EFFORTS: readonly Effort[] = [
  {
    upTo: 1_500,
    starts: ["left", "leftWide", "rightWide"],
    rounds: 3,
    patience: 6,
    swaps: true,
    siftings: 8,
  },
  { upTo: 5_000, starts: ["left", "leftWide"], rounds: 3, patience: 4, swaps: true, siftings: 2 },
  { upTo: 16_000, starts: ["left"], rounds: 2, patience: 3, swaps: true, siftings: 0 },
  { upTo: Number.POSITIVE_INFINITY, starts: ["left"], rounds: 1, patience: 1, swaps: false, siftings: 0 },
];
const SIFT_REACH = 100;
const MAX_SWEEPS = 24;

/** Sorts the columns of each part in place. */
export function orderParts(graph: ProperGraph, parts: readonly Part[], lanes: Lanes | null): void {
  const order = new OrderedColumns(graph, lanes);
  const search = new Search(order);
  for (const part of parts) {
    if (part.columns.length < 2 && lanes === null) continue;
    order.take(part.columns);
    const effort = effortFor(part);
    if (effort !== undefined) search.run(effort);
  }
}

function effortFor(part: Part): Effort | undefined {
  const size = part.columns.reduce((sum, column) => sum + column.length, 0);
  return EFFORTS.find(({ upTo }) => size <= upTo);
}

class Search {
  readonly #order: OrderedColumns;
  readonly #sweeps: Sweeps;
  readonly #moves: LocalMoves;
  #best: Order = { columns: [], ranks: null };
  #crossings = 0;

  constructor(order: OrderedColumns) {
    this.#order = order;
    this.#sweeps = new Sweeps(order);
    this.#moves = new LocalMoves(order);
  }

  run(effort: Effort): void {
    let best: { order: Order; crossings: number } | null = null;
    for (const start of effort.starts) {
      if (best?.crossings === 0) break;
      startFrom(this.#order, start);
      this.#crossings = Number.POSITIVE_INFINITY;
      this.#keepIfBetter();
      for (let round = 0; round < effort.rounds && this.#crossings > 0; round++) {
        const before = this.#crossings;
        this.#sweep(effort.patience);
        this.#order.restore(this.#best);
        if (effort.swaps) this.#moves.swapNeighbours();
        this.#keepIfBetter();
        if (this.#crossings >= before) break;
      }
      if (best === null || this.#crossings < best.crossings)
        best = { order: this.#best, crossings: this.#crossings };
    }
    if (best !== null) this.#order.restore(best.order);
    for (let pass = 0; pass < effort.siftings; pass++) if (this.#sift() === 0) break;
  }

  #sift(): number {
    let saved = 0;
    for (let i = 0; i < this.#order.columns.length; i++) saved += this.#moves.sift(i, SIFT_REACH);
    return saved;
  }

  #sweep(patience: number): void {
    let failures = 0;
    for (let sweep = 0; sweep < MAX_SWEEPS && failures < patience && this.#crossings > 0; sweep++) {
      this.#sweeps.sweep(sweep % 2 === 0, sweep % 4 >= 2);
      failures = this.#keepIfBetter() ? 0 : failures + 1;
    }
  }

  #keepIfBetter(): boolean {
    const crossings = this.#order.crossings();
    if (crossings >= this.#crossings) return false;
    this.#crossings = crossings;
    this.#best = this.#order.copy();
    return true;
  }
}
