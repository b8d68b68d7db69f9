// The commands of the manifest. Each finds out what it is about, then one of the parts does it.
import * as vscode from "vscode";
import { isFromLineage } from "./assetCommands.ts";
import { refsOf } from "./git/changesSince.ts";
import type { Server } from "./languageServer.ts";
import type { Lineage } from "./lineage/lineage.ts";
import { besideViews } from "./lineage/lineageEdits.ts";
import { openAsset } from "./openAsset.ts";
import type { Preview } from "./preview/preview.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";
import { showReferences } from "./references.ts";
import type { RunReach } from "./run/runCommand.ts";
import type { RunController } from "./runController.ts";
import { atCursor, chooseOne, chooseSome, firstOf, pickAsset, pickProject, targetsOf } from "./targets.ts";
import type { AssetsTarget, AssetTarget } from "./targets.ts";

interface Parts {
  readonly server: Server;
  readonly graphs: ProjectGraphs;
  readonly runs: RunController;
  readonly lineage: Lineage;
  readonly preview: Preview;
  readonly runOutput: vscode.OutputChannel;
}

export function registerCommands(context: vscode.ExtensionContext, parts: Parts): void {
  const { server, graphs, runs, lineage, preview, runOutput } = parts;
  const register = (name: string, action: (argument: unknown, ...rest: unknown[]) => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(`strataline.${name}`, action));
  };
  /** What it was given, else the asset at the cursor, else one that is chosen. */
  const withAssets =
    (action: (target: AssetsTarget, argument: unknown) => unknown) => async (argument: unknown) => {
      const target = targetsOf(argument) ?? (await atCursor(server)) ?? (await pickAsset(graphs));
      return target === undefined ? undefined : action(target, argument);
    };
  const withAsset = (placeHolder: string, action: (target: AssetTarget) => unknown) =>
    withAssets(async (targets) => {
      const target = await chooseOne(targets, placeHolder);
      return target === undefined ? undefined : action(target);
    });
  const run = (reach: RunReach) =>
    withAssets(async (targets, argument) => {
      const chosen = isFromLineage(argument) ? targets : await chooseSome(targets, "Assets to run");
      return chosen === undefined ? undefined : runs.run({ ...chosen, reach });
    });

  register("run", run("only"));
  register("runWithUpstream", run("upstream"));
  register("runWithDownstream", run("downstream"));
  register("runStale", run("stale"));
  register("runAll", async () => {
    const root = await pickProject(graphs);
    return root === undefined ? undefined : runs.run({ root, keys: null, reach: "only" });
  });
  register("cancelRun", () => runs.cancelAll());
  register("openLineage", async (argument) => {
    const targets = targetsOf(argument) ?? (await atCursor(server));
    const target = targets && (await chooseOne(targets, "Asset to show in the lineage"));
    if (targets === undefined || target !== undefined) lineage.open(target ?? null);
  });
  register("openAnotherLineage", async () => {
    const targets = await atCursor(server);
    lineage.open(targets === undefined ? null : firstOf(targets), true);
  });
  register("changedSince", async () => {
    const page = lineage.current();
    if (page?.root == null) {
      lineage.open(null);
      return;
    }
    const ref = await pickRef(vscode.Uri.parse(page.root).fsPath);
    if (ref !== undefined) page.showChangesSince(ref);
  });
  register(
    "openAsset",
    withAsset("Asset to go to", ({ root, key }) => openAsset(server, root, key, besideViews())),
  );
  register(
    "previewAsset",
    withAsset("Asset to preview", ({ root, key }) => preview.show(root, key)),
  );
  register("findReferences", (argument) => showReferences(server, targetsOf(argument)));
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

/** Of a git repository, in a trusted workspace; anything may be typed that names a commit. */
async function pickRef(folder: string): Promise<string | undefined> {
  const refs = vscode.workspace.isTrusted ? await refsOf(folder) : [];
  const pick = vscode.window.createQuickPick();
  pick.placeholder = "Show in the lineage what changed since: a branch, a tag, a commit";
  const named = [
    { label: "HEAD", description: "the last commit" },
    ...refs.map((label) => ({ label, description: "" })),
  ];
  const items = (typed: string): readonly vscode.QuickPickItem[] =>
    typed === "" || named.some(({ label }) => label === typed)
      ? named
      : [...named, { label: typed, description: "as typed" }];
  pick.items = items("");
  pick.onDidChangeValue((value) => (pick.items = items(value.trim())));
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
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
