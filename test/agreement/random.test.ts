// Random projects in every style: what is read is what is loaded. And with parts that only running can tell: nothing is guessed.
//
//   STRATALINE_SEED=7 STRATALINE_PROJECT=12 npx vitest run test/agreement/random.test.ts    one project again
//   STRATALINE_PROJECTS=20000                                                               more of them
//   STRATALINE_STYLES="for of,map"                                                          only these beside the plain ones
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createProject, type AssetGraph } from "@strataline/core";
import { createDiskHost } from "../../sdk/src/project/diskHost.ts";
import { countOfRun, seedOfRun } from "../support/random.ts";
import { differences, guesses } from "./random/compare.ts";
import type { ProjectText } from "./random/draft.ts";
import { generateProject, type GenerateOptions } from "./random/generate.ts";
import { fileText, runtimeGraph, writeProject } from "./random/runtime.ts";
import { shrink } from "./random/shrink.ts";

const seed = seedOfRun();
const count = countOfRun("STRATALINE_PROJECTS", 1_000);
const only = process.env.STRATALINE_PROJECT;
const folder = mkdtempSync(join(tmpdir(), "strataline-agreement-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Compare = (written: AssetGraph, loaded: AssetGraph) => readonly string[];

/** What is wrong with a project; `loads` is false when it says nothing because it cannot be loaded. */
async function judge(
  files: ProjectText,
  compare: Compare,
): Promise<{ readonly problems: readonly string[]; readonly loads: boolean }> {
  const root = join(folder, "project");
  writeProject(root, files);
  let loaded: AssetGraph;
  try {
    loaded = await runtimeGraph(root, files);
  } catch (error) {
    return { problems: [`it cannot be loaded: ${String(error)}`], loads: false };
  }
  if (loaded.nodes.some(({ key }) => /undefined|NaN/.test(key)))
    return { problems: ["something in it is undefined"], loads: false };
  const written = createProject({ host: createDiskHost(root) }).snapshot().graph;
  return { problems: compare(written, loaded), loads: true };
}

async function checkProjects(
  name: string,
  compare: Compare,
  count: number,
  options: GenerateOptions = {},
): Promise<void> {
  const indexes = only === undefined ? Array.from({ length: count }, (_, index) => index) : [Number(only)];
  let nodes = 0;
  for (const index of indexes) {
    const { files } = generateProject(`${name} ${seed} ${index}`, options);
    const { problems, loads } = await judge(files, (written, loaded) => {
      nodes += loaded.nodes.length;
      return compare(written, loaded);
    });
    if (problems.length === 0) continue;
    const small = loads
      ? await shrink(files, async (candidate) => {
          const again = await judge(candidate, compare);
          return again.loads && again.problems.length > 0;
        })
      : files;
    throw new Error(report(name, index, (await judge(small, compare)).problems, small));
  }
  // Empty projects would agree as well.
  expect(nodes).toBeGreaterThan(indexes.length * 2);
}

function report(name: string, index: number, problems: readonly string[], files: ProjectText): string {
  const texts = [...files].map(([path, pieces]) => `//- /${path}\n${fileText(pieces)}`);
  const again = `STRATALINE_SEED=${seed} STRATALINE_PROJECT=${index} npx vitest run test/agreement/random.test.ts -t "${name}"`;
  return [`project ${index} of seed ${seed}:`, ...problems, "", ...texts, "", `again: ${again}`].join("\n");
}

const HOUR = 3_600_000;
test("constant", { timeout: HOUR }, () => checkProjects("constant", differences, count));
test("unknowable", { timeout: HOUR }, () =>
  checkProjects("unknowable", guesses, Math.ceil(count / 3), { unknowable: true }),
);
