import { layoutGraph, refineLayout, type Layout } from "@strataline/core/graph";
import { GAPS, type Drawing, type Engine } from "../drawing.ts";
import type { Problem } from "../problem.ts";

const gaps = { ...GAPS, bandPadding: 30, band: 20 };

export interface OurOptions {
  readonly refined: boolean;
  readonly trunks: boolean;
}

export function ours(options: OurOptions): Engine {
  return {
    layOut: (problem) => drawingOf(ourLayout(problem, options)),
    layOutEdited: (problem, _columns, before) => {
      const previous = layouts.get(before);
      const { trunks } = options;
      const kept = previous === undefined ? {} : { previous };
      return drawingOf(layoutGraph(problem.graph, problem.sizeOf, { gaps, trunks, ...kept }));
    },
  };
}

export function ourLayout({ graph, sizeOf }: Problem, { refined, trunks }: OurOptions): Layout {
  const layout = layoutGraph(graph, sizeOf, { gaps, trunks });
  return refined ? (refinedLayout({ graph, sizeOf }, layout, trunks) ?? layout) : layout;
}

export function refinedLayout(
  { graph, sizeOf }: Pick<Problem, "graph" | "sizeOf">,
  layout: Layout,
  trunks = true,
): Layout | undefined {
  const search = refineLayout(graph, sizeOf, layout, { gaps, trunks });
  for (let step = search.next(); ; step = search.next()) if (step.done === true) return step.value;
}

const layouts = new WeakMap<Drawing, Layout>();

function drawingOf(layout: Layout): Drawing {
  const drawing = { nodes: layout.nodes, edges: layout.edges };
  layouts.set(drawing, layout);
  return drawing;
}
