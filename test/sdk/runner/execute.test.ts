// What happens in a run, as sequences under the test's control.
import { afterEach, describe, expect, it, vi } from "vitest";
import { asset, check, source } from "../../../sdk/src/index.ts";
import { createRig, story, type Rig, type RigOptions } from "../../support/runRig.ts";

// Nothing here waits; a busy machine does.
vi.setConfig({ testTimeout: 30_000 });

let rig: Rig;
afterEach(() => rig.close());

function pipeline(options?: RigOptions): Rig {
  return (rig = createRig(options));
}

describe("order and concurrency", () => {
  it("starts an asset when its upstreams have ended", async () => {
    const { asset, start } = pipeline();
    const a = asset("bronze/a");
    const b = asset("silver/b", { deps: ["bronze/a"] });
    const run = await start();
    await a.started();
    expect(b.calls).toBe(0);
    a.succeed();
    await b.started();
    b.succeed();
    expect((await run.end()).status).toBe("succeeded");
    expect(story(run.events)).toEqual([
      "started bronze/a",
      "succeeded bronze/a",
      "started silver/b",
      "succeeded silver/b",
      "succeeded",
    ]);
  });

  it("runs independent assets at once, as many as allowed", async () => {
    const { asset, start } = pipeline({ concurrency: 2 });
    const [a, b, c] = [asset("bronze/a"), asset("bronze/b"), asset("bronze/c")];
    const run = await start();
    await a.started();
    await b.started();
    expect(c.calls).toBe(0);
    b.succeed();
    await c.started();
    a.succeed();
    c.succeed();
    expect((await run.end()).succeeded).toBe(3);
  });

  it("keeps the order of the graph whatever is chosen among the ready ones", async () => {
    const { asset, run } = pipeline({ concurrency: 1, choose: (count) => count - 1 });
    asset("bronze/a");
    asset("bronze/b");
    asset("silver/c", { deps: ["bronze/a", "bronze/b"] });
    expect(story((await run()).events).filter((line) => line.startsWith("started"))).toEqual([
      "started bronze/b",
      "started bronze/a",
      "started silver/c",
    ]);
  });
});

describe("freshness", () => {
  it("skips everything the second time", async () => {
    const { asset, run, plan } = pipeline();
    const a = asset("bronze/a");
    asset("silver/b", { deps: ["bronze/a"] });
    await run();
    const again = await run();
    expect(again.summary).toMatchObject({ succeeded: 0, fresh: 2 });
    expect(a.calls).toBe(1);
    expect(await plan()).toMatchObject({ steps: [], fresh: ["bronze/a", "silver/b"] });
  });

  it("does not run a downstream when an upstream that ran again has equal output", async () => {
    const { asset, run, plan } = pipeline();
    const a = asset("bronze/a");
    const b = asset("silver/b", { deps: ["bronze/a"] });
    const c = asset("gold/c", { deps: ["silver/b"] });
    await run();
    a.code = "changed";
    expect((await plan()).steps.map(({ key, certainty }) => `${certainty} ${key}`)).toEqual([
      "run bronze/a",
      "maybe silver/b",
      "maybe gold/c",
    ]);
    expect(story((await run()).events)).toEqual([
      "started bronze/a",
      "succeeded bronze/a (unchanged)",
      "skipped silver/b: fresh",
      "skipped gold/c: fresh",
      "succeeded",
    ]);
    expect([b.calls, c.calls]).toEqual([1, 1]);
  });

  it("runs a downstream when the output of its upstream changed", async () => {
    const { asset, run } = pipeline();
    const a = asset("bronze/a");
    const b = asset("silver/b", { deps: ["bronze/a"] });
    await run();
    a.code = "changed";
    a.succeed([{ other: 1 }]);
    await run();
    expect(b.calls).toBe(2);
  });

  it("runs all that is selected when forced", async () => {
    const { asset, run } = pipeline();
    const a = asset("bronze/a");
    const b = asset("silver/b", { deps: ["bronze/a"] });
    await run();
    const forced = await run({ select: 'key:"silver/b"', force: true });
    expect(forced.events[0]).toMatchObject({
      selection: 'key:"silver/b"',
      assets: [{ key: "silver/b", reason: { kind: "forced" } }],
    });
    expect([a.calls, b.calls]).toEqual([1, 2]);
  });

  it("repeats what failed, and what a blocking check rejected", async () => {
    const { asset, start, plan } = pipeline();
    const a = asset("bronze/a");
    const b = asset("bronze/b", { checks: [check("never", () => false, { blocking: true })] });
    const run = await start();
    await a.started();
    a.fail(new Error("no network"));
    await b.started();
    b.succeed();
    await run.end();
    expect((await plan()).steps.map(({ key, reason }) => [key, reason.kind])).toEqual([
      ["bronze/a", "neverMaterialized"],
      ["bronze/b", "lastRunFailed"],
    ]);
  });
});

