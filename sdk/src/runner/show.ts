// A look at what is stored.
import { DEFINITION, type Source } from "../authoring/definition.ts";
import { createEnginePool } from "../io/engine.ts";
import type { Engine, IoContext } from "../io/ioManager.ts";
import { join } from "node:path";
import { nearestName } from "@strataline/core/keys";
import type { Refusal, Result, Shown } from "./api.ts";
import type { Materialization } from "../store/model.ts";
import { scanSource } from "./sourceFile.ts";
import type { CurrentVersions } from "./versions.ts";

/** `version`: of an asset; undefined for the current one. */
export async function show(
  key: string,
  rows: number,
  version: Materialization | undefined,
  versions: CurrentVersions,
): Promise<Result<Shown, Refusal>> {
  const definition = versions.definition(key);
  if (definition === undefined) return { ok: false, problem: unknownKey(key, versions) };
  return await withEngine(versions.root, async (engine) =>
    definition[DEFINITION] === "source"
      ? { ok: true, value: await showSource(definition, rows, versions.root, engine) }
      : await showAsset(key, rows, version ?? versions.latest(key), versions, engine),
  );
}

export function unknownKey(key: string, versions: CurrentVersions): Refusal {
  const nearest = nearestName(key, versions.keys());
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  return { kind: "unknownKey", message: `No asset or source has the key "${key}".${hint}` };
}

/** What goes wrong in DuckDB is a refusal. */
export async function withEngine<T>(
  root: string,
  work: (engine: Engine) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const engines = createEnginePool(join(root, ".strataline", "tmp", "show"));
  try {
    return await work(await engines.connect());
  } catch (error) {
    return refuse("notStored", error instanceof Error ? error.message : String(error));
  } finally {
    await engines.close();
  }
}

function refuse(kind: "notStored", message: string): Result<never, Refusal> {
  return { ok: false, problem: { kind, message } };
}

async function showSource(source: Source, rows: number, root: string, engine: Engine): Promise<Shown> {
  const table = await showTable(scanSource(source, root), rows, engine);
  return { key: source.key, ...table, materialization: null, materializedAt: null };
}

async function showAsset(
  key: string,
  rows: number,
  last: Materialization | undefined,
  versions: CurrentVersions,
  engine: Engine,
): Promise<Result<Shown, Refusal>> {
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

export function toJsonRow(row: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(row, (_name, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}
