// `npm run bench -- layout --goals`: what issue 4 asks of our layout, each figure beside its goal.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { compareEdges, layoutGraph, type Layout } from "@strataline/core/graph";
import { figure, toJson, toText, type Figure } from "../language/figure.ts";
import { randomOf } from "../language/workspace/random.ts";
import { root } from "../scratchProject.ts";
import { timed, timedEach } from "./clock.ts";
import { columnsOf } from "./drawing.ts";
import { countCrossings } from "./crossings.ts";
import { edits } from "./edits.ts";
import { dot } from "./engines/dot.ts";
import { gaps, ourLayout, refinedLayout } from "./engines/strataline.ts";
import { judge } from "./measures.ts";
import { readProblem, withEdge, withTurnedEdges, type Problem } from "./problem.ts";

/** Goals by the number of nodes: the first size that a graph is not above by more than a seventh. */
const SIZES = [
  { nodes: 300, first: 5, edit: 2 },
  { nodes: 1_000, first: 30, edit: 5 },
  { nodes: 3_000, first: 150, edit: 20 },
  { nodes: 10_000, first: 100, edit: 30 },
] as const;

/** Graphviz does not finish larger ones on these columns. */
const DOT_LIMIT = 1_100;
/** Sixty edits and a search each time. */
const DRIFT_LIMIT = 1_200;

export async function measureGoals(files: readonly string[], json: boolean): Promise<void> {
  const tell = (one: Figure): void => console.log(json ? toJson(one) : toText(one));
  const problems = files.map(readProblem);
  for (const problem of problems) tell(faults(problem, false));
  for (const problem of problems) tell(faults(problem, true));
  for (const problem of problems) for (const one of times(problem)) tell(one);
  for (const problem of problems) for (const one of stability(problem)) tell(one);
  tell(deepChain());
  tell(refinedTime(problems));
  tell(memory(files));
  for (const problem of problems) if (problem.graph.nodes.length <= DRIFT_LIMIT) tell(drift(problem));
  for (const one of await besideGraphviz(problems)) tell(one);
}

function faults(problem: Problem, turned: boolean): Figure {
  const given = turned ? withTurnedEdges(problem) : problem;
  const judged = judge(given, ourLayout(given, { refined: false, trunks: true }));
  const { bandViolations, overlaps, throughNodes } = judged;
  return figure(
    `${problem.name}: faults${turned ? ", a tenth of the edges turned" : ""}`,
    "",
    [bandViolations + overlaps + throughNodes],
    {
      goal: 0,
      note: `${bandViolations} out of band, ${overlaps} overlaps, ${throughNodes} edges through nodes`,
    },
  );
}

function sizeOf({ graph }: Problem): (typeof SIZES)[number] | undefined {
  return SIZES.find(({ nodes }) => graph.nodes.length <= (nodes * 8) / 7);
}

function* times(problem: Problem): Generator<Figure> {
  const goals = sizeOf(problem);
  const { graph, name } = problem;
  // A new object each time: what is remembered about a graph is made anew for every edit.
  const lay = (): Layout => layoutGraph({ ...graph }, problem.sizeOf, { gaps });
  const cold = timed(lay);
  const rounds = (runs: readonly (() => unknown)[]): readonly number[] => {
    timedEach(runs);
    timedEach(runs);
    return Array.from({ length: 5 }, () => timedEach(runs));
  };
  yield figure(`${name}: first layout, warm`, "ms", rounds([lay]), {
    goal: goals?.first ?? null,
    note: `${graph.nodes.length} nodes, first one in this process ${cold.toFixed(0)} ms`,
  });
  const previous = lay();
  const changed = edits(problem, 40).map(({ from, to }) => withEdge(problem, from, to).graph);
  const again = changed.map((edited) => () => layoutGraph({ ...edited }, problem.sizeOf, { gaps, previous }));
  yield figure(`${name}: layout after an edit`, "ms", rounds(again), { goal: goals?.edit ?? null });
}

interface Moved {
  readonly mean: number;
  readonly rows: number;
  readonly opened: boolean;
  readonly flips: number;
  /** Mean distance up or down. */
  readonly vertical: number;
}

