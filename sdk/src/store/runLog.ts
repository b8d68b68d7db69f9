// The events of a run, one JSON line each, in a file of its own: forgetting a run is deleting a file.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { RunEvent } from "@strataline/protocol";

export interface RunLog {
  append(event: RunEvent): void;
  close(): void;
}

export function createRunLog(root: string, runId: string): RunLog {
  mkdirSync(folderOf(root), { recursive: true });
  const descriptor = openSync(join(folderOf(root), `${runId}.jsonl`), "a");
  return {
    append: (event) => void writeSync(descriptor, lineOf(event)),
    close: () => closeSync(descriptor),
  };
}

/** What was made of what is in state.db, once; with a hundred inputs it would be most of the log. */
function lineOf(event: RunEvent): string {
  return `${JSON.stringify("version" in event ? { ...event, version: undefined } : event)}\n`;
}

/** Events of a past run. A last line that a killed process left unfinished is not one. */
export function readRunLog(root: string, runId: string): RunEvent[] | undefined {
  const path = pathOf(root, runId);
  if (path === null) return undefined;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  return complete.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as RunEvent]));
}

export function runLogBytes(root: string, runId: string): number {
  const path = pathOf(root, runId);
  return path === null ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
}

export function removeRunLog(root: string, runId: string): void {
  const path = pathOf(root, runId);
  if (path !== null) rmSync(path, { force: true });
}

/** Run ids are ours; what comes from a command line must not become another path. */
function pathOf(root: string, runId: string): string | null {
  return /^[\w-]+$/.test(runId) ? join(folderOf(root), `${runId}.jsonl`) : null;
}

function folderOf(root: string): string {
  return join(root, ".strataline", "runs");
}
