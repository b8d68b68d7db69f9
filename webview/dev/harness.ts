// Feeds the lineage view from the address bar: ?sample=aviation|running|troubled|large|file&count=150&theme=dark|light|contrast.
// `sample=file` shows `window.graphFile`, which whoever opens the page has to set before.
// `window.lineage` takes further messages, `window.sent` lists what the view asked of its host.
import "../src/theme/style.css";
import type { FromWebview, ToWebview } from "@strataline/protocol";
import { LineageView } from "../src/app.ts";
import { createLayoutWorker } from "../src/bundledWorker.ts";
import { canvasMeasure } from "../src/text.ts";
import { resultOf, type GraphFile } from "./graphFile.ts";
import { aviation, large, running, troubled } from "./samples.ts";

const query = new URLSearchParams(location.search);
const theme = query.get("theme") ?? "dark";
document.documentElement.dataset.theme = theme;
document.body.classList.add(
  { light: "vscode-light", contrast: "vscode-high-contrast" }[theme] ?? "vscode-dark",
);

const NO_GRAPH: GraphFile = { name: "none", layers: [], nodes: [], edges: [] };

const sent: FromWebview[] = [];
const view = new LineageView({
  document,
  root: document.body,
  host: { post: (message) => sent.push(message), savedState: () => null, saveState: () => undefined },
  measure: canvasMeasure(document, document.body),
  now: Date.now,
  reducedMotion: () => query.get("motion") === "none",
  createWorker: createLayoutWorker,
  size: (picture) => ({ width: picture.clientWidth, height: picture.clientHeight }),
});

const now = Date.now();
const sample = query.get("sample") ?? "aviation";
const samples = {
  aviation,
  running,
  troubled,
  file: (at: number) => resultOf((window as { graphFile?: GraphFile }).graphFile ?? NO_GRAPH, at),
  large: (at: number) => large(Number(query.get("count") ?? 150), at),
};
if (sample in samples) {
  const data = samples[sample as keyof typeof samples](now);
  const active = query.get("active");
  const key = data.graph.nodes.find((node) => active !== null && node.key.endsWith(active))?.key ?? null;
  view.receive({ type: "active", key, reveal: false });
  view.receive({ type: "graph", data });
}
if (sample === "empty") {
  view.receive({
    type: "empty",
    title: "No Strataline project here",
    message: "A project is a folder with a strataline.config.ts. Create one, or open a folder that has it.",
    action: { title: "Create a project", command: "strataline.createProject" },
  });
}
/** A new asset that reads `key`, for speed.mjs. */
const deltaOf = (key: string, count: number) => {
  const added = { key: `gold/new_${count}`, kind: "asset", layer: "gold", file: null } as const;
  const edge = { from: key, to: added.key, kind: "data" } as const;
  const delta = { upserted: [added], removed: [], addedEdges: [edge], removedEdges: [] };
  return { root: `file:///samples/large ${query.get("count") ?? "150"}`, delta };
};
Object.assign(window, { deltaOf, lineage: (message: ToWebview) => view.receive(message), view, sent });
new ResizeObserver(() => view.resize()).observe(document.body);
