// The pools of one run: limits of the config, held together with all other runs of the project.
import type { PoolSlots } from "../store/poolSlots.ts";
import type { Clock } from "./clock.ts";
import type { Pools } from "./scheduler.ts";

/** How often a full pool is looked at again, as other processes cannot tell. */
const POLL_MS = 200;

export interface RunPools extends Pools {
  /** At the end of the run. */
  close(): void;
}

export function createRunPools(
  limits: ReadonlyMap<string, number>,
  runId: string,
  slots: PoolSlots,
  clock: Clock,
): RunPools {
  return {
    take: (pool) => slots.take(pool, limits.get(pool) ?? 1, runId, clock.now()),
    release: (pool) => slots.release(pool, runId),
    changed: (signal) => clock.sleep(POLL_MS, signal),
    close: () => {
      if (limits.size > 0) slots.releaseAll(runId);
    },
  };
}
