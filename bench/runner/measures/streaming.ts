// Ten times the rows through an async iterable into the lake: the memory must not grow with them.
import { figure } from "../../language/figure.ts";
import { measureStreaming } from "../streaming.ts";
import type { RunnerMeasure } from "./measure.ts";

const ROWS = 10_000_000;

export const streaming: RunnerMeasure = {
  name: "streaming",
  run: async function* () {
    const floor = await measureStreaming(ROWS, true);
    const tenth = await measureStreaming(ROWS / 10);
    const all = await measureStreaming(ROWS);
    yield figure("10,000,000 rows streamed into the lake", "ms", [all.seconds * 1000]);
    yield figure("the same, beside a query of DuckDB's alone (floor)", "×", [all.seconds / floor.seconds]);
    yield figure("memory at its highest, a tenth of the rows", "MB", [tenth.peakMemory / 1e6]);
    yield figure("memory at its highest", "MB", [all.peakMemory / 1e6]);
    yield figure("the same for DuckDB alone (floor)", "MB", [floor.peakMemory / 1e6]);
  },
};
