// elkjs, "layered". Layers as partitions, which it draws as bands with columns of its own; or our columns, told by where each
// node stands beforehand. The whole is one graph: parts laid out alone would have columns of their own.
import Elk, { type ElkExtendedEdge, type ElkNode, type LayoutOptions } from "elkjs/lib/elk.bundled.js";
import { GAPS, type Engine } from "../drawing.ts";

const common: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.separateConnectedComponents": "false",
  "elk.spacing.nodeNode": String(GAPS.node),
  "elk.spacing.edgeNode": String(GAPS.edge),
  "elk.spacing.edgeEdge": String(GAPS.edge),
  "elk.layered.spacing.nodeNodeBetweenLayers": String(GAPS.column),
};
const forms: Readonly<Record<"layers" | "columns", LayoutOptions>> = {
  layers: { ...common, "elk.partitioning.activate": "true" },
  columns: { ...common, "elk.layered.layering.strategy": "INTERACTIVE" },
};
/** Wider than any node: nodes that overlap in x would be put in one column. */
const PSEUDO_COLUMN = 10_000;

export function elk(form: "layers" | "columns"): Engine {
  const engine = new Elk();
  return {
    layOut: async ({ graph, sizeOf, layerOf }, { of, forward }) => {
      const children = graph.nodes.map(({ key }): ElkNode => {
        const { width, height } = sizeOf(key);
        const layer = String(layerOf.get(key) ?? 0);
        return form === "layers"
          ? { id: key, width, height, layoutOptions: { "elk.partitioning.partition": layer } }
          : { id: key, width, height, x: (of.get(key) ?? 0) * PSEUDO_COLUMN, y: 0 };
      });
      const edges = forward.map(({ left, right }, i): ElkExtendedEdge => ({
        id: `e${i}`,
        sources: [left],
        targets: [right],
      }));
      const answer = await engine.layout({ id: "root", layoutOptions: forms[form], children, edges });
      return {
        nodes: new Map(
          (answer.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }: ElkNode) => [
            id,
            { x, y, width, height },
          ]),
        ),
        edges: forward.map(({ from, to }, i) => {
          const section = answer.edges?.[i]?.sections?.[0];
          const points =
            section === undefined
              ? []
              : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
          return { from, to, points };
        }),
      };
    },
  };
}
