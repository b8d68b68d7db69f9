// A tree and a graph to keys. Sets are byte masks over the node numbers of the adjacency index.
import { adjacencyOf, keysAt, type Adjacency } from "../adjacency.ts";
import { stronglyConnected } from "../components.ts";
import type { AssetGraph } from "../model.ts";
import { reachNumbers } from "../topo.ts";
import { matcherOf } from "./match.ts";
import type { AttributeSelection, FactsOf, Selection, SelectionFailure, SelectionResult } from "./model.ts";

type Mask = Uint8Array;

/** Every node counts: sources, data products, missing and dynamic ones too. Not in the language: run state; see `AssetFacts`. */
export function evaluateSelection(graph: AssetGraph, selection: Selection, facts?: FactsOf): SelectionResult {
  const evaluation = new Evaluation(graph, facts);
  const mask = evaluation.mask(selection);
  return evaluation.failure ?? { ok: true, keys: keysAt(adjacencyOf(graph), members(mask)) };
}

class Evaluation {
  failure: SelectionFailure | null = null;
  readonly #graph: AssetGraph;
  readonly #adjacency: Adjacency;
  readonly #facts: FactsOf | undefined;

  constructor(graph: AssetGraph, facts: FactsOf | undefined) {
    this.#graph = graph;
    this.#adjacency = adjacencyOf(graph);
    this.#facts = facts;
  }

  mask(selection: Selection): Mask {
    switch (selection.type) {
      case "all":
        return this.#empty().fill(1);
      case "keys":
        return this.#marked(selection.keys.map((key) => this.#adjacency.numberOf.get(key)));
      case "attribute":
        return this.#attribute(selection);
      case "traversal":
        return this.#traversal(selection.child, selection.up, selection.down);
      case "not":
        return this.mask(selection.child).map((bit) => 1 - bit);
      case "and":
        return this.#combined(selection.operands, this.#empty().fill(1), (a, b) => a & b);
      case "or":
        return this.#combined(selection.operands, this.#empty(), (a, b) => a | b);
      case "roots":
        return this.#ends(selection.child, this.#adjacency.upstream, this.#adjacency.downstream);
      case "sinks":
        return this.#ends(selection.child, this.#adjacency.downstream, this.#adjacency.upstream);
      case "path":
        return this.#path(selection.from, selection.to);
    }
  }

  #attribute(selection: AttributeSelection): Mask {
    const matcher = matcherOf(selection, this.#graph, this.#facts);
    const mask = this.#empty();
    if (matcher.ok)
      this.#graph.nodes.forEach((node, number) => (mask[number] = matcher.matches(node) ? 1 : 0));
    else {
      const { start, end } = selection.span ?? { start: 0, end: 0 };
      this.failure ??= { ok: false, message: matcher.message, offset: start, end };
    }
    return mask;
  }

  #traversal(child: Selection, up: number, down: number): Mask {
    const starts = [...members(this.mask(child))];
    const { upstream, downstream } = this.#adjacency;
    return this.#marked([
      ...reachNumbers(upstream, starts, up).keys(),
      ...reachNumbers(downstream, starts, down).keys(),
    ]);
  }

  #combined(operands: readonly Selection[], start: Mask, combine: (a: number, b: number) => number): Mask {
    return operands.reduce((sum, operand) => {
      const mask = this.mask(operand);
      return sum.map((bit, number) => combine(bit, mask[number] ?? 0));
    }, start);
  }

  /**
   * Members with no other member further up (`before` leads there). All ancestors count, not only neighbours; the members
   * of one cycle do not shadow each other.
   */
  #ends(child: Selection, before: Adjacency["upstream"], after: Adjacency["upstream"]): Mask {
    const mask = this.mask(child);
    const components = stronglyConnected(after);
    const byComponent = this.#graph.nodes.map((_, number) => number);
    byComponent.sort((a, b) => (components.of[a] ?? 0) - (components.of[b] ?? 0));
    const holdsMember = new Uint8Array(components.count);
    for (const number of members(mask)) holdsMember[components.of[number] ?? 0] = 1;
    const shadowed = new Uint8Array(components.count);
    for (const number of byComponent) {
      const own = components.of[number] ?? 0;
      for (const neighbour of before[number] ?? []) {
        const other = components.of[neighbour] ?? 0;
        if (other !== own && (holdsMember[other] || shadowed[other])) shadowed[own] = 1;
      }
    }
    return mask.map((bit, number) => bit & (1 - (shadowed[components.of[number] ?? 0] ?? 0)));
  }

  #path(from: Selection, to: Selection): Mask {
    const { upstream, downstream } = this.#adjacency;
    const after = reachNumbers(downstream, members(this.mask(from)), Number.POSITIVE_INFINITY);
    const before = reachNumbers(upstream, members(this.mask(to)), Number.POSITIVE_INFINITY);
    return this.#marked([...after.keys()].filter((number) => before.has(number)));
  }

  #empty(): Mask {
    return new Uint8Array(this.#graph.nodes.length);
  }

  #marked(numbers: readonly (number | undefined)[]): Mask {
    const mask = this.#empty();
    for (const number of numbers) if (number !== undefined) mask[number] = 1;
    return mask;
  }
}

function* members(mask: Mask): Generator<number> {
  for (let number = 0; number < mask.length; number++) if (mask[number] === 1) yield number;
}
