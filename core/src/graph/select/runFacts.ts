// What an asset's last run answers to a selection: the same for the server, which has the history, and the view, which was told it.
import type { AssetFacts } from "./model.ts";

const HOUR_MS = 3_600_000;

/** The part of a status that a selection can ask about. Times are epoch milliseconds. */
export interface LastRun {
  readonly state: string;
  readonly lastSucceededAt?: number;
}

/** `undefined`: it never ran. Give no facts at all while no run is known: then such a selection is an error that says so. */
export function runFacts(last: LastRun | undefined, now: number): AssetFacts {
  const at = last?.lastSucceededAt;
  return {
    status: last === undefined ? [] : [last.state],
    hoursSinceMaterialization: at === undefined ? null : (now - at) / HOUR_MS,
  };
}
