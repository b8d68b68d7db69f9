// The graphs that workspaces are made from: of real projects, and synthetic ones. Layer 0 is what is only read.

export interface PipelineNode {
  readonly id: string;
  /** Index into `PipelineGraph.layers`. */
  readonly layer: number;
  readonly group: string;
}

export interface PipelineGraph {
  readonly name: string;
  readonly layers: readonly string[];
  readonly nodes: readonly PipelineNode[];
  /** `[upstream, downstream]`, by id; without cycles. */
  readonly edges: readonly (readonly [string, string])[];
}

export function parseGraph(json: string): PipelineGraph {
  return JSON.parse(json) as PipelineGraph;
}

/** The first `count` nodes of each layer in proportion, with the edges between them. */
export function shrunk(graph: PipelineGraph, count: number): PipelineGraph {
  if (count >= graph.nodes.length) return graph;
  const share = count / graph.nodes.length;
  const kept = graph.layers.flatMap((_, layer) => {
    const nodes = graph.nodes.filter((node) => node.layer === layer);
    return nodes.slice(0, Math.max(1, Math.round(nodes.length * share)));
  });
  const ids = new Set(kept.map(({ id }) => id));
  const edges = graph.edges.filter(([from, to]) => ids.has(from) && ids.has(to));
  return { ...graph, nodes: kept, edges };
}

/** One more node of layer 0, that `readers` others read. */
export function withHub(graph: PipelineGraph, id: string, readers: number): PipelineGraph {
  const hub: PipelineNode = { id, layer: 0, group: graph.nodes[0]?.group ?? "hub" };
  const reading = graph.nodes.filter(({ layer }) => layer > 0).slice(0, readers);
  return {
    ...graph,
    nodes: [hub, ...graph.nodes],
    edges: [...graph.edges, ...reading.map((node) => [id, node.id] as const)],
  };
}
