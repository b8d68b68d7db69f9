// Deletes what retention says: data first marked, then deleted, then noted, so that a killed process leaves nothing that is half
// there. Stops when its time is over; the next run goes on.
import type { IoManager } from "../io/ioManager.ts";
import type { Garbage, Retention } from "../store/retention.ts";
import { runLogBytes, removeRunLog } from "../store/runLog.ts";

export interface Collected {
  readonly versions: number;
  readonly runs: number;
  readonly bytes: number;
}

export interface GarbagePlaces {
  readonly root: string;
  readonly retention: Retention;
  readonly managers: Iterable<IoManager>;
  /** Whether to go on. */
  readonly mayGoOn: () => boolean;
}

export function collectGarbage(
  garbage: Garbage,
  { root, retention, managers, mayGoOn }: GarbagePlaces,
): Collected {
  const byName = new Map([...managers].map((manager) => [manager.name, manager]));
  const removed: number[] = [];
  let bytes = 0;
  for (const one of garbage.data) {
    const manager = byName.get(one.io);
    // Stored by an IO manager that the config no longer has: nobody here knows how to delete it.
    if (manager === undefined || !mayGoOn()) continue;
    if (!retention.beginRemoval(one.seq)) continue;
    try {
      manager.remove(one.stored, root);
    } catch {
      // It stays marked: the next run tries again.
      continue;
    }
    removed.push(one.seq);
    bytes += one.bytes;
  }
  retention.endRemoval(removed);
  retention.forget(garbage.forgotten);
  const runs = garbage.runs.filter((id) => {
    if (!mayGoOn()) return false;
    bytes += runLogBytes(root, id);
    removeRunLog(root, id);
    return true;
  });
  retention.forgetRuns(runs);
  if (removed.length + runs.length + garbage.forgotten.length > 0) retention.shrink();
  return { versions: removed.length, runs: runs.length, bytes };
}
