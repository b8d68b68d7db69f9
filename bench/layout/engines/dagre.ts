// @dagrejs/dagre with a ranker of our own: it takes a function, though its types do not say so. Edge labels stand on ranks
// between, so a column is two ranks.
import dagreModule from "@dagrejs/dagre";
import { GAPS, type Engine } from "../drawing.ts";

const { Graph } = dagreModule.graphlib;

interface Ranked {
  readonly nodes: () => readonly string[];
  readonly node: (key: string) => { rank?: number };
}

export function dagre(): Engine {
  return {
    layOut: ({ graph, sizeOf }, { of, forward }) => {
      const made = new Graph();
      const ranker = (ranked: Ranked): void => {
        for (const key of ranked.nodes()) ranked.node(key).rank = 2 * (of.get(key) ?? 0);
      };
      const { node: nodesep, edge: edgesep, column: ranksep } = GAPS;
      made.setGraph({ rankdir: "LR", nodesep, edgesep, ranksep, ranker } as object);
      made.setDefaultEdgeLabel(() => ({}));
      for (const { key } of graph.nodes) made.setNode(key, { ...sizeOf(key) });
      for (const { left, right } of forward) made.setEdge(left, right, {});
      dagreModule.layout(made);
      return {
        nodes: new Map(
          graph.nodes.map(({ key }) => {
            const { x, y } = made.node(key) as { x: number; y: number };
            const { width, height } = sizeOf(key);
            return [key, { x: x - width / 2, y: y - height / 2, width, height }];
          }),
        ),
        edges: forward.map(({ left, right, from, to }) => {
          const { points } = made.edge(left, right) as { points: { x: number; y: number }[] };
          return { from, to, points };
        }),
      };
    },
  };
}
