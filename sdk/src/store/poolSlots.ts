// Places in named pools ("warehouse": 2), counted over all living runs of a project: two terminals share one limit.
import type { DatabaseSync } from "node:sqlite";
import { isAlive } from "./claims.ts";
import { inTransaction } from "./database.ts";

export class PoolSlots {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Takes one place for the run, unless living runs hold `limit` of them already. */
  take(pool: string, limit: number, runId: string, now: number): boolean {
    return inTransaction(this.#database, () => {
      const taken = this.#database
        .prepare(
          "SELECT places, pid, host, heartbeatAt FROM poolSlots JOIN runs ON runs.id = runId WHERE pool = ? AND status IS NULL",
        )
        .all(pool)
        .filter((run) => isAlive(run, now))
        .reduce((sum, { places }) => sum + Number(places), 0);
      if (taken >= limit) return false;
      this.#database
        .prepare(
          "INSERT INTO poolSlots VALUES (?, ?, 1) ON CONFLICT (pool, runId) DO UPDATE SET places = places + 1",
        )
        .run(pool, runId);
      return true;
    });
  }

  release(pool: string, runId: string): void {
    this.#database
      .prepare("UPDATE poolSlots SET places = places - 1 WHERE pool = ? AND runId = ?")
      .run(pool, runId);
  }

  /** Gives back all that the run holds, and what dead runs have left. */
  releaseAll(runId: string): void {
    this.#database
      .prepare(
        "DELETE FROM poolSlots WHERE runId = ? OR runId IN (SELECT id FROM runs WHERE status IS NOT NULL)",
      )
      .run(runId);
  }
}