/** What moved between two layouts of nearly the same graph. A column opens where a node stands in another than before. */
function moved(before: Layout, after: Layout): Moved {
  let [sum, vertical, rows, count, opened] = [0, 0, 0, 0, false];
  const perColumn = new Map<number, { readonly old: number; readonly now: number }[]>();
  for (const node of before.nodes.values()) {
    const now = after.nodes.get(node.key);
    if (now === undefined) continue;
    count++;
    if (now.column !== node.column) opened = true;
    const distance = Math.hypot(now.x - node.x, now.y - node.y);
    sum += distance;
    vertical += Math.abs(now.y - node.y);
    if (distance > 48) rows++;
    const column = perColumn.get(node.column);
    const place = { old: node.y, now: now.column === node.column ? now.y : Number.NaN };
    if (column === undefined) perColumn.set(node.column, [place]);
    else column.push(place);
  }
  let flips = 0;
  for (const places of perColumn.values()) {
    const stayed = places.filter(({ now }) => !Number.isNaN(now)).sort((a, b) => a.old - b.old);
    stayed.forEach(({ now }, i) => {
      if (now < (stayed[i - 1]?.now ?? Number.NEGATIVE_INFINITY) - 0.01) flips++;
    });
  }
  const over = Math.max(1, count);
  return { mean: sum / over, vertical: vertical / over, rows: rows / over, opened, flips };
}

function* stability(problem: Problem): Generator<Figure> {
  const { graph, name } = problem;
  const before = layoutGraph(graph, problem.sizeOf, { gaps });
  const random = randomOf(3);
  const removed = Array.from({ length: Math.min(10, graph.edges.length) }, () => {
    const gone = random.pick(graph.edges);
    return { ...graph, edges: graph.edges.filter((edge) => edge !== gone) };
  });
  const added = edits(problem, 30).map(({ from, to }) => withEdge(problem, from, to).graph);
  const moves = [...added, ...removed].map((edited) =>
    moved(before, layoutGraph(edited, problem.sizeOf, { gaps, previous: before })),
  );
  const still = moves.filter(({ opened }) => !opened);
  const share = Math.max(0, ...still.map(({ rows }) => rows));
  const vertical = Math.max(0, ...moves.map((move) => move.vertical));
  const flips = moves.reduce((sum, move) => sum + move.flips, 0);
  const worst = Math.max(0, ...still.map(({ mean }) => mean));
  yield figure(`${name}: worst mean px after an edge, no column opens`, "", [Math.round(worst * 10) / 10], {
    goal: 20,
    note: `${still.length} of ${moves.length} edits; worst share moved over a row ${(share * 100).toFixed(1)} % (goal 5)`,
  });
  yield figure(`${name}: order flips after an edge`, "", [flips], {
    goal: 0,
    note: `${moves.length - still.length} edits open a column; up or down ${vertical.toFixed(1)} px at worst`,
  });
}

/** One layer, 500 nodes in a row, and 250 edges that pass many of them. */
function deepChain(): Figure {
  const key = (i: number): string => `n${String(i).padStart(3, "0")}`;
  const random = randomOf(9);
  const ways = new Map<string, { from: string; to: string; kind: "data" }>();
  const add = (a: number, b: number): void => {
    ways.set(`${a} ${b}`, { from: key(a), to: key(b), kind: "data" });
  };
  for (let i = 0; i + 1 < 500; i++) add(i, i + 1);
  for (let i = 0; i < 250; i++) {
    const a = random.between(0, 480);
    add(a, random.between(a + 2, 499));
  }
  const nodes = Array.from({ length: 500 }, (_, i) => ({
    key: key(i),
    kind: "asset" as const,
    layer: "one",
    file: null,
  }));
  const graph = {
    layers: [{ name: "one", title: "One" }],
    nodes,
    edges: [...ways.values()].sort(compareEdges),
  };
  const lay = (): Layout => layoutGraph({ ...graph }, () => ({ width: 120, height: 32 }));
  const samples = Array.from({ length: 6 }, () => timedEach([lay])).slice(2);
  return figure("a chain of 500 with 250 long edges: first layout, warm", "ms", samples, { goal: 50 });
}

