// The connected parts of a graph: each is ordered and placed alone, then all are packed.
import type { ProperGraph } from "./proper.ts";

/** The nodes of a part, column by column. A part has no empty column between its first and its last. */
export interface Part {
  readonly firstColumn: number;
  readonly columns: readonly Int32Array[];
  readonly real: number;
}

/** Largest first; equal ones by their smallest node. */
export function connectedParts(graph: ProperGraph): readonly Part[] {
  const partOf = new Int32Array(graph.count).fill(-1);
  let count = 0;
  for (let node = 0; node < graph.count; node++) {
    if (partOf[node] === -1) fill(graph, partOf, node, count++);
  }
  const members: number[][] = Array.from({ length: count }, () => []);
  partOf.forEach((part, node) => members[part]?.push(node));
  return members.map((nodes) => partOfNodes(graph, nodes)).sort((a, b) => b.real - a.real);
}

/** Everything as one part: lanes hold nodes together that no edge does. */
export function wholeAsPart(graph: ProperGraph): readonly Part[] {
  const nodes = Array.from({ length: graph.count }, (_, node) => node);
  return nodes.length === 0 ? [] : [partOfNodes(graph, nodes)];
}

function fill({ left, right }: ProperGraph, partOf: Int32Array, start: number, part: number): void {
  partOf[start] = part;
  const stack = [start];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const { start: begins, target } of [left, right]) {
      for (let at = begins[node] ?? 0; at < (begins[node + 1] ?? 0); at++) {
        const next = target[at] ?? 0;
        if (partOf[next] !== -1) continue;
        partOf[next] = part;
        stack.push(next);
      }
    }
  }
}

function partOfNodes({ column, real }: ProperGraph, nodes: readonly number[]): Part {
  let first = Number.POSITIVE_INFINITY;
  for (const node of nodes) first = Math.min(first, column[node] ?? 0);
  const columns: number[][] = [];
  let reals = 0;
  for (const node of nodes) {
    const at = (column[node] ?? 0) - first;
    while (columns.length <= at) columns.push([]);
    columns[at]?.push(node);
    if (node < real) reals++;
  }
  return { firstColumn: first, columns: columns.map((members) => Int32Array.from(members)), real: reals };
}
