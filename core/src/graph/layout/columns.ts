// The changing order of a part's columns, with the crossings between neighbouring columns: everything that searches for a better
// order works on this.
import { CrossingCounter } from "./crossings.ts";
import { rankLanes, sortedInLanes, type Lanes } from "./lanes.ts";
import type { ProperGraph } from "./proper.ts";
import { sortByValue } from "./sorting.ts";

type Columns = readonly Int32Array[];

/** A copy to come back to. */
export interface Order {
  readonly columns: Columns;
  readonly ranks: Int32Array | null;
}

/** By node; `stack` has room for every node and both ends of every edge. A graph has many parts: they share this. */
interface Scratch {
  readonly value: Float64Array;
  readonly other: Float64Array;
  readonly stack: Int32Array;
}

/** Up to this length, insertion is faster than the engine's own sort: most columns are nearly sorted. */
const SHORT = 48;

export class OrderedColumns {
  readonly graph: ProperGraph;
  /** For whoever needs numbers by node for a moment. Only entries of nodes in `columns` may be relied on. */
  readonly scratch: Scratch;
  /** Place of each node in its column. */
  readonly position: Int32Array;
  columns: Columns = [];
  /** Nodes of different lanes never change places; null: every node may go anywhere in its column. */
  readonly laneOf: Int32Array | null;
  readonly #lanes: Lanes | null;
  /** Where each node last wanted to be, from 0 (top) to 1, if lanes did not hold it. */
  readonly #wish: Float64Array;
  readonly #counter: CrossingCounter;
  /** Counts the changes of columns; never goes back. */
  clock = 0;
  /** When each column changed last. */
  #changed = new Float64Array(0);
  /** Between column `i` and the next; -1 where it must be counted again. */
  #between = new Float64Array(0);
  #sortKeys = new Float64Array(0);
  #scratch = new Int32Array(0);

  constructor(graph: ProperGraph, lanes: Lanes | null) {
    this.graph = graph;
    this.#lanes = lanes;
    this.laneOf = lanes === null ? null : new Int32Array(graph.count).fill(-1);
    if (lanes !== null) this.laneOf?.set(lanes.of);
    this.#wish = new Float64Array(lanes === null ? 0 : graph.real);
    this.position = new Int32Array(graph.count);
    this.scratch = {
      value: new Float64Array(graph.count),
      other: new Float64Array(graph.count),
      stack: new Int32Array(graph.left.target.length + graph.right.target.length + graph.count),
    };
    this.#counter = new CrossingCounter(graph.count);
  }

  /** The columns are changed in place from now on. */
  take(columns: Columns): void {
    this.columns = columns;
    this.#between = new Float64Array(Math.max(0, columns.length - 1)).fill(-1);
    this.#changed = new Float64Array(columns.length).fill(++this.clock);
    let longest = 0;
    for (const column of columns) {
      this.#number(column);
      longest = Math.max(longest, column.length);
    }
    if (longest > this.#sortKeys.length) {
      this.#sortKeys = new Float64Array(longest);
      this.#scratch = new Int32Array(longest);
    }
  }

  crossings(): number {
    let sum = 0;
    for (let i = 0; i < this.#between.length; i++) {
      let count = this.#between[i] ?? 0;
      if (count < 0) {
        const [column, next] = [this.columns[i], this.columns[i + 1]];
        if (column === undefined || next === undefined) continue;
        count = this.#counter.between(column, next.length, this.graph.right, this.position);
        this.#between[i] = count;
      }
      sum += count;
    }
    return sum;
  }

  copy(): Order {
    return {
      columns: this.columns.map((column) => column.slice()),
      ranks: this.#lanes === null ? null : this.#lanes.rank.slice(),
    };
  }

  restore({ columns, ranks }: Order): void {
    for (let i = 0; i < this.columns.length; i++) {
      const column = columns[i];
      if (column !== undefined) this.restoreColumn(i, column);
    }
    if (ranks !== null) this.#lanes?.rank.set(ranks);
  }

