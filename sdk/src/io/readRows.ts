// From DuckDB's values to JavaScript's: numbers wherever they are exact, Dates, plain objects and arrays.
import type { Duckdb } from "./duckdbModule.ts";
import type { DuckDBDataChunk, DuckDBResult, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { Column } from "./ioManager.ts";

const AS_THEY_ARE: ReadonlySet<string> = new Set(
  "BOOLEAN TINYINT SMALLINT INTEGER UTINYINT USMALLINT UINTEGER FLOAT DOUBLE ENUM".split(" "),
);
const WIDE: ReadonlySet<string> = new Set(["BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"]);
const AS_TEXT: ReadonlySet<string> = new Set(["TIME", "TIME_TZ", "TIME_NS", "INTERVAL", "UUID", "BIT"]);

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
  const name = duckdb.DuckDBTypeId[type.typeId];
  if (name === "VARCHAR")
    return type.alias === "JSON" ? (value) => JSON.parse(String(value)) as unknown : null;
  if (AS_THEY_ARE.has(name)) return null;
  if (WIDE.has(name)) return keepBigint ? null : exactNumber;
  if (AS_TEXT.has(name)) return String;
  return (value) => plain(duckdb.JSDuckDBValueConverter(value, type, duckdb.JSDuckDBValueConverter));
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
