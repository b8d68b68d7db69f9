// The commands of the manifest. Each finds out what it is about, then one of the parts does it.
import * as vscode from "vscode";
import type { Server } from "./languageServer.ts";
import type { Lineage } from "./lineage/lineagePanel.ts";
import { openAsset } from "./openAsset.ts";
import type { Preview } from "./preview/preview.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";
import type { RunController } from "./runController.ts";

interface Parts {
  readonly server: Server;
  readonly graphs: ProjectGraphs;
  readonly runs: RunController;
  readonly lineage: Lineage;
  readonly preview: Preview;
  readonly runOutput: vscode.OutputChannel;
}

/** An asset of a project: the argument that lenses, tree and tests give. Without it: the asset at the cursor. */
interface AssetTarget {
  readonly root: string;
  readonly key: string;
}

export function registerCommands(context: vscode.ExtensionContext, parts: Parts): void {
  const { server, graphs, runs, lineage, preview, runOutput } = parts;
  const register = (name: string, action: (argument: unknown, ...rest: unknown[]) => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(`strataline.${name}`, action));
  };
  const withAsset = (action: (target: AssetTarget) => unknown) => async (argument: unknown) => {
    const target = targetOf(argument) ?? (await atCursor(server)) ?? (await pickAsset(graphs));
    return target === undefined ? undefined : action(target);
  };

  register(
    "run",
    withAsset(({ root, key }) => runs.run({ root, keys: [key], withUpstream: false })),
  );
  register(
    "runWithUpstream",
    withAsset(({ root, key }) => runs.run({ root, keys: [key], withUpstream: true })),
  );
  register("runAll", async () => {
    const root = await pickProject(graphs);
    return root === undefined ? undefined : runs.run({ root, keys: null, withUpstream: false });
  });
  register("cancelRun", () => runs.cancelAll());
  register("openLineage", async (argument) =>
    lineage.open(targetOf(argument) ?? (await atCursor(server)) ?? null),
  );
  register(
    "openAsset",
    withAsset(({ root, key }) => openAsset(server, root, key)),
  );
  register(
    "previewAsset",
    withAsset(({ root, key }) => preview.show(root, key)),
  );
  register("peekDownstream", (from, readers) => peek(from, readers));
  register("showOutput", () => runOutput.show(true));
  register("restartServer", () => server.restart());
  register("openWalkthrough", () =>
    vscode.commands.executeCommand(
      "workbench.action.openWalkthrough",
      `${context.extension.id}#strataline.start`,
      false,
    ),
  );
}

function targetOf(argument: unknown): AssetTarget | undefined {
  if (typeof argument !== "object" || argument === null || !("root" in argument) || !("key" in argument))
    return undefined;
  const { root, key } = argument;
  return typeof root === "string" && typeof key === "string" ? { root, key } : undefined;
}

async function atCursor(server: Server): Promise<AssetTarget | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== "file") return undefined;
  return (await server.assetAt(editor.document.uri, editor.selection.active)) ?? undefined;
}

async function pickAsset(graphs: ProjectGraphs): Promise<AssetTarget | undefined> {
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
  return picked && { root: picked.root, key: picked.label };
}

async function pickProject(graphs: ProjectGraphs): Promise<string | undefined> {
  const projects = graphs.projects();
  if (projects.length < 2) return projects[0]?.root;
  const items = projects.map(({ name, root }) => ({
    label: name,
    description: vscode.Uri.parse(root).fsPath,
    root,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: "Project" }))?.root;
}

/** `from` and `readers` are LSP locations, as the server's lens gives them. */
async function peek(from: unknown, readers: unknown): Promise<void> {
  const start = toLocation(from);
  if (start === undefined || !Array.isArray(readers)) return;
  const places = readers.flatMap((reader) => toLocation(reader) ?? []);
  await vscode.commands.executeCommand("editor.action.showReferences", start.uri, start.range.start, places);
}

interface PlainLocation {
  readonly uri: string;
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition };
}
interface PlainPosition {
  readonly line: number;
  readonly character: number;
}

function toLocation(plain: unknown): vscode.Location | undefined {
  if (typeof plain !== "object" || plain === null || !("uri" in plain) || !("range" in plain))
    return undefined;
  const { uri, range } = plain as PlainLocation;
  const position = ({ line, character }: PlainPosition): vscode.Position =>
    new vscode.Position(line, character);
  return new vscode.Location(
    vscode.Uri.parse(uri),
    new vscode.Range(position(range.start), position(range.end)),
  );
}
