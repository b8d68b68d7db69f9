// The stored rows of an asset in a read-only document: what `strataline show` prints.
import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { checkNode, chooseNode } from "../run/nodeRuntime.ts";
import { findPackageBin } from "../run/packageBin.ts";
import { showRunProblem } from "../runOutcome.ts";

const SCHEME = "strataline-preview";
const ROWS = 100;
const LARGEST_OUTPUT = 16 * 1024 * 1024;

export interface Preview {
  show(root: string, key: string): Promise<void>;
}

export function registerPreview(context: vscode.ExtensionContext): Preview {
  const texts = new Map<string, string>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  context.subscriptions.push(
    changes,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString()) ?? "Close this tab and preview the asset again.",
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  return {
    show: async (root, key) => {
      if (!vscode.workspace.isTrusted) return showRunProblem({ kind: "untrusted" });
      const rows = await storedRows(vscode.Uri.parse(root).fsPath, key);
      if (rows === null) return;
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${key}.txt`, query: root });
      texts.set(uri.toString(), rows);
      changes.fire(uri);
      await vscode.window.showTextDocument(uri, {
        preview: true,
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
      });
    },
  };
}

/** null when it could not be had: then the reason was shown. */
async function storedRows(folder: string, key: string): Promise<string | null> {
  const bin = findPackageBin(folder);
  if (bin === null) {
    await showRunProblem({ kind: "notInstalled", folder });
    return null;
  }
  const node = await checkNode(
    chooseNode(vscode.workspace.getConfiguration("strataline").get("nodePath", ""), folder),
  );
  if (!node.ok) {
    await showRunProblem({ kind: "node", message: node.message });
    return null;
  }
  const args = [bin, "show", "--rows", String(ROWS), "--cwd", folder, "--", key];
  const options = {
    cwd: folder,
    maxBuffer: LARGEST_OUTPUT,
    env: { ...process.env, NO_COLOR: "1" },
    windowsHide: true,
  };
  return new Promise((resolve) => {
    execFile(node.path, args, options, (error, stdout, stderr) => {
      resolve(error === null ? stdout : null);
      if (error === null) return;
      void showRunProblem({ kind: "message", message: stderr.trim() === "" ? error.message : stderr.trim() });
    });
  });
}
