// Opens and closes the view a hundred times in one page and looks at what stays: heap after a collection, elements, listeners.
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Browser, CDPSession } from "playwright-core";
import { rawWorker } from "../../scripts/rawWorker.ts";
import { figure, type Figure } from "../language/figure.ts";

const WARM_UP = 20;
const TIMES = 100;
/** Megabytes: what a collector leaves lying about. */
const GOAL = 1;

export async function leaks(browser: Browser): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "strataline-leaks-"));
  const dev = fileURLToPath(new URL("../../webview/dev/", import.meta.url));
  try {
    await build({
      entryPoints: [`${dev}harness.ts`],
      bundle: true,
      outfile: join(folder, "harness.js"),
      plugins: [rawWorker],
      logLevel: "warning",
    });
    for (const file of ["index.html", "themes.css"]) copyFileSync(dev + file, join(folder, file));
    const tab = await browser.newPage();
    await tab.goto(`${pathToFileURL(folder).href}/index.html?sample=aviation&motion=none`);
    const devtools = await tab.context().newCDPSession(tab);
    const reopen = (times: number) =>
      tab.evaluate((count) => {
        for (let n = 0; n < count; n++) (window as unknown as { reopen(): void }).reopen();
      }, times);
    await reopen(WARM_UP);
    const before = await kept(devtools);
    await reopen(TIMES);
    const after = await kept(devtools);
    const note = `${after.nodes - before.nodes} nodes and ${after.listeners - before.listeners} listeners more`;
    await tab.close();
    return [
      figure(`heap kept after opening and closing ${TIMES} times`, "MB", [after.heap - before.heap], {
        goal: GOAL,
        note,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Kept {
  /** Megabytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

async function kept(devtools: CDPSession): Promise<Kept> {
  // Twice: what the first collection frees may hold the last reference to more.
  for (let n = 0; n < 2; n++) await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  return { heap: usedSize / 1e6, nodes, listeners: jsEventListeners };
}
