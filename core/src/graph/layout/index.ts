// Layered layout in bands: the first layout, and the one that keeps places. Same input, same picture; pure and iterative.
import type { AssetGraph } from "../model.ts";
import { turned } from "./direction.ts";
import type { LayoutInput } from "./input.ts";
import type { Layout, Size } from "./model.ts";
import type { LayoutOptions } from "./options.ts";
import { orderParts } from "./order.ts";
import { isSamePicture, keepPlaces, recall, type Recalled } from "./pinned.ts";
import { finish, partsOf, placeOrdered, prepare, startOf } from "./pipeline.ts";

export type * from "./model.ts";
export type { GroupOf } from "./lanes.ts";
export type { LayoutGaps, LayoutOptions } from "./options.ts";
export { refineLayout } from "./refine.ts";

/** Sizes are in CSS pixels at zoom 1. With `options.previous` known nodes keep their places; without, or when less than half of either picture is known, everything is laid out anew. */
export function layoutGraph(
  graph: AssetGraph,
  sizeOf: (key: string) => Size,
  options: LayoutOptions = {},
): Layout {
  const start = startOf(graph, sizeOf, options);
  const previous = previousPicture(start.input, options);
  const prepared = prepare(start, previous);
  if (previous !== null) {
    const y = new Float64Array(prepared.graph.count);
    return finish(prepared, y, keepPlaces({ ...prepared, previous }, y), options);
  }
  const parts = partsOf(prepared);
  orderParts(prepared.graph, parts, prepared.lanes);
  const { y, columns } = placeOrdered(prepared, parts);
  return finish(prepared, y, columns, options);
}

/** From left to right, as the phases see it. */
function previousPicture(
  input: LayoutInput,
  { previous, direction = "right" }: LayoutOptions,
): Recalled | null {
  if (previous?.direction !== direction) return null;
  const recalled = recall(input, direction === "down" ? turned(previous) : previous);
  return isSamePicture(recalled) ? recalled : null;
}
