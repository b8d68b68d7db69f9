// The project's saved views: reads and writes `strataline.views.json` beside its config, and asks for names as VS Code asks for names.
// A file that cannot be read is never written over.
import * as vscode from "vscode";
import {
  parseSavedViews,
  printSavedViews,
  VIEWS_FILE,
  withView,
  wrongViewName,
  type ReadViews,
  type SavedView,
  type ViewContent,
} from "@strataline/core/graph";
import type { FromWebview, ToWebview } from "@strataline/protocol";

export type ViewMessage = Extract<
  FromWebview,
  { readonly type: "saveView" | "renameView" | "deleteView" | "openViews" }
>;

/** The views as one page sees them. */
export interface PageViews {
  /** The page shows this project (URI of its folder): it is told the views now and whenever they change. */
  show(root: string): void;
  receive(root: string, message: ViewMessage): void;
  dispose(): void;
}

export interface SavedViews {
  attach(send: (message: ToWebview) => void): PageViews;
  dispose(): void;
}

export function createSavedViews(): SavedViews {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${VIEWS_FILE}`);
  const tell = (uri: vscode.Uri) => changes.fire(uri);
  const subscriptions = [watcher.onDidCreate(tell), watcher.onDidChange(tell), watcher.onDidDelete(tell)];
  return {
    attach: (send) => pageViews(send, changes.event),
    dispose() {
      for (const one of [...subscriptions, watcher, changes]) one.dispose();
    },
  };
}

function pageViews(send: (message: ToWebview) => void, onChange: vscode.Event<vscode.Uri>): PageViews {
  let shown: string | null = null;
  const sendViews = async (root: string, picked: string | null = null): Promise<void> => {
    const read = await readViews(fileOf(root));
    if (root !== shown) return;
    const views = read.ok ? read.views : [];
    send({ type: "views", views, problem: read.ok ? null : read.message, picked });
  };
  const subscription = onChange((uri) => {
    if (shown !== null && uri.toString() === fileOf(shown).toString()) void sendViews(shown);
  });
  return {
    show(root) {
      shown = root;
      void sendViews(root);
    },
    receive: (root, message) => void act(fileOf(root), message).then((picked) => sendViews(root, picked)),
    dispose() {
      subscription.dispose();
    },
  };
}

function fileOf(root: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.parse(root), VIEWS_FILE);
}

/** No file is no views. */
async function readViews(file: vscode.Uri): Promise<ReadViews> {
  try {
    return parseSavedViews(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === "FileNotFound";
    return isMissing ? { ok: true, views: [] } : { ok: false, message: String(error) };
  }
}

/** Answers the name of the view that was saved or renamed, or null. */
async function act(file: vscode.Uri, message: ViewMessage): Promise<string | null> {
  const read = await readViews(file);
  if (message.type === "openViews" || !read.ok) {
    await vscode.window.showTextDocument(file);
    return null;
  }
  switch (message.type) {
    case "saveView":
      return await save(file, message.name, message.view);
    case "renameView":
      return await rename(file, message.name, read.views);
    case "deleteView":
      await remove(file, message.name);
      return null;
  }
}

async function save(file: vscode.Uri, known: string | null, content: ViewContent): Promise<string | null> {
  const name = known ?? (await askName("Save View", "", await namesIn(file)));
  if (name === null) return null;
  return (await change(file, (views) => withView(views, { name, ...content }))) ? name : null;
}

async function rename(file: vscode.Uri, old: string, views: readonly SavedView[]): Promise<string | null> {
  const others = views.map(({ name }) => name).filter((name) => name !== old);
  const name = await askName("Rename View", old, others);
  if (name === null) return null;
  const renamed = (view: SavedView) => (view.name === old ? { ...view, name } : view);
  return (await change(file, (now) => now.map(renamed))) ? name : null;
}

async function remove(file: vscode.Uri, gone: string): Promise<void> {
  const remove = "Delete";
  const detail = `It is removed from ${VIEWS_FILE}, for everyone in the project.`;
  const answer = await vscode.window.showWarningMessage(
    `Delete the view “${gone}”?`,
    { modal: true, detail },
    remove,
  );
  if (answer === remove) await change(file, (views) => views.filter(({ name }) => name !== gone));
}

async function namesIn(file: vscode.Uri): Promise<readonly string[]> {
  const read = await readViews(file);
  return read.ok ? read.views.map(({ name }) => name) : [];
}

/** Null when the user thought better of it. */
async function askName(title: string, value: string, others: readonly string[]): Promise<string | null> {
  const name = await vscode.window.showInputBox({
    ...{ title, value, prompt: `Kept in ${VIEWS_FILE}, for everyone in the project` },
    validateInput: (text) => (text === "" ? null : wrongViewName(text, others)),
  });
  return name === undefined || name.trim() === "" ? null : name.trim();
}

/** Reads again before it writes: the file may have changed while the user was asked. False after having said what went wrong. */
async function change(
  file: vscode.Uri,
  changed: (views: readonly SavedView[]) => readonly SavedView[],
): Promise<boolean> {
  const read = await readViews(file);
  try {
    if (!read.ok) throw new Error(read.message);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(printSavedViews(changed(read.views))));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The views cannot be saved: ${reason}`);
    return false;
  }
}
