// Where columns and bands stand from left to right: each column as wide as its widest node.
import type { LayoutInput } from "./input.ts";
import type { Band } from "./model.ts";
import type { LayoutGaps } from "./options.ts";
import type { Columns } from "./rank.ts";

/** Bands are as high as the whole picture, which is not known yet. */
export type BandPlace = Omit<Band, "y" | "height">;

export interface Frame {
  readonly bands: readonly BandPlace[];
  /** Left border and width of each column. */
  readonly x: Float64Array;
  readonly width: Float64Array;
  /** Right border of the last band. */
  readonly total: number;
}

export function layFrame(input: LayoutInput, columns: Columns, gaps: LayoutGaps): Frame {
  const width = new Float64Array(columns.count);
  columns.of.forEach(
    (column, node) => (width[column] = Math.max(width[column] ?? 0, input.width[node] ?? 0)),
  );
  const x = new Float64Array(columns.count);
  let end = 0;
  const bands = input.bands.map(({ id, title, nodes }, number): BandPlace => {
    const start = number === 0 ? 0 : end + gaps.band;
    end = start + gaps.bandPadding;
    const [first, last] = [columns.bandStart[number] ?? 0, columns.bandStart[number + 1] ?? 0];
    for (let column = first; column < last; column++) {
      x[column] = end + (column > first ? gaps.column : 0);
      end = (x[column] ?? 0) + (width[column] ?? 0);
    }
    end = Math.max(end + gaps.bandPadding, start + gaps.minBandWidth);
    return { id, title, count: nodes.length, x: start, width: end - start };
  });
  return { bands, x, width, total: end };
}
