// Goes to where an asset is declared.
import * as vscode from "vscode";
import type { Server } from "./languageServer.ts";

export async function openAsset(
  server: Server,
  root: string,
  key: string,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const place = await server.locate(root, key);
  if (place === null) {
    vscode.window.setStatusBarMessage(`$(question) Strataline: ${key} is declared nowhere`, 5_000);
    return;
  }
  const position = new vscode.Position(place.line, place.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), {
    ...options,
    selection: new vscode.Range(position, position),
  });
}
