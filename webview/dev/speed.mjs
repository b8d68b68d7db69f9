// How long the view takes for a delta, a hover and a zoom, in a real browser: node webview/dev/speed.mjs PAGE_DIR [count …] after shots.mjs.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium, launchBrowser } from "../../scripts/browser.ts";

const [page = "shots/page", ...counts] = process.argv.slice(2);
const browser = await launchBrowser(findChromium() ?? "chromium");
for (const count of counts.length > 0 ? counts : [20, 150, 400, 1000, 3000]) {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 860 } });
  tab.on("pageerror", (error) => console.log(error.stack));
  await tab.goto(`${pathToFileURL(resolve(page))}/index.html?sample=large&count=${count}&theme=dark`);
  const figures = await tab.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const time = async (act) => {
      await frame();
      const start = performance.now();
      act();
      const scripted = performance.now() - start;
      await frame();
      return { scripted, painted: performance.now() - start };
    };
    const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
    const repeat = async (act) => {
      const all = [];
      for (let n = 0; n < 9; n++) all.push(await time(() => act(n)));
      return `${median(all.map((one) => one.scripted)).toFixed(1)} (${median(all.map((one) => one.painted)).toFixed(1)})`;
    };
    const [first] = document.querySelectorAll("g.node");
    const key = first.dataset.key;
    let revision = 1;
    const delta = await repeat((n) =>
      window.lineage({
        type: "delta",
        baseRevision: revision,
        revision: ++revision,
        cycles: [],
        problems: {},
        ...window.deltaOf(key, n),
      }),
    );
    const hover = await repeat((n) =>
      first.dispatchEvent(new Event(n % 2 ? "pointerout" : "pointerover", { bubbles: true })),
    );
    const zoom = await repeat((n) => window.view.zoomBy(n % 2 ? 0.8 : 1.25));
    return { delta, hover, zoom, drawn: document.querySelectorAll("g.node").length };
  });
  console.log(
    `${count} nodes: delta ${figures.delta} ms, hover ${figures.hover} ms, zoom ${figures.zoom} ms scripted (painted); ${figures.drawn} drawn`,
  );
  await tab.close();
}
await browser.close();
