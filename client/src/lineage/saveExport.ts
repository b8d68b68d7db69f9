// Saves an exported picture where the user says.
import * as vscode from "vscode";
import type { ExportFormat, FromWebview } from "@strataline/protocol";

export type ExportMessage = Extract<FromWebview, { readonly type: "export" }>;

/** Name in the dialog, and ending, of each format: what the page says is no part of a path. */
const FILES: Readonly<Record<ExportFormat, readonly [title: string, ending: string]>> = {
  svg: ["SVG picture", "svg"],
  png: ["PNG picture", "png"],
  html: ["HTML page", "html"],
  mermaid: ["Mermaid", "mmd"],
  dot: ["Graphviz", "dot"],
  json: ["JSON", "json"],
};

/** `root`: URI of the project, where the dialog begins. */
export async function saveExport(root: string, { format, content }: ExportMessage): Promise<void> {
  const [title, ending] = FILES[format];
  const target = await vscode.window.showSaveDialog({
    title: "Export Lineage",
    defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(root), `lineage.${ending}`),
    filters: { [title]: [ending] },
  });
  if (target === undefined) return;
  const bytes = format === "png" ? Buffer.from(content, "base64") : new TextEncoder().encode(content);
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`The lineage cannot be saved: ${reason}`);
    return;
  }
  const open = "Open";
  const answer = await vscode.window.showInformationMessage(
    `Saved ${vscode.workspace.asRelativePath(target)}`,
    open,
  );
  if (answer !== open) return;
  // A page is for a browser; VS Code would show its text.
  if (format === "html") await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand("vscode.open", target);
}
