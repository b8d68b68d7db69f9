// @vitest-environment happy-dom
// Deltas, one after the other, leave what a fresh drawing of the last graph shows: no card, edge or word more or less.
import { diffGraphs, findCycles, type AssetGraph, type GraphNode } from "@strataline/core";
import { afterEach, expect, test } from "vitest";
import { Random } from "../support/random.ts";
import { LAYERS, openPage, result } from "./support.ts";

/** DELTAS=10000 replays as many as the view has to stand; takes a minute. */
const DELTAS = Number(process.env.DELTAS ?? 300);
const KEYS = ["bronze", "silver", "gold"].flatMap((layer) =>
  ["a", "b", "c", "d"].map((name) => `${layer}/${name}`),
);

afterEach(() => {
  document.body.replaceChildren();
});

test("replayed deltas equal a fresh drawing", { timeout: 120_000 }, () => {
  const random = new Random("deltas");
  let now = randomGraph(random);
  const replayed = openPage();
  replayed.view.receive({ type: "graph", data: result(now) });
  for (let revision = 1; revision <= DELTAS; revision++) {
    const next = edited(now, random);
    const cycles = findCycles(next);
    const delta = diffGraphs(now, next);
    const step = { baseRevision: revision, revision: revision + 1 };
    replayed.view.receive({ type: "delta", root: "file:///work", ...step, delta, cycles, problems: {} });
    now = next;
  }
  const after = drawing();
  replayed.view.dispose();
  const fresh = openPage();
  fresh.view.receive({ type: "graph", data: result(now) });
  expect(after).toEqual(drawing());
  expect(after.nodes.length).toBe(now.nodes.length);
  fresh.view.dispose();
});

function randomGraph(random: Random): AssetGraph {
  let graph: AssetGraph = { layers: LAYERS, nodes: [], edges: [] };
  for (let n = 0; n < 20; n++) graph = edited(graph, random);
  return graph;
}

/** One asset more, less or changed, or one edge more or less. */
function edited(graph: AssetGraph, random: Random): AssetGraph {
  const key = random.pick(KEYS);
  const other = random.pick(KEYS);
  const nodes = new Map(graph.nodes.map((node) => [node.key, node]));
  const edges = new Map(graph.edges.map((edge) => [`${edge.from} ${edge.to}`, edge]));
  const id = `${key} ${other}`;
  const node: GraphNode = {
    ...{ key, kind: "asset", layer: key.split("/")[0] ?? null, file: "assets/all.ts" },
    ...(random.chance(0.3) ? { checks: ["rowCount"] } : {}),
    ...(random.chance(0.1) ? { isOlder: true } : {}),
  };
  if (!nodes.has(key) || random.chance(0.3)) nodes.set(key, node);
  else if (random.chance(0.2)) nodes.delete(key);
  else if (edges.has(id)) edges.delete(id);
  else if (nodes.has(other))
    edges.set(id, { from: key, to: other, kind: random.chance(0.2) ? "order" : "data" });
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return {
    layers: LAYERS,
    nodes: [...nodes.values()].sort((a, b) => compare(a.key, b.key)),
    edges: [...edges.values()]
      .filter(({ from, to }) => nodes.has(from) && nodes.has(to))
      .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to)),
  };
}

/** All that is drawn but where: pinned nodes stay where they were, fresh ones need not. */
function drawing() {
  const texts = (element: Element, selector: string) =>
    [...element.querySelectorAll(selector)].map(({ textContent }) => textContent);
  const nodes = [...document.querySelectorAll("g.node")].map((node) =>
    [
      node.getAttribute("data-key"),
      node.getAttribute("class"),
      node.getAttribute("aria-label"),
      node.getAttribute("data-accent"),
      ...texts(node, "text, title"),
      node.querySelectorAll("g.marks path").length,
    ].join(" | "),
  );
  // A way back is red; which edge of a cycle goes back depends on where its nodes stand.
  const edges = [...document.querySelectorAll("g.edge")].map((edge) =>
    (edge.getAttribute("class") ?? "").replace("backward", "normal"),
  );
  return {
    nodes: nodes.sort(),
    edges: edges.sort(),
    bands: texts(document.body, ".band-title").map(
      (title, i) => `${title} ${texts(document.body, ".band-count")[i]}`,
    ),
    expanders: document.querySelectorAll("g.expander").length,
  };
}
