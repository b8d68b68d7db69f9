// Versions that are ready together share a transaction, and nothing else.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGroupCommit } from "../../../sdk/src/runner/groupCommit.ts";
import type { Materialization } from "../../../sdk/src/store/model.ts";
import { openStore, type Store } from "../../../sdk/src/store/store.ts";

let root: string;
let store: Store;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strataline-group-"));
  const opened = openStore(root);
  if (!opened.ok) throw new Error(opened.problem.message);
  store = opened.value;
  const keys = ["a", "b", "c"].map((key) => ({ key }));
  store.startRun({ id: "r", selection: null, at: Date.now() }, keys);
});
afterEach(() => {
  store.close();
  rmSync(root, { recursive: true, force: true });
});

function made(key: string, runId = "r"): Materialization {
  const stored = { location: key, contentHash: key, rows: 1, bytes: 1, columns: null };
  const times = { at: 1, durationMs: 1 };
  const versions = { codeVersion: "c", dataVersion: "d" };
  return {
    id: key,
    key,
    runId,
    io: "lake",
    stored,
    inputs: [],
    checks: [],
    metadata: {},
    ...times,
    ...versions,
  };
}

const live = new AbortController().signal;

test("one transaction for all of a turn, another for the next", async () => {
  const together = vi.spyOn(store, "together");
  const group = createGroupCommit(store);
  await Promise.all(["a", "b"].map((key) => group.commit(made(key), undefined, live)));
  expect(together).toHaveBeenCalledTimes(1);
  await group.commit(made("c"), undefined, live);
  expect(together).toHaveBeenCalledTimes(2);
  expect([...store.latest().keys()]).toEqual(["a", "b", "c"]);
});

test("one that is refused takes no other with it", async () => {
  const group = createGroupCommit(store);
  const settled = await Promise.allSettled([
    group.commit(made("a"), undefined, live),
    group.commit(made("b", "another run"), undefined, live),
    group.commit(made("c"), undefined, live),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(String(settled[1].status === "rejected" && settled[1].reason)).toContain('"b" was not stored');
  expect([...store.latest().keys()]).toEqual(["a", "c"]);
});

test("one whose attempt was ended before its turn is not committed", async () => {
  const group = createGroupCommit(store);
  const controller = new AbortController();
  const late = group.commit(made("a"), undefined, controller.signal);
  controller.abort(new Error("too late"));
  await expect(late).rejects.toThrow("too late");
  expect(store.latest().size).toBe(0);
});

test("when the transaction cannot end, none of them counts", async () => {
  const group = createGroupCommit({
    commit: () => undefined,
    together: (work) => {
      work();
      throw new Error("disk full");
    },
  });
  const settled = await Promise.allSettled([
    group.commit(made("a"), undefined, live),
    group.commit(made("b"), undefined, live),
  ]);
  expect(settled.map((one) => one.status === "rejected" && String(one.reason))).toEqual([
    "Error: disk full",
    "Error: disk full",
  ]);
});
