// Older versions of assets: listed, found by id, pointed back to, and carried over to a new name.
import { inTransaction, type DbRow } from "./database.ts";
import type { Materialization, PastMaterialization } from "./model.ts";
import { groupBySeq, partitionOf, textOrNull, toMaterialization } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** Somebody made an earlier version count again. */
export interface Rollback {
  readonly at: number;
  readonly key: string;
  readonly partition?: string;
  readonly from: string;
  readonly to: string;
}

const WITH_CURRENT =
  "SELECT m.*, c.seq AS currentSeq FROM materializations m LEFT JOIN current c ON c.key = m.key AND c.partition = m.partition";

export class History {
  readonly #db: Statements;

  constructor(statements: Statements) {
    this.#db = statements;
  }

  /** Versions of an asset, newest first. `partition`: absent for all of them. */
  versions(key: string, limit: number, partition?: string): PastMaterialization[] {
    const where = partition === undefined ? "" : "AND m.partition = ?";
    const rows = this.#db.all(
      `${WITH_CURRENT} WHERE m.key = ? ${where} ORDER BY m.seq DESC LIMIT ?`,
      ...[key, ...(partition === undefined ? [] : [partition]), limit],
    );
    return this.#complete(rows);
  }

  /** By id; those that are forgotten are left out. One query for any number of ids. */
  find(ids: readonly string[]): Map<string, PastMaterialization> {
    const rows = this.#db.all(
      `${WITH_CURRENT} WHERE m.id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    );
    return new Map(this.#complete(rows).map((found) => [found.id, found]));
  }

  /** Ids of an asset's versions that begin or end like this; of any asset when `key` is null. Newest first. */
  idsLike(part: string, key: string | null): string[] {
    const rows = this.#db.all(
      "SELECT id FROM materializations WHERE (?1 IS NULL OR key = ?1) AND (substr(id, 1, ?2) = ?3 OR substr(id, -?2) = ?3) ORDER BY seq DESC LIMIT 5",
      ...[key, part.length, part],
    );
    return rows.map(({ id }) => String(id));
  }

  #complete(rows: readonly DbRow[]): PastMaterialization[] {
    const seqs = JSON.stringify(rows.map(({ seq }) => Number(seq)));
    const of = (table: string, order: string): ReturnType<typeof groupBySeq> =>
      groupBySeq(
        this.#db.all(
          `SELECT * FROM ${table} WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY ${order}`,
          seqs,
        ),
      );
    const inputs = of("inputs", "key, partition");
    const checks = of("checkResults", "position");
    return rows.map((row) => ({
      ...toMaterialization(row, inputs, checks),
      isCurrent: row.currentSeq === row.seq,
      hasData: row.isRemoved === 0,
    }));
  }

  /** Makes an earlier version count, and notes it. Nothing is deleted: newer versions stay, and a run makes a newer one. */
  rollBack(to: Materialization, at: number): void {
    inTransaction(this.#db.database, () => {
      const partition = to.partition ?? "";
      const from = this.#db.first(
        "SELECT id FROM materializations m JOIN current c ON c.seq = m.seq WHERE c.key = ? AND c.partition = ?",
        ...[to.key, partition],
      );
      const target = this.#db.first("SELECT seq FROM materializations WHERE id = ? AND isRemoved = 0", to.id);
      if (target === undefined) throw new Error(`The data of ${to.id} is no longer stored.`);
      this.#db.run("INSERT OR REPLACE INTO current VALUES (?, ?, ?)", to.key, partition, Number(target.seq));
      this.#db.run(
        "INSERT INTO rollbacks (at, key, partition, fromId, toId) VALUES (?, ?, ?, ?, ?)",
        ...[at, to.key, partition, textOrNull(from?.id) ?? "", to.id],
      );
    });
  }

  /** Newest first. */
  rollbacks(key: string): Rollback[] {
    return this.#db.all("SELECT * FROM rollbacks WHERE key = ? ORDER BY seq DESC", key).map((row) => ({
      at: Number(row.at),
      key: String(row.key),
      ...partitionOf(row),
      from: String(row.fromId),
      to: String(row.toId),
    }));
  }

  /**
   * Gives what is known of one key to another, with its data; what was made of it is made of the new one. Does nothing when the
   * new key has a history of its own. Returns whether anything moved.
   */
  rename(from: string, to: string): boolean {
    const has = (key: string): boolean =>
      this.#db.first("SELECT 1 AS one FROM materializations WHERE key = ? LIMIT 1", key) !== undefined;
    if (has(to) || !has(from)) return false;
    return inTransaction(this.#db.database, () => {
      if (has(to) || !has(from)) return false;
      this.#db.run("DELETE FROM outcomes WHERE key = ?", to);
      for (const table of ["materializations", "current", "outcomes", "inputs", "rollbacks"]) {
        this.#db.run(`UPDATE OR REPLACE ${table} SET key = ? WHERE key = ?`, to, from);
      }
      return true;
    });
  }
}
