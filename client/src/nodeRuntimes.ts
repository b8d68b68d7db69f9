// Which Node runs code of a project, by setting, project and PATH; asked once for each path.
import * as vscode from "vscode";
import { checkNode, chooseNode, type NodeRuntime } from "./run/nodeRuntime.ts";

const known = new Map<string, NodeRuntime>();

/** `folder`: absolute path of the project. */
export async function nodeRuntimeFor(folder: string): Promise<NodeRuntime> {
  const setting = vscode.workspace.getConfiguration("strataline").get("nodePath", "");
  const path = chooseNode(setting, folder);
  const found = known.get(path);
  if (found?.ok === true) return found;
  const checked = await checkNode(path);
  known.set(path, checked);
  return checked;
}
