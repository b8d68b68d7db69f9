// The floor: the statements of a file, one after the other, with nothing around them but DuckDB.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const statements = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as string[];
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("SET TimeZone = 'UTC'");
for (const statement of statements) await connection.runAndReadAll(statement);
