// The linked project as the graph everything else reads: declared nodes, missing upstreams, edges; sorted.
import type { AssetGraph, EdgeKind, GraphEdge, GraphNode } from "../graph/index.ts";
import type { LinkedDefinition, LinkedProject } from "./linked.ts";

export function buildGraph({ config, definitions }: LinkedProject): AssetGraph {
  const layerNames = new Set(config.layers.map(({ name }) => name));
  const claims = new Map<string, LinkedDefinition[]>();
  for (const definition of definitions) {
    const others = claims.get(definition.id);
    if (others) others.push(definition);
    else claims.set(definition.id, [definition]);
  }

  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  for (const [id, [first, ...others]] of claims) {
    if (!first) continue;
    nodes.set(id, toNode(first, layerNames, others.length > 0));
    for (const { key, kind } of first.deps) addEdge(edges, key.key, id, kind);
  }
  for (const { from } of edges.values()) {
    if (!nodes.has(from)) nodes.set(from, { key: from, kind: "missing", layer: null, file: null });
  }
  return {
    layers: config.layers,
    nodes: [...nodes.values()].sort((a, b) => compare(a.key, b.key)),
    edges: [...edges.values()].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
  };
}

/** Only what is there is written: absent and empty are the same to every reader. */
function toNode(
  definition: LinkedDefinition,
  layerNames: ReadonlySet<string>,
  isDuplicate: boolean,
): GraphNode {
  const { id, key, kind, layer, description, group, owners, tags, kinds, checks } = definition;
  return {
    key: id,
    kind: key ? kind : "dynamic",
    layer: layer !== null && layerNames.has(layer) ? layer : null,
    file: definition.site.path,
    ...(description !== null && { description }),
    ...(group !== null && { group }),
    ...(owners.length > 0 && { owners }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(kinds.length > 0 && { kinds }),
    ...(checks.length > 0 && { checks: checks.map(({ name }) => name ?? "") }),
    ...(definition.unresolvedDeps.length > 0 && { hasDynamicDeps: true }),
    ...(isDuplicate && { isDuplicate: true }),
  };
}

function addEdge(edges: Map<string, GraphEdge>, from: string, to: string, kind: EdgeKind): void {
  const id = JSON.stringify([from, to]);
  if (kind === "data" || !edges.has(id)) edges.set(id, { from, to, kind });
}

/** By UTF-16 code unit. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
