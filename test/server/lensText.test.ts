// The words on a lens.
import { expect, test } from "vitest";
import type { AssetStatus } from "../../core/src/index.ts";
import { lensText } from "../../server/src/lensText.ts";

const NOW = 1_000_000_000;
const SECOND = 1_000;

function checkText(status: Partial<AssetStatus>, agoMs: number, expected: string): void {
  expect(lensText({ key: "a", state: "succeeded", at: NOW - agoMs, ...status }, NOW)).toBe(expected);
}

test("success says rows and age", () => checkText({ rows: 1204 }, 130 * SECOND, "✓ 1,204 rows · 2 min ago"));
test("one row", () => checkText({ rows: 1 }, 0, "✓ 1 row · just now"));
test("no rows known", () => checkText({}, 3 * 3600 * SECOND, "✓ 3 h ago"));
test("failed checks are said", () =>
  checkText(
    { rows: 2_000_000, checks: { passed: 1, failed: 2 } },
    50 * 3600 * SECOND,
    "⚠ 2,000,000 rows · 2 checks failed · 2 days ago",
  ));
test("running counts", () => checkText({ state: "running" }, 3_400, "⟳ running 3 s"));
test("running long", () => checkText({ state: "running" }, 192 * SECOND, "⟳ running 3 min 12 s"));
test("failed", () => checkText({ state: "failed" }, 70 * SECOND, "✗ failed 1 min ago"));
test("a clock that was set back is no negative time", () =>
  checkText({ state: "running" }, -5_000, "⟳ running 0 ms"));
