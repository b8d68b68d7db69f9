// What a layout takes and gives: numbers only. Units are CSS pixels at zoom 1; x grows to the right, y downward.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A column group: sources left of the first layer, then each layer in order, data products right of the last. */
export interface Band {
  /** "sources", "dataProducts", "unknown" (no known layer), or `layer:<name>`. */
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly x: number;
  readonly width: number;
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
  /** Column over all bands, and place in the column from the top. */
  readonly column: number;
  readonly order: number;
}

export interface RoutedEdge {
  readonly from: string;
  readonly to: string;
  /**
   * At least two points, from the upstream node to its reader. Forward: from the right side of the first to the left side of
   * the second. Backward: from left side to right side, running right to left. Slanted only between columns, level where it
   * passes one; the view may round the corners there.
   */
  readonly points: readonly Point[];
  /** Drawn right to left: it runs against the order of the bands, or closes a cycle inside of one. */
  readonly backward: boolean;
  /** Both ends are on one cycle. */
  readonly cyclic: boolean;
}

export interface Layout {
  readonly bands: readonly Band[];
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly edges: readonly RoutedEdge[];
  readonly width: number;
  readonly height: number;
}
