// The run state as the runner sees it: short, synchronous transactions over state.db.
import type { DatabaseSync } from "node:sqlite";
import { hostname } from "node:os";
import type { RunError } from "@strataline/protocol";
import type { Metadata } from "../authoring/metadata.ts";
import type { Stored } from "../io/ioManager.ts";
import type { Result, RunRecord } from "../runner/api.ts";
import { conflictOf, isAlive, type Conflict } from "./claims.ts";
import { inTransaction, openDatabase, type DbRow, type StateProblem } from "./database.ts";
import { PoolSlots } from "./poolSlots.ts";
import type { AssetOutcome, CheckResult, InputVersion, Materialization, RunEnd } from "./model.ts";

export interface FileVersion {
  readonly size: number;
  readonly mtimeMs: number;
  readonly hash: string;
}

export function openStore(root: string): Result<Store, StateProblem> {
  const opened = openDatabase(root);
  return opened.ok ? { ok: true, value: new Store(opened.value) } : opened;
}

export class Store {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The newest materialization of every asset. */
  latest(): Map<string, Materialization> {
    const newest = "SELECT max(seq) FROM materializations GROUP BY key";
    const ids = `SELECT id FROM materializations WHERE seq IN (${newest})`;
    const inputs = groupBy(
      this.#all(`SELECT * FROM inputs WHERE materializationId IN (${ids}) ORDER BY key`),
    );
    const checks = groupBy(
      this.#all(`SELECT * FROM checkResults WHERE materializationId IN (${ids}) ORDER BY position`),
    );
    const found = this.#all(`SELECT * FROM materializations WHERE seq IN (${newest})`).map((row) =>
      toMaterialization(row, inputs, checks),
    );
    return new Map(found.map((materialization) => [materialization.key, materialization]));
  }

  outcomes(): Map<string, AssetOutcome> {
    return new Map(this.#all("SELECT * FROM outcomes").map((row) => [String(row.key), toOutcome(row)]));
  }

  runs(limit: number): RunRecord[] {
    return this.#all("SELECT * FROM runs ORDER BY startedAt DESC, id DESC LIMIT ?", limit).map(toRunRecord);
  }

  /** Notes the run and takes its assets, all of them or none: another run that lives may have one. */
  startRun(
    run: { readonly id: string; readonly selection: string | null; readonly at: number },
    keys: readonly string[],
  ): Conflict | null {
    return inTransaction(this.#database, () => {
      const conflict = conflictOf(
        this.#all("SELECT key, runId, pid, host, heartbeatAt FROM claims JOIN runs ON runs.id = runId"),
        keys,
        run.at,
      );
      if (conflict !== null) return conflict;
      this.#run(
        "INSERT INTO runs (id, selection, startedAt, pid, host, heartbeatAt) VALUES (?, ?, ?, ?, ?, ?)",
        ...[run.id, run.selection, run.at, process.pid, hostname(), run.at],
      );
      for (const key of keys) this.#run("INSERT OR REPLACE INTO claims VALUES (?, ?)", key, run.id);
      return null;
    });
  }

  /** Marks runs whose process has ended without finishing them. Returns when the first of them started, or null. */
  closeInterrupted(now: number): number | null {
    const dead = this.#all("SELECT * FROM runs WHERE status IS NULL").filter((row) => !isAlive(row, now));
    for (const { id } of dead) {
      this.#run("UPDATE runs SET status = 'interrupted', finishedAt = heartbeatAt WHERE id = ?", String(id));
    }
    return dead.length === 0 ? null : Math.min(...dead.map(({ startedAt }) => Number(startedAt)));
  }

  /** Of every version that is still there. */
  locations(): Set<string> {
    const rows = this.#all(
      "SELECT stored ->> 'location' AS location FROM materializations WHERE isRemoved = 0",
    );
    return new Set(rows.map(({ location }) => String(location)));
  }

  /** Keys that living runs other than this one are computing. */
  claimedByOthers(runId: string, now: number): string[] {
    return this.#all(
      "SELECT key, pid, host, heartbeatAt FROM claims JOIN runs ON runs.id = runId WHERE runId <> ?",
      runId,
    )
      .filter((row) => isAlive(row, now))
      .map((row) => String(row.key));
  }

  heartbeat(runId: string, at: number): void {
    this.#run("UPDATE runs SET heartbeatAt = ? WHERE id = ?", at, runId);
  }

  finishRun(runId: string, end: RunEnd): void {
    inTransaction(this.#database, () => {
      this.#run(
        "UPDATE runs SET finishedAt = ?, status = ?, succeeded = ?, failed = ?, skipped = ?, checksFailed = ? WHERE id = ?",
        ...[end.at, end.status, end.succeeded, end.failed, end.skipped, end.checksFailed, runId],
      );
      this.#run("DELETE FROM claims WHERE runId = ?", runId);
    });
  }

  /**
   * Makes a new version the current one, with its provenance and checks: all or nothing. Returns the stored versions that
   * are no longer among the newest `keep`, for the IO manager to remove.
   */
  commit(made: Materialization, keep: number): Stored[] {
    return inTransaction(this.#database, () => {
      this.#run(
        "INSERT INTO materializations (id, key, runId, at, durationMs, codeVersion, dataVersion, io, stored, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ...[made.id, made.key, made.runId, made.at, made.durationMs, made.codeVersion, made.dataVersion],
        ...[made.io, JSON.stringify(made.stored), metadataText(made.metadata)],
      );
      for (const { key, materialization, dataVersion } of made.inputs) {
        this.#run("INSERT INTO inputs VALUES (?, ?, ?, ?)", made.id, key, materialization, dataVersion);
      }
      made.checks.forEach((result, position) => {
        this.#run(
          "INSERT INTO checkResults VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          ...[made.id, position, result.check, Number(result.passed), result.severity],
          ...[Number(result.blocking), result.message, result.durationMs],
        );
      });
      const { key, runId, at, durationMs } = made;
      this.#putOutcome({ key, state: "succeeded", runId, at, durationMs, error: null });
      return this.#retire(made.key, made.io, keep);
    });
  }

  #retire(key: string, io: string, keep: number): Stored[] {
    const old = this.#all(
      "SELECT id, stored FROM materializations WHERE key = ? AND io = ? AND isRemoved = 0 ORDER BY seq DESC LIMIT -1 OFFSET ?",
      ...[key, io, keep],
    );
    for (const row of old)
      this.#run("UPDATE materializations SET isRemoved = 1 WHERE id = ?", String(row.id));
    return old.map((row) => JSON.parse(String(row.stored)) as Stored);
  }

  /** Notes an attempt that made nothing. */
  noteOutcome(outcome: AssetOutcome): void {
    this.#putOutcome(outcome);
  }

  #putOutcome({ key, state, runId, at, durationMs, error }: AssetOutcome): void {
    this.#run(
      "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?)",
      ...[key, state, runId, at, durationMs, error === null ? null : JSON.stringify(error)],
    );
  }

  fileVersion(path: string): FileVersion | undefined {
    const [row] = this.#all("SELECT * FROM files WHERE path = ?", path);
    return row === undefined
      ? undefined
      : { size: Number(row.size), mtimeMs: Number(row.mtimeMs), hash: String(row.hash) };
  }

  putFileVersion(path: string, { size, mtimeMs, hash }: FileVersion): void {
    this.#run("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", path, size, mtimeMs, hash);
  }

  poolSlots(): PoolSlots {
    return new PoolSlots(this.#database);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #all(sql: string, ...parameters: (string | number | null)[]): DbRow[] {
    return this.#database.prepare(sql).all(...parameters);
  }

  #run(sql: string, ...parameters: (string | number | null)[]): void {
    this.#database.prepare(sql).run(...parameters);
  }
}

