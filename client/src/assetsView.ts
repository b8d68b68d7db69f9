// The tree of layers and their assets: the lineage for keyboard and screen reader, and where runs are seen at a glance.
import * as vscode from "vscode";
import type { GraphNode } from "@strataline/core";
import { assetEntry, redrawing, withId } from "./assetEntry.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";

type Item =
  | { readonly kind: "project"; readonly root: string; readonly name: string }
  | {
      readonly kind: "group";
      readonly root: string;
      readonly id: string;
      readonly title: string;
      readonly nodes: readonly GraphNode[];
    }
  | { readonly kind: "asset"; readonly root: string; readonly key: string; readonly node: GraphNode };

export function registerAssetsView(context: vscode.ExtensionContext, graphs: ProjectGraphs): void {
  const redraws = redrawing();
  const view = vscode.window.createTreeView<Item>("strataline.assets", {
    treeDataProvider: {
      onDidChangeTreeData: redraws.event,
      getChildren: (item) => [...childrenOf(item, graphs)],
      getTreeItem: (item) => treeItem(item, graphs),
    },
    showCollapseAll: true,
  });
  context.subscriptions.push(view, redraws, graphs.onChange(redraws.soon), graphs.onProjects(redraws.soon));
}

function childrenOf(item: Item | undefined, graphs: ProjectGraphs): readonly Item[] {
  if (item === undefined) {
    const projects = graphs.projects();
    const [only] = projects;
    if (only === undefined) return [];
    return projects.length === 1
      ? groupsOf(only.root, graphs)
      : projects.map(({ root, name }) => ({ kind: "project", root, name }));
  }
  switch (item.kind) {
    case "project":
      return groupsOf(item.root, graphs);
    case "group":
      return item.nodes.map((node) => ({ kind: "asset", root: item.root, key: node.key, node }));
    case "asset":
      return [];
  }
}

/** As in the lineage: sources, each layer in order, data products, and last what has no place. */
function groupsOf(root: string, graphs: ProjectGraphs): readonly Item[] {
  const data = graphs.get(root);
  if (data === undefined) return [];
  const { layers, nodes } = data.graph;
  const of = (id: string, title: string, belongs: (node: GraphNode) => boolean): Item[] => {
    const members = nodes.filter(belongs);
    return members.length === 0 ? [] : [{ kind: "group", root, id, title, nodes: members }];
  };
  const isHomeless = ({ kind, layer }: GraphNode): boolean =>
    kind === "missing" || (layer === null && (kind === "asset" || kind === "dynamic"));
  return [
    ...of("sources", "Sources", ({ kind }) => kind === "source"),
    ...layers.flatMap(({ name, title }) => of(`layer:${name}`, title, ({ layer }) => layer === name)),
    ...of("dataProducts", "Data Products", ({ kind }) => kind === "dataProduct"),
    ...of("unknown", "No Layer", isHomeless),
  ];
}

function treeItem(item: Item, graphs: ProjectGraphs): vscode.TreeItem {
  const { Expanded, None } = vscode.TreeItemCollapsibleState;
  if (item.kind === "project") return withId(new vscode.TreeItem(item.name, Expanded), item.root, "project");
  if (item.kind === "group") {
    const group = withId(new vscode.TreeItem(item.title, Expanded), `${item.root} ${item.id}`, "group");
    group.description = String(item.nodes.length);
    return group;
  }
  return assetEntry(graphs, item, `${item.root} ${item.key}`, None);
}
