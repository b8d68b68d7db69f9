// Earlier versions of real tables: shown, compared, brought back, cleared away; and how little a run writes.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { asset, check, json, lake } from "../../../sdk/src/index.ts";
import type { LoadedProject } from "../../../sdk/src/runner/api.ts";
import type { DiffOptions, RowDiff, ValueDiff } from "../../../sdk/src/runner/historyApi.ts";
import { createRig, type Rig, type RigOptions } from "../../support/runRig.ts";

let rig: Rig;
afterEach(() => rig.close());

/** One table, "gold/t", whose rows are set before each run. */
function table(options: RigOptions = {}): { rows: unknown } {
  const held: { rows: unknown } = { rows: [] };
  rig = createRig({ io: { default: lake(), json: json() }, ...options });
  rig.define(() => asset({ key: "gold/t", checks: [check.unique("id")], run: () => held.rows }));
  return held;
}

async function makeAll(held: { rows: unknown }, versions: readonly unknown[]): Promise<LoadedProject> {
  for (const rows of versions) {
    held.rows = rows;
    rig.clock.advance(1000);
    await rig.run({ force: true });
  }
  return await rig.project();
}

async function diff(project: LoadedProject, options?: DiffOptions, key = "gold/t"): Promise<RowDiff> {
  const found = await project.diff(key, options);
  if (!found.ok) throw new Error(found.problem.message);
  return found.value as RowDiff;
}

function idsOf(key = "gold/t"): readonly string[] {
  return rig
    .store()
    .history.versions(key, 50)
    .map(({ id }) => id);
}

