// What the runner itself takes: assets that compute nothing, kept in memory, with their state written; planning them when all are
// fresh. Beside the floors: the same functions called in a loop, and SQLite writing as many rows in as many transactions.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { asset } from "../../../sdk/src/index.ts";
import { createRig } from "../../../test/support/runRig.ts";
import { figure } from "../../language/figure.ts";
import type { RunnerMeasure } from "./measure.ts";

/** Of issue 5, for 10,000 assets. */
const GOALS = { assets: 10_000, overheadMs: 0.1, runMs: 2000, planMs: 200 };
const CHAIN = 100;

export const noOpAssets: RunnerMeasure = {
  name: "overhead",
  run: async function* ({ rounds, assets }) {
    const [runs, plans, loops, rows] = [[], [], [], []] as [number[], number[], number[], number[]];
    for (let round = 0; round < rounds; round++) {
      const made = await oneRound(assets);
      runs.push(made.run);
      plans.push(made.plan);
      loops.push(bareLoop(assets));
      rows.push(sqliteRows(assets));
    }
    const share = assets / GOALS.assets;
    const many = assets.toLocaleString("en-US");
    yield figure(`${many} functions called in a loop (floor)`, "ms", loops);
    yield figure(`SQLite writing their rows, a transaction each (floor)`, "ms", rows);
    yield figure(`run of ${many} no-op assets, state persisted`, "ms", runs, { goal: GOALS.runMs * share });
    const ratio = runs.map((ms, i) => ms / (rows[i] ?? ms));
    yield figure("the same, beside SQLite's floor", "×", ratio);
    yield figure(
      "overhead for each asset",
      "ms",
      runs.map((ms, i) => (ms - (loops[i] ?? 0)) / assets),
      {
        goal: GOALS.overheadMs,
      },
    );
    yield figure(`plan of ${many} fresh assets`, "ms", plans, { goal: GOALS.planMs * share });
  },
};

const body = (): unknown => null;

async function oneRound(count: number): Promise<{ readonly run: number; readonly plan: number }> {
  const rig = createRig({ realTime: true });
  // Chains, so that there is an order to keep.
  for (let n = 0; n < count; n++) {
    const deps = n % CHAIN === 0 ? [] : [`bronze/n${n - 1}`];
    rig.define(() => asset({ key: `bronze/n${n}`, deps, run: body }));
  }
  const project = await rig.project();
  const start = performance.now();
  const ran = await project.run();
  const run = performance.now() - start;
  if (!ran.ok || ran.value.succeeded !== count) throw new Error(`not all ran: ${JSON.stringify(ran)}`);
  const before = performance.now();
  const planned = project.plan();
  const plan = performance.now() - before;
  if (!planned.ok || planned.value.fresh.length !== count) throw new Error("not all are fresh");
  rig.close();
  return { run, plan };
}

function bareLoop(count: number): number {
  const functions = Array.from({ length: count }, () => body);
  const start = performance.now();
  for (const one of functions) one();
  return performance.now() - start;
}

/** The rows of a materialization without inputs and checks: itself, that it counts, and how it ended. */
function sqliteRows(count: number): number {
  const folder = mkdtempSync(join(tmpdir(), "strataline-floor-"));
  const database = new DatabaseSync(join(folder, "floor.db"));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE made (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, key TEXT, stored TEXT);
    CREATE TABLE current (key TEXT PRIMARY KEY, seq INTEGER) WITHOUT ROWID;
    CREATE TABLE outcomes (key TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID;`);
  const made = database.prepare("INSERT INTO made (id, key, stored) VALUES (?, ?, ?)");
  const current = database.prepare("INSERT INTO current VALUES (?, ?)");
  const outcome = database.prepare("INSERT INTO outcomes VALUES (?, ?)");
  const start = performance.now();
  for (let n = 0; n < count; n++) {
    database.exec("BEGIN IMMEDIATE");
    made.run(`20260101T000000000-${n}`, `bronze/n${n}`, "x".repeat(150));
    current.run(`bronze/n${n}`, n);
    outcome.run(`bronze/n${n}`, "succeeded");
    database.exec("COMMIT");
  }
  const took = performance.now() - start;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}
