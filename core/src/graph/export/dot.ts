// A graph in Graphviz' language.
import type { AssetGraph, GraphNode } from "../model.ts";
import { bandsOf } from "./bands.ts";

export function toDot(graph: AssetGraph): string {
  const bands = bandsOf(graph).flatMap(({ title, nodes }, i) => [
    `  subgraph cluster_${i} {`,
    `    label = ${quote(title)}`,
    ...nodes.map((node) => `    ${quote(node.key)} [${attributes(node)}]`),
    "  }",
  ]);
  const edges = graph.edges.map(
    ({ from, to, kind }) => `  ${quote(from)} -> ${quote(to)}${kind === "order" ? " [style = dashed]" : ""}`,
  );
  return `${["digraph strataline {", "  rankdir = LR", "  node [shape = box]", ...bands, ...edges, "}"].join("\n")}\n`;
}

function attributes({ kind }: GraphNode): string {
  switch (kind) {
    case "source":
      return "shape = cylinder";
    case "dataProduct":
      return "shape = oval";
    case "missing":
    case "dynamic":
      return "shape = box, style = dashed";
    case "asset":
      return "shape = box";
  }
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", " ")}"`;
}
