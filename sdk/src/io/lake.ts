// lake(): one immutable Parquet file per materialization, written by DuckDB. The default.
import { statSync } from "node:fs";
import { join } from "node:path";
import type { StandardSchema } from "../authoring/standardSchema.ts";
import { hashFile, writeAtomically } from "./atomicFile.ts";
import type { Column, Engine, IoManager, Output, Stored, WriteContext } from "./ioManager.ts";
import { fileStorage, locationOf } from "./lakeFolder.ts";
import { columnsOfSchema } from "./schemaColumns.ts";
import { quoteName, quoteText, scanFile, subquery } from "./sqlText.ts";

/** Tables as Parquet files under `.strataline/lake`. Stores rows and queries; other values need `json()`. */
export function lake(): IoManager {
  return {
    name: "lake",
    write: async (output, context) => {
      const engine = await context.engine();
      const location = locationOf(context.key, context.materialization, "parquet");
      const path = join(context.root, location);
      let copied: Copied = { rows: 0, bigints: [] };
      await writeAtomically(path, async (temporary) => {
        copied = await copyTo(temporary, output, engine, context);
      });
      return await describeFile(location, copied, engine, context);
    },
    read: async (stored, context) => {
      const rows: Record<string, unknown>[] = [];
      const bigints = (stored.columns ?? []).filter(({ bigint }) => bigint).map(({ name }) => name);
      const stream = (await context.engine()).stream(`SELECT * FROM ${scanStored(stored, context.root)}`, {
        signal: context.signal,
        bigints,
      });
      for await (const chunk of stream) for (const row of chunk) rows.push(row);
      return rows;
    },
    scan: (stored, context) => Promise.resolve(scanStored(stored, context.root)),
    ...fileStorage,
  };
}

function scanStored(stored: Stored, root: string): string {
  return scanFile(join(root, stored.location)) ?? "";
}

interface Copied {
  readonly rows: number;
  /** The columns that were written as bigint. */
  readonly bigints: readonly string[];
}

async function copyTo(
  path: string,
  output: Output,
  engine: Engine,
  { signal, previous, schema }: WriteContext,
): Promise<Copied> {
  const copy = (sql: string): Promise<number> =>
    engine.execute(`COPY ${subquery(sql)} TO ${quoteText(path)} (FORMAT parquet)`, signal);
  switch (output.kind) {
    case "query":
      return { rows: await copy(output.sql), bigints: [] };
    case "rows": {
      const table = await engine.loadRows(output.rows, knownColumns(schema, previous), signal);
      try {
        return { rows: await copy(`SELECT * FROM ${table.table}`), bigints: table.bigints };
      } finally {
        await table.drop();
      }
    }
    case "value":
      throw new TypeError(
        `lake() stores rows, and the asset returned ${describeValue(output.value)}. Return an array of objects, or give the asset an \`io\` that is json().`,
      );
  }
}

function knownColumns(schema: StandardSchema | null, previous: Stored | null): readonly Column[] | null {
  return (schema === null ? null : columnsOfSchema(schema)) ?? previous?.columns ?? null;
}

async function describeFile(
  location: string,
  { rows, bigints }: Copied,
  engine: Engine,
  { previous, root, signal }: WriteContext,
): Promise<Stored> {
  const path = join(root, location);
  const columns = (await engine.columns(`FROM ${scanFile(path) ?? ""}`)).map((column) =>
    bigints.includes(column.name) ? { ...column, bigint: true } : column,
  );
  const stored: Stored = {
    location,
    contentHash: await hashFile(path, signal),
    rows,
    bytes: statSync(path).size,
    columns,
  };
  // The same rows may be written in another order, as queries run in parallel: then the content is the same.
  return previous !== null && (await sameRows(previous, stored, engine, root, signal))
    ? { ...stored, contentHash: previous.contentHash }
    : stored;
}

/** Whether two versions hold the same rows, in any order. */
async function sameRows(
  a: Stored,
  b: Stored,
  engine: Engine,
  root: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (a.contentHash === b.contentHash) return true;
  if (a.rows !== b.rows || JSON.stringify(a.columns) !== JSON.stringify(b.columns)) return false;
  if (!fileStorage.exists(a, root)) return false;
  const sums = [];
  for (const stored of [a, b]) {
    const names = (stored.columns ?? []).map(({ name }) => quoteName(name)).join(", ");
    const [row] = await engine.query(
      `SELECT sum(hash(${names}))::VARCHAR AS sum FROM ${scanStored(stored, root)}`,
      signal,
    );
    sums.push(row?.sum);
  }
  return sums[0] === sums[1];
}

function describeValue(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
