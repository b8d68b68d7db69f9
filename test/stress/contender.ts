// One of several processes that run overlapping parts of one project at the same time, without pause, until their time is over:
// contender.ts <project> <seed> <milliseconds>. What it saw is its last line of output, as JSON: see `Witness`.
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashText } from "../../core/src/text/hash.ts";
import { asset, json, source } from "../../sdk/src/index.ts";
import { Random } from "../support/random.ts";
import { createRig } from "../support/runRig.ts";

export interface Witness {
  /** Ids of what this process has made. */
  readonly made: readonly string[];
  /** Runs that computed also what was fresh. */
  readonly forced: readonly string[];
  readonly runs: number;
  readonly waits: number;
  readonly conflicts: number;
  readonly problems: readonly string[];
}

const WIDTH = 6;
const LAYERS = ["bronze", "silver", "gold"] as const;

const [root, seed, time] = process.argv.slice(2) as [string, string, string];
const random = new Random(seed);
const end = Date.now() + Number(time);
const rig = createRig({ root, realTime: true, io: { default: json() }, retention: { versions: 3 } });
const problems: string[] = [];

rig.define(() => source({ key: "raw/n", file: "n.json" }));
LAYERS.forEach((layer, depth) => {
  for (let n = 0; n < WIDTH; n++) {
    const key = `${layer}/${n}`;
    const above = [n, (n + 1) % WIDTH].map((m) => `${LAYERS[depth - 1] ?? ""}/${m}`);
    // The first layer reads the file by itself: what counts is that its version is known.
    const deps = depth === 0 ? ["raw/n"] : Object.fromEntries(above.map((dep) => [dep, dep]));
    rig.define(() =>
      asset({ key, deps, run: (read) => alone(key, depth === 0 ? { n: sourceValue() } : read) }),
    );
  }
});

/** Computes with a file in the way of every other process that computes the same. */
async function alone(key: string, read: object): Promise<unknown> {
  const lock = join(root, "busy", key.replace("/", "-"));
  try {
    closeSync(openSync(lock, "wx"));
  } catch {
    problems.push(`${key} was computed by two processes at once`);
  }
  await new Promise((resolve) => setTimeout(resolve, random.below(5)));
  rmSync(lock, { force: true });
  return [{ of: hashText(JSON.stringify(read)) }];
}

mkdirSync(join(root, "busy"), { recursive: true });
const witness = { made: [] as string[], forced: [] as string[], runs: 0, waits: 0, conflicts: 0 };
const project = await rig.project();
while (Date.now() < end) await once();
rig.close();
process.stdout.write(`${JSON.stringify({ ...witness, problems })}\n`);

async function once(): Promise<void> {
  if (random.chance(0.3)) changeSource();
  const key = `${random.pick(LAYERS)}/${random.below(WIDTH)}`;
  const force = random.chance(0.2);
  const ran = await project.run({
    select: random.chance(0.3) ? "*" : `+key:"${key}"`,
    force,
    wait: random.chance(0.7),
    onWait: () => witness.waits++,
    onEvent: (event) => {
      if (event.type === "assetSucceeded") witness.made.push(event.materialization);
      if (event.type === "assetFailed") problems.push(`${event.key} failed: ${event.error.message}`);
      if (event.type === "runStarted" && force) witness.forced.push(event.runId);
    },
  });
  witness.runs++;
  if (ran.ok) return;
  if (ran.problem.kind === "conflict") witness.conflicts++;
  else problems.push(ran.problem.message);
}

function sourceValue(): number {
  const [{ n }] = JSON.parse(readFileSync(join(root, "n.json"), "utf8")) as [{ n: number }];
  return n;
}

function changeSource(): void {
  const mine = join(root, `n.json.${process.pid}`);
  writeFileSync(mine, JSON.stringify([{ n: (sourceValue() + 1) % 5 }]));
  renameSync(mine, join(root, "n.json"));
}
