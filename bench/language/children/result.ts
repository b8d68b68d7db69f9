// How a measured process tells what it found: one line of JSON on stdout; and how it measures a piece of work.

import { readFileSync } from "node:fs";

/** What the parent gave, in a file named on the command line. */
export function given(): unknown {
  return JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
}

export function tell(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Milliseconds. `cpu` counts all threads, so it also holds what the garbage collector does beside. */
export interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

export function clock(): () => Taken {
  const cpuAtStart = process.cpuUsage();
  const start = performance.now();
  return () => {
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(cpuAtStart);
    return { wall, cpu: (user + system) / 1000 };
  };
}
