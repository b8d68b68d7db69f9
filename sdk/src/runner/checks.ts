// Judges new data. Ready-made checks are one SQL query each, which selects the rows that violate.
import type { Check, CheckOutcome, CheckTest } from "../authoring/check.ts";
import type { SqlQuery } from "../authoring/sql.ts";
import type { Engine } from "../io/ioManager.ts";
import { literal, quoteName, subquery } from "../io/sqlText.ts";
import type { CheckResult } from "../store/model.ts";
import { unreachable } from "./unreachable.ts";

/** Rows shown in the message of a check that failed. */
const SAMPLE = 10;
/** The column that counts all violations, of which only a sample is fetched. */
const TOTAL = "all violations";

export interface CheckSubject {
  /** SQL that scans the new data; null when it is no rows. */
  readonly scan: () => Promise<string | null>;
  /** The text of a `check.sql` query; `own` scans the new data. */
  readonly render: (query: SqlQuery, own: string) => Promise<string>;
  readonly engine: () => Promise<Engine>;
  readonly signal: AbortSignal;
  /** The value as downstreams get it. Loaded at most once. */
  readonly value: () => Promise<unknown>;
  readonly now: () => number;
}

/** Never rejects, but for a cancel: a check that throws has failed. */
export async function evaluateCheck(check: Check, subject: CheckSubject): Promise<CheckResult> {
  const start = subject.now();
  const { passed, message } = await outcomeOf(check, subject);
  subject.signal.throwIfAborted();
  return {
    check: check.name,
    passed,
    severity: check.severity,
    blocking: check.blocking,
    message,
    durationMs: subject.now() - start,
  };
}

interface Outcome {
  readonly passed: boolean;
  readonly message: string | null;
}

async function outcomeOf(check: Check, subject: CheckSubject): Promise<Outcome> {
  try {
    return check.test.kind === "function"
      ? await runFunction(check.test.evaluate, subject)
      : await runQuery(check.test, subject);
  } catch (error) {
    return {
      passed: false,
      message: `The check failed to run: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function runFunction(
  evaluate: (args: {
    readonly rows: readonly never[];
    readonly value: unknown;
  }) => CheckOutcome | Promise<CheckOutcome>,
  subject: CheckSubject,
): Promise<Outcome> {
  // A function without parameters looks at nothing: nothing is loaded for it.
  const value = evaluate.length === 0 ? undefined : await subject.value();
  const rows = (Array.isArray(value) ? (value as readonly unknown[]) : []) as readonly never[];
  const given: unknown = await evaluate({ rows, value });
  if (typeof given === "boolean") return { passed: given, message: null };
  if (typeof given === "object" && given !== null && "passed" in given) {
    const message = "message" in given && typeof given.message === "string" ? given.message : null;
    return { passed: given.passed === true, message };
  }
  return { passed: false, message: "The check must return true, false or { passed, message }." };
}

async function runQuery(
  test: Exclude<CheckTest, { kind: "function" }>,
  subject: CheckSubject,
): Promise<Outcome> {
  const scan = await subject.scan();
  if (scan === null) return { passed: false, message: "The value is no rows: use a check of your own." };
  const engine = await subject.engine();
  if (test.kind === "rowCount") {
    const [row] = await engine.query(`SELECT count(*) AS n FROM ${scan}`, subject.signal);
    return judgeCount(Number(row?.n), test.min, test.max);
  }
  const violations = test.kind === "sql" ? await subject.render(test.query, scan) : violationsOf(test, scan);
  const rows = await engine.query(
    `SELECT count(*) OVER () AS ${quoteName(TOTAL)}, * FROM ${subquery(violations)} LIMIT ${SAMPLE}`,
    subject.signal,
  );
  if (rows.length === 0) return { passed: true, message: null };
  const total = Number(rows[0]?.[TOTAL]);
  const sample = rows.map((row) => toText(row));
  const rest = total > sample.length ? `\n… and ${total - sample.length} more` : "";
  const what = test.kind === "unique" ? "value" : "row";
  return {
    passed: false,
    message: `${total} ${what}${total === 1 ? "" : "s"} violate${total === 1 ? "s" : ""} it:\n${sample.join("\n")}${rest}`,
  };
}

function judgeCount(count: number, min: number | null, max: number | null): Outcome {
  if (min !== null && count < min)
    return { passed: false, message: `${count} rows, at least ${min} expected.` };
  if (max !== null && count > max)
    return { passed: false, message: `${count} rows, at most ${max} expected.` };
  return { passed: true, message: null };
}

/** SQL for the rows that violate. */
function violationsOf(
  test: Exclude<CheckTest, { kind: "sql" | "rowCount" | "function" }>,
  table: string,
): string {
  switch (test.kind) {
    case "unique": {
      const columns = test.columns.map(quoteName);
      const compared = columns.map((column) => `${column} IS NOT NULL`).join(" AND ");
      return `SELECT ${columns.join(", ")}, count(*) AS times FROM ${table} WHERE ${compared} GROUP BY ${columns.join(", ")} HAVING count(*) > 1`;
    }
    case "notNull":
      return `SELECT * FROM ${table} WHERE ${test.columns.map((name) => `${quoteName(name)} IS NULL`).join(" OR ")}`;
    case "accepted": {
      const values = test.values.map(literal).join(", ");
      return `SELECT * FROM ${table} WHERE ${quoteName(test.column)} NOT IN (${values})`;
    }
    case "between": {
      const column = quoteName(test.column);
      const below = test.min === null ? "FALSE" : `${column} < ${literal(test.min)}`;
      const above = test.max === null ? "FALSE" : `${column} > ${literal(test.max)}`;
      return `SELECT * FROM ${table} WHERE ${below} OR ${above}`;
    }
    default:
      return unreachable(test);
  }
}

function toText(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(row, (name, value: unknown) =>
    name === TOTAL ? undefined : typeof value === "bigint" ? String(value) : value,
  );
}
