// The graph for a terminal: layer by layer, each asset with what it reads. No colours.
import { bandsOf, type NodeBand } from "../bands.ts";
import type { AssetGraph, GraphEdge, GraphNode, NodeKind } from "../model.ts";

/** Plain lines, at most one for each node and band, and a last one that counts. Ends with a line break. */
export function toOutline(graph: AssetGraph): string {
  const reads = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) {
    const list = reads.get(edge.to);
    if (list === undefined) reads.set(edge.to, [edge]);
    else list.push(edge);
  }
  const lines = bandsOf(graph).flatMap((band) => [...bandLines(band, reads), ""]);
  return `${[...lines, summary(graph)].join("\n")}\n`;
}

function bandLines(
  { title, nodes }: NodeBand,
  reads: ReadonlyMap<string, readonly GraphEdge[]>,
): readonly string[] {
  const width = Math.max(0, ...nodes.map((node) => nodeName(node).length));
  return [
    `${visible(title)} (${nodes.length})`,
    ...nodes.map((node) => {
      const upstream = (reads.get(node.key) ?? []).map(readName).join(", ");
      return upstream === "" ? `  ${nodeName(node)}` : `  ${nodeName(node).padEnd(width)}  ← ${upstream}`;
    }),
  ];
}

function nodeName({ key, kind, hasDynamicDeps }: GraphNode): string {
  const marks = [
    ...(kind === "missing" || kind === "dynamic" ? [kind] : []),
    ...(hasDynamicDeps ? ["reads more than is known"] : []),
  ];
  return marks.length === 0 ? visible(key) : `${visible(key)} (${marks.join(", ")})`;
}

function readName({ from, kind }: GraphEdge): string {
  return kind === "order" ? `${visible(from)} (order only)` : visible(from);
}

function summary({ nodes, edges }: AssetGraph): string {
  const count = (kind: NodeKind, one: string): string[] => {
    const number = nodes.filter((node) => node.kind === kind).length;
    return number === 0 ? [] : [plural(number, one)];
  };
  const parts = [
    ...count("source", "source"),
    ...count("asset", "asset"),
    ...count("dataProduct", "data product"),
    ...count("dynamic", "dynamic asset"),
    ...count("missing", "missing asset"),
    plural(edges.length, "edge"),
  ];
  return parts.join(", ");
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** Keys come from user code: control characters must not steer the terminal. */
function visible(text: string): string {
  return text.replaceAll(/\p{C}/gu, "\u{FFFD}");
}
