// Tables through the whole runner into the lake, beside the floor: DuckDB writing the same Parquet.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { asset, lake, sql } from "../../../sdk/src/index.ts";
import { createRig } from "../../../test/support/runRig.ts";
import { figure } from "../../language/figure.ts";
import type { RunnerMeasure } from "./measure.ts";

const TABLES = 50;
const ROWS = 20_000;
const SELECT = `SELECT range AS id, range % 97 AS n, 'name ' || range AS name FROM range(${ROWS})`;

export const parquet: RunnerMeasure = {
  name: "parquet",
  run: async function* ({ rounds }) {
    const [runs, floors] = [[], []] as [number[], number[]];
    for (let round = 0; round < rounds; round++) {
      floors.push(await duckdbAlone());
      runs.push(await throughTheRunner());
    }
    const what = `${TABLES} tables of ${ROWS.toLocaleString("en-US")} rows`;
    yield figure(`DuckDB writing the Parquet of ${what} (floor)`, "ms", floors);
    yield figure(`the runner making them, flushed, hashed, with state`, "ms", runs);
    yield figure(
      "the same, beside DuckDB's floor",
      "×",
      runs.map((ms, i) => ms / (floors[i] ?? ms)),
    );
  },
};

async function duckdbAlone(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "strataline-floor-"));
  const start = performance.now();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (let n = 0; n < TABLES; n++) {
    await connection.run(`COPY (${SELECT}) TO '${join(folder, `${n}.parquet`)}' (FORMAT parquet)`);
  }
  const took = performance.now() - start;
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true, force: true });
  return took;
}

async function throughTheRunner(): Promise<number> {
  const rig = createRig({ realTime: true, io: { default: lake() }, concurrency: 2 });
  for (let n = 0; n < TABLES; n++) {
    rig.define(() =>
      asset({
        key: `bronze/t${n}`,
        query: sql`select range as id, range % 97 as n, 'name ' || range as name from range(${ROWS})`,
      }),
    );
  }
  const project = await rig.project();
  const start = performance.now();
  const ran = await project.run();
  const took = performance.now() - start;
  if (!ran.ok || ran.value.succeeded !== TABLES) throw new Error(`not all ran: ${JSON.stringify(ran)}`);
  rig.close();
  return took;
}
