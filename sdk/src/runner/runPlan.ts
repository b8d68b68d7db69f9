// A run from its claim to its end: takes the assets, carries out the plan, hands every event to the log, the status file and
// the caller, and gives everything back.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import type { RunEvent } from "@strataline/protocol";
import { createEnginePool } from "../io/engine.ts";
import { HEARTBEAT_MS } from "../store/claims.ts";
import { createRunLog } from "../store/runLog.ts";
import { createStatusFile } from "../store/statusFile.ts";
import type { FullConfig } from "../project/resolveConfig.ts";
import type { Refusal, Result, RunSummary } from "./api.ts";
import { captureConsole } from "./captureLogs.ts";
import { claim, type ClaimedRun, type ClaimParts } from "./claim.ts";
import { collectGarbage } from "./collectGarbage.ts";
import { execute, type ExecuteOptions } from "./execute.ts";
import { staleReason } from "./freshness.ts";
import { createIsolatedProcesses } from "./isolated/isolatedProcesses.ts";
import { createRunPools } from "./pools.ts";
import { createRedactor, type Redact } from "./redact.ts";
import { createGroupCommit } from "./groupCommit.ts";
import { openResources, secretsOf } from "./resources.ts";
import { applyEvent, statusesOf } from "./status.ts";
import type { Watchdog } from "./watchdog.ts";

/** Time that clearing up after a run may take; what is left, the next run does. */
const CLEAR_UP_MS = 1000;
const GRACE_MS = 5000;

interface RunParts extends ClaimParts {
  readonly root: string;
  readonly configFile?: string;
  readonly config: FullConfig;
  readonly place?: ExecuteOptions["place"];
  readonly startWatchdog?: () => Watchdog | undefined;
  readonly choose?: (count: number) => number;
}

export async function runPlan(parts: RunParts): Promise<Result<RunSummary, Refusal>> {
  const runId = newId(parts.clock.now());
  try {
    const claimed = await claim(parts, runId);
    return claimed.ok ? await runClaimed({ ...parts, ...claimed.value }, runId) : claimed;
  } catch (error) {
    // User code ends in events: what arrives here is a state that cannot be written.
    abandon(parts, runId);
    return { ok: false, problem: { kind: "state", message: stateMessage(error) } };
  }
}

