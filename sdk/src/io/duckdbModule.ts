// The type of DuckDB's module, for code that is handed the module: importing it loads a large native library.
import type * as module from "@duckdb/node-api";

export type Duckdb = typeof module;