function refinedTime(problems: readonly Problem[]): Figure {
  const largest = problems.toSorted((a, b) => b.graph.nodes.length - a.graph.nodes.length)[0];
  if (largest === undefined) throw new Error("no graph");
  const layout = layoutGraph(largest.graph, largest.sizeOf, { gaps });
  let after: Layout | undefined;
  const spent = timed(() => (after = refinedLayout(largest, layout)));
  const seen = (one: Layout): number => countCrossings(one).seen;
  const note = after === undefined ? "not better" : `crossings seen ${seen(layout)} -> ${seen(after)}`;
  return figure(`${largest.name}: refinement`, "ms", [spent], { goal: 1000, note });
}

/** Of a process that lays out the largest graph: more than it had with the graph read. */
function memory(files: readonly string[]): Figure {
  const largest = files
    .map((file) => ({ file, nodes: readProblem(file).graph.nodes.length }))
    .sort((a, b) => b.nodes - a.nodes)[0];
  const child = join(root, "bench/layout/memoryChild.ts");
  const { stdout } = spawnSync(process.execPath, ["--expose-gc", child, largest?.file ?? ""], {
    encoding: "utf8",
  });
  const { held, peak } = JSON.parse(stdout) as { held: number; peak: number };
  return figure(
    `${largest?.nodes ?? 0} nodes: memory of layouts and their graph, after a collection`,
    "MB",
    [held],
    {
      goal: 60,
      note: `resident at most ${peak.toFixed(0)} MB over before, with all that waits for the collector`,
    },
  );
}

/** Sixty random edits, refined after every tenth as when idle; the crossings beside those of a fresh layout. */
function drift(problem: Problem): Figure {
  const random = randomOf(21);
  let current = problem;
  let layout = layoutGraph(problem.graph, problem.sizeOf, { gaps });
  for (let edit = 1; edit <= 60; edit++) {
    const { graph } = current;
    const added = random.chance(0.65) ? edits(current, 1, edit)[0] : undefined;
    const gone = random.pick(graph.edges);
    current =
      added === undefined
        ? { ...current, graph: { ...graph, edges: graph.edges.filter((edge) => edge !== gone) } }
        : withEdge(current, added.from, added.to);
    layout = layoutGraph(current.graph, current.sizeOf, { gaps, previous: layout });
    if (edit % 10 === 0) layout = refinedLayout(current, layout) ?? layout;
  }
  const fresh = layoutGraph(current.graph, current.sizeOf, { gaps });
  const [now, anew] = [countCrossings(layout).seen, countCrossings(fresh).seen];
  return figure(
    `${problem.name}: crossings after 60 edits over a fresh layout`,
    "×",
    [now / Math.max(1, anew)],
    {
      goal: 1.1,
      note: `${now} and ${anew}`,
    },
  );
}

async function besideGraphviz(problems: readonly Problem[]): Promise<readonly Figure[]> {
  const engine = await dot();
  const figures: Figure[] = [];
  const logs: number[] = [];
  for (const problem of problems) {
    if (problem.graph.nodes.length > DOT_LIMIT) continue;
    const layout = ourLayout(problem, { refined: true, trunks: false });
    const theirs = await engine.layOut(problem, columnsOf(layout));
    const drawn = countCrossings(theirs).pairs;
    const own = theirs.ownCrossings ?? drawn;
    const ours = countCrossings(layout).pairs;
    if (own > 0 && ours > 0) logs.push(Math.log(ours / own));
    figures.push(
      figure(
        `${problem.name}: crossings without trunks over Graphviz's count`,
        "×",
        [own === 0 ? (ours === 0 ? 0 : 9) : ours / own],
        {
          goal: 1,
          note: `${ours} and ${own} (drawn ${drawn}); with trunks one sees ${countCrossings(ourLayout(problem, { refined: true, trunks: true })).seen}`,
        },
      ),
    );
  }
  const mean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length));
  figures.push(figure("geometric mean of these", "×", [mean], { goal: 0.9, note: `${logs.length} graphs` }));
  return figures;
}
