// The state between runs: what cannot be read is left alone, and two runs never compute one asset.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Materialization } from "../../../sdk/src/store/model.ts";
import { createRunLog, readRunLog } from "../../../sdk/src/store/runLog.ts";
import { CHANGES, STATE_VERSION } from "../../../sdk/src/store/schema.ts";
import { openStore, type Store } from "../../../sdk/src/store/store.ts";

let root: string;
let stores: Store[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strataline-store-"));
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(root, { recursive: true, force: true });
});

function open(): Store {
  const opened = openStore(root);
  if (!opened.ok) throw new Error(opened.problem.message);
  stores.push(opened.value);
  return opened.value;
}

function made(id: string, key = "bronze/a"): Materialization {
  return {
    id,
    key,
    runId: "r1",
    at: 1,
    durationMs: 2,
    codeVersion: "c",
    dataVersion: "d",
    io: "lake",
    stored: { location: id, contentHash: "d", rows: 3, bytes: 4, columns: [{ name: "n", type: "BIGINT" }] },
    inputs: [{ key: "ext/x", materialization: null, dataVersion: "x" }],
    checks: [{ check: "c", passed: false, severity: "error", blocking: true, message: "no", durationMs: 5 }],
    metadata: { rejected: 3 },
  };
}

/** Commits in a run of its own, as only a run that has the asset may. */
function commit(store: Store, made: Materialization, parts?: Readonly<Record<string, string>>): void {
  store.startRun({ id: made.runId, selection: null, at: Date.now() }, [place(made)]);
  store.commit(made, parts);
  store.finishRun(made.runId, { ...ENDED, at: Date.now() });
}

function place({ key, partition }: Materialization): { readonly key: string; readonly partition?: string } {
  return { key, ...(partition === undefined ? {} : { partition }) };
}

const ENDED = { status: "succeeded", succeeded: 1, failed: 0, skipped: 0, checksFailed: 0 } as const;

let runs = 0;
function version(id: string, more: Partial<Materialization> = {}): Materialization {
  return { ...made(id), runId: `run${runs++}`, ...more };
}

describe("materializations", () => {
  it("come back as they were committed", () => {
    const one = made("m1");
    commit(open(), one);
    expect(open().latest().get("bronze/a")).toEqual(one);
  });
  it("of a partition stand apart, with the partitions they were made of", () => {
    const store = open();
    const whole = version("m1", { key: "bronze/b" });
    const inputs = [{ key: "bronze/b", partition: "x", materialization: null, dataVersion: "v" }];
    const part = version("m2", { partition: "2024-01-01", inputs });
    commit(store, whole);
    commit(store, part);
    expect([...store.latest().keys()]).toEqual(["bronze/b"]);
    expect([...store.latestPartitions("bronze/a")]).toEqual([["2024-01-01", part]]);
    expect(store.outcomesOfPartitions("bronze/a").get("2024-01-01")).toMatchObject({ state: "succeeded" });
  });
  it("are replaced by the newest; the older ones stay in the history", () => {
    const store = open();
    for (const id of ["m1", "m2", "m3"]) commit(store, version(id));
    expect(store.latest().get("bronze/a")?.id).toBe("m3");
    const found = store.history.versions("bronze/a", 2).map(({ id, isCurrent }) => `${id} ${isCurrent}`);
    expect(found).toEqual(["m3 true", "m2 false"]);
    expect([...store.locations()]).toEqual(["m1", "m2", "m3"]);
  });
  it("are all there or not at all", () => {
    const store = open();
    commit(store, version("m1"));
    const twice = [...made("m2").inputs, ...made("m2").inputs];
    expect(() => commit(store, version("m2", { key: "bronze/b", inputs: twice }))).toThrow();
    expect([...store.latest().keys()]).toEqual(["bronze/a"]);
  });
  it("keep the parts of their code, once for each code version", () => {
    const store = open();
    commit(store, version("m1"), { "": "1", "lib/a.ts#f": "2" });
    expect(open().codeParts("c")).toEqual({ "": "1", "lib/a.ts#f": "2" });
    expect(store.codeParts("other")).toBeUndefined();
  });
});

