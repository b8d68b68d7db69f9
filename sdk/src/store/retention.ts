// What may be forgotten: old runs, old versions, too many bytes. Never the version that counts of an asset or partition, nor what it
// was made of, however far up; nor anything that a living run may still read.
import type { Stored } from "../io/ioManager.ts";
import { isAlive } from "./claims.ts";
import { inTransaction, type DbRow } from "./database.ts";
import { partitionOf } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** null: no limit. */
export interface RetentionRules {
  /** Milliseconds that runs and the versions they made are remembered. */
  readonly ageMs: number | null;
  /** Runs. */
  readonly runs: number | null;
  /** Versions of each asset and partition whose data is stored. */
  readonly versions: number | null;
  /** Versions of each asset and partition that are remembered, with or without data. */
  readonly history: number | null;
  /** Bytes of all stored data. */
  readonly bytes: number | null;
}

export type GarbageReason = "versions" | "age" | "size" | "interrupted";

/** A version whose data is no longer needed. */
export interface GarbageData {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly partition?: string;
  readonly io: string;
  readonly stored: Stored;
  readonly bytes: number;
  readonly because: GarbageReason;
}

export interface Garbage {
  /** Oldest first. */
  readonly data: readonly GarbageData[];
  /** Versions whose provenance is forgotten, too, by number. */
  readonly forgotten: readonly number[];
  /** Ids of runs. */
  readonly runs: readonly string[];
  /** Bytes of data that stays because something that counts rests on it, though the limits say otherwise. */
  readonly protectedBytes: number;
}

const NOT_DONE = "isRemoved <> 1";

export class Retention {
  readonly #db: Statements;

  constructor(statements: Statements) {
    this.#db = statements;
  }

  /** `keys`: only their versions are looked through; null: all. */
  find(rules: RetentionRules, now: number, keys: readonly string[] | null = null): Garbage {
    const rows = this.#versions(keys);
    const since = this.#oldestLivingRun(now);
    const oldest = rules.ageMs === null ? 0 : now - rules.ageMs;
    const isOver = (row: DbRow, limit: number | null): boolean => limit !== null && Number(row.rank) > limit;
    const reasonOf = (row: DbRow): GarbageReason | null =>
      isOver(row, rules.versions) ? "versions" : Number(row.at) < oldest ? "age" : null;
    const tooMany = rows.filter((row) => row.isRemoved === 2 || reasonOf(row) !== null);
    const total = this.#storedBytes();
    if (tooMany.length === 0 && (rules.bytes === null || total <= rules.bytes)) {
      return { data: [], forgotten: [], runs: this.#oldRuns(rules, oldest), protectedBytes: 0 };
    }
    const kept = this.#protected();
    const isFree = (row: DbRow): boolean =>
      !kept.has(Number(row.seq)) && row.supersededAt !== null && Number(row.supersededAt) < since;
    const data = new Map<number, GarbageData>();
    for (const row of tooMany) {
      if (row.isRemoved === 1) continue;
      const because = row.isRemoved === 2 ? "interrupted" : reasonOf(row);
      if (because !== null && (row.isRemoved === 2 || isFree(row)))
        data.set(Number(row.seq), garbage(row, because));
    }
    const protectedBytes = this.#tooLarge(rules, total, isFree, data);
    const forgotten = tooMany.filter(
      (row) =>
        (isOver(row, rules.history) || Number(row.at) < oldest) &&
        isFree(row) &&
        (row.isRemoved === 1 || data.has(Number(row.seq))),
    );
    return {
      data: [...data.values()].sort((a, b) => a.seq - b.seq),
      forgotten: forgotten.map(({ seq }) => Number(seq)),
      runs: this.#oldRuns(rules, oldest),
      protectedBytes,
    };
  }

  /** Adds the oldest data until the rest is small enough. Returns the bytes that are too many and must stay. */
  #tooLarge(
    { bytes }: RetentionRules,
    total: number,
    isFree: (row: DbRow) => boolean,
    data: Map<number, GarbageData>,
  ): number {
    if (bytes === null) return 0;
    let left = total - [...data.values()].reduce((sum, one) => sum + one.bytes, 0);
    if (left <= bytes) return 0;
    const stored = this.#versions(null).filter((row) => row.isRemoved === 0);
    for (const row of stored.sort((a, b) => Number(a.seq) - Number(b.seq))) {
      if (left <= bytes) return 0;
      if (data.has(Number(row.seq)) || !isFree(row)) continue;
      data.set(Number(row.seq), garbage(row, "size"));
      left -= Number(row.bytes);
    }
    return Math.max(0, left - bytes);
  }

