// Where the time of a process goes: the functions with the most self time of a `--cpu-prof` file.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildChildren, runChild } from "./processes.ts";

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileLine {
  readonly name: string;
  readonly self: number;
  /** With what it calls; recursion is counted once. */
  readonly total: number;
}

/** Milliseconds, most self time first. `folder` has one profile. */
function readProfile(folder: string): readonly ProfileLine[] {
  const file = readdirSync(folder).find((name) => name.endsWith(".cpuprofile"));
  if (file === undefined) throw new Error(`no profile in ${folder}`);
  const profile = JSON.parse(readFileSync(join(folder, file), "utf8")) as CpuProfile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const self = new Map<string, number>();
  const total = new Map<string, number>();
  const add = (map: Map<string, number>, name: string, time: number): void => {
    map.set(name, (map.get(name) ?? 0) + time);
  };
  profile.samples.forEach((sample, index) => {
    const time = (profile.timeDeltas[index] ?? 0) / 1000;
    const seen = new Set<string>();
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const name = nameOf(nodes.get(id)?.callFrame);
      if (id === sample) add(self, name, time);
      if (!seen.has(name)) add(total, name, time);
      seen.add(name);
    }
  });
  return [...total]
    .map(([name, time]) => ({ name, self: self.get(name) ?? 0, total: time }))
    .sort((a, b) => b.self - a.self);
}

function nameOf(frame: CpuProfile["nodes"][number]["callFrame"] | undefined): string {
  if (frame === undefined) return "?";
  const name = frame.functionName === "" ? "(anonymous)" : frame.functionName;
  return frame.url === "" ? name : `${name}:${frame.lineNumber + 1}`;
}

/** Where a cold index of a workspace goes, with names as in the sources. */
export async function printProfile(workspace: string): Promise<void> {
  await buildChildren(["coldIndex"], true);
  const folder = mkdtempSync(join(tmpdir(), "strataline-profile-"));
  try {
    await runChild("coldIndex", { root: workspace }, ["--cpu-prof", `--cpu-prof-dir=${folder}`], true);
    const lines = readProfile(folder);
    const print = (title: string, sorted: readonly ProfileLine[]): void => {
      console.log(
        `${title}\n\n    self    total  function:line of .cache/bench/language/coldIndex.readable.js`,
      );
      for (const { name, self, total } of sorted.slice(0, 50)) {
        console.log(`${self.toFixed(0).padStart(8)} ${total.toFixed(0).padStart(8)}  ${name}`);
      }
    };
    print("Most time of their own, ms", lines);
    print(
      "\nMost time with what they call, ms",
      lines.toSorted((a, b) => b.total - a.total),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
