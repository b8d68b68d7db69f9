// Moves the separate parts of a graph up, each as a whole, as near under the others as the columns they share allow.
import type { LayoutGaps } from "./options.ts";
import type { Part } from "./parts.ts";
import type { ProperGraph } from "./proper.ts";

/** Changes the centres in `y`; the highest border of the first part is 0 afterwards. */
export function packParts(
  graph: ProperGraph,
  parts: readonly Part[],
  gaps: LayoutGaps,
  y: Float64Array,
): void {
  const bottom = new Float64Array(graph.columnCount).fill(-gaps.node);
  for (const part of parts) {
    let shift = Number.NEGATIVE_INFINITY;
    part.columns.forEach((column, i) => {
      const [first] = column;
      if (first === undefined) return;
      const top = (y[first] ?? 0) - (graph.height[first] ?? 0) / 2;
      shift = Math.max(shift, (bottom[part.firstColumn + i] ?? 0) + gaps.node - top);
    });
    part.columns.forEach((column, i) => {
      for (const node of column) y[node] = (y[node] ?? 0) + shift;
      const last = column.at(-1);
      if (last !== undefined) {
        bottom[part.firstColumn + i] = (y[last] ?? 0) + (graph.height[last] ?? 0) / 2;
      }
    });
  }
}
