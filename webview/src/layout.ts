// The one place that asks for a layout: sizes in, places out. Plain data both ways, so that it can move into a worker.
import type { AssetGraph, Layout, Size } from "@strataline/core/graph";
import type { Card } from "./cards.ts";
import { layoutGraph } from "./standIn.ts";
import type { Measure } from "./text.ts";

export const CARD_HEIGHT = 58;
/** Left of the text: strip and icon. Right of it: badges. */
export const TEXT_LEFT = 38;
export const TEXT_RIGHT = 14;
export const MARK_WIDTH = 20;

const MIN_WIDTH = 220;
const MAX_WIDTH = 300;
/** Widths grow in steps: a letter more in a name must not shift the columns right of it. */
const WIDTH_STEP = 20;

/** All cards of a layer are as wide as its widest needs: columns with straight sides. */
export function cardSizes(
  graph: AssetGraph,
  cards: ReadonlyMap<string, Card>,
  measure: Measure,
): ReadonlyMap<string, Size> {
  const widths = new Map<string, number>();
  const bandOf = (kind: string, layer: string | null) => (kind === "asset" ? `layer:${layer ?? ""}` : kind);
  for (const node of graph.nodes) {
    const card = cards.get(node.key);
    if (card === undefined) continue;
    const band = bandOf(node.kind, node.layer);
    widths.set(band, Math.max(widths.get(band) ?? MIN_WIDTH, neededWidth(card, measure)));
  }
  return new Map(
    graph.nodes.map((node) => {
      const width = widths.get(bandOf(node.kind, node.layer)) ?? MIN_WIDTH;
      return [node.key, { width: roundUp(width), height: CARD_HEIGHT }];
    }),
  );
}

function neededWidth(card: Card, measure: Measure): number {
  const badges = (card.problem === null ? 0 : MARK_WIDTH) + (card.marks.includes("cycle") ? MARK_WIDTH : 0);
  return TEXT_LEFT + measure(card.prefix + card.name, "name") + TEXT_RIGHT + badges;
}

function roundUp(width: number): number {
  return Math.min(MAX_WIDTH, Math.ceil(width / WIDTH_STEP) * WIDTH_STEP);
}

export function placeGraph(
  graph: AssetGraph,
  sizes: ReadonlyMap<string, Size>,
  previous: Layout | null,
): Layout {
  return previous === null ? layoutGraph(graph, sizes) : layoutGraph(graph, sizes);
}
