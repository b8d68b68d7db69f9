// IO managers that keep tables as files: one immutable file per materialization, written by DuckDB. What differs between them is
// the format and the folder.
import { statSync } from "node:fs";
import { join } from "node:path";
import type { StandardSchema } from "../authoring/standardSchema.ts";
import { hashFile, writeAtomically } from "./atomicFile.ts";
import type { Column, Engine, IoManager, Output, Stored, WriteContext } from "./ioManager.ts";
import { fileStorage, locationOf } from "./lakeFolder.ts";
import { columnsOfSchema } from "./schemaColumns.ts";
import { quoteName, quoteText, subquery } from "./sqlText.ts";

export interface TableFormat {
  /** The IO manager's name: "lake". */
  readonly name: string;
  /** Of the project, with forward slashes. */
  readonly folder: string;
  readonly extension: string;
  /** Of DuckDB's COPY: "FORMAT parquet". */
  readonly copyOptions: string;
  /** SQL that scans a file, of which the columns are known unless it was just written. */
  readonly scan: (path: string, columns: readonly Column[]) => string;
}

export function tableFiles(format: TableFormat): IoManager {
  const scanStored = (stored: Stored, root: string): string =>
    format.scan(join(root, stored.location), stored.columns ?? []);
  return {
    name: format.name,
    write: async (output, context) => {
      const engine = await context.engine();
      const location = locationOf(format.folder, context.key, context.materialization, format.extension);
      const path = join(context.root, location);
      let copied: Copied = { rows: 0, columns: [] };
      await writeAtomically(path, async (temporary) => {
        copied = await copyTo(temporary, output, engine, format, context);
      });
      const stored: Stored = {
        location,
        contentHash: await hashFile(path, context.signal),
        rows: copied.rows,
        bytes: statSync(path).size,
        columns: copied.columns,
      };
      // The same rows may be written in another order, as queries run in parallel: then the content is the same.
      const { previous } = context;
      return previous !== null && (await sameRows(previous, stored, scanStored, engine, context))
        ? { ...stored, contentHash: previous.contentHash }
        : stored;
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
    ...fileStorage(format.folder, format.extension),
  };
}

interface Copied {
  readonly rows: number;
  readonly columns: readonly Column[];
}

async function copyTo(
  path: string,
  output: Output,
  engine: Engine,
  format: TableFormat,
  { signal, previous, schema }: WriteContext,
): Promise<Copied> {
  const copy = async (sql: string, bigints: readonly string[]): Promise<Copied> => {
    const target = `${quoteText(path)} (${format.copyOptions})`;
    const rows = await engine.execute(`COPY ${subquery(sql)} TO ${target}`, signal);
    const columns = (await engine.columns(sql)).map((column) =>
      bigints.includes(column.name) ? { ...column, bigint: true } : column,
    );
    return { rows, columns: await storedColumns(path, columns, engine, format) };
  };
  switch (output.kind) {
    case "query":
      return await copy(output.sql, []);
    case "rows": {
      const table = await engine.loadRows(output.rows, knownColumns(schema, previous), signal);
      try {
        return await copy(`SELECT * FROM ${table.table}`, table.bigints);
      } finally {
        await table.drop();
      }
    }
    case "value":
      throw new TypeError(
        `${format.name}() stores rows, and the asset returned ${describeValue(output.value)}. Return an array of objects, or give the asset an \`io\` that is json().`,
      );
  }
}

/** The columns as the file has them: a format may lack a type that the query had. */
async function storedColumns(
  path: string,
  columns: readonly Column[],
  engine: Engine,
  format: TableFormat,
): Promise<readonly Column[]> {
  const read = await engine.columns(`FROM ${format.scan(path, columns)}`);
  return read.map((column) => {
    const isBigint = columns.some(({ name, bigint }) => name === column.name && bigint === true);
    return isBigint ? { ...column, bigint: true } : column;
  });
}

function knownColumns(schema: StandardSchema | null, previous: Stored | null): readonly Column[] | null {
  return (schema === null ? null : columnsOfSchema(schema)) ?? previous?.columns ?? null;
}

/** Whether two versions hold the same rows, in any order. */
async function sameRows(
  a: Stored,
  b: Stored,
  scan: (stored: Stored, root: string) => string,
  engine: Engine,
  { root, signal }: WriteContext,
): Promise<boolean> {
  if (a.contentHash === b.contentHash) return true;
  if (a.rows !== b.rows || JSON.stringify(a.columns) !== JSON.stringify(b.columns)) return false;
  if (statSync(join(root, a.location), { throwIfNoEntry: false }) === undefined) return false;
  const sums = [];
  for (const stored of [a, b]) {
    const names = (stored.columns ?? []).map(({ name }) => quoteName(name)).join(", ");
    const [row] = await engine.query(
      `SELECT sum(hash(${names}))::VARCHAR AS sum FROM ${scan(stored, root)}`,
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
