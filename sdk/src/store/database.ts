// Opens .strataline/state.db: SQLite in WAL mode, so that readers never wait. What cannot be opened is left as it is.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as sqlite from "node:sqlite";
import type { Result } from "../runner/api.ts";
import { CHANGES, STATE_VERSION } from "./schema.ts";

const BUSY_TIMEOUT_MS = 5000;

export type DbRow = Readonly<Record<string, unknown>>;

/** Why the state cannot be used, in words. */
export interface StateProblem {
  readonly message: string;
}

export function openDatabase(root: string): Result<sqlite.DatabaseSync, StateProblem> {
  const folder = join(root, ".strataline");
  const path = join(folder, "state.db");
  try {
    mkdirSync(folder, { recursive: true });
    // State is never committed to the user's repository.
    writeFileSync(join(folder, ".gitignore"), "*\n");
    const { DatabaseSync: Database } = loadSqlite();
    const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    const problem = prepare(database, path);
    if (problem === null) return { ok: true, value: database };
    database.close();
    return { ok: false, problem: { message: problem } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const advice = "Nothing was changed. If it is damaged, move it away to start with an empty history.";
    return { ok: false, problem: { message: `The run state ${path} cannot be used: ${reason}. ${advice}` } };
  }
}

function prepare(database: sqlite.DatabaseSync, path: string): string | null {
  const version = versionOf(database);
  if (version > STATE_VERSION) {
    return `The run state ${path} was written by a newer Strataline (version ${version} of the format, this one knows ${STATE_VERSION}). Update strataline; nothing was changed.`;
  }
  // A new file gives what is deleted in it back to the disk; of an old one, only its own pages are used again.
  if (version === 0) database.exec("PRAGMA auto_vacuum = INCREMENTAL;");
  // NORMAL: a killed process loses nothing; a power failure may undo the last commits, never half of one.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  if (version === STATE_VERSION) return null;
  inTransaction(database, () => {
    // Asked again: another process may have been first.
    for (const change of CHANGES.slice(versionOf(database))) database.exec(change);
    database.exec(`PRAGMA user_version = ${STATE_VERSION};`);
  });
  return null;
}

function versionOf(database: sqlite.DatabaseSync): number {
  return Number((database.prepare("PRAGMA user_version").get() as DbRow | undefined)?.user_version);
}

/**
 * Writers take the lock at once, so that a transaction never fails half-way for want of it. Inside of another it is a part that
 * can be undone alone.
 */
export function inTransaction<T>(database: sqlite.DatabaseSync, work: () => T): T {
  const [begin, commit, rollback] = database.isTransaction
    ? ["SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part"]
    : ["BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"];
  database.exec(begin);
  try {
    const result = work();
    database.exec(commit);
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec(rollback);
    throw error;
  }
}

/** Node warns that SQLite is experimental when it is loaded; users of a pipeline need not read that. */
function loadSqlite(): typeof sqlite {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emitWarning;
  }
}
