// The tree of layers and their assets: the lineage for keyboard and screen reader, and where runs are seen at a glance.
import * as vscode from "vscode";
import type { AssetStatus, GraphNode } from "@strataline/core";
import type { GraphResult } from "@strataline/protocol";
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

/** Milliseconds between redraws while much changes: a run of hundreds of assets is one redraw a moment, not hundreds. */
const REDRAW_MS = 100;

export function registerAssetsView(context: vscode.ExtensionContext, graphs: ProjectGraphs): void {
  const changes = new vscode.EventEmitter<undefined>();
  let timer: NodeJS.Timeout | undefined;
  const redrawSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changes.fire(undefined);
    }, REDRAW_MS);
  };
  const view = vscode.window.createTreeView<Item>("strataline.assets", {
    treeDataProvider: {
      onDidChangeTreeData: changes.event,
      getChildren: (item) => [...childrenOf(item, graphs)],
      getTreeItem: (item) => treeItem(item, graphs),
    },
    showCollapseAll: true,
  });
  const badge = new vscode.Disposable(() => clearTimeout(timer));
  context.subscriptions.push(
    view,
    changes,
    badge,
    graphs.onChange(redrawSoon),
    graphs.onProjects(redrawSoon),
  );
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
  const data = graphs.get(item.root);
  const status = data?.statuses.find(({ key }) => key === item.key);
  const entry = withId(new vscode.TreeItem(item.key, None), `${item.root} ${item.key}`, item.node.kind);
  entry.iconPath = iconOf(item.node, status, data?.problems[item.key]);
  entry.description = describe(status);
  entry.tooltip = item.node.description ?? item.key;
  entry.accessibilityInformation = { label: spoken(item.node, status, data) };
  entry.command = {
    title: "Open",
    command: "strataline.openAsset",
    arguments: [{ root: item.root, key: item.key }],
  };
  return entry;
}

function withId(entry: vscode.TreeItem, id: string, contextValue: string): vscode.TreeItem {
  entry.id = id;
  entry.contextValue = contextValue;
  return entry;
}

function iconOf(
  node: GraphNode,
  status: AssetStatus | undefined,
  problem: "error" | "warning" | undefined,
): vscode.ThemeIcon {
  const icon = (id: string, color?: string): vscode.ThemeIcon =>
    new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
  if (status?.state === "running") return icon("loading~spin");
  if (status?.state === "queued") return icon("clock");
  if (status?.state === "failed") return icon("error", "testing.iconFailed");
  if (node.kind === "missing") return icon("question", "list.errorForeground");
  if (problem === "error") return icon("error", "list.errorForeground");
  if (problem === "warning") return icon("warning", "list.warningForeground");
  if (node.kind === "source") return icon("database");
  if (node.kind === "dataProduct") return icon("package");
  if (status?.state === "succeeded") return icon("pass", "testing.iconPassed");
  return icon("circle-outline");
}

function describe(status: AssetStatus | undefined): string {
  if (status === undefined) return "";
  if (status.state !== "succeeded") return status.state;
  return status.rows === undefined ? "" : `${status.rows.toLocaleString("en-US")} rows`;
}

function spoken(
  { key, kind, layer }: GraphNode,
  status: AssetStatus | undefined,
  data: GraphResult | undefined,
): string {
  const edges = data?.graph.edges ?? [];
  const names = (keys: readonly string[]): string => (keys.length === 0 ? "nothing" : keys.join(", "));
  const reads = edges.filter(({ to }) => to === key).map(({ from }) => from);
  const readers = edges.filter(({ from }) => from === key).map(({ to }) => to);
  const where = layer === null ? kind : `${kind} in layer ${layer}`;
  return `${key}, ${where}, ${status?.state ?? "never run"}. Reads ${names(reads)}. Read by ${names(readers)}.`;
}
