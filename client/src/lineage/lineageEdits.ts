// Changes drawn in the lineage become one edit of the workspace each, which is shown and can be undone; a refusal says why.
import * as vscode from "vscode";
import type { LineageEdit } from "@strataline/core";
import type { LineageEditAnswer, NodeLocation } from "@strataline/protocol";
import type { Server } from "../languageServer.ts";

export interface LineageEdits {
  /** Answers whether it was made. */
  apply(root: string, edit: LineageEdit): Promise<boolean>;
  /** Takes back the last change that was made, where its text still is what it made of it. */
  undo(): Promise<void>;
}

interface Made {
  readonly title: string;
  readonly uri: vscode.Uri;
  /** Of the document after the change. */
  readonly version: number;
}

export function createLineageEdits(server: Server): LineageEdits {
  let last: Made | undefined;
  return {
    apply: async (root, edit) => {
      const answer = await server.lineageEdit(root, edit);
      if (answer === null) return false;
      if (!answer.ok) {
        void refuse(answer);
        return false;
      }
      const workspaceEdit = await server.toWorkspaceEdit(answer.edit);
      if (!(await vscode.workspace.applyEdit(workspaceEdit))) {
        void vscode.window.showErrorMessage(`${answer.title}: VS Code did not apply the edit.`);
        return false;
      }
      last = await shown(answer.title, workspaceEdit);
      vscode.window.setStatusBarMessage(`$(check) Strataline: ${answer.title}`, 8_000);
      return true;
    },
    undo: async () => {
      const made = last;
      const document =
        made && vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === made.uri.toString());
      if (made === undefined || document?.version !== made.version) {
        vscode.window.setStatusBarMessage(
          "$(info) Strataline: there is no change of the lineage to undo",
          5_000,
        );
        return;
      }
      last = undefined;
      await vscode.window.showTextDocument(document, besideViews());
      await vscode.commands.executeCommand("undo");
      vscode.window.setStatusBarMessage(`$(discard) Strataline: undone: ${made.title}`, 8_000);
    },
  };
}

async function refuse({ reason, place }: Extract<LineageEditAnswer, { readonly ok: false }>): Promise<void> {
  const show = "Show the Place";
  const chosen = await vscode.window.showWarningMessage(reason, ...(place === null ? [] : [show]));
  if (chosen === show && place !== null) await open(place);
}

async function open({ uri, line, character }: NodeLocation): Promise<void> {
  const position = new vscode.Position(line, character);
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { ...besideViews(), selection });
}

/** The first file that changed, at its change; the focus stays where it is. */
async function shown(title: string, edit: vscode.WorkspaceEdit): Promise<Made | undefined> {
  const changed = edit.entries().map(([uri, edits]) => ({ uri, line: edits.at(-1)?.range.start.line ?? 0 }));
  const [first] = changed;
  if (first === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(first.uri);
  const at = new vscode.Range(first.line, 0, first.line, 0);
  const editor = await vscode.window.showTextDocument(document, { ...besideViews(), preserveFocus: true });
  editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return { title, uri: document.uri, version: document.version };
}

/** Where code is shown already: never over the lineage. */
export function besideViews(): vscode.TextDocumentShowOptions {
  const { activeTextEditor, visibleTextEditors, tabGroups } = vscode.window;
  const ofCode = activeTextEditor ?? visibleTextEditors[0];
  if (ofCode?.viewColumn !== undefined) return { preview: true, viewColumn: ofCode.viewColumn };
  const active = tabGroups.activeTabGroup;
  if (!(active.activeTab?.input instanceof vscode.TabInputWebview))
    return { preview: true, viewColumn: active.viewColumn };
  const free = active.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  return { preview: true, viewColumn: free };
}
