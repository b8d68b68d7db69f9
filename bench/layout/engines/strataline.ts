import { layoutGraph, type Layout } from "@strataline/core/graph";
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
      return drawingOf(layoutGraph(problem.graph, problem.sizeOf, previous ? { gaps, previous } : { gaps }));
    },
  };
}

export function ourLayout({ graph, sizeOf }: Problem, { refined, trunks }: OurOptions): Layout {
  void refined;
  void trunks;
  return layoutGraph(graph, sizeOf, { gaps });
}

const layouts = new WeakMap<Drawing, Layout>();

function drawingOf(layout: Layout): Drawing {
  const drawing = { nodes: layout.nodes, edges: layout.edges };
  layouts.set(drawing, layout);
  return drawing;
}
