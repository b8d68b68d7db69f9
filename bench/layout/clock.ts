// Processor time of this thread in ms: wall time tells more about what else the machine does. The system counts it in steps of
// some milliseconds, so short work is measured many times over.

function clock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export function timed(run: () => unknown): number {
  const start = clock();
  run();
  return clock() - start;
}

export async function timedAsync<R>(run: () => R | Promise<R>): Promise<{ ms: number; result: R }> {
  const start = clock();
  const result = await run();
  return { ms: clock() - start, result };
}

const BATCH_TIME = 100;

/** Time of each run on average, over as many rounds of all of them as the clock needs. */
export function timedEach(runs: readonly (() => unknown)[]): number {
  const begin = performance.now();
  const start = clock();
  let count = 0;
  while (count === 0 || performance.now() - begin < BATCH_TIME) {
    for (const run of runs) run();
    count += runs.length;
  }
  return (clock() - start) / count;
}
