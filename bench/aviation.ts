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
  // The recorded queries name the files of their own run, so that run keeps a project to itself.
  using recorded = scratchProject("aviation");
  using timed = scratchProject("aviation");
  const sql = join(recorded.folder, "statements.json");
  const recorder = ["--import", pathToFileURL(join(root, "bench/recordSql.ts")).href];
  await node([...recorder, ...runOf(recorded.folder)], { BENCH_SQL_FILE: sql });
  const statements = (JSON.parse(readFileSync(sql, "utf8")) as string[]).filter(isOfThePipeline);
  writeFileSync(sql, JSON.stringify(statements));

  const times: AviationTimes = { cold: [], fresh: [], floor: [], statements: statements.length };
  for (let round = 0; round < rounds; round++) {
    rmSync(join(timed.folder, ".strataline"), { recursive: true, force: true });
    times.floor.push(await node(["bench/replaySql.ts", sql]));
    times.cold.push(await node(runOf(timed.folder)));
    times.fresh.push(await node(runOf(timed.folder)));
  }
  return times;
}

function runOf(folder: string): string[] {
  return [join(root, "sdk/bin/strataline.mjs"), "run", "--cwd", folder];
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
