// Turns a graph file (names, layers, who reads whom) into what the language server would send. Which assets ran, failed or are
// checked is made up, always the same for the same file.
import { findCycles, type AssetStatus, type GraphNode } from "@strataline/core";
import type { GraphResult } from "@strataline/protocol";

export interface GraphFile {
  readonly name: string;
  readonly layers: readonly string[];
  readonly nodes: readonly { readonly id: string; readonly layer: number; readonly group: string }[];
  readonly edges: readonly (readonly [string, string])[];
}

export function resultOf(file: GraphFile, now: number): GraphResult {
  const layers = file.layers
    .slice(1)
    .map((name) => ({ name, title: name.replace(/^./, (c) => c.toUpperCase()) }));
  const nodes = file.nodes.map(({ id, layer, group }, index): GraphNode => {
    const isSource = layer === 0;
    return {
      key: id,
      kind: isSource ? "source" : "asset",
      layer: isSource ? null : (file.layers[layer] ?? null),
      file: `assets/${group}/${id}.ts`,
      group,
      ...(isSource ? {} : { kinds: index % 3 === 0 ? ["typescript"] : ["sql", "duckdb"] }),
      ...(isSource || index % 2 === 0
        ? {}
        : { checks: ["rowCount", "notNull(id)"].slice(0, 1 + (index % 3 === 0 ? 1 : 0)) }),
    };
  });
  const edges = file.edges.map(([from, to]) => ({ from, to, kind: "data" as const }));
  const graph = {
    layers,
    nodes: nodes.sort((a, b) => compare(a.key, b.key)),
    edges: edges.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
  };
  const project = { root: `file:///graphs/${file.name}`, name: file.name };
  const statuses = graph.nodes.flatMap((node, index) => statusOf(node, index, now));
  return { project, revision: 1, graph, cycles: findCycles(graph), problems: {}, statuses };
}

function statusOf(node: GraphNode, index: number, now: number): readonly AssetStatus[] {
  if (node.kind !== "asset" || index % 7 === 0) return [];
  const failed = index % 53 === 0;
  const total = node.checks?.length ?? 0;
  const at = now - (1 + (index % 900)) * 60_000;
  const checks = { passed: failed ? 0 : total, failed: failed ? total : 0 };
  return [
    {
      key: node.key,
      state: failed ? "failed" : "succeeded",
      at,
      checks,
      ...(failed ? {} : { rows: (index * 7919) % 4_000_000 }),
    },
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
