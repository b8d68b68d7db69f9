// Which edges run right to left: those against the order of the bands, and inside a band one edge of each cycle. They are
// laid out turned around, so that all that follows sees an acyclic graph from left to right.
import type { LayoutInput } from "./input.ts";
import { linksOf } from "./links.ts";

export interface OrientedEdges {
  /** Ends of each edge of the input as they are drawn. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1: `right` is the upstream end. */
  readonly backward: Uint8Array;
}

/** `preference` gives nodes that should rather stand left a smaller number; it decides where a cycle is cut. */
export function orientEdges(input: LayoutInput, preference: Int32Array): OrientedEdges {
  const { from, to, bandOf } = input;
  const backward = cutCycles(input, preference);
  for (let edge = 0; edge < from.length; edge++) {
    if ((bandOf[from[edge] ?? 0] ?? 0) > (bandOf[to[edge] ?? 0] ?? 0)) backward[edge] = 1;
  }
  return {
    left: from.map((node, edge) => (backward[edge] === 1 ? (to[edge] ?? 0) : node)),
    right: to.map((node, edge) => (backward[edge] === 1 ? (from[edge] ?? 0) : node)),
    backward,
  };
}

const UNSEEN = 0;
const OPEN = 1;
const DONE = 2;

/** Depth first inside the bands: an edge to a node that is still open closes a cycle. */
function cutCycles({ keys, from, to, bandOf, component }: LayoutInput, preference: Int32Array): Uint8Array {
  const backward = new Uint8Array(from.length);
  const tied: number[] = [];
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b] = [from[edge] ?? 0, to[edge] ?? 0];
    if (component[a] === component[b] && bandOf[a] === bandOf[b]) tied.push(edge);
  }
  if (tied.length === 0) return backward;
  const out = linksOf(
    keys.length,
    tied.map((edge) => from[edge] ?? 0),
    tied,
  );
  const state = new Uint8Array(keys.length);
  const nextEdge = out.start.slice();
  const roots = [...new Set(tied.map((edge) => from[edge] ?? 0))];
  roots.sort((a, b) => (preference[a] ?? 0) - (preference[b] ?? 0) || a - b);
  for (const root of roots) {
    const path = state[root] === UNSEEN ? [root] : [];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      state[node] = OPEN;
      const place = nextEdge[node] ?? 0;
      if (place >= (out.start[node + 1] ?? 0)) {
        state[node] = DONE;
        path.pop();
        continue;
      }
      nextEdge[node] = place + 1;
      const edge = out.target[place] ?? 0;
      const target = to[edge] ?? 0;
      if (state[target] === OPEN) backward[edge] = 1;
      else if (state[target] === UNSEEN) path.push(target);
    }
  }
  return backward;
}
