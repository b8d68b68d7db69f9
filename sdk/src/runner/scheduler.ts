// Runs steps in order of their dependencies, as many at once as allowed. Knows nothing of assets: a step ends in a verdict,
// and a verdict that blocks keeps everything downstream of it from starting.
import { longestChainFirst } from "./longestChainFirst.ts";
import { unreachable } from "./unreachable.ts";

export interface Step {
  readonly key: string;
  /** Keys of steps that end before. */
  readonly after: readonly string[];
}

export type Verdict = "done" | "failed" | "checkFailed" | "cancelled";
export type SkipReason = "upstreamFailed" | "checkFailed" | "cancelled";

export interface ScheduleOptions<S extends Step> {
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Never rejects. */
  readonly run: (step: S) => Promise<Verdict>;
  readonly skip: (step: S, reason: SkipReason, because: string | null) => void;
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
  const waiting = new Map(longestChainFirst(steps).map((step) => [step.key, step]));
  const running = new Map<string, Promise<void>>();
  const blocked = new Map<string, Blocked>();
  const isPending = (key: string): boolean => waiting.has(key) || running.has(key);

  const skipBlocked = (): void => {
    for (const step of waiting.values()) {
      const cause = options.signal.aborted
        ? { reason: "cancelled" as const, because: null }
        : step.after.map((key) => blocked.get(key)).find((found) => found !== undefined);
      if (cause === undefined) continue;
      waiting.delete(step.key);
      blocked.set(step.key, cause);
      options.skip(step, cause.reason, cause.because);
    }
  };
  const start = (step: S): void => {
    waiting.delete(step.key);
    const end = options.run(step).then((verdict) => {
      running.delete(step.key);
      const cause = blockedBy(step.key, verdict);
      if (cause !== null) blocked.set(step.key, cause);
    });
    running.set(step.key, end);
  };

  for (;;) {
    skipBlocked();
    const ready = [...waiting.values()].filter((step) => !step.after.some(isPending));
    while (ready.length > 0 && running.size < options.concurrency) {
      const [step] = ready.splice(options.choose?.(ready.length) ?? 0, 1);
      if (step !== undefined) start(step);
    }
    if (running.size === 0) return;
    await Promise.race(running.values());
  }
}

function blockedBy(key: string, verdict: Verdict): Blocked | null {
  switch (verdict) {
    case "done":
      return null;
    case "failed":
      return { reason: "upstreamFailed", because: key };
    case "checkFailed":
      return { reason: "checkFailed", because: key };
    case "cancelled":
      return { reason: "cancelled", because: null };
    default:
      return unreachable(verdict);
  }
}
