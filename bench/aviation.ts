// The aviation example from nothing and when all is fresh, and the floor: the same queries straight in DuckDB.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, scratchProject } from "./scratchProject.ts";
import { run } from "../scripts/commands.ts";

const rounds = 5;

export interface AviationTimes {
  readonly cold: number[];
  readonly fresh: number[];
  readonly floor: number[];
  /** How many statements the floor runs. */
  readonly statements: number;
}

/** Milliseconds per round, from the start of the process to its end. */
export async function aviation(): Promise<AviationTimes> {
  using project = scratchProject("aviation");
  const { folder } = project;
  const state = join(folder, ".strataline");
  const command = [join(root, "sdk/bin/strataline.mjs"), "run", "--cwd", folder];
  const sql = join(folder, "statements.json");

  // Recorded first: it also fills the disk cache for all that follow.
  await node(["--import", pathToFileURL(join(root, "bench/recordSql.ts")).href, ...command], {
    BENCH_SQL_FILE: sql,
  });
  const statements = (JSON.parse(readFileSync(sql, "utf8")) as string[]).filter(isOfThePipeline);
  writeFileSync(sql, JSON.stringify(statements));

  // The queries name the files of the recorded run, so the floor comes before that run's files are removed.
  const times: AviationTimes = { cold: [], fresh: [], floor: [], statements: statements.length };
  for (let round = 0; round < rounds; round++) times.floor.push(await node(["bench/replaySql.ts", sql]));
  for (let round = 0; round < rounds; round++) {
    rmSync(state, { recursive: true, force: true });
    times.cold.push(await node(command));
    times.fresh.push(await node(command));
  }
  return times;
}

/**
 * What the pipeline asks for: its queries, written to Parquet, and its checks. Not what the runner adds (columns, row
 * counts, fingerprints, settings), and not what needs rows that came from TypeScript.
 */
function isOfThePipeline(statement: string): boolean {
  const isOurs = /^SET |LIMIT 0$|^SELECT count\(\*\) AS rows |^SELECT sum\(hash\(/.test(statement);
  return !isOurs && /^(COPY|SELECT)\b/.test(statement) && !statement.includes('"strataline ');
}

async function node(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const start = performance.now();
  const { exitCode, output } = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
  });
  if (exitCode !== 0) throw new Error(output);
  return performance.now() - start;
}
