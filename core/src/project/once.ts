// Something about a declaration that is found once for all who ask, and that counts as read by each of them.
import type { Evaluator } from "./evaluate.ts";
import type { Declaration } from "./values.ts";

export class Once<T> {
  readonly #evaluator: Evaluator;
  readonly #known = new Map<Declaration, { readonly value: T; readonly cells: ReadonlySet<string> }>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  once(declaration: Declaration, find: () => T): T {
    let known = this.#known.get(declaration);
    if (!known) {
      const { result, run } = this.#evaluator.apart(find);
      known = { value: result, cells: run.cells };
      this.#known.set(declaration, known);
      // What it declares belongs to whoever asked first: its own file.
      if (run.hasDeclared) this.#evaluator.run.declared.push(...run.declared);
    }
    this.#evaluator.run.readAll(known.cells);
    return known.value;
  }
}
