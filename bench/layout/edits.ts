// Edits a person could make, always the same for a graph: one edge more between two nodes that there are.
import { descendants } from "@strataline/core/graph";
import { randomOf } from "../language/workspace/random.ts";
import type { Problem } from "./problem.ts";

export interface AddedEdge {
  readonly from: string;
  readonly to: string;
}

/** In one layer or to the next, to no node twice, closing no cycle. Fewer where a graph has no room for them. */
export function edits({ graph, layerOf }: Problem, count: number): readonly AddedEdge[] {
  const random = randomOf(7);
  const taken = new Set(graph.edges.map(({ from, to }) => `${from}\n${to}`));
  const pick = (): string => random.pick(graph.nodes).key;
  const found: AddedEdge[] = [];
  for (let attempt = 0; found.length < count && attempt < 200 * count; attempt++) {
    const [from, to] = [pick(), pick()];
    const step = (layerOf.get(to) ?? 0) - (layerOf.get(from) ?? 0);
    if (from === to || step < 0 || step > 1 || taken.has(`${from}\n${to}`)) continue;
    if (descendants(graph, [to]).has(from)) continue;
    taken.add(`${from}\n${to}`);
    found.push({ from, to });
  }
  return found;
}
