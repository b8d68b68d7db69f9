// A graph as plain text: band by band, each asset with what it reads.
import type { AssetGraph } from "../model.ts";
import { bandsOf } from "./bands.ts";

export function toOutline(graph: AssetGraph): string {
  const upstreamOf = new Map<string, string[]>();
  for (const { from, to, kind } of graph.edges) {
    const names = upstreamOf.get(to) ?? [];
    names.push(kind === "order" ? `(${from})` : from);
    upstreamOf.set(to, names);
  }
  const bands = bandsOf(graph).map(({ title, nodes }) => {
    const lines = nodes.map(({ key, kind }) => {
      const upstream = upstreamOf.get(key);
      const mark = kind === "dynamic" ? " (dynamic)" : "";
      return `  ${key}${mark}${upstream === undefined ? "" : ` <- ${upstream.join(", ")}`}`;
    });
    return [title, ...lines].join("\n");
  });
  return bands.length === 0 ? "" : `${bands.join("\n\n")}\n`;
}
