// The graph as a Mermaid flowchart, for Markdown files and pull requests.
import { bandsOf, type NodeBand } from "../bands.ts";
import type { AssetGraph, GraphNode, NodeKind } from "../model.ts";

const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  asset: ["[", "]"],
  source: ["[(", ")]"],
  dataProduct: ["([", "])"],
  missing: ["[", "]"],
  dynamic: ["[", "]"],
};
const STYLES: Readonly<Partial<Record<NodeKind, string>>> = {
  missing: "stroke:#d33,stroke-dasharray:4 3",
  dynamic: "stroke-dasharray:4 3",
};

/** One subgraph for each band that holds a node. Names stand in labels only, escaped; ids are numbers. Ends with a line break. */
export function toMermaid(graph: AssetGraph): string {
  const ids = new Map(graph.nodes.map((node, number) => [node.key, `n${number}`]));
  const id = (key: string): string => ids.get(key) ?? "";
  const lines = ["flowchart LR"];
  bandsOf(graph)
    .filter((band) => band.nodes.length > 0)
    .forEach((band, number) => lines.push(...subgraph(band, `b${number}`, id)));
  for (const { from, to, kind } of graph.edges) {
    if (ids.has(from) && ids.has(to))
      lines.push(`  ${id(from)} ${kind === "data" ? "-->" : "-.->"} ${id(to)}`);
  }
  for (const [kind, style] of Object.entries(STYLES)) {
    const members = graph.nodes.filter((node) => node.kind === kind).map((node) => id(node.key));
    if (members.length > 0) lines.push(`  classDef ${kind} ${style}`, `  class ${members.join(",")} ${kind}`);
  }
  return `${lines.join("\n")}\n`;
}

function subgraph(band: NodeBand, name: string, id: (key: string) => string): readonly string[] {
  return [
    `  subgraph ${name}["${escapeLabel(band.title)}"]`,
    ...band.nodes.map((node) => `    ${id(node.key)}${shape(node)}`),
    "  end",
  ];
}

function shape(node: GraphNode): string {
  const [open, close] = SHAPES[node.kind];
  return `${open}"${escapeLabel(node.key)}"${close}`;
}

/** Letters, digits and harmless punctuation stay; all else becomes Mermaid's `#code;`, so that no name is markup. */
function escapeLabel(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} _./,:?-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}
