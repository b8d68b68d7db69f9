// Entry of the extension: makes the parts and wires them. Nothing here decides anything about assets.
import * as vscode from "vscode";
import { registerAssetCommands } from "./assetCommands.ts";
import { registerAssetsView } from "./assetsView.ts";
import { registerCommands } from "./commands.ts";
import { createCursor } from "./cursor.ts";
import { registerLineage } from "./lineage/lineage.ts";
import { createSavedViews } from "./lineage/savedViews.ts";
import { watchTroubles } from "./lineage/trouble.ts";
import { createLineageEdits } from "./lineage/lineageEdits.ts";
import { createServer } from "./languageServer.ts";
import { registerNeighboursView } from "./neighboursView.ts";
import { registerPreview } from "./preview/preview.ts";
import { createProjectGraphs } from "./projectGraphs.ts";
import { registerProjectStatus } from "./projectStatus.ts";
import { createRunController } from "./runController.ts";
import { registerUserRules } from "./userRules.ts";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("Strataline", { log: true });
  const runOutput = vscode.window.createOutputChannel("Strataline Runs");
  const server = createServer(context, output);
  const graphs = createProjectGraphs(server);
  const runs = createRunController(server, runOutput);
  const edits = createLineageEdits(server);
  const cursor = createCursor(server);
  const views = createSavedViews();
  const troubles = watchTroubles(context, server, graphs);
  const lineage = registerLineage(context, { server, graphs, runs, cursor, edits, views, troubles });
  const preview = registerPreview(context);
  registerAssetsView(context, graphs);
  registerNeighboursView(context, graphs, cursor);
  registerProjectStatus(context, graphs);
  registerUserRules(context, graphs, output);
  registerCommands(context, { server, graphs, runs, lineage, preview, runOutput });
  registerAssetCommands(context, { server, graphs, lineage, edits });
  context.subscriptions.push(output, runOutput, runs, views, server);
  await server.start();
}

export function deactivate(): void {
  // All that must end is in the context's subscriptions.
}
