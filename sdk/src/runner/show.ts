// A look at what is stored.
import { DEFINITION, type Source } from "../authoring/definition.ts";
import { createEnginePool } from "../io/engine.ts";
import type { Engine, IoContext } from "../io/ioManager.ts";
import { join } from "node:path";
import { nearestName } from "@strataline/core/keys";
import type { Refusal, Result, Shown } from "./api.ts";
import { scanSource } from "./sourceFile.ts";
import type { CurrentVersions } from "./versions.ts";

export async function show(
  key: string,
  rows: number,
  versions: CurrentVersions,
  keys: readonly string[] = [],
): Promise<Result<Shown, Refusal>> {
  const definition = versions.definition(key);
  if (definition === undefined) {
    const nearest = nearestName(key, keys);
    const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
    return refuse("unknownKey", `No asset or source has the key "${key}".${hint}`);
  }
  const engines = createEnginePool(join(versions.root, ".strataline", "tmp", "show"));
  try {
    const engine = await engines.connect();
    return definition[DEFINITION] === "source"
      ? { ok: true, value: await showSource(definition, rows, versions.root, engine) }
      : await showAsset(key, rows, versions, engine);
  } catch (error) {
    return refuse("notStored", error instanceof Error ? error.message : String(error));
  } finally {
    await engines.close();
  }
}

function refuse(kind: "unknownKey" | "notStored", message: string): Result<never, Refusal> {
  return { ok: false, problem: { kind, message } };
}

async function showSource(source: Source, rows: number, root: string, engine: Engine): Promise<Shown> {
  const table = await showTable(scanSource(source, root), rows, engine);
  return { key: source.key, ...table, materialization: null, materializedAt: null };
}

async function showAsset(
  key: string,
  rows: number,
  versions: CurrentVersions,
  engine: Engine,
): Promise<Result<Shown, Refusal>> {
  const last = versions.latest(key);
  const asset = versions.asset(key);
  if (last === undefined || asset === undefined || !versions.isStored(last)) {
    const state = last === undefined ? "has never been materialized" : "is no longer stored";
    return refuse("notStored", `"${key}" ${state}: run it first.`);
  }
  const io = versions.ioOf(asset);
  const context: IoContext = {
    root: versions.root,
    key,
    signal: new AbortController().signal,
    engine: () => Promise.resolve(engine),
  };
  const scan = await io.scan(last.stored, context);
  const table =
    scan === null ? { columns: null, rows: [], totalRows: null } : await showTable(scan, rows, engine);
  return {
    ok: true,
    value: {
      key,
      ...table,
      ...(scan === null ? { value: await io.read(last.stored, context) } : {}),
      materialization: last.id,
      materializedAt: last.at,
    },
  };
}

async function showTable(
  scan: string,
  rows: number,
  engine: Engine,
): Promise<Pick<Shown, "columns" | "rows" | "totalRows">> {
  const limit = Math.max(0, Math.trunc(rows));
  const [counted] = await engine.query(`SELECT count(*) AS total FROM ${scan}`);
  const found = await engine.query(`SELECT * FROM ${scan} LIMIT ${limit}`);
  return {
    columns: (await engine.columns(`SELECT * FROM ${scan}`)).map(({ name, type }) => ({ name, type })),
    rows: found.map(toJsonRow),
    totalRows: Number(counted?.total),
  };
}

function toJsonRow(row: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(row, (_name, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}
