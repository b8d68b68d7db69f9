// How far the run is, read from the statuses alone: a view opened in the middle of a run shows the same. Pure.
import type { AssetStatus } from "@strataline/core";
import { plural } from "./format.ts";

export interface Progress {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** Keys computed right now. */
  readonly current: readonly string[];
}

/** Null when nothing runs. Counts the runs that still have something to do. */
export function progressOf(statuses: ReadonlyMap<string, AssetStatus>): Progress | null {
  const all = [...statuses.values()];
  const unfinished = all.filter(({ state }) => state === "queued" || state === "running");
  if (unfinished.length === 0) return null;
  const runs = new Set(unfinished.flatMap(({ runId }) => runId ?? []));
  const members = all.filter(
    (status) => unfinished.includes(status) || (status.runId !== undefined && runs.has(status.runId)),
  );
  return {
    total: members.length,
    done: members.length - unfinished.length,
    failed: members.filter(({ state }) => state === "failed").length,
    current: unfinished.filter(({ state }) => state === "running").map(({ key }) => key),
  };
}

export function describeProgress({ done, total, failed }: Progress): string {
  return `${done} of ${total} done${failed === 0 ? "" : `, ${failed} failed`}`;
}

/** What a screen reader is told as a run goes on; null: nothing that is worth interrupting for. */
export function announcementOf(before: Progress | null, after: Progress | null): string | null {
  if (before === null) return after === null ? null : `A run of ${plural(after.total, "asset")} started`;
  if (after === null) return "The run finished";
  return after.failed > before.failed ? describeProgress(after) : null;
}
