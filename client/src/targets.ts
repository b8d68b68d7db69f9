// What a command is about: one asset of a project, or several where one call declares them together.
import * as vscode from "vscode";
import type { Server } from "./languageServer.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";

export interface AssetTarget {
  readonly root: string;
  readonly key: string;
}

export interface AssetsTarget {
  readonly root: string;
  readonly keys: readonly string[];
}

/** The argument that lenses, tree and tests give: `{ root, key }` or `{ root, keys }`. */
export function targetsOf(argument: unknown): AssetsTarget | undefined {
  if (typeof argument !== "object" || argument === null || !("root" in argument)) return undefined;
  const { root } = argument;
  if (typeof root !== "string") return undefined;
  if ("key" in argument && typeof argument.key === "string") return { root, keys: [argument.key] };
  if (!("keys" in argument) || !Array.isArray(argument.keys)) return undefined;
  const keys = argument.keys.filter((key) => typeof key === "string");
  return keys.length === 0 ? undefined : { root, keys };
}

/** Of several, as VS Code's menus mean it: the one that was clicked. */
export function firstOf({ root, keys: [key] }: AssetsTarget): AssetTarget | null {
  return key === undefined ? null : { root, key };
}

/** One of several; undefined when it was not chosen. */
export async function chooseOne(target: AssetsTarget, placeHolder: string): Promise<AssetTarget | undefined> {
  const { root, keys } = target;
  const key = keys.length === 1 ? keys[0] : await vscode.window.showQuickPick([...keys], { placeHolder });
  return key === undefined ? undefined : { root, key };
}

/** Some of several, all of them at first; undefined when none was chosen. */
export async function chooseSome(
  target: AssetsTarget,
  placeHolder: string,
): Promise<AssetsTarget | undefined> {
  const { root, keys } = target;
  if (keys.length === 1) return target;
  const items = keys.map((label) => ({ label, picked: true }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true });
  if (chosen === undefined || chosen.length === 0) return undefined;
  return { root, keys: chosen.map(({ label }) => label) };
}

export async function atCursor(server: Server): Promise<AssetsTarget | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== "file") return undefined;
  const found = await server.assetAt(editor.document.uri, editor.selection.active);
  return found === null ? undefined : { root: found.root, keys: [found.key] };
}

export async function pickAsset(graphs: ProjectGraphs): Promise<AssetsTarget | undefined> {
  const items = graphs.projects().flatMap(({ root, name }) =>
    (graphs.get(root)?.graph.nodes ?? [])
      .filter(({ kind }) => kind === "asset")
      .map(({ key, layer }) => ({
        label: key,
        description: layer ?? "",
        detail: graphs.projects().length > 1 ? name : "",
        root,
      })),
  );
  const picked = await vscode.window.showQuickPick(items, { placeHolder: "Asset", matchOnDescription: true });
  return picked && { root: picked.root, keys: [picked.label] };
}

export async function pickProject(graphs: ProjectGraphs): Promise<string | undefined> {
  const projects = graphs.projects();
  if (projects.length < 2) return projects[0]?.root;
  const items = projects.map(({ name, root }) => ({
    label: name,
    description: vscode.Uri.parse(root).fsPath,
    root,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: "Project" }))?.root;
}
