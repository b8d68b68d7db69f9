// From DuckDB's values to JavaScript's: numbers wherever they are exact, Dates, plain objects and arrays.
import type { DuckDBDataChunk, DuckDBResult, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { Column } from "./ioManager.ts";

type Duckdb = typeof import("@duckdb/node-api");
type Convert = (value: DuckDBValue) => unknown;

/** Rows of a result, chunk by chunk. `keepBigint`: columns that JavaScript wrote as bigint and gets back as such. */
export async function* readChunks(
  duckdb: Duckdb,
  result: DuckDBResult,
  keepBigint: ReadonlySet<string> = new Set(),
): AsyncGenerator<Record<string, unknown>[]> {
  const names = result.deduplicatedColumnNames();
  const converters = result
    .columnTypes()
    .map((type, i) => converterOf(duckdb, type, keepBigint.has(names[i] ?? "")));
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    yield rowsOf(chunk, names, converters);
  }
}

/** Names and types of a result's columns. */
export function columnsOf(result: DuckDBResult): Column[] {
  const types = result.columnTypes();
  return result.deduplicatedColumnNames().map((name, i) => ({ name, type: typeName(types[i]) }));
}

function typeName(type: DuckDBType | undefined): string {
  return type?.alias ?? String(type);
}

function rowsOf(
  chunk: DuckDBDataChunk,
  names: readonly string[],
  converters: readonly (Convert | null)[],
): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = Array.from({ length: chunk.rowCount }, () => ({}));
  names.forEach((name, column) => {
    const convert = converters[column] ?? null;
    chunk.getColumnValues(column).forEach((value, i) => {
      const row = rows[i];
      if (row !== undefined) row[name] = convert === null || value === null ? value : convert(value);
    });
  });
  return rows;
}

/** null: the value is already as JavaScript wants it. */
function converterOf(duckdb: Duckdb, type: DuckDBType, keepBigint: boolean): Convert | null {
  const { DuckDBTypeId: Id } = duckdb;
  switch (type.typeId) {
    case Id.BOOLEAN:
    case Id.TINYINT:
    case Id.SMALLINT:
    case Id.INTEGER:
    case Id.UTINYINT:
    case Id.USMALLINT:
    case Id.UINTEGER:
    case Id.FLOAT:
    case Id.DOUBLE:
    case Id.ENUM:
      return null;
    case Id.VARCHAR:
      return type.alias === "JSON" ? (value) => JSON.parse(String(value)) as unknown : null;
    case Id.BIGINT:
    case Id.UBIGINT:
    case Id.HUGEINT:
    case Id.UHUGEINT:
      return keepBigint ? null : exactNumber;
    case Id.TIME:
    case Id.TIME_TZ:
    case Id.TIME_NS:
    case Id.INTERVAL:
    case Id.UUID:
    case Id.BIT:
      return String;
    default:
      return (value) => plain(duckdb.JSDuckDBValueConverter(value, type, duckdb.JSDuckDBValueConverter));
  }
}

function exactNumber(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Numbers inside of lists and structs too. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return exactNumber(value);
}
