// Which asset the cursor is in, as it moves and as the text around it changes.
import * as vscode from "vscode";
import type { AssetAtResult } from "@strataline/protocol";
import type { Server } from "../languageServer.ts";

/** Milliseconds of rest before the server is asked. */
const REST_MS = 40;

/** Tells when the asset changes; null when the cursor is in a file but in no asset. */
export function followCursor(server: Server, tell: (place: AssetAtResult | null) => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let last: string | undefined;

  const look = async (editor: vscode.TextEditor): Promise<void> => {
    const place = await server.assetAt(editor.document.uri, editor.selection.active);
    if (editor !== vscode.window.activeTextEditor) return;
    const now = place === null ? "" : `${place.root} ${place.key}`;
    if (now === last) return;
    last = now;
    tell(place);
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
