// A world in memory for tests, which counts how often it is asked.
import type { Host } from "../../core/src/project/host.ts";

export interface MemoryHost extends Host {
  readonly files: Map<string, string>;
  /** Calls of `readFile` and `listFiles` since the last `resetCounters`. */
  readonly counters: { reads: number; lists: number };
  resetCounters(): void;
}

/** `files`: path relative to the project root → text. */
export function createMemoryHost(files: Readonly<Record<string, string>>): MemoryHost {
  const world = new Map(Object.entries(files));
  const counters = { reads: 0, lists: 0 };
  return {
    files: world,
    counters,
    resetCounters: () => {
      counters.reads = 0;
      counters.lists = 0;
    },
    listFiles: () => {
      counters.lists++;
      return [...world.keys()].filter((path) => !path.startsWith("../") && !path.includes("node_modules/"));
    },
    readFile: (path) => {
      counters.reads++;
      return world.get(path);
    },
  };
}
