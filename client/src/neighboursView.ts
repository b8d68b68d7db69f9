// What the asset at the cursor comes from and what comes from it, step by step: the lineage as a tree, for keyboard and screen reader.
import * as vscode from "vscode";
import { downstreamOf, nodeOf, upstreamOf } from "@strataline/core/graph";
import type { GraphNode } from "@strataline/core";
import { assetEntry, redrawing, withId } from "./assetEntry.ts";
import type { Cursor } from "./cursor.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";

type Direction = "upstream" | "downstream";

type Item =
  | { readonly kind: "heading"; readonly direction: Direction; readonly of: string; readonly count: number }
  | {
      readonly kind: "asset";
      readonly root: string;
      readonly key: string;
      readonly node: GraphNode;
      /** null: the asset itself. */
      readonly direction: Direction | null;
      /** Keys from the asset at the cursor to this one. */
      readonly way: readonly string[];
    };

const VIEW = "strataline.neighbours";

export function registerNeighboursView(
  context: vscode.ExtensionContext,
  graphs: ProjectGraphs,
  cursor: Cursor,
): void {
  const redraws = redrawing();
  let centre: { readonly root: string; readonly key: string } | null = null;
  const children = (item: Item | undefined): readonly Item[] => {
    const graph = centre === null ? undefined : graphs.get(centre.root)?.graph;
    if (centre === null || graph === undefined) return [];
    const { root, key } = centre;
    const asset = (of: string, direction: Direction | null, way: readonly string[]): readonly Item[] => {
      const node = nodeOf(graph, of);
      return node === undefined ? [] : [{ kind: "asset", root, key: of, node, direction, way }];
    };
    const next = (of: string, direction: Direction): readonly string[] =>
      direction === "upstream" ? upstreamOf(graph, of) : downstreamOf(graph, of);
    if (item === undefined) {
      const headings = (["upstream", "downstream"] as const).map((direction): Item => ({
        kind: "heading",
        direction,
        of: key,
        count: next(key, direction).length,
      }));
      return nodeOf(graph, key) === undefined ? [] : [...asset(key, null, [key]), ...headings];
    }
    const { direction } = item;
    if (direction === null) return [];
    const from = item.kind === "heading" ? { key, way: [key] } : item;
    return next(from.key, direction).flatMap((of) => asset(of, direction, [...from.way, of]));
  };
  const stateOf = (item: Item): vscode.TreeItemCollapsibleState => {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    if (item.kind === "heading") return item.count === 0 ? None : Expanded;
    // A cycle would never end: the asset it comes back to is its end.
    const isAgain = item.way.indexOf(item.key) < item.way.length - 1;
    return isAgain || children(item).length === 0 ? None : Collapsed;
  };
  const view = vscode.window.createTreeView<Item>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: redraws.event,
      getChildren: (item) => [...children(item)],
      getTreeItem: (item) =>
        item.kind === "heading"
          ? heading(item, stateOf(item))
          : assetEntry(
              graphs,
              item,
              `${item.direction ?? ""} ${item.root} ${item.way.join(" ")}`,
              stateOf(item),
            ),
    },
    showCollapseAll: true,
  });
  const follow = (): vscode.Disposable =>
    cursor.follow((place) => {
      // Between two assets the last one stays: one looks at the tree, not at the cursor.
      if (place === null) return;
      centre = place;
      view.description = place.key;
      redraws.soon();
    });
  let following = view.visible ? follow() : undefined;
  context.subscriptions.push(
    view,
    redraws,
    graphs.onChange(redraws.soon),
    view.onDidChangeVisibility(({ visible }) => {
      following?.dispose();
      following = visible ? follow() : undefined;
    }),
    new vscode.Disposable(() => void following?.dispose()),
  );
}

function heading(
  { direction, of, count }: Extract<Item, { readonly kind: "heading" }>,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const title = direction === "upstream" ? "Upstream" : "Downstream";
  const entry = withId(new vscode.TreeItem(title, state), `${direction} ${of}`, "heading");
  entry.description = count === 0 ? "none" : String(count);
  entry.iconPath = new vscode.ThemeIcon(direction === "upstream" ? "arrow-left" : "arrow-right");
  return entry;
}
