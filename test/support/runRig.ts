// A pipeline in a temporary folder whose asset bodies are promises that the test settles: "a runs, b waits, a fails" is written
// as a sequence, and nothing ever sleeps.
//
//   const rig = createRig();
//   const orders = rig.asset("bronze/orders");       // a body under the test's control
//   rig.define(() => asset({ key: "silver/x", … })); // or any definition
//   const run = await rig.start();
//   await orders.started();
//   orders.succeed([{ id: 1 }]);
//   await run.end();
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AssetStatus } from "../../core/src/index.ts";
import type { RunEvent } from "../../protocol/src/index.ts";
import { asset } from "../../sdk/src/authoring/asset.ts";
import type { Check } from "../../sdk/src/authoring/check.ts";
import { medallion } from "../../sdk/src/authoring/config.ts";
import type { RetryPolicy, RunContext } from "../../sdk/src/authoring/options.ts";
import type { IoManager } from "../../sdk/src/io/ioManager.ts";
import { memory } from "../../sdk/src/io/memory.ts";
import { loadDefinitions } from "../../sdk/src/project/loadDefinitions.ts";
import { resolveConfig } from "../../sdk/src/project/resolveConfig.ts";
import type {
  LoadedProject,
  Plan,
  Refusal,
  Result,
  RunOptions,
  RunSummary,
} from "../../sdk/src/runner/api.ts";
import { realClock, type Clock } from "../../sdk/src/runner/clock.ts";
import { createLoadedProject } from "../../sdk/src/runner/loadedProject.ts";
import { statusesOf } from "../../sdk/src/runner/status.ts";
import { openStore, type Store } from "../../sdk/src/store/store.ts";

export interface RigOptions {
  readonly io?: Readonly<Record<string, IoManager>>;
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly concurrency?: number;
  readonly pools?: Readonly<Record<string, number>>;
  readonly retry?: RetryPolicy;
  readonly retention?: unknown;
  /** Real time instead of the rig's own clock. */
  readonly realTime?: boolean;
  /** The parts of the code of an asset as it is now. */
  readonly codeParts?: (key: string) => Readonly<Record<string, string>> | undefined;
  /** An existing project folder, which is not removed by `close`. Default: a new one. */
  readonly root?: string;
  /** Which of so many ready assets starts next. */
  readonly choose?: (count: number) => number;
}

export interface AssetBody {
  /** Resolves with the context of the next call of the body. */
  started(): Promise<RunContext>;
  succeed(value?: unknown): void;
  fail(error: Error): void;
  /** Calls so far. */
  readonly calls: number;
  /** Its code version: the text after the key. Changing it is changing the code. */
  code: string;
}

export interface BodyOptions {
  readonly deps?: readonly string[];
  readonly checks?: readonly Check[];
  readonly retry?: RetryPolicy;
  readonly timeout?: number;
  readonly io?: string;
}

export interface RigRun {
  readonly events: readonly RunEvent[];
  /** The first event, past or to come, for which `test` holds. */
  until(test: (event: RunEvent) => boolean): Promise<RunEvent>;
  cancel(): void;
  end(): Promise<RunSummary>;
  result(): Promise<Result<RunSummary, Refusal>>;
}

export interface Rig {
  readonly root: string;
  readonly clock: TestClock;
  readonly asset: (key: string, options?: BodyOptions) => AssetBody;
  readonly define: (definitions: () => unknown) => void;
  readonly project: () => Promise<LoadedProject>;
  readonly plan: (options?: Parameters<LoadedProject["plan"]>[0]) => Promise<Plan>;
  readonly start: (options?: RunOptions) => Promise<RigRun>;
  /** Starts, settles every body with `[{ key }]` unless told otherwise, and waits for the end. */
  readonly run: (options?: RunOptions) => Promise<RigRun & { readonly summary: RunSummary }>;
  readonly store: () => Store;
  readonly statuses: () => readonly AssetStatus[];
  readonly close: () => void;
}

/** Stands still until it is moved. */
export class TestClock implements Clock {
  time = 1_700_000_000_000;
  readonly slept: number[] = [];
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #waiting: (() => void)[] = [];