async function runClaimed(parts: RunParts & ClaimedRun, runId: string): Promise<Result<RunSummary, Refusal>> {
  const { root, plan, store, clock, startedAt, interruptedAt } = parts;
  const keys = plan.steps.map(({ key }) => key);
  if (interruptedAt !== null) clean(parts, runId, interruptedAt);
  const subscribers = subscribe(parts, runId);
  const temporary = join(root, ".strataline", "tmp", runId);
  const engines = createEnginePool(temporary);
  const graceMs = parts.options.graceMs ?? GRACE_MS;
  const redact = createRedactor(process.env, secretsOf(parts.config.resources));
  const report = (message: string): void => void process.stderr.write(`${redact(message)}\n`);
  const resources = openResources(parts.config.resources, { clock, graceMs, report });
  const pools = createRunPools(parts.config.pools, runId, store.poolSlots(), clock);
  const processes = createIsolatedProcesses(graceMs);
  const stops = [captureConsole(), keepAlive(parts, runId), catchStrayErrors(redact)];
  // Started only when there is user code to guard.
  const watchdog = keys.some((key) => isCode(parts, key)) ? parts.startWatchdog?.() : undefined;
  if (watchdog !== undefined) stops.push(() => watchdog.stop());
  try {
    for await (const event of execute({
      ...executeOptions(parts, runId),
      engines,
      resources,
      pools,
      redact,
      ...(parts.configFile === undefined ? {} : { isolation: { processes, configFile: parts.configFile } }),
      ...(watchdog === undefined ? {} : { watchdog }),
    })) {
      subscribers.handle(event);
      if (event.type !== "runFinished") continue;
      const { status, durationMs, succeeded, failed, skipped, checksFailed } = event;
      store.finishRun(runId, { status, at: event.at, succeeded, failed, skipped, checksFailed });
      if (succeeded > 0) clearUp(parts, keys);
      const fresh = plan.fresh.length;
      const counts = { succeeded, failed, skipped, fresh, checksFailed };
      return { ok: true, value: { runId, status, startedAt, durationMs, ...counts } };
    }
    throw new Error("The run has no end.");
  } finally {
    await processes.close();
    await resources.close();
    pools.close();
    for (const stop of stops) stop();
    subscribers.close();
    await engines.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Forgets what retention says of what this run has made. History that cannot be cleared does no harm to the run. */
function clearUp({ root, config, store, clock }: RunParts, keys: readonly string[]): void {
  const end = performance.now() + CLEAR_UP_MS;
  try {
    const garbage = store.retention.find(config.retention, clock.now(), keys);
    const mayGoOn = (): boolean => performance.now() < end;
    collectGarbage(garbage, { root, retention: store.retention, managers: config.io.values(), mayGoOn });
  } catch {
    // The next run tries again.
  }
}

function isCode({ versions }: RunParts, key: string): boolean {
  return versions.asset(key)?.compute.kind === "run";
}

/** Tells others that the run lives; also keeps the process alive while an asset waits for what will never come. */
function keepAlive({ store, clock }: RunParts, runId: string): () => void {
  const heartbeat = setInterval(() => {
    try {
      store.heartbeat(runId, clock.now());
    } catch {
      // The next one may succeed; others wait two minutes before they take a silent run for dead.
    }
  }, HEARTBEAT_MS);
  return () => clearInterval(heartbeat);
}

/** A promise that user code forgot must not end the run of all other assets. */
function catchStrayErrors(redact: Redact): () => void {
  const report = (error: unknown): void => {
    process.stderr.write(`An error that no asset has caught: ${redact(format(error))}\n`);
  };
  process.on("unhandledRejection", report);
  process.on("uncaughtException", report);
  return () => {
    process.off("unhandledRejection", report);
    process.off("uncaughtException", report);
  };
}

function abandon({ store, clock }: RunParts, runId: string): void {
  try {
    const counts = { succeeded: 0, failed: 0, skipped: 0, checksFailed: 0 };
    store.finishRun(runId, { status: "failed", at: clock.now(), ...counts });
  } catch {
    // It counts as interrupted as soon as this process has ended.
  }
}

function stateMessage(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The run was stopped, as its state could not be written to .strataline: ${reason}. What was committed before is kept.`;
}

function executeOptions(
  { config, plan, versions, store, clock, options, choose, place }: RunParts & ClaimedRun,
  runId: string,
): Omit<ExecuteOptions, "engines" | "resources" | "pools" | "redact"> {
  const group = createGroupCommit(store);
  const idOf = idMaker();
  return {
    runId,
    plan,
    clock,
    upstreams: versions,
    retry: config.retry,
    concurrency: options.concurrency ?? config.concurrency,
    graceMs: options.graceMs ?? GRACE_MS,
    signal: options.signal ?? new AbortController().signal,
    newId: () => idOf(clock.now()),
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
    commit: async (made, signal) => {
      await group.commit(made, versions.codePartsNow(made.key), signal);
      versions.commit(made);
    },
    noteOutcome: (outcome) => store.noteOutcome(outcome),
    ...(choose === undefined ? {} : { choose }),
    ...(place === undefined ? {} : { place }),
  };
}

function clean({ root, config, store, clock }: RunParts, runId: string, since: number): void {
  const known = store.locations();
  const keysInUse = store.claimedByOthers(runId, clock.now());
  if (keysInUse.length === 0) rmSync(join(root, ".strataline", "tmp"), { recursive: true, force: true });
  for (const manager of config.io.values()) {
    manager.clean?.(root, { since, keysInUse, isKnown: (location) => known.has(location) });
  }
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
      // Of no use once it is over.
      if (event.type !== "assetProgress") log.append(event);
      if (applyEvent(statuses, event)) statusFile.touch();
      options.onEvent?.(event);
    },
    close: () => {
      statusFile.flush();
      log.close();
    },
  };
}

/** Sorts by time; unique on one machine and others. */
function newId(at: number): string {
  return idMaker()(at);
}

/** Many ids of one run: its random part is counted on from a random start. */
function idMaker(): (at: number) => string {
  let next = randomBytes(4).readUInt32BE();
  let time = "";
  let timeAt = NaN;
  return (at) => {
    if (at !== timeAt) time = new Date(at).toISOString().replace(/[-:.Z]/g, "");
    timeAt = at;
    next = (next + 1) >>> 0;
    return `${time}-${next.toString(16).padStart(8, "0")}`;
  };
}
