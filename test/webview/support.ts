// Small graphs in one line, and a lineage view in a page that remembers what it asked of its host.
import type { AssetGraph, AssetStatus, GraphEdge, GraphNode } from "@strataline/core";
import { findCycles } from "@strataline/core";
import type { FromWebview, GraphResult } from "@strataline/protocol";
import { LineageView } from "../../webview/src/app.ts";
import { guessMeasure } from "../../webview/src/text.ts";

export const LAYERS = [
  { name: "bronze", title: "Bronze" },
  { name: "silver", title: "Silver" },
  { name: "gold", title: "Gold" },
];

/** "bronze/a > silver/b, silver/b ~> gold/c": `>` reads data, `~>` runs after. A key alone is a node without edges. */
export function graph(text: string, nodes: readonly Partial<GraphNode>[] = []): AssetGraph {
  const found = new Map<string, GraphNode>();
  const add = (key: string): string => {
    if (!found.has(key)) found.set(key, node(key));
    return key;
  };
  const edges: GraphEdge[] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    const match = /^(\S+) (~?>) (\S+)$/.exec(part);
    if (match === null) add(part);
    else
      edges.push({
        from: add(match[1] ?? ""),
        to: add(match[3] ?? ""),
        kind: match[2] === ">" ? "data" : "order",
      });
  }
  for (const extra of nodes) {
    const key = extra.key ?? "";
    found.set(key, { ...node(key), ...extra });
  }
  const sorted = [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { layers: LAYERS, nodes: sorted, edges };
}

export function node(key: string, extra: Partial<GraphNode> = {}): GraphNode {
  const first = key.split("/")[0] ?? "";
  const layer = LAYERS.some(({ name }) => name === first) ? first : null;
  return { key, kind: "asset", layer, file: `assets/${key}.ts`, ...extra };
}

export function result(assetGraph: AssetGraph, more: Partial<GraphResult> = {}): GraphResult {
  const project = { root: "file:///work", name: "work" };
  return {
    project,
    revision: 1,
    graph: assetGraph,
    cycles: findCycles(assetGraph),
    problems: {},
    statuses: [],
    ...more,
  };
}

export const NOW = Date.UTC(2026, 0, 2, 12);

export function status(
  key: string,
  state: AssetStatus["state"],
  more: Partial<AssetStatus> = {},
): AssetStatus {
  return { key, state, at: NOW - 3 * 60_000, ...more };
}

export interface Page {
  readonly view: LineageView;
  readonly sent: FromWebview[];
  readonly saved: () => unknown;
  /** The card of a key. */
  readonly node: (key: string) => Element;
  readonly keys: () => readonly string[];
  readonly press: (key: string, init?: KeyboardEventInit) => void;
}

/** Draws at once, in a window of 1000 × 600. */
export function openPage(savedState: unknown = null, { motion = false } = {}): Page {
  const sent: FromWebview[] = [];
  let saved: unknown = null;
  const view = new LineageView({
    document,
    root: document.body,
    host: {
      post: (message) => void sent.push(message),
      savedState: () => savedState,
      saveState: (state) => void (saved = state),
    },
    measure: guessMeasure,
    now: () => NOW,
    reducedMotion: () => !motion,
    createWorker: () => null,
    size: () => ({ width: 1000, height: 600 }),
  });
  const nodes = () => [...document.querySelectorAll(".nodes g.node")];
  return {
    view,
    sent,
    saved: () => saved,
    node: (key) => nodes().find((element) => element.getAttribute("data-key") === key) ?? missing(key),
    keys: () => nodes().map((element) => element.getAttribute("data-key") ?? ""),
    press: (key, init = {}) => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
    },
  };
}

function missing(key: string): never {
  throw new Error(`no card for ${key}`);
}
