// How much memory and time it takes to store a stream of rows with lake(), in a process of its own. The floor is what DuckDB needs
// to write the same rows when they never pass through JavaScript.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createEnginePool } from "../../sdk/src/io/engine.ts";
import type { Output } from "../../sdk/src/io/ioManager.ts";
import { lake } from "../../sdk/src/io/lake.ts";

export interface StreamingFigures {
  readonly rows: number;
  /** Bytes that the process has held at most. */
  readonly peakMemory: number;
  readonly seconds: number;
  readonly fileBytes: number;
}

/** `isFloor`: by a query of DuckDB's alone. */
export async function measureStreaming(rows: number, isFloor = false): Promise<StreamingFigures> {
  const args = [
    ...process.execArgv,
    fileURLToPath(import.meta.url),
    String(rows),
    isFloor ? "floor" : "stream",
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as StreamingFigures;
}

async function* rowsUpTo(count: number): AsyncGenerator<Record<string, unknown>> {
  for (let id = 0; id < count; id++) {
    // Now and then it waits, as a source does.
    if (id % 1000 === 0) await Promise.resolve();
    yield { id, customer: `customer ${id % 5000}`, amount: id / 7, paid: id % 3 === 0 };
  }
}

async function store(rows: number, isFloor: boolean): Promise<StreamingFigures> {
  const root = mkdtempSync(join(tmpdir(), "strataline-streaming-"));
  const engines = createEnginePool(join(root, "temporary"));
  const engine = await engines.connect();
  const output: Output = isFloor
    ? {
        kind: "query",
        sql: `SELECT i AS id, 'customer ' || (i % 5000) AS customer, i / 7 AS amount, i % 3 = 0 AS paid FROM range(${rows}) t(i)`,
      }
    : { kind: "rows", rows: rowsUpTo(rows) };
  const start = performance.now();
  try {
    const stored = await lake().write(output, {
      root,
      key: "bronze/rows",
      signal: new AbortController().signal,
      engine: () => Promise.resolve(engine),
      materialization: "measured",
      previous: null,
      schema: null,
    });
    return {
      rows: stored.rows ?? 0,
      peakMemory: process.resourceUsage().maxRSS * 1024,
      seconds: (performance.now() - start) / 1000,
      fileBytes: stored.bytes ?? 0,
    };
  } finally {
    engine.close();
    await engines.close();
    rmSync(root, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await store(Number(process.argv[2]), process.argv[3] === "floor");
  console.log(JSON.stringify(figures));
}