describe("failure", () => {
  it("skips what is downstream of a failure, however far, and goes on beside it", async () => {
    const { asset, start } = pipeline();
    const a = asset("bronze/a");
    const b = asset("bronze/b");
    asset("silver/a", { deps: ["bronze/a"] });
    asset("gold/a", { deps: ["silver/a"] });
    const c = asset("silver/b", { deps: ["bronze/b"] });
    const run = await start();
    await a.started();
    a.fail(new Error("boom"));
    await run.until((event) => event.type === "assetFailed");
    await b.started();
    b.succeed();
    await c.started();
    c.succeed();
    const summary = await run.end();
    expect(summary).toMatchObject({ status: "failed", succeeded: 2, failed: 1, skipped: 2 });
    expect(story(run.events)).toEqual(
      expect.arrayContaining([
        "failed bronze/a: boom",
        "skipped silver/a: upstreamFailed bronze/a",
        "skipped gold/a: upstreamFailed bronze/a",
        "succeeded silver/b",
      ]),
    );
  });

  it("says so when an asset returns nothing", async () => {
    const { define, run } = pipeline();
    define(() => asset({ key: "bronze/a", run: () => undefined }));
    const { events } = await run();
    expect(story(events)[1]).toMatch(/^failed bronze\/a: `run` returned nothing/);
  });

  it("says what to select when an upstream was never materialized", async () => {
    const { asset, run } = pipeline();
    asset("bronze/a");
    asset("silver/b", { deps: ["bronze/a"] });
    const { events } = await run({ select: 'key:"silver/b"' });
    expect(story(events)[1]).toBe(
      'failed silver/b: "silver/b" reads "bronze/a", which has never been materialized: run it too (select `+key:"silver/b"`).',
    );
  });

  it("takes what is thrown, whatever it is", async () => {
    const { define, run } = pipeline();
    define(() =>
      asset({
        key: "bronze/a",
        run: () =>
          (function* () {
            yield 1;
          })().throw("text"),
      }));
    expect(story((await run()).events)[1]).toBe("failed bronze/a: A value that is no Error was thrown: text");
  });
});

describe("retries", () => {
  it("tries again after the delays of the policy", async () => {
    const { asset, start, clock } = pipeline();
    const a = asset("bronze/a", { retry: { maxRetries: 2, delay: 100, backoff: "EXPONENTIAL" } });
    const run = await start();
    expect((await a.started()).attempt).toBe(1);
    a.fail(new Error("one"));
    await clock.sleeping(100);
    clock.advance(100);
    expect((await a.started()).attempt).toBe(2);
    a.fail(new Error("two"));
    await clock.sleeping(300);
    clock.advance(300);
    await a.started();
    a.succeed();
    expect((await run.end()).status).toBe("succeeded");
    expect(story(run.events)).toEqual([
      "started bronze/a",
      "retrying bronze/a in 100",
      "started bronze/a #2",
      "retrying bronze/a in 300",
      "started bronze/a #3",
      "succeeded bronze/a",
      "succeeded",
    ]);
  });

  it("gives up after the last, and uses the config's policy without one of its own", async () => {
    const { asset, start } = pipeline({ retry: { maxRetries: 1 } });
    const a = asset("bronze/a");
    const run = await start();
    for (const message of ["one", "two"]) {
      await a.started();
      a.fail(new Error(message));
      await run.until((event) => event.type === "assetRetrying");
      rig.clock.advance(0);
    }
    expect((await run.end()).failed).toBe(1);
    expect(story(run.events)).toContain("failed bronze/a: two");
  });
});

