// Statements of a database, prepared once each: preparing costs more than most of them take.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { DbRow } from "./database.ts";

export type Parameter = string | number | null;

export class Statements {
  readonly database: DatabaseSync;
  /** Statements that were run: what a question costs is tested. */
  count = 0;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  all(sql: string, ...parameters: Parameter[]): DbRow[] {
    return this.#prepare(sql).all(...parameters);
  }

  first(sql: string, ...parameters: Parameter[]): DbRow | undefined {
    return this.#prepare(sql).get(...parameters);
  }

  /** Returns the row id of an insert. */
  run(sql: string, ...parameters: Parameter[]): number {
    return Number(this.#prepare(sql).run(...parameters).lastInsertRowid);
  }

  #prepare(sql: string): StatementSync {
    this.count++;
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
