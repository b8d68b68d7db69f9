// Which asset the cursor is in, as it moves and as the text around it changes. Asked only while somebody listens.
import * as vscode from "vscode";
import type { AssetAtResult } from "@strataline/protocol";
import type { Server } from "./languageServer.ts";

/** Milliseconds of rest before the server is asked. */
const REST_MS = 40;

export interface Cursor {
  /** Tells at once where it is known to be, and then when that changes; null when the cursor is in a file but in no asset. */
  follow(tell: (place: AssetAtResult | null) => void): vscode.Disposable;
}

export function createCursor(server: Server): Cursor {
  const listeners = new Set<(place: AssetAtResult | null) => void>();
  let source: vscode.Disposable | undefined;
  /** undefined: not known. */
  let place: AssetAtResult | null | undefined;

  const put = (found: AssetAtResult | null): void => {
    if (place !== undefined && found?.root === place?.root && found?.key === place?.key) return;
    place = found;
    for (const tell of listeners) tell(found);
  };
  return {
    follow: (tell) => {
      listeners.add(tell);
      if (place !== undefined) tell(place);
      source ??= watch(server, put);
      return new vscode.Disposable(() => {
        listeners.delete(tell);
        if (listeners.size > 0) return;
        source?.dispose();
        source = undefined;
        place = undefined;
      });
    },
  };
}

function watch(server: Server, put: (place: AssetAtResult | null) => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const look = async (editor: vscode.TextEditor): Promise<void> => {
    const found = await server.assetAt(editor.document.uri, editor.selection.active);
    if (editor === vscode.window.activeTextEditor) put(found);
  };
  const lookSoon = (editor: vscode.TextEditor | undefined): void => {
    clearTimeout(timer);
    if (editor?.document.uri.scheme !== "file") return;
    timer = setTimeout(() => void look(editor), REST_MS);
  };
  lookSoon(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(lookSoon),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => lookSoon(textEditor)),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
