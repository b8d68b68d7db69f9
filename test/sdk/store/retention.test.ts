// What is forgotten, and what never is: the version that counts, all it was made of, and what a living run may read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { retentionRules } from "../../../sdk/src/project/retentionRules.ts";
import type { Materialization } from "../../../sdk/src/store/model.ts";
import type { Garbage, RetentionRules } from "../../../sdk/src/store/retention.ts";
import { openStore, type Store } from "../../../sdk/src/store/store.ts";

const DAY = 86_400_000;
const NOW = Date.now();
const NO_LIMITS: RetentionRules = { ageMs: null, runs: null, versions: null, history: null, bytes: null };

let root: string;
let store: Store;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strataline-retention-"));
  const opened = openStore(root);
  if (!opened.ok) throw new Error(opened.problem.message);
  store = opened.value;
});
afterEach(() => {
  store.close();
  rmSync(root, { recursive: true, force: true });
});

interface Commit {
  readonly key?: string;
  readonly partition?: string;
  /** Days ago. */
  readonly days?: number;
  readonly bytes?: number;
  /** Ids of what it was made of. */
  readonly from?: readonly string[];
}

/** One run that makes one version. */
function commit(id: string, { key = "a", partition, days = 0, bytes = 10, from = [] }: Commit = {}): void {
  const at = NOW - days * DAY;
  const place = { key, ...(partition === undefined ? {} : { partition }) };
  const made: Materialization = {
    id,
    ...place,
    runId: `run-${id}`,
    at,
    durationMs: 1,
    codeVersion: `code-${id}`,
    dataVersion: id,
    io: "lake",
    stored: { location: id, contentHash: id, rows: 1, bytes, columns: null },
    inputs: from.map((upstream, n) => ({
      key: `from${n}`,
      materialization: upstream,
      dataVersion: upstream,
    })),
    checks: [],
    metadata: {},
  };
  store.startRun({ id: made.runId, selection: null, at }, [place]);
  store.commit(made, { "": id });
  const counts = { succeeded: 1, failed: 0, skipped: 0, checksFailed: 0 };
  store.finishRun(made.runId, { status: "succeeded", at, ...counts });
}

function find(rules: Partial<RetentionRules>, keys: readonly string[] | null = null): Garbage {
  return store.retention.find({ ...NO_LIMITS, ...rules }, NOW, keys);
}

function ids({ data }: Garbage): readonly string[] {
  return data.map(({ id, because }) => `${id} ${because}`);
}

/** As the collector does, without any data. */
function collect(rules: Partial<RetentionRules>): void {
  const garbage = find(rules);
  for (const { seq } of garbage.data) store.retention.beginRemoval(seq);
  store.retention.endRemoval(garbage.data.map(({ seq }) => seq));
  store.retention.forget(garbage.forgotten);
  store.retention.forgetRuns(garbage.runs);
}

describe("limits", () => {
  it("of versions are for each asset and partition", () => {
    for (const id of ["a1", "a2", "a3"]) commit(id);
    for (const id of ["p1", "p2", "p3"]) commit(id, { key: "b", partition: "x" });
    commit("q1", { key: "b", partition: "y" });
    expect(ids(find({ versions: 2 }))).toEqual(["a1 versions", "p1 versions"]);
    expect(ids(find({ versions: 2 }, ["b"]))).toEqual(["p1 versions"]);
    expect(ids(find({}))).toEqual([]);
  });
  it("of age are for what is old and was replaced", () => {
    commit("a1", { days: 100 });
    commit("a2", { days: 1 });
    commit("b1", { key: "b", days: 100 });
    const garbage = find({ ageMs: 90 * DAY });
    expect(ids(garbage)).toEqual(["a1 age"]);
    expect(garbage.forgotten).toHaveLength(1);
    // Also its run, and that of b1, whose provenance stays.
    expect(garbage.runs).toEqual(["run-b1", "run-a1"]);
  });
  it("of size are for the oldest of all first", () => {
    commit("a1", { bytes: 50 });
    commit("b1", { key: "b", bytes: 50 });
    commit("a2", { bytes: 50 });
    commit("b2", { key: "b", bytes: 50 });
    expect(ids(find({ bytes: 199 }))).toEqual(["a1 size"]);
    expect(ids(find({ bytes: 100 }))).toEqual(["a1 size", "b1 size"]);
    expect(find({ bytes: 200 }).data).toEqual([]);
    expect(find({ bytes: 30 }).protectedBytes).toBe(70);
  });
  it("of runs keep the newest run, and those that have not ended", () => {
    for (const [n, id] of ["a1", "a2", "a3"].entries()) commit(id, { days: 3 - n });
    store.startRun({ id: "living", selection: null, at: NOW }, []);
    expect(find({ runs: 2 }).runs).toEqual(["run-a2", "run-a1"]);
    collect({ runs: 1 });
    expect(store.runs(9).map(({ runId }) => runId)).toEqual(["living"]);
  });
});

