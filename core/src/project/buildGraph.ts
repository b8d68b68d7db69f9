// The linked project as the graph everything else reads: declared nodes, missing upstreams, edges; sorted. After an edit
// only what the changed files say is made again: other nodes and edges are the same objects.
import {
  compareEdges,
  compareKeys,
  compareNodes,
  type AssetGraph,
  type GraphEdge,
  type GraphNode,
} from "../graph/index.ts";
import { changedFiles } from "./changedFiles.ts";
import { isEqual } from "./equality.ts";
import type { LinkedDefinition, LinkedProject } from "./linked.ts";

/** All declarations of one id, in order; the first of them is the node. */
type Claims = ReadonlyMap<string, readonly LinkedDefinition[]>;

export function buildGraph({ config, definitions }: LinkedProject): AssetGraph {
  const layerNames = layerNamesOf(config);
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  for (const [id, claims] of claimsOf(definitions)) {
    const node = toNode(claims, layerNames);
    if (node) nodes.set(id, node);
    edges.push(...edgesTo(claims));
  }
  for (const { from } of edges) if (!nodes.has(from)) nodes.set(from, missingNode(from));
  return {
    layers: config.layers,
    nodes: [...nodes.values()].sort(compareNodes),
    edges: edges.sort(compareEdges),
  };
}

/** Equal to `buildGraph(linked)`. The graph before when nothing in it changed. */
export function updateGraph(
  before: { readonly linked: LinkedProject; readonly graph: AssetGraph },
  linked: LinkedProject,
): AssetGraph {
  const { graph } = before;
  if (!isEqual(graph.layers, linked.config.layers)) return buildGraph(linked);
  const paths = changedFiles(before.linked, linked);
  const ids = new Set<string>();
  for (const { files } of [before.linked, linked]) {
    for (const path of paths) for (const { id } of files.get(path)?.definitions ?? []) ids.add(id);
  }
  if (ids.size === 0) return graph;
  const isClaimedElsewhere = [...ids].some((id) => {
    const node = nodeAt(graph, id);
    return node?.isDuplicate === true || (node?.file != null && !paths.includes(node.file));
  });
  const claimsIn = ({ definitions, files }: LinkedProject): Claims => {
    if (isClaimedElsewhere) return claimsOf(definitions.filter(({ id }) => ids.has(id)));
    return claimsOf(paths.flatMap((path) => files.get(path)?.definitions ?? []));
  };
  const claims = claimsIn(linked);

  const edges = replaceSorted(
    graph.edges,
    [...claimsIn(before.linked).values()].flatMap(edgesTo),
    [...claims.values()].flatMap(edgesTo),
    compareEdges,
  );
  const layerNames = layerNamesOf(linked.config);
  const nodes: GraphNode[] = [];
  const touched = new Set([...ids, ...edges.changed.map(({ from }) => from)]);
  for (const key of touched) {
    const node = ids.has(key) ? toNode(claims.get(key) ?? [], layerNames) : undefined;
    if (node) nodes.push(node);
    else if (ids.has(key) || isMissing(nodeAt(graph, key))) {
      if (isRead(edges.list, key)) nodes.push(missingNode(key));
    }
  }
  const old = [...touched].flatMap((key) => {
    const node = nodeAt(graph, key);
    return node && (ids.has(key) || isMissing(node)) ? [node] : [];
  });
  const { list } = replaceSorted(graph.nodes, old, nodes, compareNodes);
  if (list === graph.nodes && edges.list === graph.edges) return graph;
  return { layers: graph.layers, nodes: list, edges: edges.list };
}

function layerNamesOf({ layers }: LinkedProject["config"]): ReadonlySet<string> {
  return new Set(layers.map(({ name }) => name));
}

function claimsOf(definitions: readonly LinkedDefinition[]): Claims {
  const claims = new Map<string, LinkedDefinition[]>();
  for (const definition of definitions) {
    const others = claims.get(definition.id);
    if (others) others.push(definition);
    else claims.set(definition.id, [definition]);
  }
  return claims;
}

