// Everything that becomes SQL text passes here: identifiers and literals are quoted, paths are no patterns.
import type { SqlQuery, SqlValue } from "../authoring/sql.ts";
import { isQuery, isRef } from "../authoring/sql.ts";

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  if (text.includes("\0")) throw new Error("A text with a NUL character cannot stand in SQL.");
  return `'${text.replaceAll("'", "''")}'`;
}

/** A value as a literal. */
export function literal(value: string | number | bigint | boolean | null | Date): string {
  if (value === null) return "NULL";
  if (value instanceof Date) return `TIMESTAMP ${quoteText(value.toISOString().replace("Z", ""))}`;
  if (typeof value === "string") return quoteText(value);
  const isOrdinary = typeof value !== "number" || Number.isFinite(value);
  return isOrdinary ? String(value) : `${quoteText(String(value))}::DOUBLE`;
}

/** The text of a query; `scanOf` gives what stands for a `ref()`. */
export function renderSql(query: SqlQuery, scanOf: (key: string) => string): string {
  const render = (value: SqlValue | undefined): string => {
    if (value === undefined) return "";
    if (isRef(value)) return scanOf(value.key);
    if (isQuery(value)) return renderSql(value, scanOf);
    return literal(value);
  };
  return query.strings.map((text, i) => text + render(query.values[i])).join("");
}

/** Ready to stand in parentheses: no semicolon at the end, and a comment at the end cannot swallow what follows. */
export function subquery(sql: string): string {
  return `(\n${sql.replace(/(\s|;)+$/, "")}\n)`;
}

const FORMATS: Readonly<Record<string, (path: string) => string>> = {
  parquet: (path) => `read_parquet(${path}, hive_partitioning = false)`,
  csv: (path) => `read_csv(${path}, hive_partitioning = false, sample_size = -1)`,
  tsv: (path) => `read_csv(${path}, hive_partitioning = false, sample_size = -1, delim = '\t')`,
  json: (path) => `read_json(${path}, hive_partitioning = false)`,
  ndjson: (path) => `read_json(${path}, hive_partitioning = false, format = 'newline_delimited')`,
};

/** A scan of a file by its extension, `.gz` allowed, unless its format is given; null for an unknown one. */
export function scanFile(path: string, given?: string): string | null {
  const extension = given ?? /\.([a-z]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const format = FORMATS[extension === "jsonl" ? "ndjson" : extension];
  return format === undefined ? null : format(quoteText(literalPath(path)));
}

/** In DuckDB's file functions `*`, `?` and `[` are patterns; inside of brackets they stand for themselves. */
export function literalPath(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}
