// Streams of more rows than memory should hold wait in files: the table that comes out is the same, and no file stays.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as duckdb from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadRows, type RowTarget } from "../../../sdk/src/io/rowTable.ts";

const COUNT = 40_000;

let root: string;
let target: RowTarget;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "strataline-[rows]-"));
  const instance = await duckdb.DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  target = { duckdb, connection, name: "t", folder: join(root, "parts"), maxValues: 10_000 };
});
afterEach(() => {
  target.connection.closeSync();
  rmSync(root, { recursive: true, force: true });
});

function* rows(): Generator<Record<string, unknown>> {
  for (let id = 0; id < COUNT; id++) {
    yield {
      id,
      at: new Date(id),
      big: BigInt(id),
      half: id === COUNT - 1 ? 0.5 : 1,
      ...(id > 30_000 ? { late: "x" } : {}),
    };
  }
}

function waiting(): readonly string[] {
  return existsSync(target.folder) ? readdirSync(target.folder) : [];
}

describe("a stream of many rows", () => {
  it("becomes one table, in order, with columns that came late and types that the last row decides", async () => {
    const loaded = await loadRows(target, rows(), null, undefined);
    expect(waiting().length).toBeGreaterThan(2);
    expect(loaded).toMatchObject({ rows: COUNT, bigints: ["big"] });
    const read = await target.connection.runAndReadAll(
      `SELECT count(*), count(late), typeof(any_value(id)), typeof(any_value(half)), typeof(any_value("at")) FROM ${loaded.table}`,
    );
    expect(read.getRowsJson()).toEqual([[String(COUNT), "9999", "BIGINT", "DOUBLE", "TIMESTAMP"]]);
    const ids = await target.connection.runAndReadAll(`SELECT id FROM ${loaded.table}`);
    expect(ids.getColumns()[0]?.every((id, i) => id === BigInt(i))).toBe(true);
    await loaded.drop();
    expect(waiting()).toEqual([]);
  });

  it("leaves no file when it fails", async () => {
    function* failing(): Generator<Record<string, unknown>> {
      yield* rows();
      expect(waiting().length).toBeGreaterThan(2);
      yield { id: "text" };
    }
    await expect(loadRows(target, failing(), null, undefined)).rejects.toThrow(
      /Column "id" holds a number in row 0/,
    );
    expect(waiting()).toEqual([]);
  });
});
