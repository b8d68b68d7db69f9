// `npm run bench -- view`: frame times, first paint and deltas of the lineage view in a browser, beside an empty page's frame times.
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import type { GraphResult } from "@strataline/protocol";
import { findChromium, launchBrowser } from "../../scripts/browser.ts";
import { resultOf } from "../../webview/dev/graphFile.ts";
import { median } from "../figures.ts";
import { figure, show, toJson, toText, type Figure } from "../language/figure.ts";
import { readGraph } from "../language/scratchWorkspace.ts";
import { shrunk } from "../language/workspace/generate.ts";
import { deltaTimes, firstPaint, frameTimes, type Filming } from "./inPage.ts";
import { buildPage } from "./page.ts";

/** Nodes → the graph they come from. */
const SIZES: ReadonlyMap<number, string> = new Map([
  [300, "syn-1000"],
  [1_000, "syn-1000"],
  [3_000, "syn-3000"],
  [10_000, "syn-10000"],
]);
const FRAME_GOAL = 20;
const WINDOW = { width: 1440, height: 860 };

export async function view(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      nodes: { type: "string", multiple: true, default: [] },
      frames: { type: "string", default: "120" },
    },
  });
  const frames = Number(values.frames);
  const sizes = [...SIZES].filter(
    ([nodes]) => values.nodes.length === 0 || values.nodes.includes(String(nodes)),
  );
  if (sizes.length === 0) throw new Error(`there are graphs of ${[...SIZES.keys()].join(", ")} nodes`);
  const chromium = findChromium();
  if (chromium === undefined) throw new Error("no Chromium found: set CHROMIUM_PATH");
  const print = (one: Figure) => console.log(values.json ? toJson(one) : toText(one));
  if (!values.json) console.log(`load of the machine ${loadavg()[0]?.toFixed(1) ?? "?"}\n`);

  using page = await buildPage();
  const browser = await launchBrowser(chromium);
  try {
    const blank = await open(browser, page.empty);
    const film = (tab: Page, gesture: Filming["gesture"]) =>
      tab.evaluate<number[], Filming>(frameTimes, { gesture, frames });
    print(frameFigure("empty page", await film(blank, "none"), null));
    await blank.close();
    for (const [nodes, name] of sizes) {
      const graph = resultOf(shrunk(readGraph(name), nodes), Date.now());
      const label = `${graph.graph.nodes.length} nodes`;
      const tab = await open(browser, page.show(graph));
      print(figure(`${label}, first paint`, "ms", [await tab.evaluate(firstPaint)], { goal: 1000 }));
      for (const at of ["near", "far"] as const) {
        if (at === "far") await tab.keyboard.press("f");
        await tab.waitForTimeout(600);
        for (const gesture of ["pan", "zoom"] as const) {
          const times = await film(tab, gesture);
          print(frameFigure(`${label}, ${gesture} ${at}`, times, FRAME_GOAL));
        }
      }
      print(
        figure(`${label}, delta to drawn`, "ms", await tab.evaluate(deltaTimes, deltasOf(graph)), {
          goal: 100,
        }),
      );
      await tab.close();
    }
  } finally {
    await browser.close();
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const tab = await browser.newPage({ viewport: WINDOW });
  tab.on("pageerror", (error) => console.error(error));
  await tab.goto(url, { waitUntil: "commit" });
  return tab;
}

function frameFigure(name: string, times: readonly number[], goal: number | null): Figure {
  return figure(`${name}, frame p95`, "ms", times, {
    at: 0.95,
    goal,
    note: `p50 ${show(median(times), "ms")}, worst ${show(Math.max(...times), "ms")}`,
  });
}

/** Nine times one more asset that reads the first one of a layer. */
function deltasOf({ project, graph }: GraphResult): readonly unknown[] {
  const first = graph.nodes.find(({ kind }) => kind === "asset");
  if (first === undefined) return [];
  return Array.from({ length: 9 }, (_, n) => {
    const added = { ...first, key: `${first.key}_new_${n}` };
    return {
      type: "delta",
      root: project.root,
      baseRevision: n + 1,
      revision: n + 2,
      cycles: [],
      problems: {},
      delta: {
        upserted: [added],
        removed: [],
        addedEdges: [{ from: first.key, to: added.key, kind: "data" }],
        removedEdges: [],
      },
    };
  });
}
