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
  /** From the source's right side to the target's left side; at least two points. Straight pieces; the view may round them. */
  readonly points: readonly Point[];
  /** Runs against the layer order: drawn right to left. */
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
