// What JavaScript rows look like as a table: one type per column, found while the rows pass. Pure.

/** How a column is held while rows arrive: whole numbers are held as DOUBLE and become BIGINT at the end if all are whole. */
export type ColumnKind = "number" | "bigint" | "boolean" | "string" | "date" | "json" | "bytes";

/** Of strings, since ES2024. */
interface WellFormed {
  isWellFormed(): boolean;
}

export interface ColumnState {
  readonly name: string;
  readonly kind: ColumnKind;
  /** All numbers so far are whole and exact. */
  whole: boolean;
  readonly firstRow: number;
}

/** The rows do not make a table. Tells which row and column. */
export class RowShapeError extends Error {
  override readonly name = "RowShapeError";
}

/** Notes the columns of `rows`, the first of which has number `from`. Returns the columns seen for the first time. */
export function noteColumns(
  columns: Map<string, ColumnState>,
  seen: Set<string>,
  rows: readonly unknown[],
  from: number,
): ColumnState[] {
  const added: ColumnState[] = [];
  const names = new Map([...seen].map((name) => [name.toLowerCase(), name]));
  rows.forEach((row, i) => {
    if (!isRow(row)) {
      throw new RowShapeError(
        `Row ${from + i} is ${describe(row)}; a row must be an object with named columns.`,
      );
    }
    for (const name in row) {
      const value = row[name];
      if (!seen.has(name)) noteName(names, name, from + i);
      seen.add(name);
      if (value === null || value === undefined) continue;
      const kind = kindOf(value, name, from + i);
      const column = columns.get(name);
      if (column === undefined) {
        const state = { name, kind, whole: isWhole(value), firstRow: from + i };
        columns.set(name, state);
        added.push(state);
      } else if (column.kind !== kind) {
        throw new RowShapeError(
          `Column "${name}" holds a ${column.kind} in row ${column.firstRow} and a ${kind} in row ${from + i}; a column has one type.`,
        );
      } else if (column.whole && !isWhole(value)) column.whole = false;
    }
  });
  return added;
}

/** Tables do not tell capitals apart: two columns that would become one are an error. */
function noteName(names: Map<string, string>, name: string, row: number): void {
  const folded = name.toLowerCase();
  const twin = names.get(folded);
  if (twin !== undefined) {
    throw new RowShapeError(
      `Columns "${twin}" and "${name}" differ only in capitals, which tables do not tell apart (row ${row}).`,
    );
  }
  names.set(folded, name);
}

export function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function kindOf(value: unknown, name: string, row: number): ColumnKind {
  const type = typeof value;
  switch (type) {
    case "bigint":
      if (BigInt.asIntN(64, value as bigint) === value) return type;
      throw new RowShapeError(
        `Column "${name}" holds ${String(value)} in row ${row}, which does not fit into 64 bits; store it as a string.`,
      );
    case "number":
    case "boolean":
      return type;
    case "string":
      // DuckDB's client drops the mark when it reads.
      if ((value as string).startsWith("\ufeff")) {
        throw new RowShapeError(
          `Column "${name}" holds a text in row ${row} that begins with a byte order mark (U+FEFF), which would be lost: remove it.`,
        );
      }
      if ((value as WellFormed).isWellFormed()) return type;
      throw new RowShapeError(
        `Column "${name}" holds a text in row ${row} with half of a surrogate pair, which no file can hold.`,
      );
    case "object":
      if (value instanceof Uint8Array) return "bytes";
      if (!(value instanceof Date)) return "json";
      if (!Number.isNaN(value.getTime())) return "date";
      throw new RowShapeError(`Column "${name}" holds an invalid Date in row ${row}.`);
    case "function":
    case "symbol":
    case "undefined":
      throw new RowShapeError(`Column "${name}" holds a ${type} in row ${row}, which cannot be stored.`);
  }
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return value instanceof Date ? "a Date" : value === undefined ? "undefined" : `a ${typeof value}`;
}
