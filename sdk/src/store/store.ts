// The run state as the runner sees it: short, synchronous transactions over state.db.
import { hostname } from "node:os";
import type { CodeParts } from "@strataline/core/staleness";
import type { Metadata } from "../authoring/metadata.ts";
import type { Result, RunRecord } from "../runner/api.ts";
import { conflictOf, isAlive, type Conflict } from "./claims.ts";
import { inTransaction, openDatabase, type DbRow, type StateProblem } from "./database.ts";
import { History } from "./history.ts";
import type { AssetOutcome, Claimed, Materialization, RunEnd } from "./model.ts";
import { PoolSlots } from "./poolSlots.ts";
import { Retention } from "./retention.ts";
import { groupBySeq, toMaterialization, toOutcome, toRunRecord } from "./rows.ts";
import { Statements } from "./statements.ts";

export interface FileVersion {
  readonly size: number;
  readonly mtimeMs: number;
  readonly hash: string;
}

export function openStore(root: string): Result<Store, StateProblem> {
  const opened = openDatabase(root);
  return opened.ok ? { ok: true, value: new Store(new Statements(opened.value)) } : opened;
}

/** Another run has taken an asset over. */
export class LostClaimError extends Error {
  override readonly name = "LostClaimError";
}

const CLAIMS =
  "SELECT key, partition, runId, pid, host, heartbeatAt FROM claims JOIN runs ON runs.id = runId";
const PUT_OUTCOME =
  "INSERT OR REPLACE INTO outcomes (key, partition, state, runId, at, durationMs, error) VALUES (?, ?, ?, ?, ?, ?, ?)";
const PUT_MATERIALIZATION =
  "INSERT INTO materializations (id, key, partition, runId, at, durationMs, codeVersion, dataVersion, io, stored, bytes, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

export class Store {
  readonly #db: Statements;
  /** Older versions, and what people do to them. */
  readonly history: History;
  readonly retention: Retention;
  /** Code versions whose parts are known to be there. */
  readonly #codes = new Set<string>();

  constructor(statements: Statements) {
    this.#db = statements;
    this.history = new History(statements);
    this.retention = new Retention(statements);
  }

  /** Statements that were run so far: what a question costs is tested. */
  get queries(): number {
    return this.#db.count;
  }

  /** The current materialization of every asset without partitions. Three queries, however many assets and inputs. */
  latest(): Map<string, Materialization> {
    const found = this.#current("partition = ''");
    return new Map(found.map((materialization) => [materialization.key, materialization]));
  }

  /** The current materialization of each partition of an asset. */
  latestPartitions(key: string): Map<string, Materialization> {
    const found = this.#current("partition <> '' AND key = ?", key);
    return new Map(found.map((materialization) => [materialization.partition ?? "", materialization]));
  }