  #versions(keys: readonly string[] | null): DbRow[] {
    const where = keys === null ? "" : "WHERE key IN (SELECT value FROM json_each(?))";
    const window = "OVER (PARTITION BY key, partition ORDER BY seq DESC)";
    return this.#db.all(
      `SELECT seq, id, key, partition, io, stored, bytes, at, isRemoved, row_number() ${window} AS rank, lag(at) ${window} AS supersededAt FROM materializations ${where}`,
      ...(keys === null ? [] : [JSON.stringify(keys)]),
    );
  }

  #storedBytes(): number {
    return Number(this.#db.first(`SELECT sum(bytes) AS n FROM materializations WHERE ${NOT_DONE}`)?.n ?? 0);
  }

  /** The versions that count, and all that they were made of. */
  #protected(): ReadonlySet<number> {
    const rows = this.#db.all(`
      WITH RECURSIVE kept (seq) AS (
        SELECT seq FROM current
        UNION SELECT m.seq FROM kept JOIN inputs i ON i.seq = kept.seq JOIN materializations m ON m.id = i.upstreamId
      ) SELECT seq FROM kept`);
    return new Set(rows.map(({ seq }) => Number(seq)));
  }

  /** Whatever was replaced since then, a run that lives may still read. */
  #oldestLivingRun(now: number): number {
    const living = this.#db
      .all("SELECT startedAt, pid, host, heartbeatAt FROM runs WHERE status IS NULL")
      .filter((row) => isAlive(row, now));
    return Math.min(Infinity, ...living.map(({ startedAt }) => Number(startedAt)));
  }

  /** Finished ones that are old or too many; the newest is always kept. */
  #oldRuns({ runs, ageMs }: RetentionRules, oldest: number): string[] {
    if (runs === null && ageMs === null) return [];
    const old = this.#db.all(
      `SELECT id FROM (SELECT id, status, startedAt, row_number() OVER (ORDER BY startedAt DESC, id DESC) AS rank FROM runs)
       WHERE status IS NOT NULL AND rank > 1 AND (rank > ? OR startedAt < ?)`,
      ...[runs ?? Number.MAX_SAFE_INTEGER, oldest],
    );
    return old.map(({ id }) => String(id));
  }

  /** Before data is deleted: from now on nobody reads it. False: it has become the version that counts meanwhile. */
  beginRemoval(seq: number): boolean {
    return inTransaction(this.#db.database, () => {
      if (this.#db.first("SELECT 1 AS one FROM current WHERE seq = ?", seq) !== undefined) return false;
      this.#db.run(`UPDATE materializations SET isRemoved = 2 WHERE seq = ? AND ${NOT_DONE}`, seq);
      return true;
    });
  }

  /** The data is deleted. What a killed process leaves between the two, the next one deletes. */
  endRemoval(seqs: readonly number[]): void {
    this.#forEach("UPDATE materializations SET isRemoved = 1, bytes = 0 WHERE isRemoved = 2 AND seq", seqs);
  }

  /** Provenance of versions without data. */
  forget(seqs: readonly number[]): void {
    if (seqs.length === 0) return;
    inTransaction(this.#db.database, () => {
      const gone = this.#db
        .all(
          "SELECT seq FROM materializations WHERE isRemoved = 1 AND seq IN (SELECT value FROM json_each(?)) AND seq NOT IN (SELECT seq FROM current)",
          JSON.stringify(seqs),
        )
        .map(({ seq }) => Number(seq));
      for (const table of ["inputs", "checkResults", "materializations"])
        this.#forEach(`DELETE FROM ${table} WHERE seq`, gone);
      this.#db.run("DELETE FROM codes WHERE version NOT IN (SELECT codeVersion FROM materializations)");
    });
  }

  forgetRuns(ids: readonly string[]): void {
    this.#db.run("DELETE FROM runs WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(ids));
  }

  /** Gives pages that are no longer used back to the disk. */
  shrink(): void {
    this.#db.database.exec("PRAGMA incremental_vacuum(2000)");
  }

  #forEach(sql: string, seqs: readonly number[]): void {
    if (seqs.length > 0) this.#db.run(`${sql} IN (SELECT value FROM json_each(?))`, JSON.stringify(seqs));
  }
}

function garbage(row: DbRow, because: GarbageReason): GarbageData {
  return {
    seq: Number(row.seq),
    id: String(row.id),
    key: String(row.key),
    ...partitionOf(row),
    io: String(row.io),
    stored: JSON.parse(String(row.stored)) as Stored,
    bytes: Number(row.bytes),
    because,
  };
}
