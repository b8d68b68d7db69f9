// DuckDB, opened at most once per run and only when something needs it: loading it costs more than a fresh run may take.
import type { Duckdb } from "./duckdbModule.ts";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { columnsOf, readChunks } from "./readRows.ts";
import { loadRows, type RowTarget } from "./rowTable.ts";
import { subquery } from "./sqlText.ts";
import type { Engine } from "./ioManager.ts";

export interface EnginePool {
  /** An engine of one asset: its own connection to the shared database. */
  connect(): Promise<OpenEngine>;
  close(): Promise<void>;
}

export interface OpenEngine extends Engine {
  close(): void;
}

/** `temporaryFolder`: where DuckDB puts what does not fit into memory. */
export function createEnginePool(temporaryFolder: string): EnginePool {
  let opened: Promise<{ duckdb: Duckdb; instance: DuckDBInstance }> | null = null;
  let tables = 0;
  const open = async (): Promise<{ duckdb: Duckdb; instance: DuckDBInstance }> => {
    const duckdb = await import("@duckdb/node-api");
    const instance = await duckdb.DuckDBInstance.create(":memory:", {
      temp_directory: temporaryFolder,
      // Nothing is ever fetched from the network behind the user's back.
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    return { duckdb, instance };
  };
  return {
    connect: async () => {
      opened ??= open();
      const { duckdb, instance } = await opened;
      const connection = await instance.connect();
      // The same query gives the same data on every machine.
      await connection.run("SET TimeZone = 'UTC'");
      return createEngine(duckdb, connection, () => ({
        name: `strataline ${tables++}`,
        folder: temporaryFolder,
      }));
    },
    close: async () => {
      if (opened === null) return;
      const closing = opened;
      opened = null;
      // One that never opened has said so to whom it failed.
      await closing.then(({ instance }) => instance.closeSync()).catch(() => undefined);
    },
  };
}

function createEngine(
  duckdb: Duckdb,
  connection: DuckDBConnection,
  newTable: () => Pick<RowTarget, "name" | "folder">,
): OpenEngine {
  const interruptible = async <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    const interrupt = (): void => connection.interrupt();
    signal?.addEventListener("abort", interrupt);
    try {
      return await work();
    } finally {
      signal?.removeEventListener("abort", interrupt);
    }
  };
  const engine: OpenEngine = {
    execute: (sql, signal) => interruptible(signal, async () => (await connection.run(sql)).rowsChanged),
    query: async (sql, signal) => {
      const rows: Record<string, unknown>[] = [];
      for await (const chunk of engine.stream(sql, { signal })) for (const row of chunk) rows.push(row);
      return rows;
    },
    stream: async function* (sql, { signal, bigints } = {}) {
      const result = await interruptible(signal, () => connection.stream(sql));
      for await (const chunk of readChunks(duckdb, result, new Set(bigints))) {
        signal?.throwIfAborted();
        yield chunk;
      }
    },
    columns: async (sql) => columnsOf(await connection.stream(`SELECT * FROM ${subquery(sql)} LIMIT 0`)),
    loadRows: (rows, known, signal) => loadRows({ duckdb, connection, ...newTable() }, rows, known, signal),
    close: () => connection.closeSync(),
  };
  return engine;
}
