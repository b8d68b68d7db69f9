// Two runs at once: who comes second waits or is told who is in the way; nothing is computed twice.
import { afterEach, beforeEach, expect, it } from "vitest";
import { asset, json } from "../../../sdk/src/index.ts";
import { createRig, story, type AssetBody, type Rig } from "../../support/runRig.ts";

let first: Rig;
let second: Rig;
let bodies: { readonly first: AssetBody; readonly second: AssetBody };
beforeEach(() => {
  first = createRig({ io: { default: json() } });
  second = createRig({ root: first.root, io: { default: json() } });
  second.clock.time = first.clock.time = Date.now();
  bodies = { first: first.asset("bronze/a"), second: second.asset("bronze/a") };
});
afterEach(() => {
  second.close();
  first.close();
});

it("the second stops with the name of the first", async () => {
  const run = await first.start();
  await bodies.first.started();
  const refused = await (await second.start()).result();
  const runId = first.store().runs(1)[0]?.runId ?? "";
  expect(refused).toMatchObject({ ok: false, problem: { kind: "conflict", runId, keys: ["bronze/a"] } });
  if (!refused.ok)
    expect(refused.problem.message).toContain(`Another run, ${runId} (process ${process.pid})`);
  bodies.first.succeed();
  await run.end();
  expect(bodies.second.calls).toBe(0);
});

it("other assets run meanwhile", async () => {
  second.define(() => asset({ key: "silver/b", run: () => [{ n: 1 }] }));
  const run = await first.start();
  await bodies.first.started();
  const other = await (await second.start({ select: 'key:"silver/b"' })).end();
  expect(other).toMatchObject({ status: "succeeded", succeeded: 1 });
  bodies.first.succeed();
  await run.end();
});

it("with `wait` it waits, says for whom, once, and then finds nothing left to do", async () => {
  const run = await first.start();
  await bodies.first.started();
  const told: string[] = [];
  const waiting = await second.start({ wait: true, onWait: ({ runId }) => told.push(runId) });
  for (let i = 0; i < 2; i++) {
    await second.clock.sleeping(200);
    second.clock.advance(200);
  }
  await second.clock.sleeping(200);
  bodies.first.succeed([{ id: 7 }]);
  const { runId } = await run.end();
  second.clock.advance(200);
  expect(await waiting.end()).toMatchObject({ status: "succeeded", succeeded: 0, fresh: 1 });
  expect(told).toEqual([runId]);
  expect(bodies.second.calls).toBe(0);
});

it("waiting ends with a cancel", async () => {
  const run = await first.start();
  await bodies.first.started();
  const waiting = await second.start({ wait: true });
  await second.clock.sleeping(200);
  waiting.cancel();
  expect(await waiting.result()).toMatchObject({ ok: false, problem: { kind: "conflict" } });
  bodies.first.succeed();
  await run.end();
});

it("what was made between planning and starting is not made again", async () => {
  await first.run();
  const made = first.store().latest().get("bronze/a");
  if (made === undefined) throw new Error("nothing was made");
  bodies.second.code = "newer";
  const store = second.store();
  const startRun = store.startRun.bind(store);
  store.startRun = (run, places) => {
    store.startRun = startRun;
    // Another run begins and ends in this moment.
    const other = first.store();
    other.startRun({ id: "other", selection: null, at: Date.now() }, [{ key: "bronze/a" }]);
    other.commit({ ...made, id: "m2", runId: "other", codeVersion: "newer" });
    const counts = { succeeded: 1, failed: 0, skipped: 0, checksFailed: 0 };
    other.finishRun("other", { status: "succeeded", at: Date.now(), ...counts });
    return startRun(run, places);
  };
  const run = await second.start();
  expect(await run.end()).toMatchObject({ succeeded: 0, fresh: 1 });
  expect(story(run.events)).toEqual(["succeeded"]);
  expect(store.latest().get("bronze/a")?.id).toBe("m2");
});
