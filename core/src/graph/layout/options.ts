// The distances of a layout, in CSS pixels at zoom 1.
import type { GroupOf } from "./lanes.ts";
import type { Direction, Layout } from "./model.ts";

export interface LayoutOptions {
  /** Keeps known nodes where they stand in this layout of an earlier graph, and moves only what must move. */
  readonly previous?: Layout;
  readonly gaps?: Partial<LayoutGaps>;
  /** Where the data flows to: "right" is the default. */
  readonly direction?: Direction;
  /** Nodes of one group stand together inside each band, groups of groups too. Without it there are none. */
  readonly groupOf?: GroupOf;
  /** The edges of one upstream run as one line as long as they can (true, the default), or each is a line of its own. */
  readonly trunks?: boolean;
}

export interface LayoutGaps {
  /** Between nodes of one column. */
  readonly node: number;
  /** Between edges that pass through one column. */
  readonly edge: number;
  /** Between columns of one band. */
  readonly column: number;
  /** Between a band's border and its columns, left and right; more where groups need it. */
  readonly bandPadding: number;
  readonly band: number;
  /** No band is narrower: its title needs room, also when the band is empty. */
  readonly minBandWidth: number;
  /** Between a group's border and what is in it. */
  readonly group: number;
  /** Room above that for the title of a group. */
  readonly groupTitle: number;
}

export const DEFAULT_GAPS: LayoutGaps = {
  node: 16,
  edge: 10,
  column: 72,
  bandPadding: 24,
  band: 24,
  minBandWidth: 120,
  group: 10,
  groupTitle: 18,
};
