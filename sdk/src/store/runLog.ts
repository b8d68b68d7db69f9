// The events of a run, one JSON line each, in a file of its own: forgetting a run is deleting a file.
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { RunEvent } from "@strataline/protocol";

export interface RunLog {
  append(event: RunEvent): void;
  close(): void;
}

export function createRunLog(root: string, runId: string): RunLog {
  const folder = join(root, ".strataline", "runs");
  mkdirSync(folder, { recursive: true });
  const descriptor = openSync(join(folder, `${runId}.jsonl`), "a");
  return {
    append: (event) => void writeSync(descriptor, `${JSON.stringify(event)}\n`),
    close: () => closeSync(descriptor),
  };
}

/** Events of a past run. A last line that a killed process left unfinished is not one. */
export function readRunLog(root: string, runId: string): RunEvent[] | undefined {
  // Run ids are ours; what comes from a command line must not become another path.
  if (!/^[\w-]+$/.test(runId)) return undefined;
  let text: string;
  try {
    text = readFileSync(join(root, ".strataline", "runs", `${runId}.jsonl`), "utf8");
  } catch {
    return undefined;
  }
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  return complete.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as RunEvent]));
}