function groupBy(rows: readonly DbRow[]): Map<string, DbRow[]> {
  const groups = new Map<string, DbRow[]>();
  for (const row of rows) {
    const id = String(row.materializationId);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

function toMaterialization(
  row: DbRow,
  inputs: ReadonlyMap<string, readonly DbRow[]>,
  checks: ReadonlyMap<string, readonly DbRow[]>,
): Materialization {
  const id = String(row.id);
  return {
    id,
    key: String(row.key),
    runId: String(row.runId),
    at: Number(row.at),
    durationMs: Number(row.durationMs),
    codeVersion: String(row.codeVersion),
    dataVersion: String(row.dataVersion),
    io: String(row.io),
    stored: JSON.parse(String(row.stored)) as Stored,
    inputs: (inputs.get(id) ?? []).map(toInput),
    checks: (checks.get(id) ?? []).map(toCheck),
    metadata: JSON.parse(textOrNull(row.metadata) ?? "{}") as Metadata,
  };
}

function toInput(row: DbRow): InputVersion {
  return {
    key: String(row.key),
    materialization: textOrNull(row.upstreamId),
    dataVersion: String(row.dataVersion),
  };
}

function toCheck(row: DbRow): CheckResult {
  return {
    check: String(row.name),
    passed: row.passed === 1,
    severity: row.severity === "warning" ? "warning" : "error",
    blocking: row.blocking === 1,
    message: textOrNull(row.message),
    durationMs: Number(row.durationMs),
  };
}

function toOutcome(row: DbRow): AssetOutcome {
  const error = textOrNull(row.error);
  return {
    key: String(row.key),
    state: row.state as AssetOutcome["state"],
    runId: String(row.runId),
    at: Number(row.at),
    durationMs: row.durationMs === null ? null : Number(row.durationMs),
    error: error === null ? null : (JSON.parse(error) as RunError),
  };
}

function toRunRecord(row: DbRow): RunRecord {
  const startedAt = Number(row.startedAt);
  const status = textOrNull(row.status) as RunRecord["status"] | null;
  return {
    runId: String(row.id),
    status: status ?? (isAlive(row, Date.now()) ? "running" : "interrupted"),
    selection: textOrNull(row.selection),
    startedAt,
    durationMs: row.finishedAt === null ? null : Number(row.finishedAt) - startedAt,
    succeeded: Number(row.succeeded),
    failed: Number(row.failed),
    skipped: Number(row.skipped),
    checksFailed: Number(row.checksFailed),
  };
}

/** Most versions have none. */
function metadataText(metadata: Metadata): string | null {
  return Object.keys(metadata).length === 0 ? null : JSON.stringify(metadata);
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
