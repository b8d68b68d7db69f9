// From rows of state.db to what the runner knows, and back.
import type { RunError } from "@strataline/protocol";
import type { Metadata } from "../authoring/metadata.ts";
import type { Stored } from "../io/ioManager.ts";
import type { RunRecord } from "../runner/api.ts";
import { isAlive } from "./claims.ts";
import type { DbRow } from "./database.ts";
import type { AssetOutcome, CheckResult, InputVersion, Materialization } from "./model.ts";

/** Rows by the number of the materialization they belong to. */
export type RowsBySeq = ReadonlyMap<number, readonly DbRow[]>;

export function groupBySeq(rows: readonly DbRow[]): RowsBySeq {
  const groups = new Map<number, DbRow[]>();
  for (const row of rows) {
    const seq = Number(row.seq);
    const group = groups.get(seq);
    if (group === undefined) groups.set(seq, [row]);
    else group.push(row);
  }
  return groups;
}

export function toMaterialization(row: DbRow, inputs: RowsBySeq, checks: RowsBySeq): Materialization {
  const seq = Number(row.seq);
  return {
    id: String(row.id),
    key: String(row.key),
    ...partitionOf(row),
    runId: String(row.runId),
    at: Number(row.at),
    durationMs: Number(row.durationMs),
    codeVersion: String(row.codeVersion),
    dataVersion: String(row.dataVersion),
    io: String(row.io),
    stored: JSON.parse(String(row.stored)) as Stored,
    inputs: (inputs.get(seq) ?? []).map(toInput),
    checks: (checks.get(seq) ?? []).map(toCheck),
    metadata: JSON.parse(textOrNull(row.metadata) ?? "{}") as Metadata,
  };
}

function toInput(row: DbRow): InputVersion {
  return {
    key: String(row.key),
    ...partitionOf(row),
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

export function toOutcome(row: DbRow): AssetOutcome {
  const error = textOrNull(row.error);
  return {
    key: String(row.key),
    ...partitionOf(row),
    state: row.state as AssetOutcome["state"],
    runId: String(row.runId),
    at: Number(row.at),
    durationMs: row.durationMs === null ? null : Number(row.durationMs),
    error: error === null ? null : (JSON.parse(error) as RunError),
  };
}

export function toRunRecord(row: DbRow): RunRecord {
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

/** '' stands for none. */
export function partitionOf(row: DbRow): { readonly partition?: string } {
  return row.partition === "" ? {} : { partition: String(row.partition) };
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
