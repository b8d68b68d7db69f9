// How long one operation may take: 200 ms of this thread's processor time on a usual machine, more on a slower one. Processor
// time, as other work on the machine must not fail a test; and the best of a few tries, as compilers and collectors run too.
import { threadCpuUsage } from "node:process";

const LIMIT_MS = 200;
/** What `referenceWork` takes on a small cloud machine. */
const REFERENCE_MS = 20;
const TRIES = 3;

export function cpuMs(work: () => unknown): number {
  const start = threadCpuUsage();
  work();
  const { user, system } = threadCpuUsage(start);
  return (user + system) / 1_000;
}

/** How much slower this machine is than the usual one, as it is now; at least 1. */
export const slowness = measureSlowness();

function measureSlowness(): number {
  const times = Array.from({ length: 5 }, () => cpuMs(referenceWork));
  return Math.max(1, Math.min(...times) / REFERENCE_MS);
}

/** Strings, maps and sorting: what analysis does all day. */
function referenceWork(): number {
  const words = new Map<string, number>();
  for (let i = 0; i < 40_000; i++) {
    const word = `key/${(i * 7_919) % 10_007}`;
    words.set(word, (words.get(word) ?? 0) + word.length);
  }
  return [...words.keys()].sort()[0]?.length ?? 0;
}

export interface Allowance {
  /** Milliseconds besides the 200: what reading the text takes at least. */
  readonly floorMs?: number;
}

/** Throws when an operation takes too long each time it is tried. `prepare` makes a fresh one, and is not measured. */
export function withinBudget(
  what: string,
  prepare: () => () => unknown,
  { floorMs = 0 }: Allowance = {},
): void {
  const limit = LIMIT_MS * slowness + floorMs;
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && best > limit; attempt++) best = Math.min(best, cpuMs(prepare()));
  if (best > limit) {
    throw new Error(
      `${what} took ${best.toFixed(0)} ms of processor time; ${limit.toFixed(0)} ms are allowed`,
    );
  }
}
