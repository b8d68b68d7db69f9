// What reading a file carries along: the places of the statement being read, what it changes, and where in the code it is.
//
// Places are numbered as in the tree: a whole before its parts. A text is read from left to right, so `a` is read before it is
// known to be part of `a.b()`. So places are kept in a list into which the whole is put before its parts, and numbered at the end.
import type { Change, SpanIndex } from "../facts.ts";
import { Scanner } from "./scanner.ts";
import { unsure } from "./unsure.ts";

/** Anything with an index of a place. */
interface Placed {
  at: SpanIndex;
}

interface PlacedTwice {
  textAt?: SpanIndex;
  propertyAt?: SpanIndex;
  nameAt?: SpanIndex;
  specifierAt?: SpanIndex;
  fromAt?: SpanIndex;
}

/** Deeper nesting is left to TypeScript's reader, which says what is too deep. */
const MAX_LEVEL = 80;
/** Nodes of the tree that may be read in one level. */
const NODES_A_LEVEL = 3;

// Shared by all files: nothing is read while something else is.
let capacity = 4_096;
let starts = new Int32Array(capacity);
let ends = new Int32Array(capacity);
/** The place after each, in the order of the tree; -1 for the last. */
let nexts = new Int32Array(capacity);
let numbers = new Int32Array(capacity);

/** What is placed, and what has been read of lists that go on: only the beginning is of the file being read. */
let placed: Placed[] = [];
let placedTwice: PlacedTwice[] = [];
let items: unknown[] = [];
const NONE: readonly never[] = [];
/** Larger ones are made anew for the next file. */
const MAX_KEPT = 10_000;

function grow(): void {
  capacity *= 2;
  const larger = (old: Int32Array): Int32Array<ArrayBuffer> => {
    const array = new Int32Array(capacity);
    array.set(old);
    return array;
  };
  starts = larger(starts);
  ends = larger(ends);
  nexts = larger(nexts);
  numbers = larger(numbers);
}

function numberOthers(value: PlacedTwice, number: Int32Array): void {
  if (value.textAt !== undefined) value.textAt = number[value.textAt] ?? 0;
  else if (value.propertyAt !== undefined) value.propertyAt = number[value.propertyAt] ?? 0;
  else if (value.nameAt !== undefined) value.nameAt = number[value.nameAt] ?? 0;
  else if (value.specifierAt !== undefined) value.specifierAt = number[value.specifierAt] ?? 0;
  else if (value.fromAt !== undefined) value.fromAt = number[value.fromAt] ?? 0;
}

/** Index of the place before all others. */
const HEAD = 0;

interface Silence {
  readonly places: number;
  readonly last: number;
  readonly placed: number;
  readonly placedTwice: number;
  readonly changes: number;
}

export class DirectReader extends Scanner {
  /** Bodies of functions around, inline callbacks not counted. */
  deferred = 0;
  level = 0;
  /** Parentheses, casts and the like, which leave no trace in facts. */
  erased = 0;
  isInAsync = false;
  /** Functions around that are not followed when they are called, but read. */
  unfollowed = 0;
  /** What `this` is: in the static members of a class, the class. */
  thisName: string | undefined;
  /** `in` ends the expression: the head of a loop. */
  isInHead = false;
  /** Between `?` and `:`, or `case` and `:`, where `(a): b` has two meanings. */
  colons = 0;
  /** Is the expression read last one that can be assigned to? */
  isTarget = false;
  /** Does the expression read last start with a unary operator? */
  isUnary = false;
  /** Names of values that have been read. */
  readonly names = new Set<string>();
  /** Start of the last operand of `satisfies`. */
  satisfiesAt = -1;
  /** Wholes that were found after their first part. */
  #wholes = 0;
  #deepest = 0;
  #count = 1;
  #last = HEAD;
  #placed = 0;
  #placedTwice = 0;
  #items = 0;
  #changes: Change[] = [];

  constructor(text: string) {
    super(text);
    if (placed.length > MAX_KEPT) placed = [];
    if (placedTwice.length > MAX_KEPT) placedTwice = [];
    if (items.length > MAX_KEPT) items = [];
  }

  /** Starts anew: another statement of the file. */
  startUnit(): void {
    this.#count = 1;
    this.#last = HEAD;
    nexts[HEAD] = -1;
    this.#placed = 0;
    this.#placedTwice = 0;
    this.#items = 0;
    this.#changes = [];
    this.deferred = 0;
    this.erased = 0;
    this.#wholes = 0;
    this.#deepest = 0;
  }

