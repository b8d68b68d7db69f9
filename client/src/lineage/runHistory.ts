// What the last runs did with one asset: read from the logs that every run leaves in `.strataline/runs`, one event a line.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Attempt, RunEvent } from "@strataline/protocol";

/** Runs that are looked at, newest first, and attempts that are shown. */
const MOST_RUNS = 60;
const MOST_ATTEMPTS = 20;
/** Larger logs are passed over: they are those of assets that print a lot. */
const LARGEST_LOG = 16 * 1024 * 1024;

/** `folder`: absolute path of the project. Oldest first. */
export async function runHistory(folder: string, key: string): Promise<readonly Attempt[]> {
  const runs = join(folder, ".strataline", "runs");
  // Ids of runs begin with their time.
  const names = (await readdir(runs).catch(() => [])).filter((name) => name.endsWith(".jsonl")).sort();
  const attempts: Attempt[] = [];
  for (const name of names.slice(-MOST_RUNS).reverse()) {
    if (attempts.length >= MOST_ATTEMPTS) break;
    const path = join(runs, name);
    const size = await stat(path).then(
      (found) => found.size,
      () => Number.POSITIVE_INFINITY,
    );
    if (size > LARGEST_LOG) continue;
    attempts.push(...attemptsIn(await readFile(path, "utf8").catch(() => ""), key).reverse());
  }
  return attempts.slice(0, MOST_ATTEMPTS).reverse();
}

/** Of the log of one run: none while it goes on, one when it is done with the asset. */
export function attemptsIn(log: string, key: string): Attempt[] {
  const quoted = JSON.stringify(key);
  const attempts: Attempt[] = [];
  let checks: Attempt["checks"] = [];
  for (const line of log.split("\n")) {
    if (!line.includes(quoted)) continue;
    const event = parse(line);
    if (event === null || !("key" in event) || event.key !== key) continue;
    if (event.type === "checkFinished") {
      const { check, passed, severity, message } = event;
      checks = [...checks, { name: check, passed, severity, message }];
    } else if (event.type === "assetStarted") checks = [];
    else attempts.push(...attemptOf(event, checks));
  }
  return attempts;
}

function attemptOf(event: RunEvent, checks: Attempt["checks"]): readonly Attempt[] {
  const nothing = { durationMs: null, rows: null, bytes: null, error: null, checks: [] };
  switch (event.type) {
    case "assetSucceeded": {
      const { runId, at, durationMs, rows, bytes } = event;
      return [{ runId, at, state: "succeeded", durationMs, rows, bytes, error: null, checks }];
    }
    case "assetFailed": {
      const { runId, at, durationMs, error } = event;
      return [{ ...nothing, runId, at, state: "failed", durationMs, error: error.message }];
    }
    case "assetSkipped": {
      const { runId, at, reason } = event;
      // What is fresh was not attempted.
      if (reason === "fresh") return [];
      return [{ ...nothing, runId, at, state: reason === "cancelled" ? "cancelled" : "skipped" }];
    }
    default:
      return [];
  }
}

/** null for a line that a killed process left unfinished. */
function parse(line: string): RunEvent | null {
  try {
    const event: unknown = JSON.parse(line);
    return typeof event === "object" ? (event as RunEvent | null) : null;
  } catch {
    return null;
  }
}
