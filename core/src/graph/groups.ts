// Groups of assets, and the graph in which closed groups are one node each: what folders, tags, groups or layers people think in.
import { bandsOf } from "./bands.ts";
import { compareEdges, compareNodes } from "./delta.ts";
import type { AssetGraph, GraphEdge, GraphNode } from "./model.ts";

/** What makes assets belong together; `tag:owner` is the value of the tag "owner". */
export type Grouping = "folder" | "group" | "layer" | `tag:${string}`;

/** Outermost first; empty for a node that belongs to no group. */
export type GroupPath = readonly string[];

export type GroupPathOf = (node: GraphNode) => GroupPath;

/** The folders that all files share say nothing and are left out. */
export function groupsBy(graph: AssetGraph, by: Grouping): GroupPathOf {
  switch (by) {
    case "folder": {
      const shared = sharedFolders(graph);
      return ({ file }) => (file === null ? [] : foldersOf(file).slice(shared));
    }
    case "group":
      return ({ group }) => (group === undefined || group === "" ? [] : group.split("/"));
    case "layer":
      return ({ layer }) => (layer === null ? [] : [layer]);
    default: {
      const tag = by.slice("tag:".length);
      return ({ tags }) => {
        const value = tags?.[tag];
        return value === undefined || value === "" ? [] : [value];
      };
    }
  }
}

/** The groupings that put at least two assets of this graph into one of at least two groups. */
export function groupingsOf(graph: AssetGraph): readonly Grouping[] {
  const tags = new Set(graph.nodes.flatMap((node) => Object.keys(node.tags ?? {})));
  const all: Grouping[] = [
    "group",
    "folder",
    ...[...tags].sort().map((tag) => `tag:${tag}` as const),
    "layer",
  ];
  return all.filter((by) => {
    const groupOf = groupsBy(graph, by);
    const counts = new Map<string, number>();
    for (const node of graph.nodes) {
      const [outermost] = groupOf(node);
      if (outermost !== undefined) counts.set(outermost, (counts.get(outermost) ?? 0) + 1);
    }
    return counts.size > 1 && [...counts.values()].some((count) => count > 1);
  });
}

/** Names a group in saved states; paths of different groups have different ids. */
export function groupId(path: GroupPath): string {
  return path.map(encodeURIComponent).join("/");
}

export interface ClosedGroup {
  /** Of the node that stands for it. No asset's: keys have no colon, and no spaces either, like this one. */
  readonly key: string;
  readonly path: GroupPath;
  /** Keys of its assets, sorted. */
  readonly members: readonly string[];
}

export interface GroupedGraph {
  readonly graph: AssetGraph;
  /** By the key of their node. */
  readonly groups: ReadonlyMap<string, ClosedGroup>;
  /** Asset → the node that stands for it, for the assets of closed groups. */
  readonly standIn: ReadonlyMap<string, string>;
  /** Edges that one edge stands for, where more than one, by `from to`. */
  readonly bundles: ReadonlyMap<string, number>;
}

/**
 * The graph with one node for each closed group and band, in the band of its members: a group with assets in two layers is two
 * nodes. A group is open when its id is in `open`; a group inside of a closed one is not seen. Edges inside of a node are left
 * out, those between the same two nodes become one.
 */
export function closeGroups(
  graph: AssetGraph,
  groupOf: GroupPathOf,
  open: ReadonlySet<string>,
): GroupedGraph {
  const groups = new Map<string, { path: GroupPath; members: string[]; like: GraphNode }>();
  const standIn = new Map<string, string>();
  const nodes: GraphNode[] = [];
  for (const band of bandsOf(graph)) {
    for (const node of band.nodes) {
      const path = closedPath(groupOf(node), open);
      if (path === null) {
        nodes.push(node);
        continue;
      }
      const key = `group:${encodeURIComponent(band.id)}:${groupId(path)}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { path, members: [node.key], like: node });
      else group.members.push(node.key);
    }
  }
  for (const [key, { path, members, like }] of groups) {
    const [only] = members;
    if (members.length === 1 && only !== undefined) {
      // A group of one says less than its asset, and is no shorter.
      groups.delete(key);
      nodes.push(like);
      continue;
    }
    nodes.push(nodeFor(key, path, like));
    for (const member of members) standIn.set(member, key);
  }
  const { edges, bundles } = bundle(graph.edges, standIn);
  return {
    graph: { layers: graph.layers, nodes: nodes.sort(compareNodes), edges },
    groups: new Map([...groups].map(([key, { path, members }]) => [key, { key, path, members }])),
    standIn,
    bundles,
  };
}

/** The path of the outermost closed group; null when all are open. */
function closedPath(path: GroupPath, open: ReadonlySet<string>): GroupPath | null {
  for (let depth = 1; depth <= path.length; depth++) {
    const outer = path.slice(0, depth);
    if (!open.has(groupId(outer))) return outer;
  }
  return null;
}

/** Stands where its members stand. */
function nodeFor(key: string, path: GroupPath, { kind, layer }: GraphNode): GraphNode {
  const place = kind === "source" || kind === "dataProduct" ? kind : "asset";
  return { key, kind: place, layer, file: null, group: path.join("/") };
}

function bundle(
  edges: readonly GraphEdge[],
  standIn: ReadonlyMap<string, string>,
): { edges: readonly GraphEdge[]; bundles: ReadonlyMap<string, number> } {
  const bundled = new Map<string, GraphEdge>();
  const counts = new Map<string, number>();
  for (const edge of edges) {
    const from = standIn.get(edge.from) ?? edge.from;
    const to = standIn.get(edge.to) ?? edge.to;
    if (from === to && standIn.has(edge.from)) continue;
    const id = `${from} ${to}`;
    const known = bundled.get(id);
    counts.set(id, (counts.get(id) ?? 0) + 1);
    // One that brings data makes the bundle bring data.
    if (known === undefined || known.kind === "order")
      bundled.set(id, from === edge.from && to === edge.to ? edge : { from, to, kind: edge.kind });
  }
  return {
    edges: [...bundled.values()].sort(compareEdges),
    bundles: new Map([...counts].filter(([, count]) => count > 1)),
  };
}

function sharedFolders(graph: AssetGraph): number {
  const all = graph.nodes.flatMap(({ file }) => (file === null ? [] : [foldersOf(file)]));
  const [first, ...others] = all;
  if (first === undefined) return 0;
  let shared = first.length;
  for (const folders of others) {
    let same = 0;
    while (same < shared && folders[same] === first[same]) same++;
    shared = same;
  }
  return shared;
}

function foldersOf(file: string): readonly string[] {
  return file.split("/").slice(0, -1);
}
