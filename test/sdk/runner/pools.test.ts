// Named pools: one limit for all runs of a project, also in several processes.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asset } from "../../../sdk/src/index.ts";
import { resolveConfig } from "../../../sdk/src/project/resolveConfig.ts";
import { openStore, type Store } from "../../../sdk/src/store/store.ts";
import { createRig } from "../../support/runRig.ts";

describe("across runs", () => {
  let root: string;
  let stores: Store[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "strataline-pools-"));
    stores = [];
  });
  afterEach(() => {
    for (const store of stores) store.close();
    rmSync(root, { recursive: true, force: true });
  });
  const now = Date.now();
  function run(id: string): Store {
    const opened = openStore(root);
    if (!opened.ok) throw new Error(opened.problem.message);
    stores.push(opened.value);
    expect(opened.value.startRun({ id, selection: null, at: now }, [])).toBe(null);
    return opened.value;
  }

  test("the places are shared", () => {
    const [one, two] = [run("one").poolSlots(), run("two").poolSlots()];
    expect(one.take("warehouse", 2, "one", now)).toBe(true);
    expect(two.take("warehouse", 2, "two", now)).toBe(true);
    expect(one.take("warehouse", 2, "one", now)).toBe(false);
    expect(one.take("other", 2, "one", now)).toBe(true);
    two.release("warehouse", "two");
    expect(one.take("warehouse", 2, "one", now)).toBe(true);
  });
  test("a run that has ended holds none", () => {
    const first = run("one");
    first.poolSlots().take("warehouse", 1, "one", now);
    const second = run("two").poolSlots();
    expect(second.take("warehouse", 1, "two", now)).toBe(false);
    const counts = { succeeded: 0, failed: 0, skipped: 0, checksFailed: 0 };
    first.finishRun("one", { status: "succeeded", at: now, ...counts });
    expect(second.take("warehouse", 1, "two", now)).toBe(true);
  });
  test("one that died holds none", () => {
    run("one").poolSlots().take("warehouse", 1, "one", now);
    // Silent for longer than a living run ever is.
    const later = now + 600_000;
    const second = openStore(root);
    if (!second.ok) throw new Error(second.problem.message);
    stores.push(second.value);
    second.value.startRun({ id: "two", selection: null, at: later }, []);
    expect(second.value.poolSlots().take("warehouse", 1, "two", later)).toBe(true);
  });
});

test("assets of one pool take turns", async () => {
  const rig = createRig({ pools: { warehouse: 1 } });
  let running = 0;
  let most = 0;
  const body = async (): Promise<object[]> => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return [{ a: 1 }];
  };
  rig.define(() =>
    ["a", "b", "c"].map((name) => asset({ key: `bronze/${name}`, pool: "warehouse", run: body })),
  );
  expect((await rig.run()).summary).toMatchObject({ status: "succeeded", succeeded: 3 });
  expect(most).toBe(1);
  rig.close();
});

test("an unknown pool is a problem with the nearest", async () => {
  const rig = createRig({ pools: { warehouse: 1 } });
  rig.define(() => asset({ key: "bronze/a", pool: "warehose", run: () => [] }));
  expect((await rig.project()).problems.map(({ message }) => message)).toEqual([
    '"bronze/a": The config has no pool "warehose". Did you mean "warehouse"?',
  ]);
  rig.close();
});

test("limits are whole numbers", () => {
  const config = (pools: unknown): unknown => resolveConfig({ layers: ["bronze"], pools });
  expect(config({ warehouse: 0 })).toBe(
    "`pools.warehouse` must be a whole number from 1: how many of its assets may be computed at once.",
  );
  expect(config([1])).toBe("`pools` must be an object of names and whole numbers: `{ warehouse: 2 }`.");
});
