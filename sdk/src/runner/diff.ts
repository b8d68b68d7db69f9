// Two stored versions of an asset, compared row by row where they are stored: DuckDB does the work, so size does not matter.
import type { Asset } from "../authoring/definition.ts";
import type { Column, Engine, IoContext } from "../io/ioManager.ts";
import { quoteName, quoteText } from "../io/sqlText.ts";
import type { PastMaterialization } from "../store/model.ts";
import type { ChangedRow, DiffOptions, Row, RowDiff, ValueDiff } from "./historyApi.ts";
import { toJsonRow } from "./show.ts";
import type { CurrentVersions } from "./versions.ts";

const ROWS = 10;
/** Names of the two sides in SQL, which no column is likely to have. */
const [LEFT, RIGHT] = ["strataline_left", "strataline_right"];

/** The comparison cannot be made as asked for. */
export class DiffError extends Error {
  override readonly name = "DiffError";
}

export async function diffVersions(
  before: PastMaterialization,
  after: PastMaterialization,
  options: Pick<DiffOptions, "by" | "rows">,
  { versions, engine }: { readonly versions: CurrentVersions; readonly engine: Engine },
): Promise<RowDiff | ValueDiff> {
  const asset = versions.asset(before.key);
  if (asset === undefined) throw new DiffError(`No asset has the key "${before.key}".`);
  const io = versions.ioOf(asset);
  const context: IoContext = {
    root: versions.root,
    key: asset.key,
    signal: new AbortController().signal,
    engine: () => Promise.resolve(engine),
  };
  const [a, b] = [await io.scan(before.stored, context), await io.scan(after.stored, context)];
  if (a === null || b === null) {
    const values = [await io.read(before.stored, context), await io.read(after.stored, context)] as const;
    return { kind: "value", before, after, isEqual: before.dataVersion === after.dataVersion, values };
  }
  const tables = await compareColumns(a, b, engine);
  const by = byColumns(asset, options.by, tables);
  const rows = Math.max(0, Math.trunc(options.rows ?? ROWS));
  const found =
    by.length === 0 ? await wholeRows(tables, rows, engine) : await byKey(tables, by, rows, engine);
  return { kind: "rows", before, after, by, columns: tables.differences, ...found };
}

interface Tables {
  /** SELECTs of the common columns, which can be compared. */
  readonly a: string;
  readonly b: string;
  readonly common: readonly string[];
  readonly differences: RowDiff["columns"];
}

async function compareColumns(a: string, b: string, engine: Engine): Promise<Tables> {
  const [before, after] = [
    await engine.columns(`SELECT * FROM ${a}`),
    await engine.columns(`SELECT * FROM ${b}`),
  ];
  const typeIn = (columns: readonly Column[], name: string): string | undefined =>
    columns.find((column) => column.name === name)?.type;
  const common = before.map(({ name }) => name).filter((name) => typeIn(after, name) !== undefined);
  const retyped = common.flatMap((name) => {
    const [was, is] = [typeIn(before, name) ?? "", typeIn(after, name) ?? ""];
    return was === is ? [] : [{ name, before: was, after: is }];
  });
  const list = common
    .map((name) =>
      retyped.some((one) => one.name === name)
        ? `CAST(${quoteName(name)} AS VARCHAR) AS ${quoteName(name)}`
        : quoteName(name),
    )
    .join(", ");
  if (common.length === 0) throw new DiffError("The two versions have no column in common.");
  return {
    a: `SELECT ${list} FROM ${a}`,
    b: `SELECT ${list} FROM ${b}`,
    common,
    differences: {
      added: after.map(({ name }) => name).filter((name) => !common.includes(name)),
      removed: before.map(({ name }) => name).filter((name) => !common.includes(name)),
      retyped,
    },
  };
}

function byColumns(
  asset: Asset,
  given: readonly string[] | undefined,
  { common }: Tables,
): readonly string[] {
  if (given !== undefined) {
    const missing = given.find((name) => !common.includes(name));
    if (missing === undefined) return given;
    throw new DiffError(`There is no column "${missing}" in both versions: there are ${common.join(", ")}.`);
  }
  for (const { test } of asset.checks) {
    if (test.kind === "unique" && test.columns.every((name) => common.includes(name))) return test.columns;
  }
  return [];
}

