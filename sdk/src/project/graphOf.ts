// From loaded definitions to the graph: must equal the one that core reads from the syntax, except for `file`, as a loaded
// definition does not know where it was written.
import type { AssetGraph, EdgeKind, GraphEdge, GraphNode, Layer } from "@strataline/core";
import { DEFINITION, type AnyDefinition } from "../authoring/definition.ts";

export function graphOf(definitions: readonly AnyDefinition[], layers: readonly Layer[]): AssetGraph {
  const nodes = new Map<string, GraphNode>();
  for (const definition of definitions) {
    const first = nodes.get(definition.key);
    nodes.set(
      definition.key,
      first === undefined ? nodeOf(definition, layers) : { ...first, isDuplicate: true },
    );
  }
  const edges = new Map<string, GraphEdge>();
  // Of several declarations of one key only the first counts, with its deps.
  const firsts = new Map(definitions.toReversed().map((definition) => [definition.key, definition]));
  for (const definition of firsts.values()) {
    for (const { from, kind } of edgesOf(definition)) {
      const id = JSON.stringify([from, definition.key]);
      if (kind === "data" || !edges.has(id)) edges.set(id, { from, to: definition.key, kind });
      if (!nodes.has(from)) nodes.set(from, { key: from, kind: "missing", layer: null, file: null });
    }
  }
  return {
    layers,
    nodes: [...nodes.values()].sort((a, b) => compare(a.key, b.key)),
    edges: [...edges.values()].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
  };
}

function nodeOf(definition: AnyDefinition, layers: readonly Layer[]): GraphNode {
  const { key, description, group, owners, tags, kinds } = definition;
  const checks = definition[DEFINITION] === "asset" ? definition.checks.map(({ name }) => name) : [];
  return {
    key,
    kind: definition[DEFINITION],
    layer: layerOf(definition, layers),
    file: null,
    ...(description === undefined ? {} : { description }),
    ...(group === undefined ? {} : { group }),
    ...(owners.length === 0 ? {} : { owners }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(checks.length === 0 ? {} : { checks }),
  };
}

function layerOf(definition: AnyDefinition, layers: readonly Layer[]): string | null {
  if (definition[DEFINITION] !== "asset") return null;
  const name = definition.layer ?? definition.key.split("/")[0];
  return layers.find((layer) => layer.name === name)?.name ?? null;
}

function edgesOf(definition: AnyDefinition): readonly { readonly from: string; readonly kind: EdgeKind }[] {
  if (definition[DEFINITION] === "source") return [];
  const isProduct = definition[DEFINITION] === "dataProduct";
  return definition.deps.map(({ key, name }) => ({
    from: key,
    kind: isProduct || name !== null ? "data" : "order",
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
