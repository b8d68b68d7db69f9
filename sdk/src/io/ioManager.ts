// What stores the values of assets. Compute and storage are apart: an asset names its IO manager, and one can be written by
// a user. The contract: a version, once written, never changes; half a version is never readable.
import type { StandardSchema } from "../authoring/standardSchema.ts";

/** What an asset computed. Rows may be a stream and can be read once. `query` is SQL that scans stored data. */
export type Output =
  | { readonly kind: "rows"; readonly rows: Iterable<unknown> | AsyncIterable<unknown> }
  | { readonly kind: "query"; readonly sql: string }
  | { readonly kind: "value"; readonly value: unknown };

/** A column of stored rows; `type` is the engine's name of it, "BIGINT". */
export interface Column {
  readonly name: string;
  readonly type: string;
  /** Written by TypeScript as bigint, and read as such. Other whole numbers are read as numbers where these are exact. */
  readonly bigint?: boolean;
}

/** One stored version: enough to read it again, also in another process. */
export interface Stored {
  /** Where it is, in terms of the IO manager: for files, a path relative to the project. */
  readonly location: string;
  /** Equal content has an equal hash. */
  readonly contentHash: string;
  /** null for a value that is not rows. */
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly columns: readonly Column[] | null;
}

/** SQL over stored data, for IO managers that want it. */
export interface Engine {
  /** Runs a statement. Resolves with the number of rows it has written. */
  execute(sql: string, signal?: AbortSignal): Promise<number>;
  /** All rows, as plain objects. */
  query(sql: string, signal?: AbortSignal): Promise<Record<string, unknown>[]>;
  /** Rows in chunks: bounded memory. */
  stream(
    sql: string,
    options?: { readonly signal?: AbortSignal | undefined; readonly bigints?: readonly string[] },
  ): AsyncIterable<readonly Record<string, unknown>[]>;
  /** Names and types of the result's columns. */
  columns(sql: string): Promise<readonly Column[]>;
  /** Loads rows into a temporary table, in chunks; `known` gives the columns of an empty input. */
  loadRows(
    rows: Iterable<unknown> | AsyncIterable<unknown>,
    known: readonly Column[] | null,
    signal?: AbortSignal,
  ): Promise<LoadedTable>;
}

export interface LoadedTable {
  /** Quoted, ready to stand in SQL. */
  readonly table: string;
  readonly rows: number;
  /** Columns that hold bigints. */
  readonly bigints: readonly string[];
  drop(): Promise<void>;
}

export interface IoContext {
  /** Absolute path of the project. */
  readonly root: string;
  readonly key: string;
  readonly signal: AbortSignal;
  /** Opened on first use. */
  readonly engine: () => Promise<Engine>;
}

export interface WriteContext extends IoContext {
  /** Unique: part of the stored name. */
  readonly materialization: string;
  /** The version before this one, if it is still there. */
  readonly previous: Stored | null;
  readonly schema: StandardSchema | null;
}

export interface IoManager {
  /** For people and the state: "lake". */
  readonly name: string;
  /** Values live in this process: no other can read them, as `isolation: "process"` must. */
  readonly isInProcess?: boolean;
  /** Stores a new version beside the older ones. */
  write(output: Output, context: WriteContext): Promise<Stored>;
  /** The value as a downstream's `run` gets it. */
  read(stored: Stored, context: IoContext): Promise<unknown>;
  /** A SQL expression that scans the rows (`read_parquet('…')`); null when the value is no rows. */
  scan(stored: Stored, context: IoContext): Promise<string | null>;
  /** Whether the version can still be read. Cheap: called for every asset of a plan. */
  exists(stored: Stored, root: string): boolean;
  /** Forgets a version. Must not fail when it is gone. */
  remove(stored: Stored, root: string): void;
  /** Clears what killed runs left behind. Called at the start of a run that finds one. */
  clean?(root: string, leftovers: Leftovers): void;
}

/** How to tell what a killed run left. */
export interface Leftovers {
  /** Epoch milliseconds: when the first of the killed runs started. */
  readonly since: number;
  /** Keys that living runs write now. */
  readonly keysInUse: readonly string[];
  /** Whether a committed version is there. */
  readonly isKnown: (location: string) => boolean;
}
