// The commands that change the declarations of an asset, or show more of it: the same from the lineage's menus, the trees and the palette.
import * as vscode from "vscode";
import { nodeOf, upstreamOf } from "@strataline/core/graph";
import type { Server } from "./languageServer.ts";
import { depChoices, downstreamKey } from "./lineage/depChoices.ts";
import { LINEAGE_VIEW, type Lineage } from "./lineage/lineage.ts";
import { besideViews, type LineageEdits } from "./lineage/lineageEdits.ts";
import { openAsset } from "./openAsset.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";
import { atCursor, chooseOne, pickAsset, targetsOf, type AssetTarget } from "./targets.ts";

interface Parts {
  readonly server: Server;
  readonly graphs: ProjectGraphs;
  readonly lineage: Lineage;
  readonly edits: LineageEdits;
}

export function registerAssetCommands(context: vscode.ExtensionContext, parts: Parts): void {
  const { server, graphs, lineage, edits } = parts;
  const register = (name: string, action: (argument: unknown) => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(`strataline.${name}`, action));
  };
  /** What it was given, else the asset at the cursor, else one that is chosen. */
  const withAsset =
    (placeHolder: string, action: (target: AssetTarget, argument: unknown) => unknown) =>
    async (argument: unknown) => {
      const targets = targetsOf(argument) ?? (await atCursor(server)) ?? (await pickAsset(graphs));
      const target = targets && (await chooseOne(targets, placeHolder));
      return target === undefined ? undefined : action(target, argument);
    };

  register(
    "addDep",
    withAsset("Asset that is to read another one", async ({ root, key }) => {
      const dep = await pickDep(graphs, root, key);
      if (dep !== undefined) await edits.apply(root, { kind: "addDep", key, dep });
    }),
  );
  register(
    "removeDep",
    withAsset("Asset that is to read another one no longer", async ({ root, key }, argument) => {
      const dep = depOf(argument) ?? (await pickRead(graphs, root, key));
      if (dep !== undefined) await edits.apply(root, { kind: "removeDep", key, dep });
    }),
  );
  register(
    "moveToLayer",
    withAsset("Asset to move to another layer", async ({ root, key }) => {
      const layer = await pickLayer(graphs, root, key);
      if (layer !== undefined) await edits.apply(root, { kind: "moveToLayer", key, layer });
    }),
  );
  register(
    "newDownstream",
    withAsset("Asset that the new one reads", async ({ root, key: upstream }) => {
      const key = await nameDownstream(graphs, root, upstream);
      if (key !== undefined) await edits.apply(root, { kind: "newDownstream", key, upstream });
    }),
  );
  register(
    "copyKey",
    withAsset("Asset whose key to copy", async ({ key }, argument) => {
      const keys = isFromLineage(argument) ? (targetsOf(argument)?.keys ?? [key]) : [key];
      await vscode.env.clipboard.writeText(keys.join("\n"));
    }),
  );
  register(
    "peekReferences",
    withAsset("Asset whose references to peek", (target) => peekReferences(server, target)),
  );
  register(
    "showAround",
    withAsset("Asset to show in the lineage", (target, argument) => {
      const isView =
        typeof argument === "object" &&
        argument !== null &&
        "webview" in argument &&
        argument.webview === LINEAGE_VIEW;
      lineage.show(target, isView ? "view" : "panel");
    }),
  );
}

/** It says what is selected there: nothing has to be chosen again. */
export function isFromLineage(argument: unknown): boolean {
  return typeof argument === "object" && argument !== null && "webviewSection" in argument;
}

function depOf(argument: unknown): string | undefined {
  if (typeof argument !== "object" || argument === null || !("dep" in argument)) return undefined;
  return typeof argument.dep === "string" ? argument.dep : undefined;
}

/** What cannot be is listed last, so that one who looks for it learns why. */
async function pickDep(graphs: ProjectGraphs, root: string, key: string): Promise<string | undefined> {
  const graph = graphs.get(root)?.graph;
  if (graph === undefined) return undefined;
  const choices = depChoices(graph, key);
  const items = (isPossible: boolean): vscode.QuickPickItem[] =>
    choices
      .filter(({ against }) => (against === null) === isPossible)
      .map(({ key: label, stage, against }) => ({
        label,
        description: against === null ? stage : `${stage} · ${against}`,
      }));
  const impossible = items(false);
  const separator = { label: "Not possible", kind: vscode.QuickPickItemKind.Separator };
  const all = [...items(true), ...(impossible.length === 0 ? [] : [separator, ...impossible])];
  const options = { placeHolder: `Asset that ${key} reads`, matchOnDescription: true };
  return (await vscode.window.showQuickPick(all, options))?.label;
}

async function pickRead(graphs: ProjectGraphs, root: string, key: string): Promise<string | undefined> {
  const graph = graphs.get(root)?.graph;
  const reads = graph === undefined ? [] : upstreamOf(graph, key);
  if (reads.length > 0)
    return vscode.window.showQuickPick([...reads], { placeHolder: `Dep of ${key} to remove` });
  void vscode.window.showInformationMessage(`${key} reads nothing.`);
  return undefined;
}

async function pickLayer(graphs: ProjectGraphs, root: string, key: string): Promise<string | undefined> {
  const graph = graphs.get(root)?.graph;
  const current = graph && nodeOf(graph, key)?.layer;
  const items = (graph?.layers ?? [])
    .filter(({ name }) => name !== current)
    .map(({ name, title, description }) => ({
      label: title,
      description: title.toLowerCase() === name ? "" : name,
      detail: description ?? "",
      name,
    }));
  return (await vscode.window.showQuickPick(items, { placeHolder: `Layer of ${key}` }))?.name;
}

async function nameDownstream(
  graphs: ProjectGraphs,
  root: string,
  upstream: string,
): Promise<string | undefined> {
  const graph = graphs.get(root)?.graph;
  if (graph === undefined) return undefined;
  const value = downstreamKey(graph, upstream);
  const key = await vscode.window.showInputBox({
    title: `New asset that reads ${upstream}`,
    prompt: "Its key, layer first",
    value,
    valueSelection: [value.lastIndexOf("/") + 1, value.length],
    validateInput: (text) =>
      nodeOf(graph, text.trim()) === undefined ? undefined : `${text.trim()} exists already.`,
  });
  return key?.trim() === "" ? undefined : key?.trim();
}

async function peekReferences(server: Server, { root, key }: AssetTarget): Promise<void> {
  const [start, result] = await Promise.all([
    server.locate(root, key),
    server.references({ root, keys: [key] }),
  ]);
  const places = (result?.groups ?? [])
    .flatMap(({ references }) => references)
    .map(
      ({ uri, line, character, endLine, endCharacter }) =>
        new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(line, character, endLine, endCharacter)),
    );
  const [first] = places;
  const at =
    start ??
    (first && {
      uri: first.uri.toString(),
      line: first.range.start.line,
      character: first.range.start.character,
    });
  if (at === undefined) return;
  if (start === null) {
    await vscode.window.showTextDocument(vscode.Uri.parse(at.uri), besideViews());
  } else {
    await openAsset(server, root, key, besideViews());
  }
  const position = new vscode.Position(at.line, at.character);
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(at.uri),
    position,
    places,
  );
}
