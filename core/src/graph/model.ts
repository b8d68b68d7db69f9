// The vocabulary of everything: the one graph that analysis makes and that lint, view, runner and CLI read.
// Plain JSON-able data. Positions are not in it (see project/linked.ts): moving code does not change the graph.

/** A stage of the pipeline. Order in `AssetGraph.layers` is the order of the data's way. */
export interface Layer {
  /** The first component of its assets' keys, unless an asset names its layer itself. */
  readonly name: string;
  /** For people: "Bronze". */
  readonly title: string;
  readonly description?: string;
}

/**
 * asset: computed here. source: external, read only. dataProduct: who consumes the result. missing: read by somebody,
 * declared by nobody. dynamic: declared, but its key cannot be known without running the code.
 */
export type NodeKind = "asset" | "source" | "dataProduct" | "missing" | "dynamic";

export interface GraphNode {
  /** Unique in the graph. The asset key; for `dynamic` nodes `?<path>#<name>`. */
  readonly key: string;
  readonly kind: NodeKind;
  /** Name of a layer of the graph, or null: sources, data products, missing ones, and assets of an unknown layer. */
  readonly layer: string | null;
  /** The file that declares it, relative to the project; null for `missing`. */
  readonly file: string | null;
  readonly description?: string;
  readonly group?: string;
  readonly owners?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Technologies, for people and selections: "sql", "duckdb", "parquet". */
  readonly kinds?: readonly string[];
  /** Names of its checks; an unnamed or unknown one is "". */
  readonly checks?: readonly string[];
  /** Some of its deps cannot be known statically: the incoming edges may be incomplete. */
  readonly hasDynamicDeps?: boolean;
  /** More than one declaration claims this key; the node is the first of them by file and position. */
  readonly isDuplicate?: boolean;
  /** Its declaration cannot be read at the moment: this is what it said when it last could. */
  readonly isOlder?: boolean;
}

/** data: the value is loaded and passed. order: it only runs after. */
export type EdgeKind = "data" | "order";

export interface GraphEdge {
  /** Upstream key. */
  readonly from: string;
  /** Downstream key: the one that reads. */
  readonly to: string;
  readonly kind: EdgeKind;
}

/** `nodes` sorted by key, `edges` by from, then to; by UTF-16 code unit. At most one edge for each (from, to); data wins over order. */
export interface AssetGraph {
  readonly layers: readonly Layer[];
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export const EMPTY_GRAPH: AssetGraph = { layers: [], nodes: [], edges: [] };