  /** More than the nodes of the tree that are in each other anywhere in the statement. */
  get mostDepth(): number {
    return NODES_A_LEVEL * this.#deepest + this.#wholes + this.erased;
  }

  enter(): void {
    if (++this.level > MAX_LEVEL) unsure();
    if (this.level > this.#deepest) this.#deepest = this.level;
  }

  leave(): void {
    this.level--;
  }

  /** A place after all others. */
  place(start: number, end: number): number {
    return this.#insert(this.#last, start, end);
  }

  /** The place after which the next one will come. */
  get lastPlace(): number {
    return this.#last;
  }

  /** The place of a whole whose parts have been read since `before` was the last place. */
  placeAfter(before: number, start: number, end: number): number {
    this.#wholes++;
    return this.#insert(before, start, end);
  }

  #insert(before: number, start: number, end: number): number {
    if (this.#count === capacity) grow();
    const place = this.#count++;
    starts[place] = start;
    ends[place] = end;
    nexts[place] = nexts[before] ?? -1;
    nexts[before] = place;
    if (before === this.#last) this.#last = place;
    return place;
  }

  endPlace(place: number, end: number): void {
    ends[place] = end;
  }

  startOf(place: number): number {
    return starts[place] ?? 0;
  }

  /** Notes that the place `at` of `value` is to be numbered at the end. */
  put<T extends { readonly at: SpanIndex }>(value: T): T {
    placed[this.#placed++] = value;
    return value;
  }

  /** Notes that other places of `value` are to be numbered. */
  putOthers<T extends object>(value: T): T {
    placedTwice[this.#placedTwice++] = value;
    return value;
  }

  /** Items are collected one after the other, those of a list in a list above them: see `itemsSince`. */
  get itemCount(): number {
    return this.#items;
  }

  addItem(item: unknown): void {
    items[this.#items++] = item;
  }

  /**
   * What was added since there were `start` items, for the caller to say what it is: an array with exactly the room it needs, as
   * arrays that grow keep room for many more.
   */
  itemsSince(start: number): readonly never[] {
    if (this.#items === start) return NONE;
    const list = items.slice(start, this.#items);
    this.#items = start;
    return list as never[];
  }

  /** Numbers the places; gives the spans, relative to `base`. */
  finishPlaces(base: number): number[] {
    const [from, to, next, number] = [starts, ends, nexts, numbers];
    const spans = new Array<number>(2 * (this.#count - 1));
    let index = 0;
    for (let place = next[HEAD] ?? -1; place >= 0; place = next[place] ?? -1) {
      number[place] = index >> 1;
      spans[index++] = (from[place] ?? 0) - base;
      spans[index++] = (to[place] ?? 0) - base;
    }
    for (let i = 0; i < this.#placed; i++) {
      const value = placed[i];
      if (value) value.at = number[value.at] ?? 0;
    }
    for (let i = 0; i < this.#placedTwice; i++) {
      const value = placedTwice[i];
      if (value) numberOthers(value, number);
    }
    return spans;
  }

  /** How many changes have been noted: where that of a whole belongs whose parts come next. */
  get changeCount(): number {
    return this.#changes.length;
  }

  /** The contents or the value of what `name` stands for change. `index`: before the changes of its parts. */
  noteChange(name: string, index: number): void {
    this.#changes.splice(index, 0, { name, isDeferred: this.deferred > 0 });
  }

  /** One for each name. */
  changes(): readonly Change[] {
    const changes = this.#changes;
    if (changes.length < 2) return changes.slice();
    const byName = new Map<string, Change>();
    for (const { name, isDeferred } of changes) {
      byName.set(name, { name, isDeferred: isDeferred || (byName.get(name)?.isDeferred ?? false) });
    }
    return [...byName.values()];
  }

  /** What is read until `resume` leaves no trace: nothing needs it, but it must be sound. */
  pause(): Silence {
    return {
      places: this.#count,
      last: this.#last,
      placed: this.#placed,
      placedTwice: this.#placedTwice,
      changes: this.#changes.length,
    };
  }

  resume({ places, last, placed, placedTwice, changes }: Silence): void {
    // In functions that are not followed, also changes in what is not read are noted.
    if (this.#changes.length > changes) {
      if (this.unfollowed > 0) unsure();
      this.#changes.length = changes;
    }
    this.#count = places;
    this.#last = last;
    nexts[last] = -1;
    this.#placed = placed;
    this.#placedTwice = placedTwice;
  }
}
