// Several processes that run overlapping parts of one project: nothing is lost, nothing hangs, nothing is made twice. As a program:
// contention.ts [--seconds 60] [--processes 8] [--seed N].
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { PastMaterialization } from "../../sdk/src/store/model.ts";
import { openStore, type Store } from "../../sdk/src/store/store.ts";
import type { Witness } from "./contender.ts";

export interface Contention {
  readonly processes: number;
  readonly runs: number;
  readonly made: number;
  readonly waits: number;
  readonly conflicts: number;
  /** What must not be. */
  readonly problems: readonly string[];
}

/** A process that has not ended so long after its time hangs. */
const HANGS_AFTER_MS = 60_000;

export async function contend(options: {
  readonly milliseconds: number;
  readonly processes: number;
  readonly seed: number;
}): Promise<Contention> {
  const root = mkdtempSync(join(tmpdir(), "strataline-contention-"));
  try {
    writeFileSync(join(root, "n.json"), JSON.stringify([{ n: 0 }]));
    mkdirSync(join(root, "busy"));
    const witnesses = await Promise.all(
      Array.from({ length: options.processes }, (_, n) =>
        contender(root, options.seed + n, options.milliseconds),
      ),
    );
    const opened = openStore(root);
    if (!opened.ok) throw new Error(opened.problem.message);
    const problems = [...witnesses.flatMap((witness) => witness.problems), ...judge(opened.value, witnesses)];
    opened.value.close();
    const sum = (of: (witness: Witness) => number): number => witnesses.reduce((n, one) => n + of(one), 0);
    return {
      processes: options.processes,
      runs: sum(({ runs }) => runs),
      made: sum(({ made }) => made.length),
      waits: sum(({ waits }) => waits),
      conflicts: sum(({ conflicts }) => conflicts),
      problems,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function contender(root: string, seed: number, milliseconds: number): Promise<Witness> {
  const script = join(import.meta.dirname, "contender.ts");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", script, root, String(seed), String(milliseconds)],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds + HANGS_AFTER_MS);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const last = stdout.trim().split("\n").at(-1) ?? "";
      if (code === 0) {
        resolve(JSON.parse(last) as Witness);
        return;
      }
      const why = signal === "SIGKILL" ? "it hung" : `exit ${code}`;
      resolve({
        made: [],
        forced: [],
        runs: 0,
        waits: 0,
        conflicts: 0,
        problems: [`process ${seed}: ${why} ${stderr}`],
      });
    });
  });
}

function judge(store: Store, witnesses: readonly Witness[]): readonly string[] {
  const made = new Set(witnesses.flatMap((witness) => witness.made));
  const forced = new Set(witnesses.flatMap((witness) => witness.forced));
  const latest = store.latest();
  const all = [...latest.keys()].flatMap((key) => store.history.versions(key, 1_000_000));
  const known = new Map(all.map((one) => [one.id, one]));
  return [
    ...(new Set(all.map(({ id }) => id)).size === all.length ? [] : ["a version is there twice"]),
    ...all.filter(({ id }) => !made.has(id)).map(({ id }) => `${id} was made by nobody`),
    ...[...latest.keys()].flatMap((key) => judgeAsset(store.history.versions(key, 1_000_000), forced)),
    ...all.flatMap((one) => judgeInputs(one, known)),
    ...store
      .runs(1_000_000)
      .flatMap(({ runId, status }) => (status === "succeeded" ? [] : [`run ${runId} is ${status}`])),
  ];
}

/** Newest first. The newest counts; what was not forced was made because something was new. */
function judgeAsset(
  versions: readonly PastMaterialization[],
  forced: ReadonlySet<string>,
): readonly string[] {
  const problems = versions.flatMap((version, n) => {
    const before = versions[n + 1];
    if (version.isCurrent !== (n === 0))
      return [`${version.id} of ${version.key} is not the version that counts`];
    if (before === undefined || forced.has(version.runId)) return [];
    const same = JSON.stringify(inputVersions(version)) === JSON.stringify(inputVersions(before));
    return same ? [`${version.key} was made twice of the same: ${before.id}, ${version.id}`] : [];
  });
  const stored = versions.filter(({ hasData }) => hasData).length;
  return stored === 0 ? [...problems, "the data of the version that counts is gone"] : problems;
}

function inputVersions({ inputs }: PastMaterialization): readonly string[] {
  return inputs.map(({ key, dataVersion }) => `${key} ${dataVersion}`);
}

function judgeInputs(
  one: PastMaterialization,
  known: ReadonlyMap<string, PastMaterialization>,
): readonly string[] {
  return one.inputs.flatMap(({ materialization: id, key, dataVersion }) => {
    const upstream = id === null ? undefined : known.get(id);
    // Forgotten, or a source.
    if (upstream === undefined) return [];
    const fits = upstream.key === key && upstream.dataVersion === dataVersion && upstream.at <= one.at;
    return fits ? [] : [`${one.id} was not made of ${upstream.id}, which it names`];
  });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "60" },
      processes: { type: "string", default: "8" },
      seed: { type: "string", default: String(Date.now() % 100_000) },
    },
  });
  const seed = Number(values.seed);
  console.log(`seed ${seed}`);
  const found = await contend({
    milliseconds: Number(values.seconds) * 1000,
    processes: Number(values.processes),
    seed,
  });
  console.log(
    `${found.processes} processes, ${found.runs} runs, ${found.made} materializations, ${found.waits} waits, ${found.conflicts} conflicts`,
  );
  for (const problem of found.problems.slice(0, 20)) console.log(`✗ ${problem}`);
  console.log(
    found.problems.length === 0 ? "✓ nothing lost, nothing twice" : `✗ ${found.problems.length} problems`,
  );
  process.exitCode = found.problems.length === 0 ? 0 : 1;
}
