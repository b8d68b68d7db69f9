// Layered layout, from left to right in bands: the wiring of its phases. Same input, same picture; pure and iterative.
import type { AssetGraph } from "../model.ts";
import { layFrame, type Frame } from "./frame.ts";
import { layoutInput, type LayoutInput } from "./input.ts";
import type { Layout, PlacedNode, Size } from "./model.ts";
import { DEFAULT_GAPS, type LayoutGaps, type LayoutOptions } from "./options.ts";
import { orderParts } from "./order.ts";
import { orientEdges } from "./orient.ts";
import { packParts } from "./pack.ts";
import { connectedParts } from "./parts.ts";
import { isSamePicture, keepPlaces, recallColumns } from "./pinned.ts";
import { placeParts } from "./place.ts";
import { properGraph, type ProperGraph } from "./proper.ts";
import { assignColumns, type Columns } from "./rank.ts";
import { routeEdges } from "./route.ts";

export type * from "./model.ts";
export type { LayoutGaps, LayoutOptions } from "./options.ts";

/** Sizes are in CSS pixels at zoom 1. With `options.previous` known nodes keep their places; without, or when less than half of either picture is known, everything is laid out anew. */
export function layoutGraph(
  graph: AssetGraph,
  sizeOf: (key: string) => Size,
  options: LayoutOptions = {},
): Layout {
  const gaps: LayoutGaps = { ...DEFAULT_GAPS, ...options.gaps };
  const input = layoutInput(graph, sizeOf);
  const previous =
    options.previous !== undefined && isSamePicture(input, options.previous) ? options.previous : null;
  const recalled = previous === null ? null : recallColumns(input, previous);
  const edges = orientEdges(input, recalled ?? new Int32Array(input.keys.length));
  const columns = assignColumns(input, edges, recalled);
  const proper = properGraph(input, edges, columns);
  const y = new Float64Array(proper.count);
  const ordered =
    previous === null
      ? placeAnew(proper, gaps, y)
      : keepPlaces({ input, edges, columns, graph: proper, gaps, previous }, y);
  const frame = layFrame(input, columns, gaps);
  return {
    bands: frame.bands,
    nodes: placedNodes(input, columns, frame, y, ordered),
    edges: routeEdges({ input, edges, graph: proper, frame, y }),
    width: frame.total,
    height: bottomOf(proper, y),
  };
}

/** Answers the nodes of each column from the top. */
function placeAnew(graph: ProperGraph, gaps: LayoutGaps, y: Float64Array): readonly (readonly number[])[] {
  const parts = connectedParts(graph);
  orderParts(graph, parts);
  placeParts(graph, parts, gaps, y);
  packParts(graph, parts, gaps, y);
  const columns: number[][] = Array.from({ length: graph.columnCount }, () => []);
  for (const part of parts) {
    part.columns.forEach((column, i) => columns[part.firstColumn + i]?.push(...column));
  }
  return columns;
}

function placedNodes(
  input: LayoutInput,
  columns: Columns,
  frame: Frame,
  y: Float64Array,
  ordered: readonly (readonly number[])[],
): ReadonlyMap<string, PlacedNode> {
  const order = new Int32Array(input.keys.length);
  for (const column of ordered) {
    let place = 0;
    for (const node of column) if (node < order.length) order[node] = place++;
  }
  return new Map(
    input.keys.map((key, node) => {
      const column = columns.of[node] ?? 0;
      const [width, height] = [input.width[node] ?? 0, input.height[node] ?? 0];
      const top = (y[node] ?? 0) - height / 2;
      const place = { x: frame.x[column] ?? 0, y: top, width, height };
      return [key, { key, ...place, band: input.bandOf[node] ?? 0, column, order: order[node] ?? 0 }];
    }),
  );
}

function bottomOf({ count, height }: ProperGraph, y: Float64Array): number {
  let bottom = 0;
  for (let node = 0; node < count; node++)
    bottom = Math.max(bottom, (y[node] ?? 0) + (height[node] ?? 0) / 2);
  return bottom;
}
