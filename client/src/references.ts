// Who uses an asset, by how: a list with a heading for each kind, and the places at hand as one looks through it.
import * as vscode from "vscode";
import type { ReferencePlace, ReferencesResult } from "@strataline/protocol";
import type { Server } from "./languageServer.ts";
import type { AssetsTarget } from "./targets.ts";

const TITLES: Readonly<Record<ReferencesResult["groups"][number]["kind"], string>> = {
  definition: "Declared",
  read: "Reads its data",
  order: "Runs after it",
  check: "Named in a check",
  schedule: "Scheduled",
  product: "Data products",
};

interface Item extends vscode.QuickPickItem {
  readonly place?: ReferencePlace;
}

/** Of the key at the cursor when no target is given. */
export async function showReferences(server: Server, target: AssetsTarget | undefined): Promise<void> {
  const result = await ask(server, target);
  if (result === null) {
    vscode.window.setStatusBarMessage("$(question) Strataline: there is no asset here", 5_000);
    return;
  }
  const before = vscode.window.activeTextEditor;
  const wasSelected = before?.selection;
  const items = result.groups.flatMap(({ kind, references }): Item[] => [
    { label: `${TITLES[kind]} (${references.length})`, kind: vscode.QuickPickItemKind.Separator },
    ...references.map((place) => ({
      label: place.by ?? result.keys[0] ?? "",
      description: `${vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri))}:${place.line + 1}`,
      detail: place.text,
      place,
    })),
  ]);
  const picked = await vscode.window.showQuickPick<Item>(items, {
    placeHolder: `References of ${result.keys.join(", ")}`,
    matchOnDescription: true,
    matchOnDetail: true,
    onDidSelectItem: (item) => {
      if (typeof item !== "string") void open(item, { preview: true, preserveFocus: true });
    },
  });
  if (picked !== undefined) await open(picked, {});
  else if (before !== undefined && wasSelected !== undefined) {
    const { document, viewColumn } = before;
    await vscode.window.showTextDocument(document, {
      selection: wasSelected,
      ...(viewColumn === undefined ? {} : { viewColumn }),
    });
  }
}

async function ask(server: Server, target: AssetsTarget | undefined): Promise<ReferencesResult | null> {
  if (target !== undefined) return server.references(target);
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== "file") return null;
  const { line, character } = editor.selection.active;
  return server.references({ uri: editor.document.uri.toString(), line, character });
}

async function open({ place }: Item, options: vscode.TextDocumentShowOptions): Promise<void> {
  if (place === undefined) return;
  const { uri, line, character, endLine, endCharacter } = place;
  const selection = new vscode.Range(line, character, endLine, endCharacter);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { ...options, selection });
}
