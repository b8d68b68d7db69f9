// The one place that asks for a layout: sizes in, places out. Plain data both ways, so that it can move into a worker.
import {
  bandsOf,
  layoutGraph,
  refineLayout,
  type AssetGraph,
  type Direction,
  type Layout,
  type LayoutGaps,
  type LayoutOptions,
  type Size,
} from "@strataline/core/graph";
import type { Card } from "./cards.ts";
import type { Measure } from "./text.ts";

export const CARD_HEIGHT = 58;
/** Left of the text: strip and icon. Right of it: badges. */
export const TEXT_LEFT = 38;
export const TEXT_RIGHT = 14;
export const MARK_WIDTH = 20;

const MIN_WIDTH = 206;
const MAX_WIDTH = 300;
/** Widths grow in steps: a letter more in a name must not shift the columns right of it. */
const WIDTH_STEP = 20;

/** All cards of a band are as wide as its widest needs: columns with straight sides. */
export function cardSizes(
  graph: AssetGraph,
  cards: ReadonlyMap<string, Card>,
  measure: Measure,
): ReadonlyMap<string, Size> {
  const sizes = new Map<string, Size>();
  for (const { nodes } of bandsOf(graph)) {
    const needed = nodes.map(({ key }) => {
      const card = cards.get(key);
      return card === undefined ? MIN_WIDTH : neededWidth(card, measure);
    });
    const size = { width: roundUp(Math.max(MIN_WIDTH, ...needed)), height: CARD_HEIGHT };
    for (const { key } of nodes) sizes.set(key, size);
  }
  return sizes;
}

function neededWidth(card: Card, measure: Measure): number {
  const badges = (card.problem === null ? 0 : MARK_WIDTH) + (card.marks.includes("cycle") ? MARK_WIDTH : 0);
  return TEXT_LEFT + measure(card.prefix + card.name, "name") + TEXT_RIGHT + badges;
}

function roundUp(width: number): number {
  return Math.min(MAX_WIDTH, Math.ceil(width / WIDTH_STEP) * WIDTH_STEP);
}

const GAPS: Partial<LayoutGaps> = {
  node: 20,
  edge: 12,
  column: 64,
  bandPadding: 18,
  band: 10,
  minBandWidth: 130,
  groupTitle: 20,
};
/** Cards are wider than high: bands and rows under each other need less between them, and their titles stand beside them. */
const GAPS_DOWN: Partial<LayoutGaps> = { ...GAPS, node: 24, edge: 14, column: 56, minBandWidth: 48 };
const NO_SIZE: Size = { width: MIN_WIDTH, height: CARD_HEIGHT };

/** All that a layout depends on, as plain data: it can be sent to a worker. */
export interface LayoutProblem {
  readonly graph: AssetGraph;
  readonly sizes: ReadonlyMap<string, Size>;
  /** Path of the group around each node that is in an open one. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly direction: Direction;
}

/** `previous`: places to keep; null lays out afresh. */
export function placeGraph(problem: LayoutProblem, previous: Layout | null): Layout {
  const options = optionsFor(problem);
  return layoutGraph(problem.graph, sizeIn(problem), previous === null ? options : { ...options, previous });
}

/** Searches for a clearly better layout, some milliseconds with each step; undefined when there is none. */
export function tidyGraph(problem: LayoutProblem, layout: Layout): Generator<void, Layout | undefined> {
  return refineLayout(problem.graph, sizeIn(problem), layout, optionsFor(problem));
}

function sizeIn({ sizes }: LayoutProblem): (key: string) => Size {
  return (key) => sizes.get(key) ?? NO_SIZE;
}

function optionsFor({ groups, direction }: LayoutProblem): LayoutOptions {
  const options = { gaps: direction === "down" ? GAPS_DOWN : GAPS, direction };
  return groups.size === 0 ? options : { ...options, groupOf: (key) => groups.get(key) };
}