  now(): number {
    return this.time;
  }
  random(): number {
    return 0.5;
  }
  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.slept.push(ms);
    return new Promise((resolve) => {
      const sleeper = { at: this.time + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      const stop = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop);
      for (const notify of this.#waiting.splice(0)) notify();
    });
  }
  /** Wakes who has slept long enough. */
  advance(ms: number): void {
    this.time += ms;
    const due = this.#sleepers.filter(({ at }) => at <= this.time);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.time);
    for (const { wake } of due) wake();
  }
  /** Resolves when somebody sleeps for `ms`. */
  async sleeping(ms: number): Promise<void> {
    while (!this.#sleepers.some(({ at }) => at === this.time + ms)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

export function createRig(options: RigOptions = {}): Rig {
  const root = options.root ?? mkdtempSync(join(tmpdir(), "strataline-rig-"));
  const clock = new TestClock();
  const bodies: Body[] = [];
  const defines: (() => unknown)[] = [];
  const manager = memory();
  let opened: Store | null = null;

  const store = (): Store => {
    if (opened !== null) return opened;
    const result = openStore(root);
    if (!result.ok) throw new Error(result.problem.message);
    return (opened = result.value);
  };
  const config = resolveConfig({
    layers: medallion(),
    io: { default: manager, ...options.io },
    concurrency: options.concurrency ?? 4,
    resources: options.resources,
    retention: options.retention,
    pools: options.pools,
    ...(options.retry === undefined ? {} : { retry: options.retry }),
  });
  if (typeof config === "string") throw new Error(config);

  const project = async (): Promise<LoadedProject> => {
    const load = (): Promise<unknown> => {
      for (const define of defines) define();
      return Promise.resolve({});
    };
    const loader = { load, close: () => Promise.resolve() };
    const loaded = await loadDefinitions(["assets/all.ts"], loader, config, root);
    return createLoadedProject({
      root,
      config,
      loaded,
      clock: options.realTime === true ? realClock : clock,
      store: () => ({ ok: true, value: store() }),
      codeVersion: (definition) =>
        bodies.find(({ key }) => key === definition.key)?.code ?? JSON.stringify(definition.compute),
      ...(options.codeParts === undefined ? {} : { codeParts: options.codeParts }),
      ...(options.choose === undefined ? {} : { choose: options.choose }),
    });
  };
  const rig: Rig = {
    root,
    clock,
    project,
    store,
    asset: (key, bodyOptions = {}) => {
      const body = new Body(key);
      bodies.push(body);
      defines.push(() =>
        asset({ key, ...bodyOptions, run: (_inputs: object, context) => body.call(context) }),
      );
      return body;
    },
    define: (definitions) => void defines.push(definitions),
    plan: async (planOptions) => {
      const planned = (await project()).plan(planOptions);
      if (!planned.ok) throw new Error(planned.problem.message);
      return planned.value;
    },
    start: async (runOptions = {}) => startRun(await project(), runOptions),
    run: async (runOptions) => {
      for (const body of bodies) body.runsAlone = true;
      const run = await rig.start(runOptions);
      const summary = await run.end();
      for (const body of bodies) body.runsAlone = false;
      return { ...run, summary };
    },
    statuses: () => [...statusesOf(store()).values()],
    close: () => {
      opened?.close();
      if (options.root === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
  return rig;
}

class Body implements AssetBody {
  readonly key: string;
  code: string;
  calls = 0;
  /** Settles without being told. */
  runsAlone = false;
  /** What it returns when it runs alone. */
  #value: unknown;
  #settle: { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void } | null =
    null;
  #contexts: RunContext[] = [];
  #waiting: ((context: RunContext) => void)[] = [];

  constructor(key: string) {
    this.key = key;
    this.code = key;
    this.#value = [{ key }];
  }

  call(context: RunContext): unknown {
    this.calls++;
    if (this.runsAlone) return this.#value;
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#contexts.push(context);
      else waiting(context);
    });
  }
  started(): Promise<RunContext> {
    const context = this.#contexts.shift();
    return context === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(context);
  }
  succeed(value: unknown = this.#value): void {
    this.#value = value;
    this.#settle?.resolve(value);
  }
  fail(error: Error): void {
    this.#settle?.reject(error);
  }
}

function startRun(project: LoadedProject, options: RunOptions): RigRun {
  const events: RunEvent[] = [];
  const controller = new AbortController();
  let watchers: { readonly test: (event: RunEvent) => boolean; readonly found: (event: RunEvent) => void }[] =
    [];
  const result = project.run({
    signal: controller.signal,
    ...options,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
      for (const watcher of watchers.filter(({ test }) => test(event))) watcher.found(event);
      watchers = watchers.filter(({ test }) => !test(event));
    },
  });
  return {
    events,
    until: (test) => {
      const past = events.find(test);
      if (past !== undefined) return Promise.resolve(past);
      return new Promise((found) => watchers.push({ test, found }));
    },
    cancel: () => controller.abort(),
    result: () => result,
    end: async () => {
      const ended = await result;
      if (!ended.ok) throw new Error(ended.problem.message);
      return ended.value;
    },
  };
}

/** "started bronze/a", "succeeded bronze/a", …: a run as lines, for comparing. */
export function story(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case "assetStarted":
        return [`started ${event.key}${event.attempt > 1 ? ` #${event.attempt}` : ""}`];
      case "assetSucceeded":
        return [`succeeded ${event.key}${event.unchanged ? " (unchanged)" : ""}`];
      case "assetFailed":
        return [`failed ${event.key}: ${event.error.message}`];
      case "assetSkipped":
        return [`skipped ${event.key}: ${event.reason}${event.because === null ? "" : ` ${event.because}`}`];
      case "assetRetrying":
        return [`retrying ${event.key} in ${event.delayMs}`];
      case "checkFinished":
        return [`check ${event.key} ${event.check}: ${event.passed ? "passed" : "failed"}`];
      case "runFinished":
        return [event.status];
      case "assetLog":
        return [`log ${event.key}: ${event.text}`];
      case "assetProgress":
        return [`progress ${event.key}: ${event.done}/${event.total ?? "?"}`];
      case "assetMetadata":
        return [`metadata ${event.key}: ${JSON.stringify(event.entries)}`];
      case "runStarted":
        return [];
    }
  });
}
