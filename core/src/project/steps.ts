// Long work in steps, so that whoever does it can do something else in between.

/** Can be left off after each step and gone on with later. */
export type Steps<T> = Generator<void, T, void>;

/** All that is left of it, now. */
export function toEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
