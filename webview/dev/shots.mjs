// Takes pictures of the lineage view without VS Code: node webview/dev/shots.mjs OUT_DIR [name …].
// CHROMIUM_PATH names the browser. For looking at while working on the view; not a test.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { rawWorker } from "../../scripts/rawWorker.ts";
import { findChromium, launchBrowser } from "../../scripts/browser.ts";

const [out = "shots", ...wanted] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const page = resolve(out, "page");
mkdirSync(page, { recursive: true });
await build({
  entryPoints: [`${here}harness.ts`],
  bundle: true,
  outfile: `${page}/harness.js`,
  plugins: [rawWorker],
  logLevel: "warning",
});
for (const file of ["index.html", "themes.css"]) copyFileSync(here + file, `${page}/${file}`);

const hoverOver = (key) => (p) => p.locator(`[data-key="${key}"]`).hover();
const click = (key) => (p) => p.locator(`[data-key="${key}"] .card`).click();
/** The same in each theme. */
const themed = (name, query, act) =>
  Object.fromEntries(
    ["dark", "light", "contrast"].map((theme) => [
      `${name}-${theme}`,
      { query: `${query}&theme=${theme}`, act },
    ]),
  );
const zoomedOut = (steps) => async (p) => {
  for (let step = 0; step < steps; step++) await p.keyboard.press("-");
};
/** As after an edit of silver/flights and a new run of bronze/weather. */
const stale = async (p) => {
  await p.evaluate(() => {
    const upstreamStale = (...upstream) => ({ kind: "upstreamStale", upstream });
    const reasons = {
      "silver/flights": { kind: "codeChanged" },
      "silver/weather": { kind: "upstreamChanged", upstream: ["bronze/weather"] },
      "gold/delay_by_route": upstreamStale("silver/flights"),
      "gold/weather_and_delay": upstreamStale("silver/flights", "silver/weather"),
    };
    window.lineage({
      type: "stale",
      stale: Object.entries(reasons).map(([key, reason]) => ({ key, reason })),
    });
  });
  await click("silver/flights")(p);
};
/** The large graphs are beside the checkout; some small ones are in it. */
const graphFile = (name) =>
  ["../../../shared/graphs", "../../../../shared/graphs", "../../test/graphs"]
    .map((place) => fileURLToPath(new URL(`${place}/${name}.json`, import.meta.url)))
    .find(existsSync);
