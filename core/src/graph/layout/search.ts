// The search for a better order when there is time: many starts, sifting of the best ones, then small disturbances of the very
// best that are kept when they do no harm. How far it goes is counted in work, not in time: the same graph, the same answer.
import type { OrderedColumns, Order } from "./columns.ts";
import { startFrom, startFromWaves } from "./starts.ts";
import { LocalMoves } from "./swap.ts";
import { Sweeps } from "./sweep.ts";

/** Steps of work between two chances to stop: some milliseconds. */
const SLICE = 150_000;
/** Starts that are searched on. */
const FINALISTS = 4;
/** Rounds of smoothing: few keep what is near together, many show the whole. */
const WAVES = Array.from({ length: 24 }, (_, i) => (i % 6 === 2 ? 120 : 400));
/** The order that somebody looks at counts as better by this much: what need not move does not. */
const LOYALTY = 0.97;

export interface Found {
  readonly order: Order;
  readonly crossings: number;
}

export interface SearchLimits {
  /** Comparisons of two nodes, roughly. */
  readonly work: number;
  /** Places that a node looks up and down. */
  readonly reach: number;
}

/** Leaves the best order found in `order`. `keepsFirst`: the order at the beginning is one that somebody looks at. */
export class OrderSearch {
  readonly #order: OrderedColumns;
  readonly #sweeps: Sweeps;
  readonly #moves: LocalMoves;
  readonly #limits: SearchLimits;
  readonly #value: Float64Array;
  #work = 0;
  #slice = 0;

  constructor(order: OrderedColumns, limits: SearchLimits) {
    this.#order = order;
    this.#limits = limits;
    this.#sweeps = new Sweeps(order);
    this.#moves = new LocalMoves(order);
    this.#value = new Float64Array(order.graph.count);
  }

  *run(keepsFirst: boolean): Generator<void, Found> {
    const order = this.#order;
    const size = order.columns.reduce((sum, column) => sum + column.length, 0);
    const first: Found = { order: order.copy(), crossings: order.crossings() };
    if (first.crossings === 0) return first;
    const starts: Found[] = [];
    for (let i = 0; i < 3 + WAVES.length; i++) {
      // Half of the work for starts, but one of each kind in any case.
      if (i > 3 && this.#work > this.#limits.work / 2) break;
      yield* this.#start(i, size);
      starts.push({ order: order.copy(), crossings: order.crossings() });
    }
    starts.sort((a, b) => a.crossings - b.crossings);
    let best: Found | null = null;
    let bound = Number.POSITIVE_INFINITY;
    for (const start of [first, ...starts.slice(0, FINALISTS)]) {
      order.restore(start.order);
      yield* this.#siftAll(8);
      const crossings = order.crossings();
      if (crossings >= bound) continue;
      best = { order: order.copy(), crossings };
      bound = crossings * (keepsFirst && start === first ? LOYALTY : 1);
    }
    if (best !== null) order.restore(best.order);
    yield* this.#siftAll(40);
    return yield* this.#disturb();
  }

  *#start(number: number, size: number): Generator<void> {
    const order = this.#order;
    const waves = WAVES[number - 3];
    if (waves === undefined) {
      startFrom(order, (["left", "leftWide", "rightWide"] as const)[number] ?? "right");
    } else {
      startFromWaves(order, waves, number);
      yield* this.#spend((waves * size) / 4);
    }
    yield* this.#sweepToBest(24, size);
    this.#moves.swapNeighbours(6);
    yield* this.#spend(size * 4);
  }

  *#sweepToBest(most: number, size: number): Generator<void> {
    const order = this.#order;
    let best: Found = { order: order.copy(), crossings: order.crossings() };
    for (let sweep = 0, failures = 0; sweep < most && failures < 6; sweep++) {
      this.#sweeps.sweep(sweep % 2 === 0, sweep % 4 >= 2);
      const crossings = order.crossings();
      if (crossings < best.crossings) {
        best = { order: order.copy(), crossings };
        failures = 0;
      } else failures++;
      yield* this.#spend(size * 3);
    }
    order.restore(best.order);
  }

  *#siftAll(passes: number): Generator<void> {
    const last = this.#order.columns.length - 1;
    for (let pass = 0; pass < passes && this.#work < this.#limits.work; pass++) {
      let saved = 0;
      for (let i = 0; i <= last; i++) {
        saved += this.#moves.sift(pass % 2 === 0 ? i : last - i, this.#limits.reach);
        yield* this.#spend(this.#moves.takeWork());
      }
      if (saved === 0) return;
    }
  }

  /** Stirs a few columns at one height and sifts them and their neighbours; back when that was no good. */
  *#disturb(): Generator<void, Found> {
    const order = this.#order;
    let crossings = order.crossings();
    const random = randomNumbers(crossings);
    const last = order.columns.length - 1;
    const saved = order.columns.map((column) => column.slice());
    while (this.#work < this.#limits.work && crossings > 0) {
      const begin = Math.floor(random() * (last + 1));
      const end = Math.min(last, begin + Math.floor(random() * 5));
      this.#stir(begin, end, random);
      const [from, to] = [Math.max(0, begin - 1), Math.min(last, end + 1)];
      for (let pass = 0; pass < 5; pass++) {
        let gained = 0;
        for (let i = 0; i <= to - from; i++)
          gained += this.#moves.sift(pass % 2 === 0 ? from + i : to - i, this.#limits.reach);
        if (gained === 0) break;
      }
      const now = order.crossings();
      const isKept = now <= crossings;
      for (let i = from; i <= to; i++) {
        const [column, copy] = [order.columns[i], saved[i]];
        if (column === undefined || copy === undefined) continue;
        if (isKept) copy.set(column);
        else order.restoreColumn(i, copy);
      }
      if (isKept) crossings = now;
      yield* this.#spend(this.#moves.takeWork() + 200);
    }
    return { order: order.copy(), crossings };
  }

  #stir(begin: number, end: number, random: () => number): void {
    const height = random();
    const half = 0.02 + random() * 0.25;
    const strength = random() * random() * 0.5;
    for (let at = begin; at <= end; at++) {
      const column = this.#order.columns[at];
      if (column === undefined) continue;
      const { length } = column;
      for (let i = 0; i < length; i++) {
        const near = Math.abs(i / length - height) < half;
        this.#value[column[i] ?? 0] = Math.max(0, i + 1 + (near ? (random() - 0.5) * strength * length : 0));
      }
      this.#order.sort(at, this.#value, false);
    }
  }

  *#spend(work: number): Generator<void> {
    this.#work += work;
    this.#slice += work;
    if (this.#slice < SLICE) return;
    this.#slice = 0;
    yield;
  }
}

/** From 0 up to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
