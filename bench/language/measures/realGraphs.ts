// The cold index of workspaces made from the graphs of real projects.
import { quantile } from "../../figures.ts";
import { figure, show, type Figure } from "../figure.ts";
import { buildChildren } from "../processes.ts";
import { scratchWorkspace } from "../scratchWorkspace.ts";
import { COLD_GOAL, runCold, runFloor } from "./coldIndex.ts";
import type { Measure } from "./measure.ts";

const names = ["real-squared", "real-mattermost", "real-tuva", "real-spellbook-dex"];

export const realGraphs: Measure = {
  name: "real",
  async *run({ rounds }): AsyncIterable<Figure> {
    await buildChildren(["floor", "coldIndex"]);
    for (const graph of names) {
      using workspace = scratchWorkspace({ graph, assets: Number.POSITIVE_INFINITY, hubReaders: 0 });
      const ratios: number[] = [];
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const floor = await runFloor(workspace);
        const cold = await runCold(workspace);
        ratios.push(cold.wall / floor.wall);
        times.push(cold.wall);
      }
      const { nodes, edges } = workspace.graph;
      const note = `${nodes.length} nodes, ${edges.length} edges, ${show(quantile(times, 0.5), "ms")}`;
      yield figure(`${graph}: cold index / floor`, "×", ratios, { goal: COLD_GOAL, note });
    }
  },
};