const SHOTS = {
  dark: { query: "sample=aviation&theme=dark&active=silver/flights" },
  light: { query: "sample=aviation&theme=light&active=silver/flights" },
  contrast: { query: "sample=aviation&theme=contrast&active=silver/flights" },
  running: { query: "sample=running&theme=dark", act: click("silver/weather") },
  "running-light": { query: "sample=running&theme=light", act: click("silver/weather") },
  "running-contrast": { query: "sample=running&theme=contrast", act: click("silver/weather") },
  ...themed("stale", "sample=aviation", stale),
  ...themed("move", "sample=aviation", async (p) => {
    const box = await p.locator('[data-key="silver/strikes"] .card').boundingBox();
    await p.mouse.move(box.x + 40, box.y + 10);
    await p.mouse.down();
    await p.mouse.move(box.x + 480, box.y + 60, { steps: 4 });
  }),
  "stale-far": {
    query: "sample=aviation&theme=dark",
    act: async (p) => {
      await stale(p);
      for (let step = 0; step < 4; step++) await p.keyboard.press("-");
    },
  },
  "stale-groups": {
    query: "sample=aviation&theme=light",
    act: async (p) => {
      await stale(p);
      await p.keyboard.press("Escape");
      await p.getByTitle("Groups").click();
      await p.getByRole("menuitemradio", { name: /layer/i }).click();
    },
  },
  "running-near": {
    query: "sample=running&theme=dark",
    width: 900,
    height: 620,
    scale: 2,
    act: (p) => p.keyboard.press("+"),
  },
  "troubled-near": {
    query: "sample=troubled&theme=dark",
    width: 1100,
    height: 620,
    scale: 2,
    act: (p) => p.keyboard.press("+"),
  },
  troubled: { query: "sample=troubled&theme=dark" },
  "troubled-light": { query: "sample=troubled&theme=light" },
  "troubled-contrast": { query: "sample=troubled&theme=contrast" },
  hover: { query: "sample=aviation&theme=dark", act: hoverOver("silver/strikes") },
  large: { query: "sample=large&count=150&theme=dark" },
  "large-light": { query: "sample=large&count=150&theme=light", act: (p) => p.keyboard.press("f") },
  ...themed("down", "sample=running&active=silver/flights", (p) => p.keyboard.press("d")),
  "down-troubled": { query: "sample=troubled&theme=dark", act: (p) => p.keyboard.press("d") },
  "down-large": { query: "sample=large&count=150&theme=light", act: (p) => p.keyboard.press("d") },
  "down-around": {
    query: "sample=large&count=400&theme=dark&active=_175",
    act: (p) => p.keyboard.press("d"),
  },
  "down-side": {
    query: "sample=aviation&theme=light&active=silver/flights",
    width: 520,
    height: 800,
    act: async (p) => {
      await p.keyboard.press("d");
      await click("silver/flights")(p);
    },
  },
  "down-tuva": {
    file: graphFile("real-tuva"),
    query: "sample=file&theme=dark",
    act: async (p) => {
      await p.keyboard.press("d");
      await p.keyboard.press("E");
    },
  },
  "beside-panel": {
    query: "sample=running&theme=dark",
    act: async (p) => {
      await click("silver/weather")(p);
      await p.keyboard.press("f");
    },
  },
  uncovered: { query: "sample=running&theme=light", width: 1000, act: click("bronze/strikes") },
  around: { query: "sample=large&count=400&theme=dark&active=_175" },
  filter: { query: "sample=aviation&theme=dark", act: (p) => p.locator("input").fill("strikes") },
  "legend-troubled": { query: "sample=troubled&theme=contrast", act: (p) => p.getByTitle("Legend").click() },
  legend: { query: "sample=aviation&theme=dark", act: (p) => p.getByTitle("Legend").click() },
  "legend-light": { query: "sample=aviation&theme=light", act: (p) => p.getByTitle("Legend").click() },
  tuva: { file: graphFile("real-tuva"), query: "sample=file&theme=dark" },
  "tuva-far": {
    file: graphFile("real-tuva"),
    query: "sample=file&theme=dark",
    act: (p) => p.keyboard.press("f"),
  },
  "tuva-light": { file: graphFile("real-tuva"), query: "sample=file&theme=light", act: zoomedOut(3) },
  "tuva-contrast": { file: graphFile("real-tuva"), query: "sample=file&theme=contrast", act: zoomedOut(3) },
  "tuva-one-open": {
    file: graphFile("real-tuva"),
    query: "sample=file&theme=dark",
    act: async (p) => {
      await p.locator('[data-key$=":encounters"] .name').first().dblclick({ timeout: 3000 });
      await p.evaluate(() => new Promise((done) => setTimeout(done, 300)));
      await p.locator('[data-key$=":core"] .name').first().dblclick({ timeout: 3000 });
    },
  },
  "tuva-open": {
    file: graphFile("real-tuva"),
    query: "sample=file&theme=dark",
    act: (p) => p.keyboard.press("E"),
  },
  "ten-thousand-light": { file: graphFile("syn-10000"), query: "sample=file&theme=light" },
  "ten-thousand-contrast": { file: graphFile("syn-10000"), query: "sample=file&theme=contrast" },
  "ten-thousand": { file: graphFile("syn-10000"), query: "sample=file&theme=dark" },
  "ten-thousand-far": {
    file: graphFile("syn-10000"),
    query: "sample=file&theme=dark",
    act: (p) => p.keyboard.press("f"),
  },
  empty: { query: "sample=empty&theme=dark" },
  loading: { query: "sample=none&theme=light" },
  error: {
    query: "sample=aviation&theme=dark",
    act: async (p) => {
      await p.locator("input").fill("layer:silver andd key:x");
    },
  },
  ...themed("suggest", "sample=aviation", async (p) => {
    await p.locator("input").click();
    await p.keyboard.type("layer:silver and own");
    await p.keyboard.press("ArrowDown");
  }),
  ...themed("offers", "sample=running", async (p) => {
    await click("silver/flights")(p);
    await p.keyboard.press("/");
    await p.locator("input").click();
  }),
  ...themed("filters", "sample=running", async (p) => {
    await click("silver/flights")(p);
    await p.locator('[data-key="gold/busiest_airports"] .card').click({ modifiers: ["Control"] });
    await p.getByTitle("Filters and layers").click();
  }),
  ...themed("nothing", "sample=aviation", async (p) => {
    await p.locator("input").fill("nowhere");
    await p.getByTitle("Show matches only").click();
  }),
  ...themed("views", "sample=aviation", async (p) => {
    await p.evaluate(() => {
      const view = {
        filter: "layer:gold",
        onlyMatches: true,
        scope: { kind: "project" },
        expanded: [],
        hiddenBands: [],
      };
      const named = ["Gold only", "Delays and their causes", "What operations reads"];
      const views = named.map((name) => ({ ...view, groups: null, name }));
      window.lineage({ type: "views", views, problem: null, picked: "Gold only" });
    });
    await p.getByTitle("Saved views").click();
  }),
  ...themed("export", "sample=aviation", async (p) => {
    await click("silver/flights")(p);
    await p.getByTitle("Export").click();
  }),
  ...themed("trouble", "sample=aviation", (p) =>
    p.evaluate(() => {
      const message = "The language server has stopped: this is what it last said.";
      const action = { title: "Restart it", command: "strataline.restartServer" };
      window.lineage({ type: "trouble", trouble: { message, action } });
    }),
  ),
  "narrow-filter": {
    query: "sample=aviation&theme=light",
    width: 500,
    act: async (p) => {
      await p.locator("input").click();
      await p.keyboard.type("layer:silver and ");
      await p.keyboard.press("ArrowDown");
    },
  },
  "narrow-menu": {
    query: "sample=aviation&theme=dark",
    width: 360,
    act: (p) => p.getByTitle("Filters and layers").click(),
  },
  hidden: {
    query: "sample=aviation&theme=dark",
    act: async (p) => {
      await p.getByTitle("Filters and layers").click();
      await p.getByRole("menuitemcheckbox", { name: /^Silver/ }).click();
      await p.keyboard.press("Escape");
      await p.keyboard.press("f");
    },
  },
  half: { query: "sample=aviation&theme=dark&active=silver/flights", width: 720, height: 860 },
  panel: { query: "sample=aviation&theme=dark", width: 1100, height: 320 },
  side: {
    query: "sample=aviation&theme=light&active=silver/flights",
    width: 520,
    height: 800,
    act: click("silver/flights"),
  },
};

const browser = await launchBrowser(findChromium() ?? "chromium");
for (const [name, { query, act, file, width = 1440, height = 860, scale = 1 }] of Object.entries(SHOTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const tab = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  tab.on("console", (message) => console.log(name, message.text()));
  tab.on("pageerror", (error) => console.log(name, error.stack));
  if (file !== undefined) await tab.addInitScript(`window.graphFile = ${readFileSync(file, "utf8")}`);
  await tab.goto(`${pathToFileURL(page)}/index.html?${query}`);
  if (act !== undefined) await act(tab);
  await tab.evaluate(() => new Promise((done) => setTimeout(done, 350)));
  await tab.screenshot({ path: `${out}/${name}.png` });
  await tab.close();
}
await browser.close();
