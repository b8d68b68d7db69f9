// Runs steps in order of their dependencies, as many at once as allowed. Knows nothing of assets: a step ends in a verdict,
// and a verdict that blocks keeps everything downstream of it from starting. The work per step does not grow with their number.
import { longestChainFirst } from "./longestChainFirst.ts";
import { ReadySteps } from "./ready.ts";
import { unreachable } from "./unreachable.ts";

export interface Step {
  readonly key: string;
  /** Keys of steps that end before. */
  readonly after: readonly string[];
}

export type Verdict = "done" | "failed" | "checkFailed" | "cancelled";
export type SkipReason = "upstreamFailed" | "checkFailed" | "cancelled";

/** What limits how many of some steps run at once, here and in other runs. */
export interface Pools {
  /** Takes a place in the pool, when there is one. */
  take(pool: string): boolean;
  /** Gives it back. */
  release(pool: string): void;
  /** Resolves when a refused pool is worth another look though nothing has ended here: others gave a place back. */
  changed(signal: AbortSignal): Promise<void>;
}

export interface ScheduleOptions<S extends Step> {
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Never rejects. */
  readonly run: (step: S) => Promise<Verdict>;
  readonly skip: (step: S, reason: SkipReason, because: string | null) => void;
  /** The step's pool; null for none. */
  readonly poolOf?: (step: S) => string | null;
  readonly pools?: Pools;
  /** Higher starts first; then what the longest chain of steps waits for. Default 0. */
  readonly priorityOf?: (step: S) => number;
  /** Chooses the next of the ready steps; tests shuffle here. Default: the first. */
  readonly choose?: (count: number) => number;
}

interface Blocked {
  readonly reason: SkipReason;
  readonly because: string | null;
}

/** Resolves when every step has ended or was skipped. Steps are given upstream first. */
export async function schedule<S extends Step>(
  steps: readonly S[],
  options: ScheduleOptions<S>,
): Promise<void> {
  await new Scheduling(steps, options).run();
}

interface Waiting<S> {
  readonly step: S;
  readonly rank: number;
  /** Upstreams that have not ended. */
  left: number;
}

class Scheduling<S extends Step> {
  readonly #options: ScheduleOptions<S>;
  readonly #waiting = new Map<string, Waiting<S>>();
  readonly #downstream = new Map<string, string[]>();
  readonly #ready = new ReadySteps<S>();
  #running = 0;
  /** A pool had no place for a step that could start. */
  #isRefused = false;
  #wake: () => void = () => undefined;

  constructor(steps: readonly S[], options: ScheduleOptions<S>) {
    this.#options = options;
    const priority = (step: S): number => options.priorityOf?.(step) ?? 0;
    const ordered = longestChainFirst(steps).toSorted((a, b) => priority(b) - priority(a));
    const keys = new Set(ordered.map(({ key }) => key));
    ordered.forEach((step, rank) => {
      const upstream = new Set(step.after.filter((key) => keys.has(key)));
      this.#waiting.set(step.key, { step, rank, left: upstream.size });
      for (const key of upstream) {
        const downstream = this.#downstream.get(key);
        if (downstream === undefined) this.#downstream.set(key, [step.key]);
        else downstream.push(step.key);
      }
    });
    for (const waiting of this.#waiting.values()) if (waiting.left === 0) this.#makeReady(waiting);
  }

  async run(): Promise<void> {
    const { signal } = this.#options;
    for (;;) {
      if (signal.aborted) this.#skipAll();
      this.#startReady();
      if (this.#running === 0 && !this.#isRefused) return;
      await this.#somethingEnded();
    }
  }

  #makeReady({ step, rank }: Waiting<S>): void {
    this.#ready.add({ step, rank, pool: this.#options.poolOf?.(step) ?? null });
  }

  #startReady(): void {
    const { concurrency, pools, choose } = this.#options;
    this.#isRefused = false;
    const enter = (pool: string): boolean => {
      const isTaken = pools?.take(pool) ?? true;
      this.#isRefused ||= !isTaken;
      return isTaken;
    };
    while (this.#running < concurrency) {
      const next = this.#ready.take(enter, choose);
      if (next === undefined) return;
      this.#start(next.step, next.pool);
    }
  }

  #start(step: S, pool: string | null): void {
    this.#running++;
    this.#waiting.delete(step.key);
    void this.#options.run(step).then((verdict) => {
      this.#running--;
      if (pool !== null) this.#options.pools?.release(pool);
      this.#end(step.key, blockedBy(step.key, verdict));
      this.#wake();
    });
  }

  /** What comes after it may be ready now, or can never be. Iterative: chains are long. */
  #end(key: string, blocked: Blocked | null): void {
    const ended = [{ key, blocked }];
    for (let next = ended.pop(); next !== undefined; next = ended.pop()) {
      for (const downstream of this.#downstream.get(next.key) ?? []) {
        const waiting = this.#waiting.get(downstream);
        if (waiting === undefined) continue;
        waiting.left--;
        if (next.blocked !== null) {
          this.#skip(waiting.step, next.blocked);
          ended.push({ key: downstream, blocked: next.blocked });
        } else if (waiting.left === 0) this.#makeReady(waiting);
      }
    }
  }

  #skip(step: S, { reason, because }: Blocked): void {
    this.#waiting.delete(step.key);
    this.#options.skip(step, reason, because);
  }

  #skipAll(): void {
    this.#ready.clear();
    for (const { step } of this.#waiting.values()) this.#skip(step, CANCELLED);
  }

  #somethingEnded(): Promise<void> {
    const { pools, signal } = this.#options;
    const settled = new AbortController();
    return new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener("abort", () => resolve(), { signal: settled.signal });
      if (this.#isRefused) void pools?.changed(settled.signal).then(resolve);
    }).finally(() => settled.abort("settled"));
  }
}

const CANCELLED: Blocked = { reason: "cancelled", because: null };

function blockedBy(key: string, verdict: Verdict): Blocked | null {
  switch (verdict) {
    case "done":
      return null;
    case "failed":
      return { reason: "upstreamFailed", because: key };
    case "checkFailed":
      return { reason: "checkFailed", because: key };
    case "cancelled":
      return CANCELLED;
    default:
      return unreachable(verdict);
  }
}
