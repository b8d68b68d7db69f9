// When an asset must run, and why: one change each, from a state in which everything is fresh.
import { expect, it } from "vitest";
import type { PlanReason } from "../../../protocol/src/index.ts";
import { staleReason, type AssetNow, type Versions } from "../../../sdk/src/runner/freshness.ts";
import type { AssetOutcome, CheckResult, Materialization } from "../../../sdk/src/store/model.ts";

const NOW: AssetNow = { key: "silver/a", codeVersion: "c1", deps: ["bronze/x", "bronze/y"] };
const MADE: Materialization = {
  id: "m1",
  key: "silver/a",
  runId: "r1",
  at: 100,
  durationMs: 1,
  codeVersion: "c1",
  dataVersion: "d1",
  io: "memory",
  stored: { location: "m1", contentHash: "d1", rows: 1, bytes: null, columns: null },
  inputs: [
    { key: "bronze/x", materialization: "x1", dataVersion: "dx" },
    { key: "bronze/y", materialization: "y1", dataVersion: "dy" },
  ],
  checks: [],
  metadata: {},
};

interface Change {
  readonly now?: Partial<AssetNow>;
  readonly made?: Partial<Materialization> | null;
  readonly upstream?: Readonly<Record<string, string | null>>;
  readonly outcome?: AssetOutcome["state"];
  readonly outcomeAt?: number;
  readonly isStored?: boolean;
}

function check(change: Change, expected: PlanReason | null): void {
  const made = change.made === null ? undefined : { ...MADE, ...change.made };
  const data: Readonly<Record<string, string | null>> = {
    "bronze/x": "dx",
    "bronze/y": "dy",
    ...change.upstream,
  };
  const versions: Versions = {
    latest: () => made,
    outcome: (key) =>
      change.outcome === undefined
        ? undefined
        : {
            key,
            state: change.outcome,
            runId: "r2",
            at: change.outcomeAt ?? 200,
            durationMs: 1,
            error: null,
          },
    dataVersion: (key) => data[key] ?? null,
    isStored: () => change.isStored ?? true,
  };
  expect(staleReason({ ...NOW, ...change.now }, versions)).toEqual(expected);
}

function failing(blocking: boolean, severity: CheckResult["severity"]): Partial<Materialization> {
  return { checks: [{ check: "c", passed: false, severity, blocking, message: null, durationMs: 0 }] };
}

it("is fresh when nothing changed", () => {
  check({}, null);
});
it("must run when it never has", () => {
  check({ made: null }, { kind: "neverMaterialized" });
});
it("must run when its code changed", () => {
  check({ now: { codeVersion: "c2" } }, { kind: "codeChanged" });
});
it("must run when an upstream has other data, also one that lost its data", () => {
  check({ upstream: { "bronze/y": "new" } }, { kind: "upstreamChanged", upstream: ["bronze/y"] });
  check({ upstream: { "bronze/x": null } }, { kind: "upstreamChanged", upstream: ["bronze/x"] });
});
it("must run when its deps changed", () => {
  check({ now: { deps: ["bronze/x"] } }, { kind: "depsChanged", added: [], removed: ["bronze/y"] });
  const deps = ["bronze/x", "bronze/y", "bronze/z"];
  check({ now: { deps } }, { kind: "depsChanged", added: ["bronze/z"], removed: [] });
});
it("must run when its value is gone", () => {
  check({ isStored: false }, { kind: "notStored" });
});
it("must run when the last attempt failed after the last success, not before", () => {
  check({ outcome: "failed" }, { kind: "lastRunFailed" });
  check({ outcome: "failed", outcomeAt: 50 }, null);
  check({ outcome: "cancelled" }, null);
  check({ outcome: "skipped" }, null);
});
it("must run when a blocking check rejected it, not when another check failed", () => {
  check({ made: failing(true, "error") }, { kind: "lastRunFailed" });
  check({ made: failing(true, "warning") }, null);
  check({ made: failing(false, "error") }, null);
});
it("names the code before the data", () => {
  check({ now: { codeVersion: "c2" }, upstream: { "bronze/x": "new" } }, { kind: "codeChanged" });
});
