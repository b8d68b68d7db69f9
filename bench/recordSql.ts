// Loaded before a run (`node --import`): writes the SQL that reaches DuckDB, in its order, to the file BENCH_SQL_FILE.
import { writeFileSync } from "node:fs";
import { DuckDBConnection } from "@duckdb/node-api";

const statements: string[] = [];
for (const method of ["run", "stream"] as const) {
  const original = Reflect.get(DuckDBConnection.prototype, method) as (sql: string) => unknown;
  Reflect.set(DuckDBConnection.prototype, method, function (this: DuckDBConnection, sql: string) {
    statements.push(sql);
    return original.call(this, sql);
  });
}
process.on("exit", () => writeFileSync(process.env.BENCH_SQL_FILE ?? "", JSON.stringify(statements)));