type Found = Pick<RowDiff, "counts" | "added" | "removed" | "changed">;

/** Rows are a bag: what occurs more often on one side. */
async function wholeRows({ a, b }: Tables, rows: number, engine: Engine): Promise<Found> {
  const more = async (left: string, right: string): Promise<readonly [number, readonly Row[]]> => {
    const sql = `(${left}) EXCEPT ALL (${right})`;
    return [await count(sql, engine), await sample(`SELECT * FROM (${sql})`, rows, engine)];
  };
  const [added, addedRows] = await more(b, a);
  const [removed, removedRows] = await more(a, b);
  return { counts: { added, removed, changed: 0 }, added: addedRows, removed: removedRows, changed: [] };
}

async function byKey(
  { a, b, common }: Tables,
  by: readonly string[],
  rows: number,
  engine: Engine,
): Promise<Found> {
  for (const table of [a, b]) await refuseTwice(table, by, engine);
  const pairs = (names: readonly string[], operator: string): readonly string[] =>
    names.map((name) => `${LEFT}.${quoteName(name)} ${operator} ${RIGHT}.${quoteName(name)}`);
  const on = pairs(by, "IS NOT DISTINCT FROM").join(" AND ");
  const only = (left: string, right: string): string =>
    `SELECT ${LEFT}.* FROM (${left}) ${LEFT} ANTI JOIN (${right}) ${RIGHT} ON ${on}`;
  const others = common.filter((name) => !by.includes(name));
  const isChanged = pairs(others, "IS DISTINCT FROM").join(" OR ");
  const row = (side: string): string =>
    `{${common.map((name) => `${quoteText(name)}: ${side}.${quoteName(name)}`).join(", ")}}`;
  const changed = `SELECT ${row(LEFT)} AS a, ${row(RIGHT)} AS b FROM (${a}) ${LEFT} JOIN (${b}) ${RIGHT} ON ${on} WHERE ${isChanged === "" ? "FALSE" : isChanged}`;
  const order = `ORDER BY ${by.map((_, i) => i + 1).join(", ")}`;
  const keysFirst = (sql: string): string =>
    `SELECT ${[...by, ...others].map(quoteName).join(", ")} FROM (${sql}) ${order}`;
  const found = await sample(changed, rows, engine);
  return {
    counts: {
      added: await count(only(b, a), engine),
      removed: await count(only(a, b), engine),
      changed: await count(changed, engine),
    },
    added: await sample(keysFirst(only(b, a)), rows, engine),
    removed: await sample(keysFirst(only(a, b)), rows, engine),
    changed: found.map((row) => changedRow(row as { readonly a: Row; readonly b: Row }, by, others)),
  };
}

async function refuseTwice(table: string, by: readonly string[], engine: Engine): Promise<void> {
  const names = by.map(quoteName).join(", ");
  const twice = `SELECT ${names} FROM (${table}) GROUP BY ${names} HAVING count(*) > 1`;
  const [row] = await sample(twice, 1, engine);
  if (row === undefined) return;
  throw new DiffError(
    `Rows cannot be told apart by ${by.join(", ")}: ${JSON.stringify(row)} occurs more than once. Name other columns with --by.`,
  );
}

function changedRow(
  { a, b }: { readonly a: Row; readonly b: Row },
  by: readonly string[],
  others: readonly string[],
): ChangedRow {
  const differing = others.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
  const pick = (row: Row, names: readonly string[]): Row =>
    Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  return { by: pick(b, by), before: pick(a, differing), after: pick(b, differing) };
}

async function count(sql: string, engine: Engine): Promise<number> {
  const [row] = await engine.query(`SELECT count(*) AS n FROM (${sql})`);
  return Number(row?.n);
}

async function sample(sql: string, rows: number, engine: Engine): Promise<readonly Row[]> {
  return (await engine.query(`SELECT * FROM (${sql}) LIMIT ${rows}`)).map(toJsonRow);
}
