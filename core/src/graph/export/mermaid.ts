// A graph as a Mermaid flowchart: for Markdown, pull requests and tests.
import type { AssetGraph, GraphNode } from "../model.ts";
import { bandsOf } from "./bands.ts";

export function toMermaid(graph: AssetGraph): string {
  const idOf = new Map(graph.nodes.map(({ key }, i) => [key, `n${i}`]));
  const id = (key: string): string => idOf.get(key) ?? "";
  const bands = bandsOf(graph).flatMap(({ title, nodes }, i) => [
    `  subgraph band${i}["${escape(title)}"]`,
    ...nodes.map((node) => `    ${id(node.key)}${shape(node)}`),
    "  end",
  ]);
  const edges = graph.edges.map(
    ({ from, to, kind }) => `  ${id(from)} ${kind === "data" ? "-->" : "-.->"} ${id(to)}`,
  );
  const unsure = graph.nodes.filter(({ kind }) => kind === "missing" || kind === "dynamic");
  const styles =
    unsure.length === 0
      ? []
      : [
          "  classDef unsure stroke-dasharray: 4 3",
          `  class ${unsure.map(({ key }) => id(key)).join(",")} unsure`,
        ];
  return `${["flowchart LR", ...bands, ...edges, ...styles].join("\n")}\n`;
}

function shape({ key, kind }: GraphNode): string {
  const label = `"${escape(key)}"`;
  if (kind === "source") return `[(${label})]`;
  if (kind === "dataProduct") return `([${label}])`;
  return `[${label}]`;
}

/** Mermaid knows entities, no backslashes. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", " ");
}
