// Entry of the webview bundle: puts the lineage view into the page and connects it with the extension host.
import "./theme/style.css";
import type { ToWebview } from "@strataline/protocol";
import { LineageView } from "./app.ts";
import { createLayoutWorker } from "./bundledWorker.ts";
import { vscodeHost } from "./host.ts";
import { canvasMeasure } from "./text.ts";

const view = new LineageView({
  document,
  root: document.body,
  host: vscodeHost(),
  measure: canvasMeasure(document, document.body),
  now: Date.now,
  reducedMotion: () =>
    document.body.classList.contains("vscode-reduce-motion") ||
    matchMedia("(prefers-reduced-motion: reduce)").matches,
  createWorker: createLayoutWorker,
  size: (picture) => ({ width: picture.clientWidth, height: picture.clientHeight }),
});
window.addEventListener("message", (event: MessageEvent<ToWebview>) => view.receive(event.data));
new ResizeObserver(() => view.resize()).observe(document.body);
// The theme is a class of the body and variables of the root.
const themes = new MutationObserver(() => view.retheme());
themes.observe(document.body, { attributes: true, attributeFilter: ["class"] });
themes.observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
