// The distances of a layout, in CSS pixels at zoom 1.
import type { Layout } from "./model.ts";

export interface LayoutOptions {
  /** Keeps known nodes where they stand in this layout of an earlier graph, and moves only what must move. */
  readonly previous?: Layout;
  readonly gaps?: Partial<LayoutGaps>;
}

export interface LayoutGaps {
  /** Between nodes of one column. */
  readonly node: number;
  /** Between edges that pass through one column. */
  readonly edge: number;
  /** Between columns of one band. */
  readonly column: number;
  /** Between a band's border and its columns, left and right. */
  readonly bandPadding: number;
  readonly band: number;
  /** No band is narrower: its title needs room, also when the band is empty. */
  readonly minBandWidth: number;
}

export const DEFAULT_GAPS: LayoutGaps = {
  node: 16,
  edge: 10,
  column: 72,
  bandPadding: 24,
  band: 24,
  minBandWidth: 120,
};
