// Until core/graph lays out: a plain longest-path layout. To be deleted.
import type {
  AssetGraph,
  GraphNode,
  Layout,
  PlacedNode,
  Point,
  RoutedEdge,
  Size,
} from "@strataline/core/graph";

export function layoutGraph(graph: AssetGraph, sizes: ReadonlyMap<string, Size>): Layout {
  const bandIds = [
    "sources",
    ...graph.layers.map((layer) => `layer:${layer.name}`),
    "unknown",
    "dataProducts",
  ];
  const bandOf = (node: GraphNode): number =>
    node.kind === "source"
      ? 0
      : node.kind === "dataProduct"
        ? bandIds.length - 1
        : node.layer === null
          ? bandIds.length - 2
          : bandIds.indexOf(`layer:${node.layer}`);
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  const rank = new Map(graph.nodes.map((node) => [node.key, 0]));
  for (let pass = 0; pass < 12; pass++) {
    for (const { from, to } of graph.edges) {
      const a = byKey.get(from);
      const b = byKey.get(to);
      if (a === undefined || b === undefined || bandOf(a) !== bandOf(b)) continue;
      const next = (rank.get(from) ?? 0) + 1;
      if (next > (rank.get(to) ?? 0) && next < 6) rank.set(to, next);
    }
  }
  const nodes = new Map<string, PlacedNode>();
  const bands: Layout["bands"][number][] = [];
  let x = 0;
  let column = 0;
  let height = 0;
  const centre = new Map<string, number>();
  for (const [index, id] of bandIds.entries()) {
    const members = graph.nodes.filter((node) => bandOf(node) === index);
    if (members.length === 0) continue;
    const start = x;
    x += 28;
    const ranks = Math.max(...members.map((node) => rank.get(node.key) ?? 0)) + 1;
    for (let r = 0; r < ranks; r++) {
      const inColumn = members.filter((node) => (rank.get(node.key) ?? 0) === r);
      const score = (node: GraphNode) => {
        const ys = graph.edges.filter((e) => e.to === node.key).flatMap((e) => centre.get(e.from) ?? []);
        return ys.length === 0 ? 1e6 : ys.reduce((a, b) => a + b, 0) / ys.length;
      };
      const sorted = inColumn.map((node) => ({ node, s: score(node) })).sort((a, b) => a.s - b.s);
      const width = Math.max(160, ...inColumn.map((node) => sizes.get(node.key)?.width ?? 0));
      let y = 20;
      for (const [order, { node, s }] of sorted.entries()) {
        const size = sizes.get(node.key) ?? { width, height: 52 };
        y = Math.max(y, s > 9e5 ? y : s - size.height / 2);
        nodes.set(node.key, { key: node.key, x, y, ...size, band: bands.length, column, order });
        centre.set(node.key, y + size.height / 2);
        y += size.height + 24;
        height = Math.max(height, y);
      }
      x += width + (r < ranks - 1 ? 72 : 28);
      column++;
    }
    const title =
      id === "sources"
        ? "Sources"
        : id === "dataProducts"
          ? "Data products"
          : id === "unknown"
            ? "No layer"
            : (graph.layers.find((l) => `layer:${l.name}` === id)?.title ?? id);
    bands.push({ id, title, count: members.length, x: start, width: x - start });
    x += 40;
  }
  const edges: RoutedEdge[] = [];
  for (const { from, to } of graph.edges) {
    const a = nodes.get(from);
    const b = nodes.get(to);
    if (a === undefined || b === undefined) continue;
    const points: Point[] = [
      { x: a.x + a.width, y: a.y + a.height / 2 },
      { x: b.x, y: b.y + b.height / 2 },
    ];
    edges.push({ from, to, points, backward: b.column <= a.column, cyclic: false });
  }
  return { bands, nodes, edges, width: x - 40, height };
}
