// What evaluation carries along: where names are looked up, what was declared, and how sure we are that we get here at all.
import type { Site, Unresolved } from "./linked.ts";
import type { Declaration, Value } from "./values.ts";

/** Where an expression stands and what its names mean. */
export interface Scope {
  readonly path: string;
  /** What a span index of the unit is added to, to make the `at` of a `Site`. */
  readonly base: number;
  /** Names of functions, loops and blocks around; null at top level, where nothing changes. */
  readonly frame: Frame | null;
}

export function siteIn({ path, base }: Scope, { at }: { readonly at: number }): Site {
  return { path, at: base + at };
}

/** Names of one block or call. */
export class Frame {
  readonly #values = new Map<string, Value>();
  readonly #parent: Frame | null;
  /** The frame of the function around: where `var` goes. */
  readonly functionFrame: Frame;
  /** How many doubts there were when it was made: a change under more doubts is no certain one. */
  readonly doubts: number;

  constructor(parent: Frame | null, doubts: number, isFunction = false) {
    this.#parent = parent;
    this.functionFrame = isFunction || parent === null ? this : parent.functionFrame;
    this.doubts = doubts;
  }

  declare(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  get(name: string): Value | undefined {
    return this.find(name)?.own(name);
  }

  own(name: string): Value | undefined {
    return this.#values.get(name);
  }

  /** The frame that holds a name. */
  find(name: string): Frame | undefined {
    if (this.#values.has(name)) return this;
    return this.#parent?.find(name);
  }
}

/** Stamps the arrays and objects an evaluation makes: it may change them until it has ended. */
export interface Owner {
  readonly of: number;
}

/** Files whose values are changed after the evaluation that made them, with a file that does. */
export type ChangedLater = Map<string, string>;

/** A chain of constants would otherwise keep the square of its length. */
const MAX_CELLS = 300;

type Call = NonNullable<Declaration["factory"]>;

/** One evaluation of something that is remembered: a binding, a statement. There are many: what most never need is made late. */
export class Run {
  /** Its place among the evaluations that have not ended. */
  readonly index: number;
  /** Smallest index of an evaluation that it needed and that had not ended: its result holds only inside of that one. */
  needs: number;
  steps = 0;
  /** The call of a method or function of the language, or of one nobody knows, that may call back. */
  callingBack: Call | null = null;
  readonly #changedLater: ChangedLater;
  #owner: Owner | undefined;
  #declared: Declaration[] | undefined;
  #cells: Set<string> | undefined;
  #lastPath = "";
  #doubts: Unresolved[] | undefined;
  #calls: Call[] | undefined;

  constructor(index: number, changedLater: ChangedLater) {
    this.index = index;
    this.needs = index;
    this.#changedLater = changedLater;
  }

  /** Stamps what it makes. */
  get owner(): Owner {
    return (this.#owner ??= { of: this.index });
  }

  get declared(): Declaration[] {
    return (this.#declared ??= []);
  }

  get hasDeclared(): boolean {
    return this.#declared !== undefined && this.#declared.length > 0;
  }

  get cells(): ReadonlySet<string> {
    return this.#cells ?? NO_CELLS;
  }

  /** Calls of functions with a name, outermost first. */
  get calls(): Call[] {
    return (this.#calls ??= []);
  }

  get isInCall(): boolean {
    return this.#calls !== undefined && this.#calls.length > 0;
  }

  /** It read something of a file; see `memory.ts`. */
  read(path: string, cell: string): void {
    const cells = (this.#cells ??= new Set());
    cells.add(cell);
    if (path !== this.#lastPath) cells.add((this.#lastPath = path));
  }

  readAll(read: Iterable<string>): void {
    for (const cell of read) (this.#cells ??= new Set()).add(cell);
  }

  /** What depends on so much may depend on all of these files. */
  coarsen(): void {
    if (this.cells.size <= MAX_CELLS) return;
    const paths = new Set([...this.cells].map((cell) => cell.split("\n", 1)[0] ?? ""));
    this.#cells = new Set([...paths].flatMap((path) => [path, `${path}\n*`]));
  }

  /** May this evaluation change the value? If not, that it wants to is noted. */
  mayChange(value: { readonly owner: Owner | null; readonly site: Site }, by: Site): boolean {
    if (value.owner === this.owner) return true;
    this.#changedLater.set(value.site.path, by.path);
    return false;
  }

  get doubts(): number {
    return this.#doubts?.length ?? 0;
  }

  /** Why it is not certain that the code being followed runs. */
  get uncertain(): Unresolved | null {
    return this.#doubts?.[0] ?? null;
  }

  doubt(reason: Unresolved): void {
    (this.#doubts ??= []).push(reason);
  }

  /** Back to as many doubts as there were. */
  settle(doubts: number): void {
    if (this.#doubts && this.#doubts.length > doubts) this.#doubts.length = doubts;
  }
}

const NO_CELLS: ReadonlySet<string> = new Set();

/** The evaluation takes more steps than any real one. */
export class TooManySteps extends Error {}
