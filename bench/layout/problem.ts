// A stored graph as every engine gets it: nodes with sizes and layers, and the columns that our layout gives them.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import {
  compareEdges,
  compareNodes,
  type AssetGraph,
  type GraphEdge,
  type GraphNode,
  type Size,
} from "@strataline/core/graph";
import { root } from "../scratchProject.ts";

/** The form of `shared/graphs/*.json`. */
interface StoredGraph {
  readonly layers: readonly string[];
  readonly nodes: readonly {
    readonly id: string;
    /** Index into `layers`; 0: a source. */
    readonly layer: number;
    readonly group?: string;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly (readonly [string, string])[];
}

export interface Problem {
  readonly name: string;
  readonly graph: AssetGraph;
  readonly sizeOf: (key: string) => Size;
  /** Number of each key's layer, sources first. */
  readonly layerOf: ReadonlyMap<string, number>;
}

const folders = [join(root, "../shared/graphs"), join(root, "test/graphs")];

/** All graphs of the first folder that there is, smallest first. */
export function storedGraphs(): readonly string[] {
  for (const folder of folders) {
    const names = filesIn(folder).filter((name) => name.endsWith(".json"));
    if (names.length > 0) {
      const files = names.map((name) => join(folder, name));
      return files
        .map((file) => ({ file, nodes: readProblem(file).graph.nodes.length }))
        .sort((a, b) => a.nodes - b.nodes)
        .map(({ file }) => file);
    }
  }
  throw new Error(`no graphs in ${folders.join(" or ")}`);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function readProblem(file: string): Problem {
  const { layers, nodes, edges } = JSON.parse(readFileSync(file, "utf8")) as StoredGraph;
  const sizes = new Map(nodes.map(({ id, width, height }) => [id, { width, height }]));
  const graph: AssetGraph = {
    layers: layers.slice(1).map((layer) => ({ name: layer, title: layer })),
    nodes: nodes
      .map(({ id, layer, group }): GraphNode => {
        const place = layer === 0 ? null : (layers[layer] ?? null);
        const node: GraphNode = { key: id, kind: layer === 0 ? "source" : "asset", layer: place, file: null };
        return group === undefined ? node : { ...node, group };
      })
      .sort(compareNodes),
    edges: edges.map(([from, to]): GraphEdge => ({ from, to, kind: "data" })).sort(compareEdges),
  };
  return {
    name: basename(file, ".json"),
    graph,
    sizeOf: (key) => sizes.get(key) ?? { width: 100, height: 32 },
    layerOf: new Map(nodes.map(({ id, layer }) => [id, layer])),
  };
}

/** The same graph with a tenth of its edges turned against the order of the layers. */
export function withTurnedEdges(problem: Problem): Problem {
  const { graph, layerOf } = problem;
  const taken = new Set(graph.edges.map(({ from, to }) => `${from}\n${to}`));
  let seen = 0;
  const edges = graph.edges.map((edge): GraphEdge => {
    const across = (layerOf.get(edge.from) ?? 0) < (layerOf.get(edge.to) ?? 0);
    if (!across || seen++ % 8 !== 0 || taken.has(`${edge.to}\n${edge.from}`)) return edge;
    return { ...edge, from: edge.to, to: edge.from };
  });
  return { ...problem, name: `${problem.name}-turned`, graph: { ...graph, edges: edges.sort(compareEdges) } };
}

export function withEdge(problem: Problem, from: string, to: string): Problem {
  const edges = [...problem.graph.edges, { from, to, kind: "data" as const }].sort(compareEdges);
  return { ...problem, graph: { ...problem.graph, edges } };
}
