// What is wrong although there may be a picture: the server has stopped, or the project's config has an error.
import * as vscode from "vscode";
import type { Trouble } from "@strataline/protocol";
import type { Server } from "../languageServer.ts";
import type { ProjectGraphs } from "../projectGraphs.ts";

export interface Troubles {
  /** Of the project shown (URI of its folder; null: none yet). */
  of(root: string | null): Trouble | null;
  readonly onChange: vscode.Event<void>;
}

export function watchTroubles(
  context: vscode.ExtensionContext,
  server: Server,
  graphs: ProjectGraphs,
): Troubles {
  const changes = new vscode.EventEmitter<void>();
  let hasStopped = false;
  const setStopped = (stopped: boolean): void => {
    if (stopped === hasStopped) return;
    hasStopped = stopped;
    changes.fire();
  };
  context.subscriptions.push(
    changes,
    server.onStopped(() => setStopped(true)),
    server.onStarted(() => setStopped(false)),
    graphs.onProjects(() => changes.fire()),
  );
  return {
    of: (root) => (hasStopped ? STOPPED : configTrouble(graphs, root)),
    onChange: changes.event,
  };
}

const STOPPED: Trouble = {
  message: "The language server has stopped: this is what it last said.",
  action: { title: "Restart it", command: "strataline.restartServer" },
};

function configTrouble(graphs: ProjectGraphs, root: string | null): Trouble | null {
  const problem = graphs.projects().find((project) => project.root === root)?.problem ?? null;
  if (problem === null) return null;
  return {
    message: `The configuration has an error: ${problem}`,
    action: { title: "Show Problems", command: "workbench.actions.view.problems" },
  };
}
