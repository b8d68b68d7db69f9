// The graph in Graphviz' language.
import { bandsOf } from "../bands.ts";
import type { AssetGraph, NodeKind } from "../model.ts";

const NODE_STYLES: Readonly<Record<NodeKind, string>> = {
  asset: "",
  source: "shape=cylinder",
  dataProduct: 'style="rounded,bold"',
  missing: 'style="dashed" color="red"',
  dynamic: 'style="dashed"',
};

/** Left to right, one cluster for each band that holds a node; order-only edges are dashed. Ends with a line break. */
export function toDot(graph: AssetGraph): string {
  const lines = ["digraph lineage {", "  rankdir=LR;", '  node [shape=box style="rounded"];'];
  bandsOf(graph)
    .filter((band) => band.nodes.length > 0)
    .forEach((band, number) => {
      lines.push(`  subgraph cluster_${number} {`, `    label=${quote(band.title)};`);
      for (const { key, kind } of band.nodes)
        lines.push(`    ${quote(key)}${attributes(NODE_STYLES[kind])};`);
      lines.push("  }");
    });
  for (const { from, to, kind } of graph.edges) {
    lines.push(`  ${quote(from)} -> ${quote(to)}${attributes(kind === "order" ? "style=dashed" : "")};`);
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

function attributes(list: string): string {
  return list === "" ? "" : ` [${list}]`;
}

/** In a quoted string `\` begins Graphviz' own escapes (`\N` is the node's name), so it is doubled. */
function quote(text: string): string {
  return `"${text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, "\\n")}"`;
}
