// The contract of an IO manager as cases to run in any test runner:
//
//   for (const { name, run } of ioManagerCases(() => myManager())) test(name, run);
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect, isDeepStrictEqual } from "node:util";
import { createEnginePool, type OpenEngine } from "../io/engine.ts";
import type { IoManager, Output, Stored, WriteContext } from "../io/ioManager.ts";
import { AWKWARD_KEYS, VALUE_CASES } from "./valueCases.ts";

export interface IoCase {
  /** A sentence: "gives back NaN as it was, or refuses it". */
  readonly name: string;
  /** Rejects with an Error that says what the manager did wrong. */
  readonly run: () => Promise<void>;
}

export interface IoCaseOptions {
  /** What is stored now, anything that tells; default: the files under `root`. For managers that store elsewhere. */
  readonly list?: (root: string) => Promise<readonly string[]> | readonly string[];
  /** What a manager says that it turns a value into: `json()` turns a Date into its ISO string. */
  readonly reads?: (value: unknown) => unknown;
}

type Row = Readonly<Record<string, unknown>>;

/** The cases that every IO manager passes. `create` is called once per case; each case has an empty project folder. */
export function ioManagerCases(create: () => IoManager, options: IoCaseOptions = {}): readonly IoCase[] {
  const make = (name: string, body: (bench: Bench) => Promise<void>): IoCase => ({
    name,
    run: async () => {
      const bench = new Bench(create(), options);
      try {
        await body(bench);
      } finally {
        await bench.close();
      }
    },
  });
  return [
    ...VALUE_CASES.map(({ name, rows }) =>
      make(`gives back ${name}, or refuses before anything is written`, (bench) => bench.roundTrip(rows)),
    ),
    make("stores what a query gives", storesQueries),
    make("keeps the values of different keys apart, whatever the keys are", keepsKeysApart),
    make("keeps an older version as it was", keepsVersions),
    make("leaves nothing behind when the rows fail on their way", leavesNothing),
    make("leaves nothing behind when it is aborted", stopsOnAbort),
    make("gives equal content an equal hash, and different content another", hashesContent),
    make("forgets what is removed, also twice", removes),
    make("lets SQL scan its rows", scans),
  ];
}

