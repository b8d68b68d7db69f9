// Evaluations inside of each other: what is remembered of them, what stops them, and how sure they are to happen.
import type { Site, Unresolved } from "./linked.ts";
import { remembered, type Memory, type NamedValues, type Remembered } from "./memory.ts";
import { Run, TooManySteps, type ChangedLater } from "./run.ts";
import { WHOLE_FILE } from "./sequential.ts";
import { unresolved, type Declaration, type Value } from "./values.ts";

/** Steps of one binding or statement. Real ones take tens to thousands. */
const MAX_STEPS = 50_000;
export const TOO_MANY = "its value takes too many steps to compute";

export class Runs {
  readonly memory: Memory;
  readonly #changedLater: ChangedLater;
  #run: Run;

  constructor(memory: Memory, changedLater: ChangedLater) {
    this.memory = memory;
    this.#changedLater = changedLater;
    this.#run = new Run(0, changedLater);
  }

  get run(): Run {
    return this.#run;
  }

  noteRead(path: string, cell: string): void {
    this.#run.read(path, cell);
  }

  /** Evaluates once; what needs itself is unresolved. Answers what was bound, by name. */
  remember(
    path: string,
    id: string,
    site: Site,
    compute: (run: Run) => NamedValues,
  ): (name: string, site: Site) => Value {
    const { results } = this.memory.of(path);
    const known = results.get(id);
    if (known && "index" in known) {
      this.#run.needs = Math.min(this.#run.needs, known.index);
      return (_name, asked) => unresolved(asked, "it refers to itself");
    }
    const result = known ?? this.#evaluateOnce(path, id, site, compute);
    this.#run.readAll(result.cells);
    return (name, asked) =>
      result.failure ??
      result.values.get(name) ??
      unresolved(asked, `\`${name}\` has no value that can be read`);
  }

  /** What a statement or binding declared, once it is evaluated. */
  declaredBy(path: string, id: string): readonly Declaration[] {
    const result = this.memory.of(path).results.get(id);
    return result && "declared" in result ? result.declared : [];
  }

  #evaluateOnce(path: string, id: string, site: Site, compute: (run: Run) => NamedValues): Remembered {
    const { results } = this.memory.of(path);
    const outer = this.#run;
    const run = new Run(outer.index + 1, this.#changedLater);
    this.#run = run;
    results.set(id, { index: run.index });
    let result: Remembered;
    try {
      result = remembered(run, compute(run));
    } catch (error) {
      if (!(error instanceof TooManySteps) && !(error instanceof RangeError)) throw error;
      if (id === WHOLE_FILE) this.memory.of(path).isTooLong = true;
      result = giveUp(run, site, error instanceof RangeError);
      run.needs = run.index;
    } finally {
      this.#run = outer;
    }
    if (run.needs < run.index) {
      // It holds only inside of the evaluation it ran into: asked again from outside, it may have a value.
      results.delete(id);
      outer.needs = Math.min(outer.needs, run.needs);
    } else {
      results.set(id, result);
      this.memory.note(path, result.cells);
    }
    return result;
  }

  /** Follows code of which it is not known whether it runs. */
  doubting(reason: Unresolved, follow: () => void): void {
    const run = this.#run;
    const before = run.doubts;
    run.doubt(reason);
    follow();
    run.settle(before);
  }

  bounded<T>(follow: () => T, giveUpWith: () => T): T {
    const run = this.#run;
    const { steps } = run;
    run.steps = 0;
    try {
      return follow();
    } catch (error) {
      if (!(error instanceof TooManySteps) && !(error instanceof RangeError)) throw error;
      return giveUpWith();
    } finally {
      run.steps = steps;
    }
  }

  step(): void {
    if (++this.#run.steps > MAX_STEPS) throw new TooManySteps();
  }

  /** As `aside`; what stops it is the caller's. */
  apart<T>(follow: () => T): { readonly result: T; readonly run: Run } {
    const outer = this.#run;
    const run = new Run(outer.index + 1, this.#changedLater);
    run.steps = outer.steps;
    this.#run = run;
    try {
      return { result: follow(), run };
    } finally {
      outer.steps = run.steps;
      outer.needs = Math.min(outer.needs, run.needs);
      this.#run = outer;
    }
  }

  /** Evaluates beside what is remembered; answers what was declared and read meanwhile. */
  aside<T>(follow: () => T): { readonly result: T | undefined; readonly run: Run } {
    const outer = this.#run;
    const run = new Run(outer.index + 1, this.#changedLater);
    this.#run = run;
    try {
      return { result: follow(), run };
    } catch (error) {
      if (!(error instanceof TooManySteps) && !(error instanceof RangeError)) throw error;
      return { result: undefined, run };
    } finally {
      this.#run = outer;
    }
  }
}

const NO_VALUES: NamedValues = new Map();

function giveUp(run: Run, site: Site, isStack: boolean): Remembered {
  const reason = isStack ? "its value is nested too deeply" : TOO_MANY;
  const [first] = run.declared;
  const given = remembered(run, NO_VALUES, unresolved(site, reason));
  return { ...given, declared: first ? [{ ...first, uncertain: { site, reason } }] : [] };
}
