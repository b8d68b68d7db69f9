// A run from its claim to its end: takes the assets, carries out the plan, hands every event to the log, the status file and
// the caller, and gives everything back.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { RunEvent } from "@strataline/protocol";
import { createEnginePool } from "../io/engine.ts";
import { encodeKey } from "../io/encodeKey.ts";
import { HEARTBEAT_MS } from "../store/claims.ts";
import type { Materialization } from "../store/model.ts";
import { createRunLog } from "../store/runLog.ts";
import { createStatusFile } from "../store/statusFile.ts";
import type { Store } from "../store/store.ts";
import type { FullConfig } from "../project/resolveConfig.ts";
import type { Plan, Refusal, Result, RunOptions, RunSummary } from "./api.ts";
import { captureConsole } from "./captureLogs.ts";
import type { Clock } from "./clock.ts";
import { execute, type ExecuteOptions } from "./execute.ts";
import { staleReason } from "./freshness.ts";
import { applyEvent, statusesOf } from "./status.ts";
import type { CurrentVersions } from "./versions.ts";

const KEPT_VERSIONS = 5;
const GRACE_MS = 5000;

interface RunParts {
  readonly root: string;
  readonly config: FullConfig;
  readonly plan: Plan;
  readonly versions: CurrentVersions;
  readonly store: Store;
  readonly clock: Clock;
  readonly place?: ExecuteOptions["place"];
  readonly options: RunOptions;
  readonly choose?: (count: number) => number;
}

export async function runPlan(parts: RunParts): Promise<Result<RunSummary, Refusal>> {
  const { root, plan, store, clock } = parts;
  const startedAt = clock.now();
  const runId = newId(startedAt);
  const keys = plan.steps.map(({ key }) => key);
  const conflict = store.startRun({ id: runId, selection: plan.selection, at: startedAt }, keys);
  if (conflict !== null) return { ok: false, problem: conflictRefusal(conflict) };

  clean(parts, runId);
  const subscribers = subscribe(parts, runId);
  const engines = createEnginePool(join(root, ".strataline", "tmp", runId));
  const stopCapture = captureConsole();
  // Also keeps the process alive while an asset waits for something that will never come.
  const heartbeat = setInterval(() => store.heartbeat(runId, clock.now()), HEARTBEAT_MS);
  let summary: RunSummary | null = null;
  try {
    for await (const event of execute({ ...executeOptions(parts, runId), engines })) {
      subscribers.handle(event);
      if (event.type === "runFinished") {
        const { status, durationMs, succeeded, failed, skipped, checksFailed } = event;
        store.finishRun(runId, { status, at: event.at, succeeded, failed, skipped, checksFailed });
        const fresh = plan.fresh.length;
        summary = { runId, status, startedAt, durationMs, succeeded, failed, skipped, fresh, checksFailed };
      }
    }
  } catch (error) {
    return { ok: false, problem: { kind: "state", message: stateMessage(error) } };
  } finally {
    clearInterval(heartbeat);
    stopCapture();
    subscribers.close();
    await engines.close();
  }
  if (summary === null) return { ok: false, problem: { kind: "state", message: "The run did not finish." } };
  return { ok: true, value: summary };
}

function stateMessage(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The run was stopped, as its state could not be written to .strataline: ${reason}. What was committed before is kept.`;
}

function executeOptions(
  { config, plan, versions, store, clock, options, choose, place }: RunParts,
  runId: string,
): Omit<ExecuteOptions, "engines"> {
  return {
    runId,
    plan,
    clock,
    upstreams: versions,
    retry: config.retry,
    concurrency: options.concurrency ?? config.concurrency,
    graceMs: options.graceMs ?? GRACE_MS,
    signal: options.signal ?? new AbortController().signal,
    newId: () => newId(clock.now()),
    asset: (key) => {
      const asset = versions.asset(key);
      if (asset === undefined) throw new Error(`"${key}" is no asset.`);
      return asset;
    },
    codeVersion: (key) => versions.assetNow(key)?.codeVersion ?? "",
    staleReason: (key) => {
      const asset = versions.assetNow(key);
      return asset === undefined ? null : staleReason(asset, versions);
    },
    commit: (made) => commit(made, versions, store),
    noteOutcome: (outcome) => store.noteOutcome(outcome),
    ...(choose === undefined ? {} : { choose }),
    ...(place === undefined ? {} : { place }),
  };
}

function commit(made: Materialization, versions: CurrentVersions, store: Store): void {
  const retired = store.commit(made, KEPT_VERSIONS);
  versions.commit(made);
  const asset = versions.asset(made.key);
  if (asset === undefined) return;
  for (const stored of retired) {
    try {
      versions.ioOf(asset).remove(stored, versions.root);
    } catch {
      // An old version that cannot be deleted does no harm.
    }
  }
}

/** What killed runs left unfinished; files that a living run writes now are left alone. */
function clean({ root, config, store, clock }: RunParts, runId: string): void {
  const inUse = new Set(store.claimedByOthers(runId, clock.now()).map(encodeKey));
  for (const manager of config.io.values()) manager.clean?.(root, (folder) => inUse.has(folder));
}

interface Subscribers {
  handle(event: RunEvent): void;
  close(): void;
}

function subscribe({ root, store, options }: RunParts, runId: string): Subscribers {
  const log = createRunLog(root, runId);
  const statuses = statusesOf(store);
  const statusFile = createStatusFile(root, statuses);
  return {
    handle: (event) => {
      log.append(event);
      if (applyEvent(statuses, event)) statusFile.touch();
      options.onEvent?.(event);
    },
    close: () => {
      statusFile.flush();
      log.close();
    },
  };
}

function conflictRefusal({
  runId,
  keys,
}: {
  readonly runId: string;
  readonly keys: readonly string[];
}): Refusal {
  const shown = keys
    .slice(0, 3)
    .map((key) => `"${key}"`)
    .join(", ");
  const rest = keys.length > 3 ? ` and ${keys.length - 3} more` : "";
  const message = `Another run, ${runId}, is computing ${shown}${rest}. Wait for it to end, or select other assets.`;
  return { kind: "conflict", message, runId, keys };
}

/** Sorts by time; unique on one machine and others. */
function newId(at: number): string {
  const time = new Date(at).toISOString().replace(/[-:.Z]/g, "");
  return `${time}-${randomBytes(4).toString("hex")}`;
}
