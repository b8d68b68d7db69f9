// d3-dag with a layering of our own; greedy two-layer crossings and greedy places: its slower ways do not finish above a few
// hundred nodes. It lays out top-down, so x and y change places.
import { coordGreedy, decrossTwoLayer, graphConnect, sugiyama, twolayerGreedy } from "d3-dag";
import { GAPS, type Engine } from "../drawing.ts";

type Link = readonly [left: string, right: string];

export function d3dag(): Engine {
  return {
    layOut: ({ graph, sizeOf }, { of, forward }) => {
      const connect = graphConnect().single(true);
      // A node without edges is a link to itself in the connect format.
      const linked = new Set(forward.flatMap(({ left, right }) => [left, right]));
      const alone = graph.nodes.filter(({ key }) => !linked.has(key)).map(({ key }): Link => [key, key]);
      const dag = connect([...forward.map(({ left, right }): Link => [left, right]), ...alone]);
      // Whole numbers: it asks for layers first, and makes room for them afterwards.
      const layering = (layered: { nodes: () => Iterable<{ data: string; y: number }> }): number => {
        let last = 0;
        for (const node of layered.nodes()) {
          node.y = of.get(node.data) ?? 0;
          last = Math.max(last, node.y);
        }
        return last;
      };
      const layout = sugiyama()
        .layering(layering as never)
        .decross(decrossTwoLayer().order(twolayerGreedy()))
        .coord(coordGreedy())
        .nodeSize(({ data }: { data: string }) => [sizeOf(data).height, sizeOf(data).width] as const)
        .gap([GAPS.node, GAPS.column]);
      layout(dag as never);
      const nodes = new Map<string, { x: number; y: number; width: number; height: number }>();
      for (const { data, x, y } of dag.nodes()) {
        const { width, height } = sizeOf(data);
        nodes.set(data, { x: y - width / 2, y: x - height / 2, width, height });
      }
      const lines = new Map<string, { x: number; y: number }[]>();
      for (const link of dag.links()) {
        lines.set(
          `${link.source.data}\n${link.target.data}`,
          link.points.map(([x, y]) => ({ x: y, y: x })),
        );
      }
      return {
        nodes,
        edges: forward.map(({ from, to, left, right }) => ({
          from,
          to,
          points: lines.get(`${left}\n${right}`) ?? lines.get(`${right}\n${left}`)?.toReversed() ?? [],
        })),
      };
    },
  };
}
