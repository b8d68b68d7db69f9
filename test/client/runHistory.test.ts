// The last runs of an asset, read from the logs of runs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { attemptsIn, runHistory } from "../../client/src/lineage/runHistory.ts";
import type { RunEvent } from "../../protocol/src/index.ts";

const root = mkdtempSync(join(tmpdir(), "strataline-history-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const KEY = "silver/orders";

function log(runId: string, at: number, ...events: readonly Partial<RunEvent>[]): string {
  return events.map((event) => `${JSON.stringify({ runId, at, key: KEY, ...event })}\n`).join("");
}

const started = { type: "assetStarted", attempt: 1 } as const;
const succeeded = {
  type: "assetSucceeded",
  durationMs: 7,
  rows: 3,
  bytes: 9,
  materialization: "m",
  dataVersion: "d",
  unchanged: false,
} as const;
const checked = {
  type: "checkFinished",
  check: "unique(id)",
  passed: false,
  severity: "warning",
  blocking: false,
  message: "2 rows",
  durationMs: 1,
} as const;
const failed = { type: "assetFailed", durationMs: 2, error: { name: "Error", message: "boom" } } as const;

test("a success with its checks, a failure with its message, a skip; nothing of other assets, nor of what was fresh", () => {
  const other = { ...succeeded, key: "silver/orders_2", rows: 99 };
  const text = log("r", 5, started, checked, other, succeeded);
  expect(attemptsIn(text, KEY)).toEqual([
    {
      runId: "r",
      at: 5,
      state: "succeeded",
      durationMs: 7,
      rows: 3,
      bytes: 9,
      error: null,
      checks: [{ name: "unique(id)", passed: false, severity: "warning", message: "2 rows" }],
    },
  ]);
  expect(attemptsIn(log("r", 5, started, failed), KEY)).toMatchObject([{ state: "failed", error: "boom" }]);
  const skip = { type: "assetSkipped", because: null } as const;
  expect(attemptsIn(log("r", 5, { ...skip, reason: "upstreamFailed" }), KEY)).toMatchObject([
    { state: "skipped" },
  ]);
  expect(attemptsIn(log("r", 5, { ...skip, reason: "fresh" }), KEY)).toEqual([]);
});

test("checks of an attempt that was tried again do not count", () => {
  const text = log("r", 5, started, checked, started, succeeded);
  expect(attemptsIn(text, KEY)).toMatchObject([{ checks: [] }]);
});

test("a log that was cut short, or is none, gives what it has", () => {
  expect(attemptsIn(`${log("r", 5, started, succeeded)}{"key":"${KEY}","ty`, KEY)).toHaveLength(1);
  expect(attemptsIn(`"${KEY}"\nnull\n`, KEY)).toEqual([]);
});

test("oldest first, of the newest runs; a project that never ran has none", async () => {
  expect(await runHistory(root, KEY)).toEqual([]);
  const runs = join(root, ".strataline", "runs");
  mkdirSync(runs, { recursive: true });
  for (let run = 10; run < 40; run++) {
    writeFileSync(join(runs, `202601${run}T0-a.jsonl`), log(`run ${run}`, run, started, succeeded));
  }
  writeFileSync(join(runs, "notes.txt"), log("no", 99, succeeded));
  const found = await runHistory(root, KEY);
  expect(found.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, at) => 20 + at));
});