  restoreColumn(at: number, column: Int32Array): void {
    const own = this.columns[at];
    if (own === undefined) return;
    let changed = false;
    for (let i = 0; i < own.length; i++) {
      const node = column[i] ?? 0;
      if (own[i] === node) continue;
      own[i] = node;
      this.position[node] = i;
      changed = true;
    }
    if (changed) this.touch(at);
  }

  /** When the column or one beside it changed last, by `clock`. */
  lastChange(column: number): number {
    const changed = this.#changed;
    return Math.max(changed[column - 1] ?? 0, changed[column] ?? 0, changed[column + 1] ?? 0);
  }

  /** After a change from outside: crossings at both sides of the column are counted again. */
  touch(column: number): void {
    this.#changed[column] = ++this.clock;
    if (column > 0) this.#between[column - 1] = -1;
    if (column < this.#between.length) this.#between[column] = -1;
  }

  /** Sorts all columns by `value`, whatever its measure; equal ones by their numbers. */
  arrange(value: Float64Array): void {
    const lanes = this.#lanes;
    if (lanes !== null) rankLanes(lanes, value);
    for (const column of this.columns) {
      sortByValue(column, value);
      if (lanes !== null) column.set(sortedInLanes(column, lanes, value, false));
    }
    this.take(this.columns);
  }

  /** After a sweep: lanes in the order that their nodes wished for. */
  settleLanes(): void {
    const lanes = this.#lanes;
    if (lanes === null || !rankLanes(lanes, this.#wish)) return;
    this.columns.forEach((_, i) => this.#sortInLanes(i, lanes, Float64Array.from(this.position), false));
  }

  #sortInLanes(at: number, lanes: Lanes, value: Float64Array, turnEqual: boolean): void {
    const column = this.columns[at];
    if (column !== undefined) this.restoreColumn(at, sortedInLanes(column, lanes, value, turnEqual));
  }

  /**
   * Sorts by `value`, which is at least 0 and below a million; equal ones keep their order, or turn it. Given the largest
   * possible value, lanes remember what their nodes want.
   */
  sort(at: number, value: Float64Array, turnEqual: boolean, largest?: number): void {
    const column = this.columns[at];
    if (column === undefined) return;
    if (this.#lanes !== null) {
      if (largest !== undefined) {
        for (const node of column)
          if (node < this.graph.real) this.#wish[node] = (value[node] ?? 0) / Math.max(1, largest);
      }
      this.#sortInLanes(at, this.#lanes, value, turnEqual);
      return;
    }
    const count = column.length;
    // One number for value and place: sorting numbers is several times faster than sorting by a function.
    const keys = this.#sortKeys.subarray(0, count);
    let sorted = true;
    let before = -1;
    for (let i = 0; i < count; i++) {
      const step = Math.round((value[column[i] ?? 0] ?? 0) * 256);
      if (step < before || (turnEqual && step === before)) sorted = false;
      before = step;
      keys[i] = step * count + (turnEqual ? count - 1 - i : i);
    }
    if (sorted) return;
    if (count <= SHORT) sortShort(keys);
    else keys.sort();
    const scratch = this.#scratch;
    scratch.set(column);
    for (let i = 0; i < count; i++) {
      const place = (keys[i] ?? 0) % count;
      const node = scratch[turnEqual ? count - 1 - place : place] ?? 0;
      column[i] = node;
      this.position[node] = i;
    }
    this.touch(at);
  }

  #number(column: Int32Array): void {
    for (let i = 0; i < column.length; i++) this.position[column[i] ?? 0] = i;
  }
}

function sortShort(keys: Float64Array): void {
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    let to = i;
    for (; to > 0 && (keys[to - 1] ?? 0) > key; to--) keys[to] = keys[to - 1] ?? 0;
    keys[to] = key;
  }
}
