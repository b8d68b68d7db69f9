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

describe("materializations", () => {
  it("come back as they were committed", () => {
    open().commit(made("m1"), 5);
    expect(open().latest().get("bronze/a")).toEqual(made("m1"));
  });
  it("are replaced by the newest, and the oldest are handed out for deletion once", () => {
    const store = open();
    const retired = ["m1", "m2", "m3", "m4"].map((id) =>
      store.commit(made(id), 2).map(({ location }) => location),
    );
    expect(retired).toEqual([[], [], ["m1"], ["m2"]]);
    expect(store.latest().get("bronze/a")?.id).toBe("m4");
    expect([...store.locations()]).toEqual(["m3", "m4"]);
  });
  it("are all there or not at all", () => {
    const store = open();
    store.commit(made("m1"), 5);
    expect(() =>
      store.commit({ ...made("m2", "bronze/b"), inputs: [...made("m2").inputs, ...made("m2").inputs] }, 5),
    ).toThrow();
    expect([...store.latest().keys()]).toEqual(["bronze/a"]);
  });
});

describe("claims", () => {
  const run = (id: string) => ({ id, selection: null, at: Date.now() });

  it("refuse a second run the assets of the first, all or nothing", () => {
    const [first, second] = [open(), open()];
    expect(first.startRun(run("r1"), ["bronze/a", "bronze/b"])).toBeNull();
    expect(second.startRun(run("r2"), ["bronze/b", "bronze/c"])).toEqual({ runId: "r1", keys: ["bronze/b"] });
    expect(second.startRun(run("r3"), ["bronze/c"])).toBeNull();
    expect(first.claimedByOthers("r1", Date.now())).toEqual(["bronze/c"]);
  });
  it("end with their run", () => {
    const store = open();
    store.startRun(run("r1"), ["bronze/a"]);
    store.finishRun("r1", {
      status: "succeeded",
      at: 2,
      succeeded: 1,
      failed: 0,
      skipped: 0,
      checksFailed: 0,
    });
    expect(store.startRun(run("r2"), ["bronze/a"])).toBeNull();
  });
  it("end with their process", () => {
    const store = open();
    store.startRun(run("r1"), ["bronze/a"]);
    const pid = Number(execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }));
    change((database) => database.exec(`UPDATE runs SET pid = ${pid}`));
    expect(store.runs(1)[0]?.status).toBe("interrupted");
    expect(store.startRun(run("r2"), ["bronze/a"])).toBeNull();
  });
  it("end when their run has been silent for long, whoever has its number now", () => {
    const store = open();
    store.startRun({ ...run("r1"), at: Date.now() - 10 * 60_000 }, ["bronze/a"]);
    expect(store.startRun(run("r2"), ["bronze/a"])).toBeNull();
    expect(store.closeInterrupted(Date.now())).toBeLessThan(Date.now() - 9 * 60_000);
    expect(store.runs(5).map(({ runId, status }) => `${runId} ${status}`)).toEqual([
      "r2 running",
      "r1 interrupted",
    ]);
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
      store.commit(made("m1"), 5);
      expect(store.latest().get("bronze/a")).toEqual(made("m1"));
      expect(store.poolSlots().take("p", 1, "old", 1)).toBe(true);
    },
  );
});
