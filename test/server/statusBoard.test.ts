// What events of a run and the state file make of an asset's status.
import { expect, test } from "vitest";
import type { AssetStatus } from "../../core/src/index.ts";
import type { RunEvent } from "../../protocol/src/index.ts";
import { createStatusBoard } from "../../server/src/statusBoard.ts";

const KEY = "silver/orders";
const RUN = { runId: "r1" };
const started = (at: number): RunEvent => ({ type: "assetStarted", ...RUN, at, key: KEY, attempt: 1 });
const succeeded = (at: number, rows: number | null = 7): RunEvent => ({
  type: "assetSucceeded",
  ...RUN,
  at,
  key: KEY,
  durationMs: 5,
  rows,
  bytes: null,
  materialization: "m",
  dataVersion: "d",
  unchanged: false,
});
const failed = (at: number): RunEvent => ({
  type: "assetFailed",
  ...RUN,
  at,
  key: KEY,
  durationMs: 5,
  error: { name: "Error", message: "no", location: { file: "assets/a.ts", line: 3, character: 1 } },
});
const skipped = (at: number, reason: "fresh" | "upstreamFailed" | "cancelled"): RunEvent => ({
  type: "assetSkipped",
  ...RUN,
  at,
  key: KEY,
  reason,
  because: null,
});
const checked = (passed: boolean): RunEvent => ({
  type: "checkFinished",
  ...RUN,
  at: 9,
  key: KEY,
  check: "c",
  passed,
  severity: "error",
  blocking: false,
  message: null,
  durationMs: 1,
});
const planned: RunEvent = {
  type: "runStarted",
  ...RUN,
  at: 1,
  selection: null,
  pid: 1,
  assets: [{ key: KEY, reason: { kind: "forced" } }],
  fresh: [],
};
const finished: RunEvent = {
  type: "runFinished",
  ...RUN,
  at: 99,
  status: "cancelled",
  durationMs: 1,
  succeeded: 0,
  failed: 0,
  skipped: 0,
  checksFailed: 0,
};

function checkStatus(events: readonly RunEvent[], expected: Partial<AssetStatus> | undefined): void {
  const board = createStatusBoard();
  for (const event of events) board.apply(event);
  if (expected === undefined) expect(board.of(KEY)).toBeUndefined();
  else expect(board.of(KEY)).toMatchObject(expected);
}

test("a planned asset is queued", () => checkStatus([planned], { state: "queued", at: 1 }));
test("a started one runs", () => checkStatus([planned, started(2)], { state: "running", at: 2 }));
test("success keeps rows and when it was", () =>
  checkStatus([started(2), succeeded(3)], { state: "succeeded", rows: 7, lastSucceededAt: 3 }));
test("failure keeps the last success and says where", () =>
  checkStatus([succeeded(3), failed(8)], {
    state: "failed",
    lastSucceededAt: 3,
    rows: 7,
    error: { message: "no", path: "assets/a.ts", line: 3, character: 1 },
  }));
test("a fresh asset shows its last success", () =>
  checkStatus([succeeded(3), planned, skipped(9, "fresh")], { state: "succeeded", at: 3 }));
test("an asset behind a failure is skipped", () =>
  checkStatus([planned, skipped(9, "upstreamFailed")], { state: "skipped" }));
test("a cancelled asset is cancelled", () =>
  checkStatus([planned, skipped(9, "cancelled")], { state: "cancelled" }));
test("checks are counted", () =>
  checkStatus([started(1), checked(true), checked(false), succeeded(9)], {
    checks: { passed: 1, failed: 1 },
  }));
test("what is still open when the run ends was cancelled", () =>
  checkStatus([planned, started(2), finished], { state: "cancelled", at: 99 }));
test("an end leaves other runs alone", () =>
  checkStatus([started(2), { ...finished, runId: "other" }], { state: "running" }));

test("the error of before is gone after a success", () => {
  const board = createStatusBoard();
  for (const event of [failed(1), started(2), succeeded(3)]) board.apply(event);
  expect(board.of(KEY)).not.toHaveProperty("error");
});

test("the file does not overwrite a newer event", () => {
  const board = createStatusBoard();
  board.apply(started(10));
  const file = (at: number): string =>
    JSON.stringify({ version: 1, statuses: [{ key: KEY, state: "failed", at }] });
  expect(board.readFile(file(9))).toEqual([]);
  expect(board.readFile(file(11))).toHaveLength(1);
  expect(board.of(KEY)?.state).toBe("failed");
});

test.for([undefined, "", "{", "[]", "null", '{"statuses": 5}', '{"statuses": [null, 1, {"key": "a"}]}'])(
  "a state file with %j changes nothing",
  (text) => {
    const board = createStatusBoard();
    expect(board.readFile(text)).toEqual([]);
    expect(board.revision()).toBe(0);
  },
);