  #current(where: string, ...parameters: readonly string[]): Materialization[] {
    const seqs = `SELECT seq FROM current WHERE ${where}`;
    const inputs = groupBySeq(
      this.#db.all(`SELECT * FROM inputs WHERE seq IN (${seqs}) ORDER BY key, partition`, ...parameters),
    );
    const checks = groupBySeq(
      this.#db.all(`SELECT * FROM checkResults WHERE seq IN (${seqs}) ORDER BY position`, ...parameters),
    );
    return this.#db
      .all(`SELECT * FROM materializations WHERE seq IN (${seqs})`, ...parameters)
      .map((row) => toMaterialization(row, inputs, checks));
  }

  outcomes(): Map<string, AssetOutcome> {
    const rows = this.#db.all("SELECT * FROM outcomes WHERE partition = ''");
    return new Map(rows.map((row) => [String(row.key), toOutcome(row)]));
  }

  outcomesOfPartitions(key: string): Map<string, AssetOutcome> {
    const rows = this.#db.all("SELECT * FROM outcomes WHERE partition <> '' AND key = ?", key);
    return new Map(rows.map((row) => [String(row.partition), toOutcome(row)]));
  }

  runs(limit: number): RunRecord[] {
    return this.#db
      .all("SELECT * FROM runs ORDER BY startedAt DESC, id DESC LIMIT ?", limit)
      .map(toRunRecord);
  }

  /** Notes the run and takes its assets, all of them or none: another run that lives may have one. */
  startRun(
    run: { readonly id: string; readonly selection: string | null; readonly at: number },
    places: readonly Claimed[],
  ): Conflict | null {
    return inTransaction(this.#db.database, () => {
      const conflict = conflictOf(this.#db.all(CLAIMS), places, run.at);
      if (conflict !== null) return conflict;
      this.#db.run(
        "INSERT INTO runs (id, selection, startedAt, pid, host, heartbeatAt) VALUES (?, ?, ?, ?, ?, ?)",
        ...[run.id, run.selection, run.at, process.pid, hostname(), run.at],
      );
      for (const { key, partition } of places) {
        this.#db.run("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", key, partition ?? "", run.id);
      }
      return null;
    });
  }

  /** Changes when a version is committed or rolled back to, by whomever. */
  revision(): string {
    return String(this.#db.first("SELECT group_concat(seq) AS seqs FROM sqlite_sequence")?.seqs);
  }

  /** Marks runs whose process has ended without finishing them. Returns when the first of them started, or null. */
  closeInterrupted(now: number): number | null {
    const dead = this.#db.all("SELECT * FROM runs WHERE status IS NULL").filter((row) => !isAlive(row, now));
    for (const { id } of dead) {
      this.#db.run("DELETE FROM claims WHERE runId = ?", String(id));
      this.#db.run(
        "UPDATE runs SET status = 'interrupted', finishedAt = heartbeatAt WHERE id = ?",
        String(id),
      );
    }
    return dead.length === 0 ? null : Math.min(...dead.map(({ startedAt }) => Number(startedAt)));
  }

  /** Of every version that is still there. */
  locations(): Set<string> {
    const rows = this.#db.all(
      "SELECT stored ->> 'location' AS location FROM materializations WHERE isRemoved = 0",
    );
    return new Set(rows.map(({ location }) => String(location)));
  }

  /** Keys that living runs other than this one are computing. */
  claimedByOthers(runId: string, now: number): string[] {
    const rows: readonly DbRow[] = this.#db.all(`${CLAIMS} WHERE runId <> ?`, runId);
    return [...new Set(rows.filter((row) => isAlive(row, now)).map((row) => String(row.key)))];
  }

  heartbeat(runId: string, at: number): void {
    this.#db.run("UPDATE runs SET heartbeatAt = ? WHERE id = ?", at, runId);
  }

  finishRun(runId: string, end: RunEnd): void {
    inTransaction(this.#db.database, () => {
      this.#db.run(
        "UPDATE runs SET finishedAt = ?, status = ?, succeeded = ?, failed = ?, skipped = ?, checksFailed = ? WHERE id = ?",
        ...[end.at, end.status, end.succeeded, end.failed, end.skipped, end.checksFailed, runId],
      );
      this.#db.run("DELETE FROM claims WHERE runId = ?", runId);
    });
  }

  /** One transaction of all that `work` does. */
  together(work: () => void): void {
    inTransaction(this.#db.database, work);
  }

  /** Makes a new version the current one, with its provenance, checks and the parts of its code: all or nothing. */
  commit(made: Materialization, parts?: CodeParts): void {
    inTransaction(this.#db.database, () => {
      const partition = made.partition ?? "";
      this.#assertClaimed(made.key, partition, made.runId);
      const seq = this.#db.run(
        PUT_MATERIALIZATION,
        ...[made.id, made.key, partition, made.runId, made.at, made.durationMs, made.codeVersion],
        ...[made.dataVersion, made.io, JSON.stringify(made.stored), made.stored.bytes ?? 0],
        metadataText(made.metadata),
      );
      this.#db.run("INSERT OR REPLACE INTO current VALUES (?, ?, ?)", made.key, partition, seq);
      for (const { key, partition: part, materialization, dataVersion } of made.inputs) {
        this.#db.run(
          "INSERT INTO inputs VALUES (?, ?, ?, ?, ?)",
          seq,
          key,
          part ?? "",
          materialization,
          dataVersion,
        );
      }
      made.checks.forEach((result, position) => {
        this.#db.run(
          "INSERT INTO checkResults VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          ...[seq, position, result.check, Number(result.passed), result.severity],
          ...[Number(result.blocking), result.message, result.durationMs],
        );
      });
      if (parts !== undefined) this.#putCode(made.codeVersion, parts);
      const { key, runId, at, durationMs } = made;
      this.#db.run(PUT_OUTCOME, key, partition, "succeeded", runId, at, durationMs, null);
    });
    if (parts !== undefined) this.#codes.add(made.codeVersion);
  }

  /** A run that was taken for dead (it was suspended, or computed for minutes without a pause) must not overwrite what replaced it. */
  #assertClaimed(key: string, partition: string, runId: string): void {
    const claim = this.#db.first("SELECT runId FROM claims WHERE key = ? AND partition = ?", key, partition);
    if (claim?.runId === runId) return;
    throw new LostClaimError(
      `"${key}" was not stored: this run was silent for so long that ${claim === undefined ? "it was taken for dead" : `run ${String(claim.runId)} took it over`}.`,
    );
  }

  #putCode(version: string, parts: CodeParts): void {
    if (this.#codes.has(version)) return;
    this.#db.run("INSERT OR IGNORE INTO codes VALUES (?, ?)", version, JSON.stringify(parts));
  }

  /** The parts of a code version; undefined where none were recorded. */
  codeParts(version: string): CodeParts | undefined {
    const row = this.#db.first("SELECT parts FROM codes WHERE version = ?", version);
    return row === undefined ? undefined : (JSON.parse(String(row.parts)) as CodeParts);
  }

  /** Notes an attempt that made nothing. */
  noteOutcome({ key, partition, state, runId, at, durationMs, error }: AssetOutcome): void {
    const text = error === null ? null : JSON.stringify(error);
    this.#db.run(PUT_OUTCOME, key, partition ?? "", state, runId, at, durationMs, text);
  }

  fileVersion(path: string): FileVersion | undefined {
    const row = this.#db.first("SELECT * FROM files WHERE path = ?", path);
    return row === undefined
      ? undefined
      : { size: Number(row.size), mtimeMs: Number(row.mtimeMs), hash: String(row.hash) };
  }

  putFileVersion(path: string, { size, mtimeMs, hash }: FileVersion): void {
    this.#db.run("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", path, size, mtimeMs, hash);
  }

  poolSlots(): PoolSlots {
    return new PoolSlots(this.#db.database);
  }

  close(): void {
    if (this.#db.database.isOpen) this.#db.database.close();
  }
}

/** Most versions have none. */
function metadataText(metadata: Metadata): string | null {
  return Object.keys(metadata).length === 0 ? null : JSON.stringify(metadata);
}
