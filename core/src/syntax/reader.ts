// What reading one file carries along: the span table being filled, and the vocabulary calls found in bodies.
import type * as ts from "typescript";
import type { NestedCall, SpanIndex } from "./facts.ts";
import type { Chunk } from "./tolerant.ts";
import { skipTrivia } from "./trivia.ts";

export class Reader {
  readonly spans: number[] = [];
  readonly nested: NestedCall[] = [];
  /** Local name → name in the module it comes from ("*" for a namespace). */
  readonly imported = new Map<string, string>();
  /** Names whose contents the file changes somewhere. */
  readonly mutated = new Set<string>();
  /** Name of the top-level declaration being read. */
  declarationName = "";
  #chunk: Chunk = { text: "", base: 0, statements: [] };

  get text(): string {
    return this.#chunk.text;
  }

  enter(chunk: Chunk): void {
    this.#chunk = chunk;
  }

  start(node: ts.Node): number {
    return skipTrivia(this.text, node.pos);
  }

  at(node: ts.Node): SpanIndex {
    return this.span(this.start(node), node.end);
  }

  /** Offsets in the chunk; a missing node may start after its end. */
  span(start: number, end: number): SpanIndex {
    const { base } = this.#chunk;
    return this.spans.push(base + Math.min(start, end), base + end) / 2 - 1;
  }
}
