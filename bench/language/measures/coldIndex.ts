// A cold index against its floor, in fresh processes that take turns: on a machine that is busy with something else both are
// slow together, and the median of their ratios still says something. Processor time is steadier than time on the clock.
import type { ColdResult } from "../children/coldIndex.ts";
import type { FloorResult } from "../children/floor.ts";
import { figure, show, type Figure } from "../figure.ts";
import { buildChildren, runChild } from "../processes.ts";
import type { ScratchWorkspace } from "../scratchWorkspace.ts";
import type { Measure } from "./measure.ts";

export const COLD_GOAL = 1.3;

export const coldIndex: Measure = {
  name: "cold",
  async *run({ workspace, rounds }): AsyncIterable<Figure> {
    await buildChildren(["floor", "coldIndex"]);
    const floors: FloorResult[] = [];
    const colds: ColdResult[] = [];
    for (let round = 0; round < rounds; round++) {
      floors.push(await runFloor(workspace));
      colds.push(await runCold(workspace));
    }
    const [floor] = floors;
    const [cold] = colds;
    const size = `${workspace.modules.length} files, ${((floor?.bytes ?? 0) / 1e6).toFixed(1)} MB`;
    const walls = floors.map(({ wall }) => wall);
    yield figure("parse floor", "ms", walls, { note: size });
    yield figure(
      "cold index",
      "ms",
      colds.map(({ wall }) => wall),
      { note: `${cold?.nodes ?? 0} nodes, ${cold?.edges ?? 0} edges, ${cold?.findings ?? 0} findings` },
    );
    const best = Math.min(...colds.map(({ wall }) => wall)) / Math.min(...walls);
    yield figure("cold index / floor", "×", ratios(colds, floors, "wall"), {
      goal: COLD_GOAL,
      note: `best of each: ${show(best, "×")}`,
    });
    yield figure("cold index / floor, processor time", "×", ratios(colds, floors, "cpu"));
    yield figure(
      "of it: until there is the graph / floor",
      "×",
      colds.map(({ graphWall }, round) => graphWall / (walls[round] ?? 0)),
    );
  },
};

export function runFloor({ folder, modules }: ScratchWorkspace): Promise<FloorResult> {
  return runChild<FloorResult>("floor", { root: folder, paths: modules });
}

export function runCold({ folder }: ScratchWorkspace): Promise<ColdResult> {
  return runChild<ColdResult>("coldIndex", { root: folder });
}

function ratios(
  colds: readonly ColdResult[],
  floors: readonly FloorResult[],
  what: "wall" | "cpu",
): number[] {
  return colds.map((cold, round) => cold[what] / (floors[round]?.[what] ?? 0));
}
