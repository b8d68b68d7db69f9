// One engine on one graph, in a process of its own: the parent ends it when it takes too long. Tells each result in a line as
// soon as it is known.
import { readFileSync } from "node:fs";
import { layoutGraph } from "@strataline/core/graph";
import { median } from "../figures.ts";
import { countCrossings } from "./crossings.ts";
import { columnsOf, type Drawing, type Engine } from "./drawing.ts";
import { edits } from "./edits.ts";
import { engines } from "./engines/index.ts";
import { displacement, judge } from "./measures.ts";
import { readProblem, withEdge, withTurnedEdges, type Problem } from "./problem.ts";

export interface Given {
  readonly engine: string;
  readonly file: string;
  /** A tenth of the edges against the order of the layers. */
  readonly turned: boolean;
  readonly edits: number;
}

/** Enough rounds for the compiler to have settled, but no more than this long. */
const WARM_ROUNDS = 12;
const WARM_TIME = 4_000;

/** Processor time of this thread in ms: wall time tells more about what else the machine does. */
function clock(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return process.cpuUsage().user / 1e3;
  }
}

const given = JSON.parse(process.argv[2] ?? "") as Given;
const tell = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`);

async function timed(run: () => Drawing | Promise<Drawing>): Promise<{ ms: number; drawing: Drawing }> {
  const [wall, start] = [performance.now(), clock()];
  const drawing = await run();
  // What another process does (the binary of Graphviz) is none of this thread's time.
  const ms = given.engine === "dot" ? performance.now() - wall : clock() - start;
  return { ms, drawing };
}

async function main(engine: Engine, problem: Problem): Promise<void> {
  const columnsFor = ({ graph, sizeOf }: Problem) => columnsOf(layoutGraph(graph, sizeOf));
  const columns = columnsFor(problem);
  const cold = await timed(() => engine.layOut(problem, columns));
  tell({ coldMs: cold.ms });
  const { drawing } = cold;
  const { pairs, seen } = countCrossings(drawing);
  const own = drawing.ownCrossings === undefined ? {} : { ownCrossings: drawing.ownCrossings };
  tell({ crossings: pairs, seenCrossings: seen, ...own, ...judge(problem, drawing) });
  const times: number[] = [];
  for (let spent = 0; times.length < WARM_ROUNDS && spent < WARM_TIME; spent += times.at(-1) ?? 0)
    times.push((await timed(() => engine.layOut(problem, columns))).ms);
  tell({ ms: median(times) });

  const moves = [];
  const editTimes: number[] = [];
  for (const { from, to } of edits(problem, given.edits)) {
    const edited = withEdge(problem, from, to);
    const editedColumns = columnsFor(edited);
    const { layOutEdited } = engine;
    const again = await timed(() =>
      layOutEdited === undefined
        ? engine.layOut(edited, editedColumns)
        : layOutEdited(edited, editedColumns, drawing),
    );
    editTimes.push(again.ms);
    moves.push(displacement(drawing, again.drawing));
  }
  if (moves.length > 0) {
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    tell({
      editMs: median(editTimes),
      displacement: mean(moves.map((move) => move.mean)),
      moved: mean(moves.map((move) => move.moved)),
    });
  }
}

const read = readProblem(given.file);
const problem = given.turned ? withTurnedEdges(read) : read;
const entry = engines.find(({ name }) => name === given.engine);
try {
  const engine = await entry?.load();
  if (engine === undefined) throw new Error(`no engine "${given.engine}"`);
  await main(engine, problem);
  tell({ peakMb: process.resourceUsage().maxRSS / 1024 });
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  tell({ failed: isMissing ? `not installed: ${text.split("\n")[0] ?? ""}` : (text.split("\n")[0] ?? "") });
}
process.exit(0);
