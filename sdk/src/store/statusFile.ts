// .strataline/status.json: the statuses for readers without SQLite (the language server). Derived, so never flushed; written
// at most a few times a second during a run.
import { join } from "node:path";
import type { AssetStatus } from "@strataline/core";
import { writeTextAtomically } from "../io/atomicFile.ts";

const INTERVAL_MS = 200;
/** With thousands of assets, one of so many parts of the run's time is spent on it at most. */
const SHARE = 30;

export interface StatusFile {
  /** The statuses have changed. */
  touch(): void;
  /** Writes what is not yet written. */
  flush(): void;
}

export function createStatusFile(root: string, statuses: ReadonlyMap<string, AssetStatus>): StatusFile {
  const path = join(root, ".strataline", "status.json");
  let timer: NodeJS.Timeout | null = null;
  let writtenAt = 0;
  let interval = INTERVAL_MS;
  const write = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const start = Date.now();
    try {
      writeTextAtomically(path, JSON.stringify({ version: 1, statuses: [...statuses.values()] }));
    } catch {
      // A run is worth more than its picture.
    }
    writtenAt = Date.now();
    interval = Math.max(INTERVAL_MS, SHARE * (writtenAt - start));
  };
  return {
    touch: () => {
      if (timer !== null) return;
      const wait = writtenAt + interval - Date.now();
      if (wait <= 0) write();
      else timer = setTimeout(write, wait);
    },
    flush: write,
  };
}
