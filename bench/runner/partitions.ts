// How long 100,000 partitions of one asset take: listing their keys, and finding what each reads. Every round uses a definition
// of its own, because the windows of one are remembered.
import {
  partitionKeys,
  upstreamPartitions,
  type TimeWindowDefinition,
} from "../../core/src/partitions/index.ts";

const HOUR_MS = 3_600_000;
const COUNT = 100_000;
const NOW = Date.UTC(2026, 0, 1);

export interface PartitionFigures {
  readonly partitions: number;
  /** Milliseconds of each round. */
  readonly listed: readonly number[];
  /** All at once, from the window before (a lag of one). */
  readonly mapped: readonly number[];
  /** Hourly ones read by days. */
  readonly fannedIn: readonly number[];
}

export function measurePartitions(rounds = 5): PartitionFigures {
  const listed: number[] = [];
  const mapped: number[] = [];
  const fannedIn: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = new Date(NOW - COUNT * HOUR_MS).toISOString().slice(0, 16);
    const hours: TimeWindowDefinition = { kind: "timeWindow", cron: "0 * * * *", start };
    const days: TimeWindowDefinition = { ...hours, cron: "0 0 * * *" };
    const keys = timed(listed, () => partitionKeys(hours, NOW));
    if (keys.length !== COUNT) throw new Error(`There are ${keys.length} partitions instead of ${COUNT}.`);
    const lag = { kind: "timeWindow", startOffset: -1, endOffset: -1 } as const;
    timed(mapped, () => upstreamPartitions(lag, hours, hours, keys, NOW));
    const dayKeys = partitionKeys(days, NOW);
    timed(fannedIn, () => upstreamPartitions(null, days, hours, dayKeys, NOW));
  }
  return { partitions: COUNT, listed, mapped, fannedIn };
}

function timed<T>(times: number[], act: () => T): T {
  const before = performance.now();
  const result = act();
  times.push(performance.now() - before);
  return result;
}