describe("the history", () => {
  it("is found by id, and by how an id begins or ends", () => {
    const store = open();
    commit(store, version("20260101-abcd"));
    commit(store, version("20260102-ef01", { key: "bronze/b" }));
    expect(store.history.find(["20260102-ef01", "none"]).get("20260102-ef01")?.key).toBe("bronze/b");
    expect(store.history.idsLike("abcd", null)).toEqual(["20260101-abcd"]);
    expect(store.history.idsLike("2026", "bronze/b")).toEqual(["20260102-ef01"]);
    expect(store.history.idsLike("2026", null)).toEqual(["20260102-ef01", "20260101-abcd"]);
  });
  it("can be pointed back to, which is noted; the next version counts again", () => {
    const store = open();
    const first = version("m1");
    commit(store, first);
    commit(store, version("m2"));
    const before = store.revision();
    store.history.rollBack(first, 77);
    expect(store.latest().get("bronze/a")?.id).toBe("m1");
    expect(store.revision()).not.toBe(before);
    expect(store.history.rollbacks("bronze/a")).toEqual([{ at: 77, key: "bronze/a", from: "m2", to: "m1" }]);
    expect(store.history.versions("bronze/a", 5)).toHaveLength(2);
    commit(store, version("m3"));
    expect(store.latest().get("bronze/a")?.id).toBe("m3");
  });
  it("goes on under a new key, also as an input of others, unless that has one of its own", () => {
    const store = open();
    commit(store, version("m1"));
    const inputs = [{ key: "bronze/a", materialization: "m1", dataVersion: "d" }];
    commit(store, version("m2", { key: "silver/reader", inputs }));
    expect(store.history.rename("bronze/a", "bronze/new")).toBe(true);
    expect(store.latest().get("bronze/new")?.id).toBe("m1");
    expect(store.latest().get("silver/reader")?.inputs).toMatchObject([{ key: "bronze/new" }]);
    expect(store.outcomes().get("bronze/new")?.state).toBe("succeeded");
    expect(store.history.rename("silver/reader", "bronze/new")).toBe(false);
    expect(store.history.rename("bronze/a", "bronze/newer")).toBe(false);
  });
});

it("a database of version 1 is brought up to date with all it knows", () => {
  mkdirSync(join(root, ".strataline"));
  change((database) => database.exec(VERSION_1));
  const store = open();
  expect(store.latest().get("bronze/a")).toMatchObject({
    id: "m2",
    inputs: [{ key: "ext/x", materialization: null, dataVersion: "x" }],
    checks: [{ check: "c", passed: true }],
  });
  expect(store.history.versions("bronze/a", 5).map(({ id, hasData }) => `${id} ${hasData}`)).toEqual([
    "m2 true",
    "m1 false",
  ]);
  expect(store.runs(5)).toMatchObject([{ runId: "r1", status: "succeeded" }]);
  expect(store.outcomes().get("bronze/a")?.state).toBe("failed");
  commit(store, version("m3"));
  expect(store.latest().get("bronze/a")?.id).toBe("m3");
});

/** As version 1 wrote it. */
const VERSION_1 = `${CHANGES[0] ?? ""}
INSERT INTO runs VALUES ('r1', NULL, 1, 2, 'succeeded', 1, 'h', 1, 1, 0, 0, 0);
INSERT INTO materializations (id, key, runId, at, durationMs, codeVersion, dataVersion, io, stored, isRemoved) VALUES
  ('m1', 'bronze/a', 'r0', 1, 1, 'c', 'd', 'lake', '{"location":"m1","contentHash":"d","rows":1,"bytes":7,"columns":null}', 1),
  ('m2', 'bronze/a', 'r1', 2, 1, 'c', 'd', 'lake', '{"location":"m2","contentHash":"d","rows":1,"bytes":null,"columns":null}', 0);
INSERT INTO inputs VALUES ('m2', 'ext/x', NULL, 'x');
INSERT INTO checkResults VALUES ('m2', 0, 'c', 1, 'error', 0, NULL, 1);
INSERT INTO outcomes VALUES ('bronze/a', 'failed', 'r2', 3, NULL, NULL);
PRAGMA user_version = 1;
`;