describe("timeout and cancel", () => {
  it("ends an asset that never returns", async () => {
    const { asset, start, clock } = pipeline();
    const a = asset("bronze/a", { timeout: 500 });
    const run = await start();
    const { signal } = await a.started();
    await clock.sleeping(500);
    clock.advance(500);
    expect((await run.end()).status).toBe("failed");
    expect(signal.aborted).toBe(true);
    expect(story(run.events)).toContain(
      'failed bronze/a: "bronze/a" did not end within its timeout of 500 ms.',
    );
  });

  it("commits nothing that comes after the timeout", async () => {
    const { asset, start, clock, store } = pipeline();
    const a = asset("bronze/a", { timeout: 500 });
    const run = await start();
    await a.started();
    await clock.sleeping(500);
    clock.advance(500);
    await run.end();
    a.succeed();
    await Promise.resolve();
    expect(store().latest().size).toBe(0);
  });

  it("tells assets in flight, starts no others, and ends cancelled", async () => {
    const { asset, start, store } = pipeline({ concurrency: 1 });
    const a = asset("bronze/a");
    const b = asset("bronze/b");
    const run = await start();
    const { signal } = await a.started();
    run.cancel();
    expect(signal.aborted).toBe(true);
    a.fail(new Error("aborted"));
    expect(await run.end()).toMatchObject({ status: "cancelled", failed: 0, skipped: 2 });
    expect(b.calls).toBe(0);
    expect(story(run.events)).toEqual([
      "started bronze/a",
      "skipped bronze/b: cancelled",
      "skipped bronze/a: cancelled",
      "cancelled",
    ]);
    expect(store().runs(1)[0]).toMatchObject({ status: "cancelled" });
  });

  it("does not wait longer than the grace for an asset that ignores the cancel", async () => {
    const { asset, start, clock } = pipeline();
    const a = asset("bronze/a");
    const run = await start({ graceMs: 700 });
    await a.started();
    run.cancel();
    await clock.sleeping(700);
    clock.advance(700);
    expect((await run.end()).status).toBe("cancelled");
  });

  it("stops waiting for a retry", async () => {
    const { asset, start, clock } = pipeline();
    const a = asset("bronze/a", { retry: { delay: 60_000 } });
    const run = await start();
    await a.started();
    a.fail(new Error("one"));
    await clock.sleeping(60_000);
    run.cancel();
    expect((await run.end()).status).toBe("cancelled");
    expect(a.calls).toBe(1);
  });
});

describe("checks", () => {
  const no = (blocking: boolean, severity: "error" | "warning") =>
    check("no", () => ({ passed: false, message: "never" }), { blocking, severity });

  it("keeps downstreams from running when a blocking check fails, and records the version", async () => {
    const { asset, run, store } = pipeline();
    asset("bronze/a", { checks: [no(true, "error")] });
    asset("silver/b", { deps: ["bronze/a"] });
    const { summary, events } = await run();
    expect(story(events)).toEqual([
      "started bronze/a",
      "check bronze/a no: failed",
      "succeeded bronze/a",
      "skipped silver/b: checkFailed bronze/a",
      "failed",
    ]);
    expect(summary).toMatchObject({ status: "failed", failed: 0, checksFailed: 1 });
    expect(store().latest().get("bronze/a")?.checks).toMatchObject([{ check: "no", message: "never" }]);
  });

  it("goes on when a check that does not block fails, or one that only warns", async () => {
    const { asset, run } = pipeline();
    asset("bronze/a", { checks: [no(false, "error")] });
    asset("bronze/b", { checks: [no(true, "warning")] });
    asset("silver/c", { deps: ["bronze/a", "bronze/b"] });
    expect((await run()).summary).toMatchObject({ status: "succeeded", succeeded: 3, checksFailed: 2 });
  });

  it("counts a check that throws, or answers nonsense, as failed", async () => {
    const { define, run } = pipeline();
    define(() =>
      asset({
        key: "bronze/a",
        checks: [
          check("throws", () => {
            throw new Error("oops");
          }),
          check("nonsense", () => "yes" as unknown as boolean),
        ],
        run: () => [],
      }));
    const messages = (await run()).events.flatMap((event) =>
      event.type === "checkFinished" ? [event.message] : [],
    );
    expect(messages).toEqual([
      "The check failed to run: oops",
      "The check must return true, false or { passed, message }.",
    ]);
  });

  it("hands the rows to functions that ask for them", async () => {
    const { define, run } = pipeline();
    define(() =>
      asset({
        key: "bronze/a",
        checks: [check<{ n: number }>("sum", ({ rows }) => rows.reduce((sum, { n }) => sum + n, 0) === 3)],
        run: () => [{ n: 1 }, { n: 2 }],
      }));
    expect(story((await run()).events)).toContain("check bronze/a sum: passed");
  });
});

