// What reading one statement carries along: the span table being filled, what it changes, and how deep it is nested.
import type * as ts from "typescript";
import type { Change, SpanIndex } from "./facts.ts";
import { skipTrivia } from "./trivia.ts";

const NONE: readonly Change[] = [];

export class Reader {
  readonly text: string;
  readonly spans: number[] = [];
  /** Made when there is one: most statements change nothing. */
  #changes: Map<string, Change> | undefined;
  /** Offset of the unit in `text`: spans are relative to it. */
  readonly #base: number;
  /** Bodies of functions around, inline callbacks not counted. */
  deferred = 0;
  depth = 0;
  /** What `this` is: in the static members of a class, the class. */
  thisName: string | undefined;

  constructor(text: string, base: number) {
    this.text = text;
    this.#base = base;
  }

  get changes(): readonly Change[] {
    return this.#changes === undefined ? NONE : [...this.#changes.values()];
  }

  start(node: ts.Node): number {
    return skipTrivia(this.text, node.pos);
  }

  at(node: ts.Node): SpanIndex {
    return this.span(this.start(node), node.end);
  }

  /** Offsets in the text; a missing node may start after its end. */
  span(start: number, end: number): SpanIndex {
    return this.spans.push(Math.min(start, end) - this.#base, end - this.#base) / 2 - 1;
  }

  /** The contents or the value of what `name` stands for change. */
  noteChange(name: string): void {
    this.#changes ??= new Map();
    const isDeferred = this.deferred > 0 || (this.#changes.get(name)?.isDeferred ?? false);
    this.#changes.set(name, { name, isDeferred });
  }
}