describe("claims", () => {
  const run = (id: string) => ({ id, selection: null, at: Date.now() });

  it("refuse a second run the assets of the first, all or nothing", () => {
    const [first, second] = [open(), open()];
    expect(first.startRun(run("r1"), [{ key: "bronze/a" }, { key: "bronze/b" }])).toBeNull();
    expect(second.startRun(run("r2"), [{ key: "bronze/b" }, { key: "bronze/c" }])).toEqual({
      runId: "r1",
      pid: process.pid,
      places: [{ key: "bronze/b" }],
    });
    expect(second.startRun(run("r3"), [{ key: "bronze/c" }])).toBeNull();
    expect(first.claimedByOthers("r1", Date.now())).toEqual(["bronze/c"]);
  });
  it("end with their run", () => {
    const store = open();
    store.startRun(run("r1"), [{ key: "bronze/a" }]);
    store.finishRun("r1", {
      status: "succeeded",
      at: 2,
      succeeded: 1,
      failed: 0,
      skipped: 0,
      checksFailed: 0,
    });
    expect(store.startRun(run("r2"), [{ key: "bronze/a" }])).toBeNull();
  });
  it("end with their process", () => {
    const store = open();
    store.startRun(run("r1"), [{ key: "bronze/a" }]);
    const pid = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
    change((database) => database.exec(`UPDATE runs SET pid = ${pid}`));
    expect(store.runs(1)[0]?.status).toBe("interrupted");
    expect(store.startRun(run("r2"), [{ key: "bronze/a" }])).toBeNull();
  });
  it("end when their run has been silent for long, whoever has its number now", () => {
    const store = open();
    store.startRun({ ...run("r1"), at: Date.now() - 10 * 60_000 }, [{ key: "bronze/a" }]);
    expect(store.startRun(run("r2"), [{ key: "bronze/a" }])).toBeNull();
    expect(store.closeInterrupted(Date.now())).toBeLessThan(Date.now() - 9 * 60_000);
    expect(store.runs(5).map(({ runId, status }) => `${runId} ${status}`)).toEqual([
      "r2 running",
      "r1 interrupted",
    ]);
  });
  it("of partitions stand apart", () => {
    const store = open();
    store.startRun(run("r1"), [{ key: "bronze/a", partition: "1" }]);
    expect(store.startRun(run("r2"), [{ key: "bronze/a", partition: "2" }])).toBeNull();
    expect(store.startRun(run("r3"), [{ key: "bronze/a", partition: "1" }])).toMatchObject({ runId: "r1" });
  });
  it("that were lost keep the run from overwriting what replaced it", () => {
    const store = open();
    store.startRun({ ...run("r1"), at: Date.now() - 10 * 60_000 }, [{ key: "bronze/a" }]);
    store.startRun(run("r2"), [{ key: "bronze/a" }]);
    expect(() => store.commit({ ...made("m1"), runId: "r1" })).toThrow(/run r2 took it over/);
    store.commit({ ...made("m2"), runId: "r2" });
    store.finishRun("r2", { ...ENDED, at: 2 });
    expect(() => store.commit({ ...made("m1"), runId: "r1" })).toThrow(/taken for dead/);
    expect(store.latest().get("bronze/a")?.id).toBe("m2");
  });
});

function change(work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(root, ".strataline/state.db"));
  work(database);
  database.close();
}

describe("a state that cannot be used", () => {
  function checkRefused(expected: RegExp): void {
    const path = join(root, ".strataline/state.db");
    const before = readFileSync(path);
    const opened = openStore(root);
    expect(opened).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(expected) as string },
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  }
  it("is left alone when it is no database", () => {
    mkdirSync(join(root, ".strataline"));
    writeFileSync(
      join(root, ".strataline/state.db"),
      "not a database, but long enough to be read as one ".repeat(100),
    );
    checkRefused(/state\.db cannot be used: file is not a database.*Nothing was changed/);
  });
  it("is left alone when it was written by a newer version", () => {
    open().close();
    change((database) => database.exec("PRAGMA user_version = 99"));
    checkRefused(/newer Strataline \(version 99/);
  });
  it("is refused when its folder cannot be made", () => {
    writeFileSync(join(root, ".strataline"), "");
    expect(openStore(root)).toMatchObject({ ok: false });
  });
});

describe("run logs", () => {
  it("give back their events, without a last line that was cut", () => {
    const log = createRunLog(root, "r1");
    log.append({ type: "assetStarted", runId: "r1", at: 1, key: "bronze/a", attempt: 1 });
    log.close();
    writeFileSync(join(root, ".strataline/runs/r1.jsonl"), '{"type":"assetSt', { flag: "a" });
    expect(readRunLog(root, "r1")).toEqual([
      { type: "assetStarted", runId: "r1", at: 1, key: "bronze/a", attempt: 1 },
    ]);
  });
  it("are never another file", () => {
    writeFileSync(join(root, "x.jsonl"), "{}\n");
    expect(readRunLog(root, "../../x")).toBeUndefined();
    expect(readRunLog(root, "none")).toBeUndefined();
  });
});

describe("a state of an earlier version", () => {
  it.each(Array.from({ length: STATE_VERSION - 1 }, (_, i) => i + 1))(
    "%i is brought up to date, with its history",
    (version) => {
      mkdirSync(join(root, ".strataline"));
      const old = new DatabaseSync(join(root, ".strataline/state.db"));
      for (const change of CHANGES.slice(0, version)) old.exec(change);
      old.exec(`PRAGMA user_version = ${version};
        INSERT INTO runs (id, startedAt, status, pid, host, heartbeatAt) VALUES ('old', 1, 'succeeded', 1, 'h', 1);`);
      old.close();
      const store = open();
      expect(store.runs(5).map(({ runId }) => runId)).toEqual(["old"]);
      commit(store, made("m1"));
      expect(store.latest().get("bronze/a")).toEqual(made("m1"));
      expect(store.poolSlots().take("p", 1, "old", 1)).toBe(true);
    },
  );
});
