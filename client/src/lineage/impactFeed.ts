// What changed since a git ref, kept up to date while somebody looks: after edits, saves, and what git does in other windows.
import * as vscode from "vscode";
import type { ToWebview } from "@strataline/protocol";
import { changesSince } from "../git/changesSince.ts";
import type { Server } from "../languageServer.ts";

export type ImpactMessage = Extract<ToWebview, { type: "impact" }>;

export interface ImpactFeed {
  /** null: no longer. */
  watch(root: string, ref: string | null): void;
  dispose(): void;
}

/** Milliseconds without a change. */
const PAUSE_MS = 350;

export function createImpactFeed(server: Server, tell: (message: ImpactMessage) => void): ImpactFeed {
  let watched: { readonly root: string; readonly ref: string } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let listening: vscode.Disposable | undefined;

  const look = async (): Promise<void> => {
    const asked = watched;
    if (asked === null) return;
    const message = await impactMessage(server, asked.root, asked.ref);
    if (asked === watched) tell(message);
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
  const listen = (): vscode.Disposable =>
    vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.scheme === "file") lookSoon();
      }),
      vscode.workspace.onDidSaveTextDocument(lookSoon),
      vscode.workspace.onDidCreateFiles(lookSoon),
      vscode.workspace.onDidDeleteFiles(lookSoon),
      vscode.workspace.onDidRenameFiles(lookSoon),
      // A commit, a checkout: made in a terminal or another window.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) lookSoon();
      }),
    );
  return {
    watch: (root, ref) => {
      clearTimeout(timer);
      watched = ref === null ? null : { root, ref };
      if (watched === null) {
        listening?.dispose();
        listening = undefined;
        tell({ type: "impact", ref: null, impact: null, problem: null });
        return;
      }
      listening ??= listen();
      void look();
    },
    dispose: () => {
      clearTimeout(timer);
      listening?.dispose();
      watched = null;
    },
  };
}

async function impactMessage(server: Server, root: string, ref: string): Promise<ImpactMessage> {
  const none = { type: "impact", ref, impact: null } as const;
  if (!vscode.workspace.isTrusted)
    return { ...none, problem: "Asking git what changed needs a trusted workspace." };
  const changes = await changesSince(vscode.Uri.parse(root).fsPath, ref);
  if (!changes.ok) return { ...none, problem: changes.message };
  const impact = await server.impact({ root, ...changes.value });
  return impact === null
    ? { ...none, problem: "The language server did not answer." }
    : { type: "impact", ref, impact, problem: null };
}
