// Carries out a plan and says what happens, as a stream of events that terminal, `--json`, live view and log all read.
import type { PlanReason, RunError, RunEvent, RunStatus } from "@strataline/protocol";
import type { Asset } from "../authoring/definition.ts";
import type { RetryPolicy } from "../authoring/options.ts";
import type { EnginePool } from "../io/engine.ts";
import { callerPlace } from "../project/callerPlace.ts";
import { toRunError } from "../project/userError.ts";
import { blockingFailure, versionOf, type AssetOutcome, type Materialization } from "../store/model.ts";
import type { Plan, PlanStep } from "./api.ts";
import { runAttempts } from "./attempts.ts";
import type { Clock } from "./clock.ts";
import { EventQueue } from "./eventQueue.ts";
import { redacted, redactedEvent, type Redact } from "./redact.ts";
import type { RunPools } from "./pools.ts";
import type { RunResources } from "./resources.ts";
import type { Upstreams } from "./inputs.ts";
import { materializeIsolated, type IsolateOptions } from "./isolated/isolate.ts";
import { materialize, type AttemptContext } from "./materialize.ts";
import { schedule, type SkipReason, type Verdict } from "./scheduler.ts";
import type { Watchdog } from "./watchdog.ts";
import { throttled } from "./throttled.ts";
import { unreachable } from "./unreachable.ts";

export interface ExecuteOptions {
  readonly runId: string;
  readonly plan: Plan;
  readonly asset: (key: string) => Asset;
  readonly codeVersion: (key: string) => string;
  readonly upstreams: Upstreams;
  readonly engines: EnginePool;
  readonly resources: RunResources;
  readonly pools: RunPools;
  /** Where assets with `isolation: "process"` are computed. */
  readonly isolation?: Pick<IsolateOptions, "processes" | "configFile">;
  /** Why the asset must run, now that its upstreams have; null when it is fresh. */
  readonly staleReason: (key: string) => PlanReason | null;
  /** Makes a version the current one. */
  readonly commit: (made: Materialization, signal: AbortSignal) => Promise<void>;
  readonly noteOutcome: (outcome: AssetOutcome) => void;
  readonly retry: RetryPolicy | null;
  readonly concurrency: number;
  readonly graceMs: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Where an asset is declared: for errors that happen in no line of the user's code (in a query). */
  readonly place?: (key: string) => RunError["location"];
  readonly watchdog?: Watchdog;
  /** Applied to every text of user code before it leaves. */
  readonly redact: Redact;
  /** Which of the ready assets starts next. */
  readonly choose?: (count: number) => number;
}

export async function* execute(options: ExecuteOptions): AsyncGenerator<RunEvent> {
  const events = new EventQueue<RunEvent>();
  new Execution(options, (event) => events.push(event)).run().then(
    () => events.close(),
    // Not user code, which ends in events: the state could not be written.
    (error: unknown) => events.close(error instanceof Error ? error : new Error(String(error))),
  );
  yield* events;
}

/** What its upstreams have made in this run decides: their data may be as before, or again as it was. */
function mayBeFresh({ certainty, reason, after }: PlanStep): boolean {
  return certainty === "maybe" || (reason.kind === "upstreamChanged" && after.length > 0);
}

type LogLine = Pick<Extract<RunEvent, { type: "assetLog" }>, "stream" | "text" | "location">;

/** An event without what all of them have. */
type Body = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, "runId" | "at"> : never) : never;

class Execution {
  readonly #options: ExecuteOptions;
  readonly #push: (event: RunEvent) => void;
  readonly #counts = { succeeded: 0, failed: 0, skipped: 0, checksFailed: 0 };
  #isBlocked = false;

  constructor(options: ExecuteOptions, push: (event: RunEvent) => void) {
    this.#options = options;
    this.#push = push;
  }

