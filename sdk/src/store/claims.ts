// Two runs must not compute the same asset at once. A claim holds as long as its run lives: a killed process holds nothing.
import { hostname } from "node:os";
import type { DbRow } from "./database.ts";

export const HEARTBEAT_MS = 2000;
/** A run that has been silent for so long is taken for dead, though a process with its number exists. */
const SILENCE_MS = 120_000;

export interface Conflict {
  readonly runId: string;
  readonly keys: readonly string[];
}

/** The first living run that holds one of `keys`, with all it holds of them. */
export function conflictOf(claims: readonly DbRow[], keys: readonly string[], now: number): Conflict | null {
  const wanted = new Set(keys);
  const held = claims.filter((claim) => wanted.has(String(claim.key)) && isAlive(claim, now));
  if (held[0] === undefined) return null;
  const runId = String(held[0].runId);
  return {
    runId,
    keys: held.filter((claim) => claim.runId === runId).map((claim) => String(claim.key)),
  };
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
