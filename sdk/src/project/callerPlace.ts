// Which line of the user's code called us.
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { getCallSites } from "node:util";
import type { RunError } from "@strataline/protocol";
import { isOwnCode, relativeTo } from "./userError.ts";

/** Frames that are looked at: ours, the console's, and the user's. About 7 µs. */
const FRAMES = 16;

/** The innermost frame inside of the project, source-mapped; undefined when there is none. */
export function callerPlace(root: string): RunError["location"] {
  for (const { scriptName, lineNumber, columnNumber } of getCallSites(FRAMES, { sourceMap: true })) {
    const path = pathOf(scriptName);
    if (path === null || isOwnCode(path) || path.includes("node_modules")) continue;
    if (relative(root, path).startsWith("..")) continue;
    return { file: relativeTo(root, path), line: lineNumber - 1, character: Math.max(0, columnNumber - 1) };
  }
  return undefined;
}

function pathOf(scriptName: string): string | null {
  const name = scriptName.replace(/\?[^?]*$/, "");
  if (name.startsWith("file://")) return fileURLToPath(name);
  return name.startsWith("/") || /^[A-Za-z]:[\\/]/.test(name) ? name : null;
}
