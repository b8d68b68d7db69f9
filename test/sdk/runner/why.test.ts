// Why assets are stale, in words, down to the root; what a rename and an equal output leave alone; and what that costs.
import { afterEach, expect, test } from "vitest";
import type { Freshness } from "../../../sdk/src/runner/api.ts";
import { asset, check } from "../../../sdk/src/index.ts";
import { createRig, story, type Rig } from "../../support/runRig.ts";

let rig: Rig;
afterEach(() => rig.close());

async function statusOf(): Promise<readonly Freshness[]> {
  const found = (await rig.project()).status();
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
}

async function why(): Promise<Record<string, string>> {
  const all = await statusOf();
  return Object.fromEntries(
    all.map(({ key, status, why: because }) => [key, [status, ...because].join("; ")] as const),
  );
}

test("from nothing to fresh, and what new code of one means for all below it", async () => {
  rig = createRig();
  const a = rig.asset("bronze/a");
  rig.asset("silver/b", { deps: ["bronze/a"] });
  rig.asset("gold/c", { deps: ["silver/b"] });
  expect(await why()).toEqual({ "bronze/a": "MISSING", "silver/b": "MISSING", "gold/c": "MISSING" });
  await rig.run();
  expect(await why()).toEqual({ "bronze/a": "FRESH", "silver/b": "FRESH", "gold/c": "FRESH" });
  a.code = "bronze/a, otherwise";
  expect(await why()).toEqual({
    "bronze/a": "STALE; its code changed",
    "silver/b": "STALE; the code of bronze/a changed",
    "gold/c": "STALE; the code of bronze/a changed",
  });
  const { steps } = await rig.plan();
  expect(steps.map(({ key, why: because }) => [key, because])).toEqual([
    ["bronze/a", ["its code changed"]],
    ["silver/b", ["the code of bronze/a changed"]],
    ["gold/c", ["the code of bronze/a changed"]],
  ]);
});

test("the parts of the code name the helper that changed", async () => {
  const parts: Record<string, Record<string, string>> = {
    "silver/b": { "": "1", "lib/dates.ts#parseDate": "1" },
  };
  rig = createRig({ codeParts: (key) => parts[key] });
  const b = rig.asset("silver/b");
  rig.asset("gold/c", { deps: ["silver/b"] });
  await rig.run();
  b.code = "silver/b 2";
  parts["silver/b"] = { "": "1", "lib/dates.ts#parseDate": "2" };
  expect(await why()).toEqual({
    "silver/b": "STALE; helper parseDate in lib/dates.ts changed",
    "gold/c": "STALE; helper parseDate in lib/dates.ts changed (used by silver/b)",
  });
});

test("new data, a failure, a rejected version and other deps", async () => {
  rig = createRig();
  const a = rig.asset("bronze/a");
  const b = rig.asset("silver/b", { deps: ["bronze/a"] });
  let passes = true;
  rig.define(() =>
    asset({
      key: "silver/judged",
      checks: [check("good", () => passes, { blocking: true })],
      run: () => [{ passes }],
    }),
  );
  await rig.run();

  const again = await rig.start({ select: 'key:"bronze/a"', force: true });
  await a.started();
  a.succeed([{ other: 1 }]);
  await again.end();
  passes = false;
  await rig.run({ select: 'key:"silver/judged"', force: true });
  expect(await why()).toEqual({
    "bronze/a": "FRESH",
    "silver/b": "STALE; bronze/a has new data",
    "silver/judged": 'STALE; it failed its check "good"',
  });

  const failing = await rig.start({ select: 'key:"silver/b"' });
  await b.started();
  rig.clock.advance(1);
  b.fail(new Error("no"));
  await failing.end();
  expect((await why())["silver/b"]).toBe("STALE; it failed in its last run; bronze/a has new data");
});

test("deps that came and went", async () => {
  rig = createRig();
  for (const key of ["bronze/x", "bronze/y"]) rig.define(() => asset({ key, run: () => [{ key }] }));
  let deps = ["bronze/x"];
  rig.define(() => asset({ key: "silver/b", deps, run: () => [{ n: 1 }] }));
  await rig.run();
  deps = ["bronze/y"];
  expect((await why())["silver/b"]).toBe("STALE; it no longer reads bronze/x; it now reads bronze/y");
});

test("an upstream that comes out equal stops there", async () => {
  rig = createRig();
  const a = rig.asset("bronze/a");
  const b = rig.asset("silver/b", { deps: ["bronze/a"] });
  await rig.run();
  a.code = "other, with the same result";
  const { events } = await rig.run();
  expect(story(events)).toEqual([
    "started bronze/a",
    "succeeded bronze/a (unchanged)",
    "skipped silver/b: fresh",
    "succeeded",
  ]);
  expect(b.calls).toBe(1);
  expect((await statusOf()).map(({ status }) => status)).toEqual(["FRESH", "FRESH"]);
});

test("a renamed asset goes on with its history, and is not computed again", async () => {
  rig = createRig();
  let name: { readonly key: string; readonly renamedFrom?: string } = { key: "silver/old" };
  let calls = 0;
  rig.define(() => asset({ ...name, run: () => [{ n: ++calls }] }));
  await rig.run();
  name = { key: "silver/new", renamedFrom: "silver/old" };
  expect(await rig.plan()).toMatchObject({ steps: [], fresh: ["silver/new"] });
  const shown = await (await rig.project()).show("silver/new", 1);
  expect(shown).toMatchObject({ ok: true, value: { totalRows: 1, rows: [{ n: 1 }] } });
  expect(rig.store().history.versions("silver/new", 5)).toHaveLength(1);
  await rig.run({ force: true });
  expect(rig.store().history.versions("silver/new", 5)).toHaveLength(2);
});

test("a key that is declared again keeps its history", async () => {
  rig = createRig();
  rig.define(() => asset({ key: "silver/old", run: () => [{ n: 1 }] }));
  await rig.run();
  rig.define(() => asset({ key: "silver/new", renamedFrom: "silver/old", run: () => [{ n: 1 }] }));
  expect(await why()).toEqual({ "silver/new": "MISSING", "silver/old": "FRESH" });
});

test("one that reads a hundred takes no query for each of them", async () => {
  rig = createRig();
  const upstreams = Array.from({ length: 100 }, (_, n) => `bronze/u${n}`);
  for (const key of upstreams) rig.define(() => asset({ key, run: () => [{ key }] }));
  rig.define(() => asset({ key: "silver/all", deps: upstreams, run: () => [{ n: 1 }] }));
  await rig.run();
  const few = rig.store().queries;
  await why();
  const status = rig.store().queries - few;
  // Revision, current versions, their inputs and checks, outcomes.
  expect(status).toBeLessThanOrEqual(6);
  const before = rig.store().queries;
  await rig.plan({ force: true });
  expect(rig.store().queries - before).toBeLessThanOrEqual(6);
});
