// Checks judge an asset's new data after it was computed. Ready-made ones are one SQL query that selects the rows that
// violate; your own are a function over the rows. Like Dagster's: severity "error" or "warning", and a blocking check that
// fails with "error" keeps the downstreams from running.
import { joinKey } from "./key.ts";
import type { Row } from "./registry.ts";
import { isQuery, sql, type SqlQuery } from "./sql.ts";

export interface CheckOptions {
  /** Downstreams do not run when it fails with severity "error". Default false. */
  readonly blocking?: boolean;
  /** Default "error". */
  readonly severity?: "error" | "warning";
  readonly description?: string;
}

export interface CheckArgs<R> {
  /** All rows of the new data. Loaded only for functions that have a parameter; for large tables use `check.sql`. */
  readonly rows: readonly R[];
  /** The value as downstreams get it: the rows, or what `json()` stores. */
  readonly value: unknown;
}

export type CheckOutcome = boolean | { readonly passed: boolean; readonly message?: string };
export type Bound = number | bigint | string | Date;

export type CheckFunction<R> = (args: CheckArgs<R>) => CheckOutcome | Promise<CheckOutcome>;

/** How a check is evaluated. */
export type CheckTest =
  | { readonly kind: "function"; readonly evaluate: CheckFunction<never> }
  | { readonly kind: "unique" | "notNull"; readonly columns: readonly string[] }
  | { readonly kind: "accepted"; readonly column: string; readonly values: readonly (Bound | boolean)[] }
  | {
      readonly kind: "between";
      readonly column: string;
      readonly min: Bound | null;
      readonly max: Bound | null;
    }
  | { readonly kind: "rowCount"; readonly min: number | null; readonly max: number | null }
  | { readonly kind: "sql"; readonly query: SqlQuery };

export interface Check {
  /** Unique in its asset. */
  readonly name: string;
  readonly blocking: boolean;
  readonly severity: "error" | "warning";
  readonly description: string | null;
  readonly test: CheckTest;
}

/**
 * A check of your own, `check<Order>("paid", ({ rows }) => …)`. True, or `{ passed: true }`, is a pass; a check that throws has
 * failed.
 */
function customCheck<R = Row>(name: string, evaluate: CheckFunction<R>, options?: CheckOptions): Check {
  return make(name, { kind: "function", evaluate }, options);
}

type Columns = readonly [string, ...string[]] | readonly [string, ...string[], CheckOptions];

export const check = Object.assign(customCheck, {
  /** No two rows have the same values in these columns. Rows with a null in one of them are not compared. */
  unique: (...columns: Columns): Check => columnsCheck("unique", columns),
  /** No null in any of these columns. */
  notNull: (...columns: Columns): Check => columnsCheck("notNull", columns),
  /** The column holds only these values, or null. */
  accepted: (column: string, values: readonly (Bound | boolean)[], options?: CheckOptions): Check =>
    make(`accepted(${column})`, { kind: "accepted", column, values }, options),
  /** The column lies between `min` and `max`, both included, or is null. */
  between: (
    column: string,
    range: { readonly min?: Bound; readonly max?: Bound },
    options?: CheckOptions,
  ): Check =>
    make(
      `between(${column})`,
      { kind: "between", column, min: range.min ?? null, max: range.max ?? null },
      options,
    ),
  /** The number of rows lies between `min` and `max`, both included. */
  rowCount: (range: { readonly min?: number; readonly max?: number }, options?: CheckOptions): Check =>
    make("rowCount", { kind: "rowCount", min: range.min ?? null, max: range.max ?? null }, options),
  /** The query selects the rows that violate; read the asset itself, and its deps, by `ref()`. */
  sql: (name: string, query: SqlQuery, options?: CheckOptions): Check =>
    make(name, { kind: "sql", query: isQuery(query) ? query : sql`` }, options),
});

function columnsCheck(kind: "unique" | "notNull", given: readonly (string | CheckOptions)[]): Check {
  const columns = given.filter((item): item is string => typeof item === "string");
  const options = given.find((item): item is CheckOptions => typeof item === "object");
  return make(`${kind}(${columns.join(", ")})`, { kind, columns }, options);
}

function make(name: string, test: CheckTest, options: CheckOptions = {}): Check {
  return Object.freeze({
    name: joinKey(name),
    blocking: options.blocking ?? false,
    severity: options.severity ?? "error",
    description: options.description ?? null,
    test,
  });
}
