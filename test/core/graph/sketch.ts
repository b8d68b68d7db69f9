// Graphs for tests, drawn in a line: "bronze/a > silver/b > gold/c, x ~> y". `>` is data, `~>` is order only.
// A key's layer is its first component when it is one of `layers`; `source:` and `product:` before a key make those kinds.
import {
  compareEdges,
  compareNodes,
  type AssetGraph,
  type GraphEdge,
  type GraphNode,
  type Layer,
} from "@strataline/core/graph";

export const MEDALLION: readonly Layer[] = [
  { name: "bronze", title: "Bronze" },
  { name: "silver", title: "Silver" },
  { name: "gold", title: "Gold" },
];

export function sketch(text: string, layers: readonly Layer[] = MEDALLION): AssetGraph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const add = (word: string): string => {
    const [prefix, rest] = word.includes(":") ? word.split(":") : ["asset", word];
    const key = rest ?? "";
    const kind = prefix === "source" ? "source" : prefix === "product" ? "dataProduct" : "asset";
    const name = key.split("/")[0] ?? "";
    const layer = kind === "asset" && layers.some((known) => known.name === name) ? name : null;
    if (!nodes.has(key)) nodes.set(key, { key, kind, layer, file: `assets/${key}.ts` });
    return key;
  };
  for (const chain of text.split(",").map((part) => part.trim())) {
    const words = chain.split(/\s+/).filter((word) => word !== "");
    let from: string | null = null;
    let arrow = ">";
    for (const word of words) {
      if (word === ">" || word === "~>") {
        arrow = word;
        continue;
      }
      const to = add(word);
      if (from !== null) edges.set(`${from} ${to}`, { from, to, kind: arrow === ">" ? "data" : "order" });
      from = to;
    }
  }
  return {
    layers,
    nodes: [...nodes.values()].sort(compareNodes),
    edges: [...edges.values()].sort(compareEdges),
  };
}

/** a0 > a1 > … with zero-padded names, so that the key order is the order of the chain. */
export function chain(length: number): AssetGraph {
  const keys = Array.from({ length }, (_, i) => `a${String(i).padStart(6, "0")}`);
  return sketch(keys.join(" > "));
}

/** Numbers in [0, 1) from a seed (mulberry32): a failing case can be run again. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Any graph: layers, kinds, cycles and self-loops included. */
export function randomGraph(seed: number, maxNodes = 12): AssetGraph {
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const words = Array.from({ length: pick(maxNodes) }, () => {
    const prefix = ["", "", "", "source:", "product:"][pick(5)] ?? "";
    return `${prefix}${["bronze", "silver", "gold", "other"][pick(4)] ?? ""}/n${pick(maxNodes)}`;
  });
  const pairs = words.map(
    (word) => `${word} ${random() < 0.8 ? ">" : "~>"} ${words[pick(words.length)] ?? word}`,
  );
  return sketch(pairs.join(", "), MEDALLION.slice(0, 1 + pick(3)));
}
