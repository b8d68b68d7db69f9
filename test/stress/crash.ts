// Runs that are killed at random instants: after each the state opens, no half of anything is visible, what had finished is there, and
// the next run does the rest and nothing else. As a program: crash.ts [--times 300] [--seed N].
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import type { Materialization } from "../../sdk/src/store/model.ts";
import type { Rig } from "../support/runRig.ts";
import { Random } from "../support/random.ts";
import { ASSETS, openCrashProject } from "./crashProject.ts";

export interface Crashes {
  readonly killed: number;
  /** Runs that ended before the signal came. */
  readonly late: number;
  /** Assets that had finished when their run was killed, of all killed runs. */
  readonly finished: number;
  readonly problems: readonly string[];
}

/** What an undisturbed run makes: the data versions by key. */
type Outcome = ReadonlyMap<string, string>;

export async function crash(options: { readonly times: number; readonly seed: number }): Promise<Crashes> {
  const random = new Random(String(options.seed));
  const { outcome, milliseconds } = await undisturbed();
  const total = { killed: 0, late: 0, finished: 0, problems: [] as string[] };
  for (let n = 0; n < options.times; n++) {
    const delay = random.next() * milliseconds;
    const root = mkdtempSync(join(tmpdir(), "strataline-crash-"));
    try {
      const { isKilled, finished } = await run(root, delay);
      if (isKilled) total.killed++;
      else total.late++;
      total.finished += finished.length;
      const problems = await judge(root, finished, outcome);
      total.problems.push(...problems.map((problem) => `kill ${n} after ${delay.toFixed(1)} ms: ${problem}`));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
  return total;
}

async function undisturbed(): Promise<{ readonly outcome: Outcome; readonly milliseconds: number }> {
  const root = mkdtempSync(join(tmpdir(), "strataline-crash-"));
  const { milliseconds } = await run(root, Infinity);
  const rig = openCrashProject(root);
  const outcome = outcomeOf(rig);
  rig.close();
  rmSync(root, { recursive: true, force: true });
  return { outcome, milliseconds };
}

function outcomeOf(rig: Rig): Outcome {
  return new Map([...rig.store().latest()].map(([key, { dataVersion }]) => [key, dataVersion] as const));
}

interface Ended {
  readonly isKilled: boolean;
  /** Ids of versions that were said to be finished. */
  readonly finished: readonly string[];
  /** From the start of the run to the last that was heard of it. */
  readonly milliseconds: number;
}

/** The delay counts from the start of the run, not of the process. */
function run(root: string, delay: number): Promise<Ended> {
  const script = join(import.meta.dirname, "crashProject.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  let first = 0;
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    last = performance.now();
    if (text === "") {
      first = last;
      if (delay < Infinity) timer = setTimeout(() => child.kill("SIGKILL"), delay);
    }
    text += chunk;
  });
  return new Promise((resolve) => {
    child.on("close", (_code, signal) => {
      clearTimeout(timer);
      const whole = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
      const finished = whole.filter((line) => line !== "" && line !== "started");
      resolve({ isKilled: signal === "SIGKILL", finished, milliseconds: last - first });
    });
  });
}

async function judge(
  root: string,
  finished: readonly string[],
  outcome: Outcome,
): Promise<readonly string[]> {
  const database = new DatabaseSync(join(root, ".strataline/state.db"));
  const integrity = database.prepare("PRAGMA integrity_check").get();
  database.close();
  const problems =
    integrity?.integrity_check === "ok" ? [] : [`the database is damaged: ${JSON.stringify(integrity)}`];
  const rig = openCrashProject(root);
  try {
    const before = rig.store().latest();
    const ids = new Set([...before.values()].map(({ id }) => id));
    problems.push(...finished.filter((id) => !ids.has(id)).map((id) => `${id} had finished and is lost`));
    for (const made of before.values()) problems.push(...judgeData(root, made));
    const started = new Set<string>();
    const { summary } = await rig.run({
      onEvent: (event) => {
        if (event.type === "assetStarted") started.add(event.key);
      },
    });
    if (summary.status !== "succeeded") problems.push(`the next run ${summary.status}`);
    problems.push(
      ...[...before.keys()].filter((key) => started.has(key)).map((key) => `${key} was made again`),
    );
    const after = outcomeOf(rig);
    if (after.size !== ASSETS) problems.push(`${after.size} assets are there`);
    for (const [key, version] of outcome) if (after.get(key) !== version) problems.push(`${key} is another`);
    problems.push(...leftovers(root, rig.store().locations()));
  } finally {
    rig.close();
  }
  return problems;
}

function judgeData(root: string, { key, stored }: Materialization): readonly string[] {
  const path = join(root, stored.location);
  if (!existsSync(path)) return [`the data of ${key} is not there`];
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
  return hash === stored.contentHash ? [] : [`the data of ${key} is not what was committed`];
}

function leftovers(root: string, known: ReadonlySet<string>): readonly string[] {
  const lake = ".strataline/lake";
  return readdirSync(join(root, lake), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !known.has(path))
    .map((path) => `${path} is left over`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      times: { type: "string", default: "300" },
      seed: { type: "string", default: String(Date.now() % 100_000) },
    },
  });
  const seed = Number(values.seed);
  console.log(`seed ${seed}`);
  const found = await crash({ times: Number(values.times), seed });
  console.log(
    `${found.killed} runs of ${ASSETS} assets killed, ${found.late} ended before; ${found.finished} assets had finished`,
  );
  for (const problem of found.problems.slice(0, 20)) console.log(`✗ ${problem}`);
  console.log(
    found.problems.length === 0 ? "✓ nothing lost, nothing half" : `✗ ${found.problems.length} problems`,
  );
  process.exitCode = found.problems.length === 0 ? 0 : 1;
}
