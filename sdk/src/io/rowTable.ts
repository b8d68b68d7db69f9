// Brings JavaScript rows into DuckDB: chunk by chunk into a table that grows columns as they appear, from there into files,
// so that memory stays bounded, and a view over it that gives every column its final type.
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Duckdb } from "./duckdbModule.ts";
import type { DuckDBAppender, DuckDBConnection, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { Column, LoadedTable } from "./ioManager.ts";
import { jsonText } from "./jsonText.ts";
import { noteColumns, RowShapeError, type ColumnState } from "./rowTypes.ts";
import { literalPath, quoteName, quoteText } from "./sqlText.ts";

/** Values kept in the database before they go to a file: memory stays bounded, however many rows come. */
const PART_VALUES = 4_000_000;
/** Rows looked at before they are handed on; DuckDB takes them in pieces of at most 2,048. */
const CHUNK = 8192;
const VECTOR = 2048;
/** The only column of a table without rows whose columns nobody knows: Parquet needs one. */
export const NO_COLUMNS = "_no_columns";

export interface RowTarget {
  readonly duckdb: Duckdb;
  readonly connection: DuckDBConnection;
  /** Free in the database. */
  readonly name: string;
  /** Where rows wait that are too many to be kept in memory. */
  readonly folder: string;
  /** Values that are kept in memory. Default 4,000,000. */
  readonly maxValues?: number;
}

/** `known`: the columns of an input without rows. */
export async function loadRows(
  target: RowTarget,
  rows: Iterable<unknown> | AsyncIterable<unknown>,
  known: readonly Column[] | null,
  signal: AbortSignal | undefined,
): Promise<LoadedTable> {
  const loader = new RowLoader(target);
  try {
    for await (const chunk of chunksOf(rows, CHUNK)) {
      signal?.throwIfAborted();
      await loader.add(chunk);
    }
    await loader.finish(known ?? []);
  } catch (error) {
    await loader.drop();
    throw error;
  }
  return {
    table: quoteName(target.name),
    rows: loader.count,
    bigints: loader.bigints(),
    drop: () => loader.drop(),
  };
}

/** Arrays are cut without copying rows one by one; other iterables are gathered. */
export async function* chunksOf(
  rows: Iterable<unknown> | AsyncIterable<unknown>,
  size: number,
): AsyncGenerator<readonly unknown[]> {
  if (Array.isArray(rows)) {
    for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size);
    return;
  }
  let chunk: unknown[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

class RowLoader {
  count = 0;
  readonly #duckdb: Duckdb;
  readonly #connection: DuckDBConnection;
  readonly #view: string;
  readonly #table: string;
  readonly #columns = new Map<string, ColumnState>();
  readonly #seen = new Set<string>();
  #exists = false;
  #appender: DuckDBAppender | null = null;
  /** Values in the table now. */
  #held = 0;
  readonly #folder: string;
  readonly #maxValues: number;
  /** Files with the rows that came before those of the table. */
  readonly #parts: string[] = [];

  constructor({ duckdb, connection, name, folder, maxValues = PART_VALUES }: RowTarget) {
    this.#folder = folder;
    this.#maxValues = maxValues;
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#view = name;
    this.#table = `${name} rows`;
  }

  async add(rows: readonly unknown[]): Promise<void> {
    const added = noteColumns(this.#columns, this.#seen, rows, this.count);
    if (!this.#exists || added.length > 0) {
      await this.#grow(this.#exists ? added : [...this.#columns.values()]);
    }
    this.#appender ??= await this.#connection.createAppender(this.#table);
    for (let i = 0; i < rows.length; i += VECTOR) {
      this.#append(this.#appender, rows.slice(i, i + VECTOR) as readonly Record<string, unknown>[]);
    }
    this.count += rows.length;
    this.#held += rows.length * (this.#columns.size + 1);
    if (this.#held > this.#maxValues) await this.#moveToFile();
  }

  async #moveToFile(): Promise<void> {
    this.#closeAppender();
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, `rows-${process.pid}-${randomUUID()}.parquet`);
    this.#parts.push(path);
    const table = quoteName(this.#table);
    await this.#connection.run(`COPY ${table} TO ${quoteText(path)} (FORMAT parquet)`);
    await this.#connection.run(`DROP TABLE ${table}`);
    this.#exists = false;
    this.#held = 0;
  }

  #append(appender: DuckDBAppender, rows: readonly Record<string, unknown>[]): void {
    const columns = [...this.#columns.values()];
    const chunk = this.#duckdb.DuckDBDataChunk.create(
      [this.#duckdb.BOOLEAN, ...columns.map((column) => this.#heldType(column))],
      rows.length,
    );
    chunk.setColumnValues(
      0,
      rows.map(() => null),
    );
    columns.forEach((column, i) =>
      chunk.setColumnValues(
        i + 1,
        rows.map((row) => held(row[column.name], column)),
      ),
    );
    appender.appendDataChunk(chunk);
  }

  #heldType({ kind }: ColumnState): DuckDBType {
    const { BIGINT, BLOB, BOOLEAN, DOUBLE, VARCHAR } = this.#duckdb;
    return {
      number: DOUBLE,
      date: DOUBLE,
      bigint: BIGINT,
      boolean: BOOLEAN,
      bytes: BLOB,
      string: VARCHAR,
      json: VARCHAR,
    }[kind];
  }

  /** Adds columns to the table. Its first column holds nothing: rows may come before any column has a value. */
  async #grow(added: readonly ColumnState[]): Promise<void> {
    this.#closeAppender();
    const table = quoteName(this.#table);
    const definitions = added.map((column) => `${quoteName(column.name)} ${String(this.#heldType(column))}`);
    if (!this.#exists) {
      const all = [`${quoteName(NO_COLUMNS)} BOOLEAN`, ...definitions].join(", ");
      await this.#connection.run(`CREATE TABLE ${table} (${all})`);
      this.#exists = true;
      return;
    }
    for (const definition of definitions) {
      await this.#connection.run(`ALTER TABLE ${table} ADD COLUMN ${definition}`);
    }
  }

  async finish(known: readonly Column[]): Promise<void> {
    this.#closeAppender();
    if (this.#parts.length > 0 && this.#exists) await this.#moveToFile();
    const knownTypes = new Map(known.map((column) => [column.name, column.type]));
    const names = this.#seen.size > 0 ? [...this.#seen] : known.map((column) => column.name);
    const selected = names.map(
      (name) => `${this.#finalValue(name, knownTypes.get(name))} AS ${quoteName(name)}`,
    );
    if (selected.length === 0) selected.push(`NULL::BOOLEAN AS ${quoteName(NO_COLUMNS)}`);
    await this.#connection.run(
      `CREATE VIEW ${quoteName(this.#view)} AS SELECT ${selected.join(", ")} FROM ${this.#source()}`,
    );
  }

  /** In the order in which the rows came. */
  #source(): string {
    if (this.#exists) return quoteName(this.#table);
    if (this.#parts.length === 0) return "(SELECT 1 LIMIT 0)";
    const files = this.#parts.map((path) => quoteText(literalPath(path))).join(", ");
    return `read_parquet([${files}], union_by_name = true, hive_partitioning = false)`;
  }

  #finalValue(name: string, knownType: string | undefined): string {
    const column = this.#columns.get(name);
    if (column === undefined) return `NULL::${knownType ?? "VARCHAR"}`;
    if (column.kind === "json") return `${quoteName(name)}::JSON`;
    if (column.kind === "date") return `epoch_ms(${quoteName(name)}::BIGINT)`;
    return column.kind === "number" && column.whole ? `${quoteName(name)}::BIGINT` : quoteName(name);
  }

  bigints(): string[] {
    return [...this.#columns.values()].filter(({ kind }) => kind === "bigint").map(({ name }) => name);
  }

  async drop(): Promise<void> {
    this.#closeAppender();
    await this.#connection.run(`DROP VIEW IF EXISTS ${quoteName(this.#view)}`);
    await this.#connection.run(`DROP TABLE IF EXISTS ${quoteName(this.#table)}`);
    for (const path of this.#parts) rmSync(path, { force: true });
  }

  #closeAppender(): void {
    this.#appender?.closeSync();
    this.#appender = null;
  }
}

function held(value: unknown, { kind, name }: ColumnState): DuckDBValue {
  if (value === null || value === undefined) return null;
  if (kind === "date") return (value as Date).getTime();
  if (kind !== "json") return value as DuckDBValue;
  try {
    return jsonText(value, { dates: "refused" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RowShapeError(`Column "${name}" holds a nested value that is no JSON: ${reason}`);
  }
}
