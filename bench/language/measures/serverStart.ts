// From the start of the server's process, over stdio: the file in the editor first, then everything. Started twice on one
// workspace, the second time finds what the first one kept, if it kept something.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Editor } from "../editor.ts";
import { figure, type Figure } from "../figure.ts";
import { buildChildren } from "../processes.ts";
import type { ScratchWorkspace } from "../scratchWorkspace.ts";
import { runCold, runFloor } from "./coldIndex.ts";
import type { Measure } from "./measure.ts";

const WARM_GOAL = 0.25;

interface Start {
  /** Milliseconds from the start of the process. */
  readonly initialized: number;
  readonly firstFile: number;
  readonly everything: number;
}

export const serverStart: Measure = {
  name: "start",
  async *run({ workspace, rounds }): AsyncIterable<Figure> {
    await buildChildren(["floor", "coldIndex"]);
    const { found } = await runCold(workspace);
    const floors: number[] = [];
    const [colds, warms]: [Start[], Start[]] = [[], []];
    const graphs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      floors.push((await runFloor(workspace)).wall);
      const cache = mkdtempSync(join(tmpdir(), "strataline-cache-"));
      colds.push(await start(workspace, found, cache));
      warms.push(await start(workspace, found, cache));
      graphs.push(await startForGraph(workspace, cache));
      rmSync(cache, { recursive: true, force: true });
    }
    const times = (starts: readonly Start[], what: keyof Start): number[] => starts.map((one) => one[what]);
    /** From `initialize` on: the process and its modules are there already, as in the floor. */
    const overFloor = (starts: readonly Start[], what: keyof Start): number[] =>
      starts.map((one, round) => (one[what] - one.initialized) / (floors[round] ?? 0));
    yield figure("server: process to `initialize` answered", "ms", times(colds, "initialized"));
    yield figure("server, cold: findings of the open file", "ms", times(colds, "firstFile"));
    yield figure("server, cold: all findings published", "ms", times(colds, "everything"));
    yield figure("server, cold: all findings / floor", "×", overFloor(colds, "everything"));
    yield figure("server, cold: open file answers before the rest, / all", "×", share(colds), {
      note: "1 when the file in the editor waits for everything",
    });
    yield figure("server, second start: findings of the open file", "ms", times(warms, "firstFile"));
    yield figure(
      "server, second start: graph / floor",
      "×",
      graphs.map((took, round) => took / (floors[round] ?? 0)),
      { goal: WARM_GOAL },
    );
    yield figure("server, second start: all findings / floor", "×", overFloor(warms, "everything"), {
      goal: WARM_GOAL,
    });
  },
};

function share(starts: readonly Start[]): number[] {
  return starts.map(
    ({ initialized, firstFile, everything }) => (firstFile - initialized) / (everything - initialized),
  );
}

async function start(
  { folder, files }: ScratchWorkspace,
  found: readonly string[],
  cacheDirectory: string,
): Promise<Start> {
  // In the middle of the order in which files are read.
  const path = found[Math.floor(found.length / 2)] ?? "";
  const begin = performance.now();
  const since = (): number => performance.now() - begin;
  await using editor = new Editor(folder, { cacheDirectory });
  const first = editor.published(path).then(since);
  const everything = editor.allPublished(found).then(since);
  await editor.initialize();
  const initialized = since();
  editor.open(path, files.get(path) ?? "");
  return { initialized, firstFile: await first, everything: await everything };
}

/** Milliseconds from `initialize` until the whole graph is there, when nothing else is asked. */
async function startForGraph({ folder }: ScratchWorkspace, cacheDirectory: string): Promise<number> {
  await using editor = new Editor(folder, { cacheDirectory });
  await editor.initialize();
  const begin = performance.now();
  await editor.graph();
  return performance.now() - begin;
}
