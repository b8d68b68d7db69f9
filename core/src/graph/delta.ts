// What differs between two graphs of one project, and how to apply it. The view applies it without a reload.
import { compareKeys } from "./keys.ts";
import type { AssetGraph, GraphEdge, GraphNode, Layer } from "./model.ts";

export interface GraphDelta {
  /** Set when layers changed. */
  readonly layers?: readonly Layer[];
  /** New nodes, and nodes of which anything changed, whole. */
  readonly upserted: readonly GraphNode[];
  readonly removed: readonly string[];
  /** An edge whose kind changed is in both lists: remove first, then add. */
  readonly addedEdges: readonly GraphEdge[];
  readonly removedEdges: readonly GraphEdge[];
}

/** Both graphs sorted, as the model says. Every list of the delta is sorted in the same way. */
export function diffGraphs(before: AssetGraph, after: AssetGraph): GraphDelta {
  if (before === after) return { upserted: [], removed: [], addedEdges: [], removedEdges: [] };
  const nodes = diffSorted(before.nodes, after.nodes, compareNodes);
  const edges = diffSorted(before.edges, after.edges, compareEdges);
  return {
    ...(sameJson(before.layers, after.layers) ? {} : { layers: after.layers }),
    upserted: [...nodes.added, ...nodes.changed.map(({ after: node }) => node)].sort(compareNodes),
    removed: nodes.removed.map((node) => node.key),
    addedEdges: [...edges.added, ...edges.changed.map(({ after: edge }) => edge)].sort(compareEdges),
    removedEdges: [...edges.removed, ...edges.changed.map(({ before: edge }) => edge)].sort(compareEdges),
  };
}

/** `applyDelta(before, diffGraphs(before, after))` equals `after`. The result is sorted whatever the order in the delta. */
export function applyDelta(graph: AssetGraph, delta: GraphDelta): AssetGraph {
  const goneNodes = new Set([...delta.removed, ...delta.upserted.map((node) => node.key)]);
  const goneEdges = new Set([...delta.removedEdges, ...delta.addedEdges].map(edgeId));
  return {
    layers: delta.layers ?? graph.layers,
    nodes: [...graph.nodes.filter((node) => !goneNodes.has(node.key)), ...delta.upserted].sort(compareNodes),
    edges: [...graph.edges.filter((edge) => !goneEdges.has(edgeId(edge))), ...delta.addedEdges].sort(
      compareEdges,
    ),
  };
}

export function isEmptyDelta(delta: GraphDelta): boolean {
  const { layers, upserted, removed, addedEdges, removedEdges } = delta;
  return (
    layers === undefined && [upserted, removed, addedEdges, removedEdges].every((list) => list.length === 0)
  );
}

/** The order of `AssetGraph.nodes`. */
export function compareNodes(a: GraphNode, b: GraphNode): number {
  return compareKeys(a.key, b.key);
}

/** The order of `AssetGraph.edges`. */
export function compareEdges(a: GraphEdge, b: GraphEdge): number {
  return compareKeys(a.from, b.from) || compareKeys(a.to, b.to);
}

function edgeId(edge: GraphEdge): string {
  return `${edge.from}\n${edge.to}`;
}

interface SortedDiff<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
}

function diffSorted<T>(
  before: readonly T[],
  after: readonly T[],
  compare: (a: T, b: T) => number,
): SortedDiff<T> {
  const added: T[] = [];
  const removed: T[] = [];
  const changed: { before: T; after: T }[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const old = before[i];
    const now = after[j];
    if (old === undefined && now === undefined) return { added, removed, changed };
    if (old === now) {
      // The same object: an updated graph keeps what it did not touch.
      i++;
      j++;
      continue;
    }
    const order = old === undefined ? 1 : now === undefined ? -1 : compare(old, now);
    if (order <= 0) i++;
    if (order >= 0) j++;
    if (now !== undefined && order > 0) added.push(now);
    else if (old !== undefined && order < 0) removed.push(old);
    else if (old !== undefined && now !== undefined && !sameJson(old, now))
      changed.push({ before: old, after: now });
  }
}

/** Equal as JSON: the order of properties does not matter, absent and undefined are the same. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const name of names) {
    if (!sameJson(Reflect.get(a, name), Reflect.get(b, name))) return false;
  }
  return true;
}
