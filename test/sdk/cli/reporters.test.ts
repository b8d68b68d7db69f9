// Run events in, what a person reads out.
import { expect, test, vi } from "vitest";
import type { AssetGraph } from "@strataline/core/graph";
import type { RunEvent } from "@strataline/protocol";
import { barText } from "../../../sdk/src/cli/reporters/liveLine.ts";
import { runSummary } from "../../../sdk/src/cli/reporters/runSummary.ts";
import { terminalReporter } from "../../../sdk/src/cli/reporters/terminalReporter.ts";
import { duration } from "../../../sdk/src/cli/quantities.ts";
import { colors } from "../../../sdk/src/cli/colors.ts";
import { capturedTerminal } from "./capturedTerminal.ts";

const at = 1_000;
const runId = "r1";
const events: readonly RunEvent[] = [
  {
    type: "runStarted",
    runId,
    at,
    selection: null,
    pid: 1,
    assets: ["bronze/a", "silver/b", "silver/c"].map((key) => ({ key, reason: { kind: "forced" } })),
    fresh: ["bronze/f"],
  },
  { type: "assetStarted", runId, at, key: "bronze/a", attempt: 1 },
  { type: "assetLog", runId, at, key: "bronze/a", stream: "stdout", text: "one\ntwo\n" },
  {
    type: "assetRetrying",
    runId,
    at,
    key: "bronze/a",
    attempt: 2,
    delayMs: 500,
    error: { name: "Error", message: "not yet" },
  },
  {
    type: "assetSucceeded",
    runId,
    at,
    key: "bronze/a",
    durationMs: 1_234,
    rows: 3_000_000,
    bytes: 10,
    materialization: "m",
    dataVersion: "d",
    unchanged: true,
  },
  {
    type: "checkFinished",
    runId,
    at,
    key: "bronze/a",
    check: "unique(id)",
    passed: true,
    severity: "error",
    blocking: true,
    message: null,
    durationMs: 1,
  },
  {
    type: "checkFinished",
    runId,
    at,
    key: "bronze/a",
    check: "rowCount",
    passed: false,
    severity: "warning",
    blocking: false,
    message: "3 rows; at most 2",
    durationMs: 1,
  },
  {
    type: "assetFailed",
    runId,
    at,
    key: "silver/b",
    durationMs: 40,
    error: {
      name: "TypeError",
      message: "no\nway",
      location: { file: "assets/b.ts", line: 4, character: 2 },
    },
  },
  {
    type: "assetSkipped",
    runId,
    at,
    key: "silver/c",
    reason: "upstreamFailed",
    because: "silver/b",
  },
  {
    type: "runFinished",
    runId,
    at,
    status: "failed",
    durationMs: 61_000,
    succeeded: 1,
    failed: 1,
    skipped: 1,
    checksFailed: 1,
  },
];

test("plain lines: one for each asset that ended, what failed in full, with its place counted from one", () => {
  const terminal = capturedTerminal();
  const { onEvent } = terminalReporter(terminal);
  events.forEach(onEvent);
  expect(terminal.printed()).toBe(`Materializing 3 assets, 1 fresh (run r1)
  bronze/a | one
  bronze/a | two
↻ bronze/a  failed, attempt 2 in 500 ms: not yet
[1/3] ✓ bronze/a  3,000,000 rows  1.2 s  unchanged
  ! check "rowCount" of bronze/a failed: 3 rows; at most 2
[2/3] ✗ silver/b  failed after 40 ms
  TypeError: no
  way
  at assets/b.ts:5:3
[3/3] - silver/c  skipped: silver/b failed
`);
});

test("the summary counts layer by layer", () => {
  const graph: AssetGraph = {
    layers: [
      { name: "bronze", title: "Bronze" },
      { name: "silver", title: "Silver" },
      { name: "gold", title: "Gold" },
    ],
    nodes: ["bronze/a", "bronze/f", "silver/b", "silver/c"].map((key) => ({
      key,
      kind: "asset",
      layer: key.split("/")[0] ?? null,
      file: null,
    })),
    edges: [],
  };
  const summary = runSummary(graph);
  events.forEach(summary.onEvent);
  expect(summary.text(colors(false))).toBe(`
Layer   Assets                    Rows   Time  Checks
Bronze  1 made, 1 fresh      3,000,000  1.2 s  1 passed, 1 failed
Silver  1 failed, 1 skipped          0  40 ms  -

Run failed in 1 min 01 s (1 asset failed, 1 check failed)

`);
});

test("what turned out to be fresh during the run counts as done and as fresh", () => {
  const terminal = capturedTerminal();
  const { onEvent } = terminalReporter(terminal);
  const still = { type: "assetSkipped", runId, at, key: "silver/c", reason: "fresh", because: null } as const;
  [...events.slice(0, 1), still].forEach(onEvent);
  expect(terminal.printed()).toContain("[1/3] = silver/c  still fresh: nothing it reads has changed\n");
});

test("an interactive terminal keeps a bar below the lines and takes it away at the end", () => {
  vi.useFakeTimers({ now: at });
  const terminal = capturedTerminal({ isInteractive: true });
  const { onEvent } = terminalReporter(terminal);
  events.slice(0, 2).forEach(onEvent);
  vi.advanceTimersByTime(150);
  expect(terminal.printed().split("\r\u001b[2K").at(-1)).toBe("░".repeat(20) + " 0/3  100 ms  bronze/a");
  events.slice(2).forEach(onEvent);
  expect(terminal.printed().endsWith("\r\u001b[2K")).toBe(true);
  const before = terminal.printed();
  vi.advanceTimersByTime(1_000);
  expect(terminal.printed()).toBe(before);
  vi.useRealTimers();
});

test("the bar never wraps", () => {
  const terminal = capturedTerminal({ columns: () => 60 });
  const running = Array.from({ length: 20 }, (_, i) => `silver/asset_${i}`);
  const text = barText({ total: 40, done: 20, running, startedAt: Date.now() }, terminal);
  expect(text.length).toBeLessThanOrEqual(59);
  expect(text.startsWith(`${"█".repeat(10)}${"░".repeat(10)} 20/40`)).toBe(true);
});

test("quantities", () => {
  expect([0, 999.4, 1_000, 59_949, 61_000, 3_600_000].map(duration)).toEqual([
    "0 ms",
    "999 ms",
    "1.0 s",
    "59.9 s",
    "1 min 01 s",
    "60 min 00 s",
  ]);
});

test("metadata is shown in a line each, progress only in the bar", () => {
  const terminal = capturedTerminal();
  const reporter = terminalReporter(terminal);
  const table = { type: "table", rows: [{ a: 1 }] } as const;
  const report = { type: "link", url: "https://shop.example", title: "Report" } as const;
  const note = { type: "markdown", text: "**two**\nlines" } as const;
  reporter.onEvent({
    type: "assetMetadata",
    runId,
    at,
    key: "bronze/a",
    entries: { rejected: 1200.5, note, report, worst: table, sampled: false },
  });
  reporter.onEvent({ type: "assetProgress", runId, at, key: "bronze/a", done: 1, total: 2, message: null });
  expect(terminal.printed()).toBe(
    [
      "  bronze/a · rejected: 1,200.5",
      "  bronze/a · note: **two** lines",
      "  bronze/a · report: Report (https://shop.example)",
      "  bronze/a · worst: a table, 1 row",
      "  bronze/a · sampled: false",
      "",
    ].join("\n"),
  );
});
