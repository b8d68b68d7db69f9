// Two runs must not compute the same asset, or the same partition of it, at once. A claim holds as long as its run lives: a
// killed process holds nothing.
import { hostname } from "node:os";
import type { DbRow } from "./database.ts";
import type { Claimed } from "./model.ts";
import { partitionOf } from "./rows.ts";

export const HEARTBEAT_MS = 2000;
/** A run that has been silent for so long is taken for dead, though a process with its number exists. */
const SILENCE_MS = 120_000;

/** The run in the way, and what it holds of what was asked for. */
export interface Conflict {
  readonly runId: string;
  readonly pid: number;
  readonly places: readonly Claimed[];
}

/** The first living run that holds one of `places`, with all it holds of them. */
export function conflictOf(
  claims: readonly DbRow[],
  places: readonly Claimed[],
  now: number,
): Conflict | null {
  const wanted = new Set(places.map((place) => placeId(place.key, place.partition ?? "")));
  const held = claims.filter(
    (claim) => wanted.has(placeId(String(claim.key), String(claim.partition))) && isAlive(claim, now),
  );
  if (held[0] === undefined) return null;
  const { runId, pid } = held[0];
  return {
    runId: String(runId),
    pid: Number(pid),
    places: held
      .filter((claim) => claim.runId === runId)
      .map((claim) => ({ key: String(claim.key), ...partitionOf(claim) })),
  };
}

function placeId(key: string, partition: string): string {
  return `${key}\n${partition}`;
}

export function isAlive(run: DbRow, now: number): boolean {
  if (now - Number(run.heartbeatAt) > SILENCE_MS) return false;
  return run.host !== hostname() || processExists(Number(run.pid));
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and is another user's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
