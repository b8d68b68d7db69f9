// The page that is measured: the webview as it ships, under the policy that the extension gives it, in a browser without a window.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundles } from "../../scripts/bundles.ts";
import type { GraphResult } from "@strataline/protocol";

export interface BuiltPage extends Disposable {
  readonly empty: string;
  /** The view with this graph. */
  show(graph: GraphResult): string;
}

/** What VS Code hands out: answers the first message with the graph, keeps the state in the page. */
const HOST = `
  let state;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => {
      if (message.type === "ready") window.postMessage({ type: "graph", data: window.graphResult });
    },
    getState: () => state,
    setState: (next) => { state = next; },
  });
`;

export async function buildPage(): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), "strataline-view-"));
  const bundle = bundles.find(({ name }) => name === "dist/webview.js");
  if (bundle === undefined) throw new Error("there is no bundle dist/webview.js");
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await build({
    ...bundle.options,
    absWorkingDir: root,
    bundle: true,
    outfile: join(folder, "webview.js"),
    logLevel: "warning",
  });
  copyFileSync(join(root, "webview/dev/themes.css"), join(folder, "themes.css"));
  const write = (name: string, head: string, scripts: string): string => {
    const page = `<!doctype html><html data-theme="dark"><head><meta charset="utf-8" />${head}</head><body class="vscode-dark">${scripts}</body></html>`;
    writeFileSync(join(folder, name), page);
    return pathToFileURL(join(folder, name)).href;
  };
  return {
    empty: write("empty.html", "", ""),
    show(graph) {
      writeFileSync(join(folder, "host.js"), `window.graphResult = ${JSON.stringify(graph)};${HOST}`);
      const styles = ["themes.css", "webview.css"].map((href) => `<link rel="stylesheet" href="${href}" />`);
      return write(
        "view.html",
        styles.join(""),
        `<script src="host.js"></script><script src="webview.js"></script>`,
      );
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