describe("logs", () => {
  it("gives every line to the asset that printed it", async () => {
    const { define, run } = pipeline();
    for (const name of ["a", "b"]) {
      define(() =>
        asset({
          key: `bronze/${name}`,
          run: async (_inputs, ctx) => {
            await Promise.resolve();
            console.log("from", name);
            ctx.log({ n: 1 });
            return [];
          },
        }));
    }
    const { events } = await run();
    expect(
      story(events)
        .filter((line) => line.startsWith("log"))
        .sort(),
    ).toEqual([
      "log bronze/a: from a",
      "log bronze/a: { n: 1 }",
      "log bronze/b: from b",
      "log bronze/b: { n: 1 }",
    ]);
  });
});

describe("what is refused", () => {
  it("refuses a wrong selection and says where it is wrong", async () => {
    const { asset, project } = pipeline();
    asset("bronze/a");
    const planned = (await project()).plan({ select: "colour:red" });
    expect(planned).toMatchObject({ ok: false, problem: { kind: "selection", span: { start: 0 } } });
  });

  it("refuses to run a project with problems", async () => {
    const { define, project } = pipeline();
    define(() => asset({ key: "bronze/a", deps: ["gold/b"], run: () => [] }));
    define(() => asset({ key: "gold/b", deps: ["bronze/a"], run: () => [] }));
    define(() => source({ key: "bad key" }));
    define(() => asset({ key: "bronze/c", io: "nowhere" }));
    const loaded = await project();
    expect(loaded.problems.map(({ code }) => code)).toEqual([
      "invalidDefinition",
      "invalidDefinition",
      "invalidDefinition",
      "cycle",
    ]);
    expect(await loaded.run()).toMatchObject({ ok: false, problem: { kind: "problems" } });
  });

  it("refuses two assets with one key", async () => {
    const { asset, project } = pipeline();
    asset("bronze/a");
    asset("bronze/a");
    expect((await project()).problems).toMatchObject([{ code: "duplicateKey" }]);
  });
});

it("tells the state of every asset after a run", async () => {
  const { asset, start, statuses } = pipeline();
  const a = asset("bronze/a", { checks: [check("yes", () => true)] });
  const b = asset("bronze/b");
  asset("silver/c", { deps: ["bronze/b"] });
  const run = await start();
  await a.started();
  a.succeed();
  await b.started();
  b.fail(new Error("boom"));
  await run.end();
  expect(statuses()).toMatchObject([
    { key: "bronze/a", state: "succeeded", rows: 1, checks: { passed: 1, failed: 0 } },
    { key: "bronze/b", state: "failed", error: { message: "boom" } },
    { key: "silver/c", state: "skipped" },
  ]);
});

it("tells of every version what it was made of, and of a rejected one by which check", async () => {
  const { asset, start, statuses } = pipeline();
  const a = asset("bronze/a");
  const b = asset("silver/b", {
    deps: ["bronze/a"],
    checks: [check("no", () => false, { blocking: true })],
  });
  const run = await start();
  await a.started();
  a.succeed();
  await b.started();
  b.succeed();
  await run.end();
  const [of, other] = statuses();
  expect(of?.version).toMatchObject({ inputs: [] });
  expect(of?.version).not.toHaveProperty("rejectedBy");
  expect(other?.version).toMatchObject({
    inputs: [
      {
        key: "bronze/a",
        materialization: of?.version?.materialization,
        dataVersion: of?.version?.dataVersion,
      },
    ],
    rejectedBy: "no",
  });
  expect(other?.version?.codeVersion).not.toBe("");
});
