// One asset in a tree: its icon and words say state and kind, its spoken name what it reads and who reads it.
import * as vscode from "vscode";
import type { AssetStatus, GraphNode } from "@strataline/core";
import { downstreamOf, upstreamOf } from "@strataline/core/graph";
import type { GraphResult } from "@strataline/protocol";
import type { ProjectGraphs } from "./projectGraphs.ts";

/** Milliseconds between redraws while much changes: a run of hundreds of assets is one redraw a moment, not hundreds. */
const REDRAW_MS = 100;

/** The event of a tree that is drawn again as a whole, a moment after it is asked. */
export function redrawing(): {
  readonly event: vscode.Event<undefined>;
  readonly soon: () => void;
  dispose(): void;
} {
  const changes = new vscode.EventEmitter<undefined>();
  let timer: NodeJS.Timeout | undefined;
  return {
    event: changes.event,
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changes.fire(undefined);
      }, REDRAW_MS);
    },
    dispose: () => {
      clearTimeout(timer);
      changes.dispose();
    },
  };
}

/** `id`: unique in the tree. */
export function assetEntry(
  graphs: ProjectGraphs,
  { root, node }: { readonly root: string; readonly node: GraphNode },
  id: string,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const data = graphs.get(root);
  const status = data?.statuses.find(({ key }) => key === node.key);
  const entry = withId(new vscode.TreeItem(node.key, state), id, node.kind);
  entry.iconPath = iconOf(node, status, data?.problems[node.key]);
  entry.description = describe(status);
  entry.tooltip = node.description ?? node.key;
  entry.accessibilityInformation = { label: spoken(node, status, data) };
  entry.command = {
    title: "Open",
    command: "strataline.openAsset",
    arguments: [{ root, key: node.key }],
  };
  return entry;
}

export function withId(entry: vscode.TreeItem, id: string, contextValue: string): vscode.TreeItem {
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
  const names = (keys: readonly string[]): string => (keys.length === 0 ? "nothing" : keys.join(", "));
  const reads = data === undefined ? [] : upstreamOf(data.graph, key);
  const readers = data === undefined ? [] : downstreamOf(data.graph, key);
  const where = layer === null ? kind : `${kind} in layer ${layer}`;
  return `${key}, ${where}, ${status?.state ?? "never run"}. Reads ${names(reads)}. Read by ${names(readers)}.`;
}
