// Graphviz: the binary where there is one, else its build for WebAssembly. One invisible node stands for each column, and all
// nodes of that column share its rank.
import { spawnSync } from "node:child_process";
import { GAPS, type Columns, type Drawing, type Engine } from "../drawing.ts";
import type { Problem } from "../problem.ts";

const POINTS_PER_INCH = 72;

export async function dot(): Promise<Engine> {
  if (spawnSync("dot", ["-V"]).error === undefined)
    return { layOut: (...given) => runBinary(dotText(...given)) };
  const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
  const graphviz = await Graphviz.load();
  return {
    layOut: (problem, columns) => {
      const text = dotText(problem, columns);
      return readPlain(graphviz.layout(text.source, "plain", "dot"), text.keys, problem);
    },
  };
}

interface DotText {
  readonly source: string;
  readonly keys: readonly string[];
  readonly problem: Problem;
}

function dotText(problem: Problem, { of, count, forward }: Columns): DotText {
  const { graph, sizeOf } = problem;
  const inches = (pixels: number): string => (pixels / POINTS_PER_INCH).toFixed(4);
  const keys = graph.nodes.map(({ key }) => key);
  const number = new Map(keys.map((key, i) => [key, i]));
  const ranks = Array.from({ length: count }, (_, column) => [`c${column}`]);
  for (const key of keys) ranks[of.get(key) ?? 0]?.push(`n${number.get(key) ?? 0}`);
  const lines = [
    `digraph { rankdir=LR; nodesep=${inches(GAPS.node)}; ranksep=${inches(GAPS.column)};`,
    'node [shape=box, fixedsize=true, label=""]; edge [arrowhead=none];',
    ...ranks.map((_, column) => `c${column} [style=invis, width=0.01, height=0.01];`),
    ranks.map((_, column) => `c${column}`).join("->") + " [style=invis];",
    ...keys.map((key, i) => {
      const { width, height } = sizeOf(key);
      return `n${i} [width=${inches(width)}, height=${inches(height)}];`;
    }),
    ...ranks.map((nodes) => `{rank=same; ${nodes.join(";")}}`),
    ...forward.map(({ left, right }) => `n${number.get(left) ?? 0}->n${number.get(right) ?? 0};`),
    "}",
  ];
  return { source: lines.join("\n"), keys, problem };
}

function runBinary({ source, keys, problem }: DotText): Drawing {
  const { stdout, stderr, status } = spawnSync("dot", ["-Tplain", "-v"], {
    input: source,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`dot failed: ${stderr.split("\n").at(-2) ?? ""}`);
  const drawing = readPlain(stdout, keys, problem);
  const ownCrossings = crossingsTold(stderr);
  return ownCrossings === null ? drawing : { ...drawing, ownCrossings };
}

/** `-v` tells the crossings of each connected part: "mincross ...: 53 crossings, 0.01 secs." */
function crossingsTold(log: string): number | null {
  let [sum, seen] = [0, false];
  for (const match of log.matchAll(/^mincross .*: (\d+) crossings/gm)) {
    sum = Number(match[1]);
    seen = true;
  }
  return seen ? sum : null;
}

/** `node name x y width height …`, `edge tail head n x1 y1 …`: inches, y upward. */
function readPlain(text: string, keys: readonly string[], { sizeOf }: Problem): Drawing {
  const nodes = new Map<string, { x: number; y: number; width: number; height: number }>();
  const edges: { from: string; to: string; points: { x: number; y: number }[] }[] = [];
  const keyOf = (name: string | undefined): string => keys[Number(name?.slice(1))] ?? "";
  for (const line of text.replaceAll("\\\n", "").split("\n")) {
    const words = line.split(" ");
    if (words[1]?.startsWith("n") !== true) continue;
    if (words[0] === "node") {
      const key = keyOf(words[1]);
      const { width, height } = sizeOf(key);
      const [x, y] = [Number(words[2]) * POINTS_PER_INCH, -Number(words[3]) * POINTS_PER_INCH];
      nodes.set(key, { x: x - width / 2, y: y - height / 2, width, height });
    } else if (words[0] === "edge") {
      const count = Number(words[3]);
      const control = Array.from({ length: count }, (_, i) => ({
        x: Number(words[4 + 2 * i]) * POINTS_PER_INCH,
        y: -Number(words[5 + 2 * i]) * POINTS_PER_INCH,
      }));
      edges.push({ from: keyOf(words[1]), to: keyOf(words[2]), points: sampled(control) });
    }
  }
  return { nodes, edges };
}

const SAMPLES = 6;

/** Cubic pieces, three control points each after the first. */
function sampled(control: readonly { x: number; y: number }[]): { x: number; y: number }[] {
  const points = control.slice(0, 1);
  for (let i = 0; i + 3 < control.length; i += 3) {
    const [a, b, c, d] = [control[i], control[i + 1], control[i + 2], control[i + 3]];
    if (a === undefined || b === undefined || c === undefined || d === undefined) break;
    for (let step = 1; step <= SAMPLES; step++) {
      const t = step / SAMPLES;
      const s = 1 - t;
      const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      points.push({
        x: wa * a.x + wb * b.x + wc * c.x + wd * d.x,
        y: wa * a.y + wb * b.y + wc * c.y + wd * d.y,
      });
    }
  }
  return points;
}