class Bench {
  /** Holds the project alone: what else is in it later came out of the project. */
  readonly #around = mkdtempSync(join(tmpdir(), "strataline-io-"));
  readonly root = join(this.#around, "project");
  readonly io: IoManager;
  readonly #options: IoCaseOptions;
  readonly #engines = createEnginePool(join(this.root, ".engine"));
  #engine: Promise<OpenEngine> | null = null;

  constructor(io: IoManager, options: IoCaseOptions) {
    mkdirSync(this.root);
    this.io = io;
    this.#options = options;
  }

  context(key: string, given: Partial<WriteContext> = {}): WriteContext {
    return {
      root: this.root,
      key,
      signal: new AbortController().signal,
      engine: () => (this.#engine ??= this.#engines.connect()),
      materialization: randomUUID(),
      previous: null,
      schema: null,
      ...given,
    };
  }

  write(key: string, rows: Iterable<unknown> | AsyncIterable<unknown>): Promise<Stored> {
    return this.io.write({ kind: "rows", rows }, this.context(key));
  }

  async expectRows(stored: Stored, key: string, rows: readonly Row[]): Promise<void> {
    const read = await this.io.read(stored, this.context(key));
    const expected = rows.map((row) => this.#options.reads?.(row) ?? row);
    if (!isDeepStrictEqual(comparable(read), comparable(expected))) {
      fail(`It stored ${inspect(expected, SHORT)} and read ${inspect(read, SHORT)}.`);
    }
  }

  async roundTrip(rows: readonly Row[]): Promise<void> {
    const before = await this.list();
    let stored: Stored;
    try {
      stored = await this.write("bronze/a", rows);
    } catch (error) {
      if (!(error instanceof Error) || error.message === "") fail("It refused without saying why.");
      await this.expectNothingNew(before);
      return;
    }
    await this.expectRows(stored, "bronze/a", rows);
    if (stored.rows !== rows.length) fail(`It says that ${rows.length} rows are ${String(stored.rows)}.`);
  }

  async list(): Promise<readonly string[]> {
    return [...(await (this.#options.list ?? filesUnder)(this.root))].sort();
  }

  async expectNothingNew(before: readonly string[]): Promise<void> {
    const left = (await this.list()).filter((one) => !before.includes(one));
    if (left.length > 0) fail(`It failed and left behind: ${left.join(", ")}.`);
  }

  outside(): readonly string[] {
    return readdirSync(this.#around).filter((name) => name !== "project");
  }

  async close(): Promise<void> {
    (await this.#engine)?.close();
    await this.#engines.close();
    rmSync(this.#around, { recursive: true, force: true });
  }
}

async function storesQueries(bench: Bench): Promise<void> {
  const output: Output = { kind: "query", sql: "SELECT 1 AS id, 'x' AS name -- the end" };
  const stored = await bench.io.write(output, bench.context("gold/a"));
  await bench.expectRows(stored, "gold/a", [{ id: 1, name: "x" }]);
}

async function keepsKeysApart(bench: Bench): Promise<void> {
  const stored: Stored[] = [];
  for (const key of AWKWARD_KEYS) stored.push(await bench.write(key, [{ key }]));
  for (const [i, key] of AWKWARD_KEYS.entries()) {
    const one = stored[i];
    if (one !== undefined) await bench.expectRows(one, key, [{ key }]);
  }
  const outside = bench.outside();
  if (outside.length > 0) fail(`A key led out of the project: ${outside.join(", ")}.`);
}

async function keepsVersions(bench: Bench): Promise<void> {
  const first = await bench.write("a/b", [{ v: 1 }]);
  const context = bench.context("a/b", { previous: first });
  const second = await bench.io.write({ kind: "rows", rows: [{ v: 2 }] }, context);
  await bench.expectRows(first, "a/b", [{ v: 1 }]);
  await bench.expectRows(second, "a/b", [{ v: 2 }]);
  await bench.write("a/b", failingRows()).catch(() => undefined);
  await bench.expectRows(second, "a/b", [{ v: 2 }]);
}

async function leavesNothing(bench: Bench): Promise<void> {
  const before = await bench.list();
  const error: unknown = await bench.write("a/b", failingRows()).then(
    () => fail("It stored rows that failed on their way."),
    (error: unknown) => error,
  );
  if (!(error instanceof Error) || !error.message.includes("out of rows")) {
    fail("It hid the error of the rows.");
  }
  await bench.expectNothingNew(before);
}

async function* failingRows(): AsyncGenerator<Row> {
  for (let v = 0; v < 10_000; v++) yield { v };
  await Promise.reject(new Error("out of rows"));
}

async function stopsOnAbort(bench: Bench): Promise<void> {
  const before = await bench.list();
  const abort = new AbortController();
  async function* rows(): AsyncGenerator<Row> {
    for (let v = 0; v < 100_000; v++) {
      if (v === 20_000) abort.abort(new Error("stop"));
      yield await Promise.resolve({ v });
    }
  }
  const context = bench.context("a/b", { signal: abort.signal });
  await bench.io.write({ kind: "rows", rows: rows() }, context).then(
    () => fail("It stored rows after the abort."),
    () => undefined,
  );
  await bench.expectNothingNew(before);
}

async function hashesContent(bench: Bench): Promise<void> {
  const rows = [{ v: 1 }, { v: 2 }];
  const first = await bench.write("a/b", rows);
  const same = await bench.write("a/b", rows);
  const other = await bench.write("a/b", [{ v: 1 }, { v: 3 }]);
  if (first.contentHash !== same.contentHash) fail("Equal rows have different hashes.");
  if (first.contentHash === other.contentHash) fail("Different rows have the same hash.");
}

async function removes(bench: Bench): Promise<void> {
  const before = await bench.list();
  const stored = await bench.write("a/b", [{ v: 1 }]);
  if (!bench.io.exists(stored, bench.root)) fail("It does not know what it has just stored.");
  bench.io.remove(stored, bench.root);
  bench.io.remove(stored, bench.root);
  if (bench.io.exists(stored, bench.root)) fail("It still knows what was removed.");
  await bench.expectNothingNew(before);
}

async function scans(bench: Bench): Promise<void> {
  const context = bench.context("a/b");
  const stored = await bench.io.write({ kind: "rows", rows: [{ v: 1 }, { v: 2 }] }, context);
  const scan = await bench.io.scan(stored, context);
  if (scan === null) return;
  const [row] = await (await context.engine()).query(`SELECT count(*) AS n, sum(v) AS s FROM ${scan}`);
  if (row?.n !== 2 || Number(row.s) !== 3) fail(`SQL over its rows gives ${inspect(row)}.`);
}

const SHORT = { depth: 4, maxArrayLength: 5, maxStringLength: 80, breakLength: Infinity };

/** A column that a row lacks is null; bytes are bytes, whatever class holds them. */
function comparable(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const rows = value as readonly Row[];
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return rows.map((row) => Object.fromEntries([...names].sort().map((name) => [name, cell(row[name])])));
}

function cell(value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : (value ?? null);
}

function filesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(".engine"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function fail(message: string): never {
  throw new Error(message);
}
