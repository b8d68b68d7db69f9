// One engine on one graph, in a process of its own: the parent ends it when it takes too long. Tells each result in a line as
// soon as it is known.
import { layoutGraph } from "@strataline/core/graph";
import { median } from "../figures.ts";
import { timedAsync } from "./clock.ts";
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
const WARM_ROUNDS = 15;
const WARM_TIME = 1_500;

const given = JSON.parse(process.argv[2] ?? "") as Given;
const tell = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`);

async function timed(
  runs: number,
  run: () => Drawing | Promise<Drawing>,
): Promise<{ ms: number; drawing: Drawing }> {
  const wall = performance.now();
  const { ms, result } = await timedAsync(async () => {
    let drawing = await run();
    for (let more = 1; more < runs; more++) drawing = await run();
    return drawing;
  });
  // What another process does (the binary of Graphviz) is none of this thread's time.
  return { ms: (given.engine === "dot" ? performance.now() - wall : ms) / runs, drawing: result };
}

async function main(engine: Engine, problem: Problem): Promise<void> {
  const columnsFor = ({ graph, sizeOf }: Problem) => columnsOf(layoutGraph(graph, sizeOf));
  const columns = columnsFor(problem);
  const cold = await timed(1, () => engine.layOut(problem, columns));
  tell({ coldMs: cold.ms });
  const { drawing } = cold;
  const { pairs, seen } = countCrossings(drawing);
  const own = drawing.ownCrossings === undefined ? {} : { ownCrossings: drawing.ownCrossings };
  tell({ crossings: pairs, seenCrossings: seen, ...own, ...judge(problem, drawing) });
  const times: number[] = [];
  const first = performance.now();
  await engine.layOut(problem, columns);
  const once = performance.now() - first;
  // The clock ticks in milliseconds: what is shorter runs many times for one figure.
  const runs = Math.max(1, Math.ceil(60 / once));
  for (let round = 0; round === 0 || (round < WARM_ROUNDS && performance.now() - first < WARM_TIME); round++)
    times.push((await timed(runs, () => engine.layOut(problem, columns))).ms);
  tell({ ms: median(times) });

  const moves = [];
  const editTimes: number[] = [];
  for (const { from, to } of edits(problem, given.edits)) {
    const edited = withEdge(problem, from, to);
    const editedColumns = columnsFor(edited);
    const { layOutEdited } = engine;
    const again = await timed(once > 60 ? 1 : Math.ceil(60 / once), () =>
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
