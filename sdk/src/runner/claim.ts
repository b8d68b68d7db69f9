// A run takes what it computes before it computes it: all of its assets or none. When another run has one of them, it waits or says
// which run that is. What was committed between planning and taking is looked at again, so that nothing is computed twice.
import type { Conflict } from "../store/claims.ts";
import type { Claimed } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Plan, Refusal, Result, RunOptions } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { CurrentVersions } from "./versions.ts";

const WAIT_MS = 200;

export interface ClaimParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly options: RunOptions;
  /** What is current, as the caller has read it. */
  readonly versions: CurrentVersions;
  /** Reads it again. */
  readonly read: () => CurrentVersions;
  readonly planNow: (versions: CurrentVersions) => Plan;
}

export interface ClaimedRun {
  readonly startedAt: number;
  readonly plan: Plan;
  readonly versions: CurrentVersions;
  /** When the first of the runs started that were found killed; null when there is none. */
  readonly interruptedAt: number | null;
}

export async function claim(parts: ClaimParts, runId: string): Promise<Result<ClaimedRun, Refusal>> {
  const { store, clock, options, planNow } = parts;
  const signal = options.signal ?? new AbortController().signal;
  let { versions } = parts;
  let interruptedAt: number | null = null;
  let toldOf: string | null = null;
  for (;;) {
    const startedAt = clock.now();
    const dead = store.closeInterrupted(startedAt);
    if (dead !== null) interruptedAt = Math.min(dead, interruptedAt ?? dead);
    const planned = planNow(versions);
    const places = planned.steps.map(({ key }): Claimed => ({ key }));
    const conflict = store.startRun({ id: runId, selection: planned.selection, at: startedAt }, places);
    if (conflict === null) {
      if (store.revision() === versions.revision) {
        return { ok: true, value: { startedAt, plan: planned, versions, interruptedAt } };
      }
      const now = parts.read();
      return {
        ok: true,
        value: { startedAt, plan: only(planNow(now), places), versions: now, interruptedAt },
      };
    }
    const refusal = conflictRefusal(conflict);
    if (options.wait !== true || signal.aborted) return { ok: false, problem: refusal };
    if (toldOf !== conflict.runId) options.onWait?.(refusal);
    toldOf = conflict.runId;
    await clock.sleep(WAIT_MS, signal);
    versions = parts.read();
  }
}

/** What else has become stale meanwhile is not ours. */
function only(plan: Plan, places: readonly Claimed[]): Plan {
  const ours = new Set(places.map(({ key }) => key));
  const steps = plan.steps
    .filter(({ key }) => ours.has(key))
    .map((step) => ({ ...step, after: step.after.filter((key) => ours.has(key)) }));
  return { ...plan, steps };
}

function conflictRefusal({ runId, pid, places }: Conflict): Extract<Refusal, { kind: "conflict" }> {
  const names = places.map(({ key, partition }) =>
    partition === undefined ? `"${key}"` : `"${key}" [${partition}]`,
  );
  const rest = names.length > 3 ? ` and ${names.length - 3} more` : "";
  const message = `Another run, ${runId} (process ${pid}), is computing ${names.slice(0, 3).join(", ")}${rest}. Wait for it with --wait, or select other assets.`;
  return { kind: "conflict", message, runId, keys: [...new Set(places.map(({ key }) => key))] };
}
