// What a layout takes and gives: numbers only. Units are CSS pixels at zoom 1; x grows to the right, y downward.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** "right": bands stand side by side, data flows from left to right. "down": bands lie under each other, data flows down. */
export type Direction = "right" | "down";

/** A column group: sources left of the first layer, then each layer in order, data products right of the last. */
export interface Band {
  /** "sources", "dataProducts", "unknown" (no known layer), or `layer:<name>`. */
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a group stands in one band. Boxes of one band lie in each other or apart, and hold no foreign node. */
export interface GroupBox {
  /** From the outermost group. */
  readonly path: readonly string[];
  /** Index into `bands`. */
  readonly band: number;
  /** Nodes in it, those of inner groups included. */
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode {
  readonly key: string;
  /** Top left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Index into `bands`. */
  readonly band: number;
  /** Column over all bands, and place in the column from the top. In direction "down": row, and place from the left. */
  readonly column: number;
  readonly order: number;
}

export interface RoutedEdge {
  readonly from: string;
  readonly to: string;
  /**
   * At least two points, from the upstream node to its reader. Forward: from the right side of the first to the left side of
   * the second. Backward: from left side to right side, running right to left. Slanted only between columns, level where it
   * passes one; the view may round the corners there. In a layout of direction "down" all of it is turned: from the lower side
   * of the first to the upper side of the second, upright where it passes a row.
   */
  readonly points: readonly Point[];
  /** Drawn right to left (or upward): it runs against the order of the bands, or closes a cycle inside of one. */
  readonly backward: boolean;
  /** Both ends are on one cycle. */
  readonly cyclic: boolean;
}

export interface Layout {
  readonly direction: Direction;
  readonly bands: readonly Band[];
  /** Outer ones before those in them. Empty without `groupOf`. */
  readonly groups: readonly GroupBox[];
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly edges: readonly RoutedEdge[];
  readonly width: number;
  readonly height: number;
}