/** Only what is there is written: absent and empty are the same to every reader. */
function toNode(
  [first, ...others]: readonly LinkedDefinition[],
  layerNames: ReadonlySet<string>,
): GraphNode | undefined {
  if (!first) return undefined;
  const { id, key, kind, layer, description, group, owners, tags, kinds, checks } = first;
  return {
    key: id,
    kind: key ? kind : "dynamic",
    layer: layer !== null && layerNames.has(layer) ? layer : null,
    file: first.site.path,
    ...(description !== null && { description }),
    ...(group !== null && { group }),
    ...(owners.length > 0 && { owners }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(kinds.length > 0 && { kinds }),
    ...(checks.length > 0 && { checks: checks.map(({ name }) => name ?? "") }),
    ...(first.unresolvedDeps.length > 0 && { hasDynamicDeps: true }),
    ...(others.length > 0 && { isDuplicate: true }),
    ...(first.isOlder && { isOlder: true }),
  };
}

function missingNode(key: string): GraphNode {
  return { key, kind: "missing", layer: null, file: null };
}

function isMissing(node: GraphNode | undefined): boolean {
  return node === undefined || node.kind === "missing";
}

/** The deps of the first declaration, one edge for each upstream. */
function edgesTo([first]: readonly LinkedDefinition[]): readonly GraphEdge[] {
  if (!first) return [];
  const edges = new Map<string, GraphEdge>();
  for (const { key, kind } of first.deps) {
    const from = key.key;
    if (kind === "data" || !edges.has(from)) edges.set(from, { from, to: first.id, kind });
  }
  return [...edges.values()];
}

function nodeAt({ nodes }: AssetGraph, key: string): GraphNode | undefined {
  const node = nodes[lowerBound(nodes, (one) => compareKeys(one.key, key))];
  return node?.key === key ? node : undefined;
}

/** Whether an edge begins there. */
function isRead(edges: readonly GraphEdge[], key: string): boolean {
  return edges[lowerBound(edges, ({ from }) => compareKeys(from, key))]?.from === key;
}

/** Index of the first entry of a sorted list that is not before the place. */
function lowerBound<T>(list: readonly T[], toPlace: (value: T) => number, from = 0): number {
  let low = from;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = list[middle];
    if (value !== undefined && toPlace(value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * `list` without entries equal to those of `gone`, with those of `come`. What is in both stays the same object. `changed`
 * are the entries that left or entered; without any, the list is the same one.
 */
function replaceSorted<T>(
  list: readonly T[],
  gone: readonly T[],
  come: readonly T[],
  compare: (a: T, b: T) => number,
): { readonly list: readonly T[]; readonly changed: readonly T[] } {
  const places = [...gone, ...come].sort(compare);
  const entering = [...come].sort(compare);
  const result: T[] = [];
  const changed: T[] = [];
  let copied = 0;
  let next = 0;
  for (const [i, place] of places.entries()) {
    const previous = places[i - 1];
    if (previous !== undefined && compare(previous, place) === 0) continue;
    const at = lowerBound(list, (value) => compare(value, place), copied);
    for (; copied < at; copied++) result.push(list[copied] as T);
    const found = list[copied];
    const old = found !== undefined && compare(found, place) === 0 ? found : undefined;
    if (old !== undefined) copied++;
    const candidate = entering[next];
    const now = candidate !== undefined && compare(candidate, place) === 0 ? candidate : undefined;
    if (now !== undefined) next++;
    if (old !== undefined && now !== undefined && isEqual(old, now)) {
      result.push(old);
      continue;
    }
    if (old !== undefined) changed.push(old);
    if (now !== undefined) {
      changed.push(now);
      result.push(now);
    }
  }
  if (changed.length === 0) return { list, changed };
  for (; copied < list.length; copied++) result.push(list[copied] as T);
  return { list: result, changed };
}