describe("diff", () => {
  it("tells rows added, removed and changed by the key of a unique check", async () => {
    const before = [
      { id: 1, name: "a", n: 1 },
      { id: 2, name: "b", n: 2 },
      { id: 3, name: "c", n: 3 },
    ];
    const after = [
      { id: 1, name: "a", n: 1 },
      { id: 3, name: "c", n: 30 },
      { id: 4, name: "d", n: 4 },
    ];
    const found = await diff(await makeAll(table(), [before, after]));
    expect(found).toMatchObject({
      by: ["id"],
      counts: { added: 1, removed: 1, changed: 1 },
      added: [{ id: 4, name: "d", n: 4 }],
      removed: [{ id: 2, name: "b", n: 2 }],
      changed: [{ by: { id: 3 }, before: { n: 3 }, after: { n: 30 } }],
    });
  });
  it("compares rows whole where nothing tells them apart, as often as they occur", async () => {
    rig = createRig({ io: { default: lake() } });
    let rows: unknown = [];
    rig.define(() => asset({ key: "gold/t", run: () => rows }));
    rows = [{ a: 1 }, { a: 1 }, { a: 2 }];
    await rig.run({ force: true });
    rows = [{ a: 1 }, { a: 3 }];
    await rig.run({ force: true });
    const found = await diff(await rig.project());
    expect(found).toMatchObject({ by: [], counts: { added: 1, removed: 2, changed: 0 }, added: [{ a: 3 }] });
    expect(found.removed).toEqual(expect.arrayContaining([{ a: 1 }, { a: 2 }]));
  });
  it("says which columns came, went and have another type; nulls are values", async () => {
    const held = table();
    const project = await makeAll(held, [
      [{ id: 1, gone: 1, kind: 5, maybe: null }],
      [{ id: 1, came: 1, kind: "5", maybe: "x" }],
    ]);
    expect(await diff(project)).toMatchObject({
      columns: {
        added: ["came"],
        removed: ["gone"],
        retyped: [{ name: "kind", before: "BIGINT", after: "VARCHAR" }],
      },
      counts: { added: 0, removed: 0, changed: 1 },
    });
  });
  it("takes versions by the end of their ids, and columns to tell rows apart", async () => {
    const project = await makeAll(table(), [
      [{ id: 1, "a b": "x" }],
      [{ id: 2, "a b": "x" }],
      [{ id: 3, "a b": "y" }],
    ]);
    const [third, , first] = idsOf();
    const found = await diff(project, { before: first?.slice(-8) ?? "", after: third ?? "", by: ["a b"] });
    expect(found).toMatchObject({ by: ["a b"], counts: { added: 1, removed: 1, changed: 0 } });
    const second = await diff(project, { before: first ?? "", by: ["a b"], after: "previous" });
    expect(second.changed).toEqual([{ by: { "a b": "x" }, before: { id: 1 }, after: { id: 2 } }]);
  });
  it("shows a sample of many, and counts all", async () => {
    const many = Array.from({ length: 5000 }, (_, id) => ({ id, n: id % 7 }));
    const project = await makeAll(table(), [[{ id: 0, n: 0 }], many]);
    const found = await diff(project, { rows: 3 });
    expect(found.counts).toEqual({ added: 4999, removed: 0, changed: 0 });
    expect(found.added).toEqual([1, 2, 3].map((id) => ({ id, n: id })));
  });
  it("compares values that are no rows as values", async () => {
    rig = createRig({ io: { default: json() } });
    let value: unknown = { a: 1 };
    rig.define(() => asset({ key: "gold/t", run: () => value }));
    await rig.run({ force: true });
    value = { a: 2 };
    await rig.run({ force: true });
    const found = (await diff(await rig.project())) as unknown as ValueDiff;
    expect(found).toMatchObject({ kind: "value", isEqual: false, values: [{ a: 1 }, { a: 2 }] });
  });
  it.for([
    [{ before: "none" }, /no version "none": `strataline versions gold\/t`/],
    [{ by: ["nothing"] }, /no column "nothing" in both versions: there are id, n/],
    [{ by: ["n"] }, /cannot be told apart by n: \{"n":1\} occurs more than once/],
  ] as const)("refuses %j with the reason", async ([options, message]) => {
    const twice = [
      { id: 1, n: 1 },
      { id: 2, n: 1 },
    ];
    const project = await makeAll(table(), [twice, twice.slice(0, 1)]);
    await expect(diff(project, options)).rejects.toThrow(message);
  });
  it("refuses an asset of one version, and one that nobody declares", async () => {
    const project = await makeAll(table(), [[{ id: 1 }]]);
    await expect(diff(project)).rejects.toThrow('"gold/t" has no version before the current one.');
    await expect(diff(project, {}, "gold/x")).rejects.toThrow('Did you mean "gold/t"?');
  });
});

describe("show", () => {
  it("reads an earlier version", async () => {
    const project = await makeAll(table(), [[{ id: 1 }], [{ id: 2 }]]);
    expect(await project.show("gold/t", 5, "previous")).toMatchObject({
      ok: true,
      value: { rows: [{ id: 1 }] },
    });
    expect(await project.show("gold/t", 5)).toMatchObject({ ok: true, value: { rows: [{ id: 2 }] } });
  });
});

