// The graph as others read it: a stable, versioned form. The in-memory model may change, this may only grow.
import type { AssetGraph, EdgeKind, NodeKind } from "../model.ts";

/** `Range` is the caller's: lines and UTF-16 characters, zero-based, in the documented form. */
export interface GraphJson<Range> {
  readonly schemaVersion: 1;
  readonly layers: readonly { readonly name: string; readonly title: string }[];
  /** Sorted by key. `file` is relative to the project with `/`; it and `range` are null for what nobody declares. */
  readonly nodes: readonly {
    readonly key: string;
    readonly kind: NodeKind;
    readonly layer: string | null;
    readonly file: string | null;
    readonly range: Range | null;
  }[];
  /** Sorted by `from`, then `to`. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly kind: EdgeKind }[];
}

/** `rangeOf` gives the place of a node's declaration in its file, null when there is none. */
export function toGraphJson<Range>(
  graph: AssetGraph,
  rangeOf: (key: string) => Range | null,
): GraphJson<Range> {
  return {
    schemaVersion: 1,
    layers: graph.layers.map(({ name, title }) => ({ name, title })),
    nodes: graph.nodes.map(({ key, kind, layer, file }) => ({ key, kind, layer, file, range: rangeOf(key) })),
    edges: graph.edges.map(({ from, to, kind }) => ({ from, to, kind })),
  };
}
