// A project in memory that counts what is read from it.
import type { Host } from "../../core/src/project/host.ts";

export interface MemoryHost extends Host {
  /** Changes the "disk"; null deletes. */
  write(path: string, text: string | null): void;
  /** Calls of `readFile` since the last `resetCounters`. */
  readonly reads: number;
  readonly lists: number;
  resetCounters(): void;
}

/** Paths are relative to the project root. */
export function createMemoryHost(files: Iterable<readonly [path: string, text: string]>): MemoryHost {
  const texts = new Map(files);
  let reads = 0;
  let lists = 0;
  return {
    listFiles() {
      lists++;
      return [...texts.keys()].sort();
    },
    readFile(path) {
      reads++;
      return texts.get(path);
    },
    write(path, text) {
      if (text === null) texts.delete(path);
      else texts.set(path, text);
    },
    get reads() {
      return reads;
    },
    get lists() {
      return lists;
    },
    resetCounters() {
      reads = 0;
      lists = 0;
    },
  };
}
