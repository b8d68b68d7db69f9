// Schemas at the border of storage: what does not fit is an error with the first rows that break it, and is never stored.
import type { SchemaIssue, SchemaResult, StandardSchema } from "../authoring/standardSchema.ts";

/** Failing rows that are reported. */
const REPORTED = 10;

export class SchemaError extends Error {
  override readonly name = "SchemaError";
}

type Rows = Iterable<unknown> | AsyncIterable<unknown>;

/** The rows as the schema gives them back. Arrays are checked now, streams while they flow. */
export async function validateRows(rows: Rows, schema: StandardSchema): Promise<Rows> {
  const validated = validateStream(rows, schema);
  if (!Array.isArray(rows)) return validated;
  const list: unknown[] = [];
  for await (const row of validated) list.push(row);
  return list;
}

async function* validateStream(rows: Rows, schema: StandardSchema): AsyncGenerator {
  const failures = new Failures();
  let index = 0;
  for await (const row of rows) {
    const result = schema["~standard"].validate(row);
    // Awaiting every row would cost more than most schemas do.
    const settled = result instanceof Promise ? await result : result;
    if (settled.issues !== undefined) failures.add(index, settled.issues);
    else if (failures.isEmpty) yield settled.value;
    index++;
  }
  failures.throwIfAny();
}

/** Checks without changing: for rows that a query has stored already. */
export async function checkRows(
  chunks: AsyncIterable<readonly unknown[]>,
  schema: StandardSchema,
): Promise<void> {
  const failures = new Failures();
  let index = 0;
  for await (const chunk of chunks) {
    for (const row of chunk) {
      const result = schema["~standard"].validate(row);
      const { issues } = result instanceof Promise ? await result : result;
      if (issues !== undefined) failures.add(index, issues);
      index++;
    }
  }
  failures.throwIfAny();
}

/** A value that is no rows. */
export async function validateValue(value: unknown, schema: StandardSchema): Promise<unknown> {
  const result: SchemaResult<unknown> = await schema["~standard"].validate(value);
  if (result.issues === undefined) return result.value;
  throw new SchemaError(`The value breaks the schema: ${result.issues.map(describe).join("; ")}`);
}

class Failures {
  readonly #lines: string[] = [];

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** Throws as soon as there are enough: a wrong schema must not cost a walk through millions of rows. */
  add(index: number, issues: readonly SchemaIssue[]): void {
    this.#lines.push(`row ${index}: ${issues.map(describe).join("; ")}`);
    if (this.#lines.length >= REPORTED) this.throwIfAny();
  }

  throwIfAny(): void {
    const count = this.#lines.length;
    if (count === 0) return;
    const head =
      count >= REPORTED
        ? `The first ${count} rows that break`
        : `${count} row${count === 1 ? "" : "s"} break${count === 1 ? "s" : ""}`;
    throw new SchemaError(`${head} the schema:\n${this.#lines.join("\n")}`);
  }
}

function describe({ path, message }: SchemaIssue): string {
  const names = (path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  return names.length === 0 ? message : `${names.join(".")}: ${message}`;
}
