// Which Node runs the user's pipeline, and whether it can.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { foldersUpwards } from "./foldersUpwards.ts";

/** What the SDK needs (`engines` of the package `strataline`). */
export const OLDEST_NODE = { major: 22, minor: 13 };

export type NodeRuntime =
  | { readonly ok: true; readonly path: string; readonly version: string }
  | { readonly ok: false; readonly message: string };

/** The setting; else the Node the project depends on (npm package `node`), as npm scripts would; else the one on PATH. */
export function chooseNode(setting: string, projectRoot: string): string {
  if (setting !== "") return setting;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const ofProject = foldersUpwards(projectRoot)
    .map((folder) => join(folder, "node_modules", "node", "bin", name))
    .find((path) => existsSync(path));
  return ofProject ?? "node";
}

export async function checkNode(path: string): Promise<NodeRuntime> {
  const wanted = `Node ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or later`;
  const answer = await versionOf(path);
  if (answer === null)
    return { ok: false, message: `\`${path}\` could not be started. Strataline runs assets with ${wanted}.` };
  if (isNewEnough(answer)) return { ok: true, path, version: answer };
  return { ok: false, message: `\`${path}\` is Node ${answer}; running assets needs ${wanted}.` };
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor);
}

/** null when it is no Node. */
function versionOf(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(path, ["--version"], { timeout: 10_000, windowsHide: true }, (error, stdout) => {
      const version = /^v(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
      resolve(error === null && version !== undefined ? version : null);
    });
  });
}
