// The graph for other programs: the stable form of `strataline graph --format json`. Publicly documented, do not change.
import type { AssetGraph, EdgeKind, NodeKind } from "../model.ts";

export interface GraphJson<Range> {
  readonly schemaVersion: 1;
  readonly layers: readonly { readonly name: string; readonly title: string }[];
  readonly nodes: readonly {
    readonly key: string;
    readonly kind: NodeKind;
    readonly layer: string | null;
    /** Relative to the project, with `/`. */
    readonly file: string | null;
    /** Zero-based, UTF-16; null where nothing is known of the text. */
    readonly range: Range | null;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly kind: EdgeKind }[];
}

export function toGraphJson<Range>(
  { layers, nodes, edges }: AssetGraph,
  rangeOf: (key: string) => Range | null,
): GraphJson<Range> {
  return {
    schemaVersion: 1,
    layers: layers.map(({ name, title }) => ({ name, title })),
    nodes: nodes.map(({ key, kind, layer, file }) => ({ key, kind, layer, file, range: rangeOf(key) })),
    edges: edges.map(({ from, to, kind }) => ({ from, to, kind })),
  };
}