describe("never goes", () => {
  it("the version that counts, also after a rollback, and what it was made of, however far up", () => {
    commit("raw1", { key: "raw" });
    commit("bronze1", { key: "bronze", from: ["raw1"] });
    commit("silver1", { key: "silver", from: ["bronze1"] });
    for (const id of ["raw2", "raw3"]) commit(id, { key: "raw" });
    commit("bronze2", { key: "bronze", from: ["raw2"] });
    commit("gold1", { key: "gold" });
    commit("gold2", { key: "gold" });
    const gold1 = store.history.find(["gold1"]).get("gold1");
    if (gold1 !== undefined) store.history.rollBack(gold1, NOW);
    const all = find({ versions: 1, ageMs: 1, bytes: 0, history: 1 });
    // gold2 is newest and does not count; nothing has replaced it.
    expect(ids(all)).toEqual([]);
    commit("silver2", { key: "silver", from: ["bronze2"] });
    expect(ids(find({ versions: 1 }))).toEqual(["raw1 versions", "bronze1 versions", "silver1 versions"]);
  });
  it("what a living run may have begun to read", () => {
    commit("a1", { days: 2 });
    store.startRun({ id: "living", selection: null, at: NOW - DAY }, [{ key: "b" }]);
    store.heartbeat("living", NOW);
    commit("a2", { days: 0.5 });
    expect(ids(find({ versions: 1 }))).toEqual([]);
    store.finishRun("living", {
      status: "failed",
      at: NOW,
      succeeded: 0,
      failed: 1,
      skipped: 0,
      checksFailed: 0,
    });
    expect(ids(find({ versions: 1 }))).toEqual(["a1 versions"]);
  });
});

describe("removal", () => {
  it("keeps the provenance until that is too much as well", () => {
    for (const id of ["a1", "a2", "a3", "a4"]) commit(id);
    collect({ versions: 1, history: 3 });
    expect(store.history.versions("a", 9).map(({ id, hasData }) => `${id} ${hasData}`)).toEqual([
      "a4 true",
      "a3 false",
      "a2 false",
    ]);
    expect(find({ versions: 1, history: 3 }).data).toEqual([]);
    expect(store.codeParts("code-a1")).toBeUndefined();
    expect(store.codeParts("code-a2")).toEqual({ "": "a2" });
  });
  it("goes on where a killed process left it", () => {
    for (const id of ["a1", "a2"]) commit(id);
    const [first] = find({ versions: 1 }).data;
    store.retention.beginRemoval(first?.seq ?? 0);
    expect([...store.locations()]).toEqual(["a2"]);
    expect(ids(find({}))).toEqual(["a1 interrupted"]);
    store.retention.endRemoval([first?.seq ?? 0]);
    expect(ids(find({}))).toEqual([]);
  });
  it("spares what has come to count since it was found", () => {
    for (const id of ["a1", "a2"]) commit(id);
    const [first] = find({ versions: 1 }).data;
    const a1 = store.history.find(["a1"]).get("a1");
    if (a1 !== undefined) store.history.rollBack(a1, NOW);
    expect(store.retention.beginRemoval(first?.seq ?? 0)).toBe(false);
    expect(store.history.versions("a", 9).every(({ hasData }) => hasData)).toBe(true);
  });
});

describe("the config's retention", () => {
  it("has limits without being written", () => {
    expect(retentionRules(undefined)).toEqual({
      ageMs: 90 * DAY,
      runs: 1000,
      versions: 5,
      history: 100,
      bytes: 10e9,
    });
  });
  it("takes units, and lifts limits", () => {
    expect(retentionRules({ runs: "12h", maxSize: "1.5 GB", versions: 2 })).toMatchObject({
      ageMs: 12 * 3_600_000,
      bytes: 1.5e9,
      versions: 2,
    });
    const open = {
      runs: "forever",
      maxSize: "forever",
      maxRuns: Infinity,
      versions: Infinity,
      history: Infinity,
    };
    expect(retentionRules(open)).toEqual(NO_LIMITS);
    expect(retentionRules(false)).toEqual(NO_LIMITS);
  });
  it.for([
    [{ runs: "90 dogs" }, /retention\.runs.*"90d".*not "90 dogs"/],
    [{ maxSize: 5 }, /retention\.maxSize.*"2GB".*not 5/],
    [{ versions: 0 }, /retention\.versions.*whole number from 1/],
    [{ version: 3 }, /no `version`: there are runs, maxRuns, versions/],
    ["90d", /must be an object/],
  ] as const)("says what is wrong with %j", ([given, message]) => {
    expect(retentionRules(given)).toMatch(message);
  });
});