describe("rollback", () => {
  it("says what would happen, then makes the earlier version count for readers, plans and the editor", async () => {
    const held = table();
    let seen: unknown;
    rig.define(() =>
      asset({
        key: "gold/reader",
        deps: { t: "gold/t" },
        run: ({ t }) => {
          seen = t;
          return [{ n: 1 }];
        },
      }),
    );
    const project = await makeAll(held, [[{ id: 1 }], [{ id: 2 }]]);
    const [second, first] = idsOf();
    const asked = project.rollback("gold/t", { dryRun: true });
    const expected = {
      key: "gold/t",
      from: { id: second },
      to: { id: first },
      staleReaders: ["gold/reader"],
      why: [],
    };
    expect(asked).toMatchObject({ ok: true, value: { ...expected, isDone: false } });
    expect(idsOf()).toEqual([second, first]);
    expect(rig.store().latest().get("gold/t")?.id).toBe(second);

    expect(project.rollback("gold/t")).toMatchObject({ ok: true, value: { ...expected, isDone: true } });
    expect(rig.store().latest().get("gold/t")?.id).toBe(first);
    const file = readFileSync(join(rig.root, ".strataline/status.json"), "utf8");
    expect(file).toContain(first);
    const planned = await rig.plan();
    expect(planned.steps.map(({ key, why }) => [key, why])).toEqual([
      ["gold/reader", ["gold/t has new data"]],
    ]);
    await rig.run();
    expect(seen).toEqual([{ id: 1 }]);
  });
  it("is refused while a run computes the asset", async () => {
    rig = createRig();
    const body = rig.asset("gold/t");
    await rig.run();
    await rig.run({ force: true });
    const run = await rig.start({ force: true });
    await body.started();
    const refused = (await rig.project()).rollback("gold/t");
    expect(refused).toMatchObject({ ok: false, problem: { message: /A run is computing "gold\/t" now/ } });
    body.succeed();
    await run.end();
  });
  it("is refused to a version whose data is gone", async () => {
    const project = await makeAll(table({ retention: { versions: 1 } }), [[{ id: 1 }], [{ id: 2 }]]);
    expect(project.rollback("gold/t")).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(/is no longer stored/) as string },
    });
  });
});

describe("retention", () => {
  function files(): readonly string[] {
    return readdirSync(join(rig.root, ".strataline/lake/gold+t"));
  }
  it("keeps five versions of a table without being told to", async () => {
    const held = table();
    await makeAll(
      held,
      Array.from({ length: 8 }, (_, id) => [{ id }]),
    );
    expect(files()).toHaveLength(5);
    expect(
      rig
        .store()
        .history.versions("gold/t", 50)
        .filter(({ hasData }) => hasData),
    ).toHaveLength(5);
    expect(idsOf()).toHaveLength(8);
  });
  it("gc lists what a stricter config no longer keeps, and then deletes it", async () => {
    const held = table({ retention: false });
    const made = Array.from({ length: 8 }, (_, id) => [{ id }]);
    await makeAll(held, made);
    expect(files()).toHaveLength(8);
    const strict = createRig({
      root: rig.root,
      io: { default: lake() },
      retention: { versions: 2, history: 4, maxRuns: 3 },
    });
    strict.clock.time = rig.clock.time;
    strict.define(() => asset({ key: "gold/t", run: () => [] }));
    const project = await strict.project();
    const asked = project.gc({ dryRun: true });
    expect(asked).toMatchObject({ ok: true, value: { isDone: false, forgotten: 4, protectedBytes: 0 } });
    if (!asked.ok) return;
    expect(asked.value.versions).toHaveLength(6);
    expect(asked.value.runs).toHaveLength(5);
    const size = asked.value.versions.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(size).toBeGreaterThan(6 * 100);
    expect(files()).toHaveLength(8);
    expect(project.gc()).toMatchObject({ ok: true, value: { ...asked.value, isDone: true } });
    expect(files()).toHaveLength(2);
    expect(readdirSync(join(rig.root, ".strataline/runs"))).toHaveLength(3);
    expect(idsOf()).toHaveLength(4);
    expect(project.gc()).toMatchObject({ ok: true, value: { versions: [], runs: [], bytes: 0 } });
    strict.close();
  });
});

it("a materialization takes less than 1 KB of event log, with its checks and a hundred inputs", async () => {
  rig = createRig({ io: { default: lake() } });
  const keys = Array.from({ length: 100 }, (_, n) => `bronze/some_ordinary_table_name_${n}`);
  for (const key of keys) {
    rig.define(() =>
      asset({ key, checks: [check.unique("id"), check.notNull("id")], run: () => [{ id: 1 }] }),
    );
  }
  rig.define(() => asset({ key: "gold/all", deps: keys, run: () => [{ n: 1 }] }));
  const { summary } = await rig.run();
  expect(summary.succeeded).toBe(101);
  const { size } = statSync(join(rig.root, `.strataline/runs/${summary.runId}.jsonl`));
  expect(size / 101).toBeLessThan(1000);
});
