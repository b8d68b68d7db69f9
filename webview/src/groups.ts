// Which groups the view closes, and what opening and closing them makes of the user's choice. Pure.
import {
  closeGroups,
  groupId,
  groupingsOf,
  groupsBy,
  nodeOf,
  type AssetGraph,
  type GroupedGraph,
  type GroupPath,
  type Grouping,
} from "@strataline/core/graph";
import type { Groups, Scope } from "./state.ts";

/** A project with more assets is first shown as its groups. */
const MANY_ASSETS = 300;

export interface GroupedPart extends GroupedGraph {
  /** Path of the open group around each node that is in one. */
  readonly around: ReadonlyMap<string, GroupPath>;
}

const NO_GROUPS: Groups = { by: "none", open: [] };

/** The user's choice; else closed groups for the whole of a large project, none for less. */
export function settledGroups(chosen: Groups | null, graph: AssetGraph, scope: Scope): Groups {
  if (chosen !== null) return chosen;
  if (scope.kind !== "project" || graph.nodes.length <= MANY_ASSETS) return NO_GROUPS;
  const by = groupingsOf(graph).find((one) => one !== "layer");
  return by === undefined ? NO_GROUPS : { by, open: [] };
}

/** `part` of `graph` as it is drawn. */
export function groupedPart(graph: AssetGraph, part: AssetGraph, { by, open }: Groups): GroupedPart {
  if (by === "none") {
    const none = { groups: new Map(), standIn: new Map(), bundles: new Map(), around: new Map() };
    return { graph: part, ...none };
  }
  const groupOf = groupsBy(graph, by);
  const openIds = new Set(open);
  const grouped = closeGroups(part, groupOf, openIds);
  const around = new Map<string, GroupPath>();
  for (const node of grouped.graph.nodes) {
    // A closed group of one is drawn as its asset, and without a frame.
    const path = openPart(grouped.groups.get(node.key)?.path ?? groupOf(node), openIds);
    if (path.length > 0) around.set(node.key, path);
  }
  return { ...grouped, around };
}

function openPart(path: GroupPath, open: ReadonlySet<string>): GroupPath {
  const firstClosed = path.findIndex((_, index) => !open.has(groupId(path.slice(0, index + 1))));
  return firstClosed === -1 ? path : path.slice(0, firstClosed);
}

/** With the group of this id open too, and those around it. */
export function opened({ by, open }: Groups, id: string): Groups {
  const parts = id.split("/");
  const around = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return { by, open: [...new Set([...open, ...around])] };
}

/** Without it and those inside of it. */
export function closed({ by, open }: Groups, id: string): Groups {
  return { by, open: open.filter((other) => other !== id && !other.startsWith(`${id}/`)) };
}

/** Every group open: each is drawn as its assets. */
export function allOpened(graph: AssetGraph, by: Grouping): Groups {
  const groupOf = groupsBy(graph, by);
  const ids = new Set<string>();
  for (const node of graph.nodes) {
    const path = groupOf(node);
    for (let depth = 1; depth <= path.length; depth++) ids.add(groupId(path.slice(0, depth)));
  }
  return { by, open: [...ids].sort() };
}

/** The innermost group of an asset; null when it is in none. */
export function groupAround(graph: AssetGraph, key: string, { by }: Groups): string | null {
  const node = nodeOf(graph, key);
  if (by === "none" || node === undefined) return null;
  const path = groupsBy(graph, by)(node);
  return path.length === 0 ? null : groupId(path);
}