  async run(): Promise<void> {
    const { plan, clock, concurrency, signal, choose, asset, pools } = this.#options;
    const start = clock.now();
    this.#emit({
      type: "runStarted",
      selection: plan.selection,
      pid: process.pid,
      assets: plan.steps.map(({ key, reason }) => ({ key, reason })),
      fresh: plan.fresh,
    });
    await schedule(plan.steps, {
      concurrency,
      signal,
      pools,
      poolOf: ({ key }) => asset(key).pool,
      priorityOf: ({ key }) => asset(key).priority,
      run: (step) => this.#runStep(step),
      skip: (step, reason, because) => this.#skip(step.key, reason, because),
      ...(choose === undefined ? {} : { choose }),
    });
    this.#emit({
      type: "runFinished",
      status: this.#status(),
      durationMs: clock.now() - start,
      ...this.#counts,
    });
  }

  #status(): RunStatus {
    if (this.#options.signal.aborted) return "cancelled";
    return this.#counts.failed > 0 || this.#isBlocked ? "failed" : "succeeded";
  }

  #emit(body: Body): void {
    const { type, ...rest } = body;
    const event = { type, runId: this.#options.runId, at: this.#options.clock.now(), ...rest } as RunEvent;
    this.#push(redactedEvent(event, this.#options.redact));
  }

  async #runStep(step: PlanStep): Promise<Verdict> {
    const { key } = step;
    const start = this.#options.clock.now();
    if (mayBeFresh(step) && this.#options.staleReason(key) === null) {
      this.#counts.skipped++;
      this.#emit({ type: "assetSkipped", key, reason: "fresh", because: null });
      return "done";
    }
    const before = this.#options.upstreams.latest(key)?.dataVersion;
    const ending = await this.#attempts(key);
    this.#options.watchdog?.end(key);
    switch (ending.kind) {
      case "done":
        return this.#succeeded(ending.value, before);
      case "failed":
        return this.#failed(key, ending.error, this.#options.clock.now() - start);
      case "cancelled":
        this.#skip(key, "cancelled", null);
        return "cancelled";
      default:
        return unreachable(ending);
    }
  }

  #attempts(key: string): ReturnType<typeof runAttempts<Materialization>> {
    const { clock, signal, graceMs, upstreams, engines, resources, runId, newId, redact } = this.#options;
    const asset = this.#options.asset(key);
    // An isolated asset cannot stop this process.
    const isolation = asset.isolation === "process" ? this.#options.isolation : undefined;
    const onRetry = (attempt: number, delayMs: number, error: unknown): void =>
      this.#emit({ type: "assetRetrying", key, attempt, delayMs, error: toRunError(error, upstreams.root) });
    const onStart = (attempt: number): void => {
      if (isolation === undefined) this.#options.watchdog?.begin(key, asset.timeout);
      this.#emit({ type: "assetStarted", key, attempt });
    };
    const log = (line: LogLine): void => this.#emit({ ...line, type: "assetLog", key });
    const retry = asset.retry ?? this.#options.retry;
    return runAttempts(
      { asset, retry, clock, signal, graceMs, onStart, onRetry },
      (attempt, attemptSignal) => {
        const context: AttemptContext = {
          runId,
          attempt,
          materialization: newId(),
          codeVersion: this.#options.codeVersion(key),
          signal: attemptSignal,
          upstreams,
          engines,
          resources: (names) => resources.take(names),
          commit: (made) =>
            this.#options.commit(
              {
                ...made,
                checks: redacted(made.checks, redact),
                metadata: redacted(made.metadata, redact),
              },
              attemptSignal,
            ),
          now: () => clock.now(),
          log: (stream, text) => {
            const location = callerPlace(upstreams.root);
            log({ stream, text, ...(location === undefined ? {} : { location }) });
          },
          progress: throttled(clock, (done, total, message) =>
            this.#emit({ type: "assetProgress", key, done, total, message }),
          ),
          onMetadata: (entries) => this.#emit({ type: "assetMetadata", key, entries }),
          onCheck: (result) => this.#emit({ type: "checkFinished", key, ...result }),
        };
        return isolation === undefined
          ? materialize(asset, context)
          : materializeIsolated(asset, context, { ...isolation, log });
      },
    );
  }

  #succeeded(made: Materialization, before: string | undefined): Verdict {
    this.#counts.succeeded++;
    this.#counts.checksFailed += made.checks.filter(({ passed }) => !passed).length;
    this.#emit({
      type: "assetSucceeded",
      key: made.key,
      durationMs: made.durationMs,
      rows: made.stored.rows,
      bytes: made.stored.bytes,
      materialization: made.id,
      dataVersion: made.dataVersion,
      unchanged: made.dataVersion === before,
      version: versionOf(made),
    });
    if (blockingFailure(made.checks) === undefined) return "done";
    this.#isBlocked = true;
    return "checkFailed";
  }

  #failed(key: string, error: unknown, durationMs: number): Verdict {
    this.#counts.failed++;
    const { location, ...rest } = redacted(
      toRunError(error, this.#options.upstreams.root),
      this.#options.redact,
    );
    const shown = location ?? this.#options.place?.(key);
    const runError: RunError = { ...rest, ...(shown === undefined ? {} : { location: shown }) };
    this.#note(key, "failed", durationMs, runError);
    this.#emit({ type: "assetFailed", key, durationMs, error: runError });
    return "failed";
  }

  #skip(key: string, reason: SkipReason, because: string | null): void {
    this.#counts.skipped++;
    this.#note(key, reason === "cancelled" ? "cancelled" : "skipped", null, null);
    this.#emit({ type: "assetSkipped", key, reason, because });
  }

  #note(
    key: string,
    state: AssetOutcome["state"],
    durationMs: number | null,
    error: AssetOutcome["error"],
  ): void {
    const { runId, clock } = this.#options;
    this.#options.noteOutcome({ key, state, runId, at: clock.now(), durationMs, error });
  }
}
