// Where the arrow keys lead: left and right along edges, up and down in a column, Home and End in a band. Pure.
import {
  downstreamOf,
  upstreamOf,
  type AssetGraph,
  type Layout,
  type PlacedNode,
} from "@strataline/core/graph";

export type Direction = "left" | "right" | "up" | "down" | "home" | "end";

export const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

/** What to say when nothing lies that way. */
export const NOTHING_THERE: Readonly<Record<Direction, string>> = {
  left: "Nothing upstream is shown",
  right: "Nothing downstream is shown",
  up: "Top of the column",
  down: "End of the column",
  home: "First of the layer",
  end: "Last of the layer",
};

/** The key to go to, or null where nothing lies that way. */
export function nextKey(
  layout: Layout,
  graph: AssetGraph,
  from: string,
  direction: Direction,
): string | null {
  const here = layout.nodes.get(from);
  if (here === undefined) return null;
  const linked = (keys: readonly string[]) => keys.flatMap((key) => layout.nodes.get(key) ?? []);
  switch (direction) {
    case "left":
      return nearest(here, linked(upstreamOf(graph, from)));
    case "right":
      return nearest(here, linked(downstreamOf(graph, from)));
    case "up":
      return inColumn(layout, here).findLast(({ order }) => order < here.order)?.key ?? null;
    case "down":
      return inColumn(layout, here).find(({ order }) => order > here.order)?.key ?? null;
    case "home":
      return inBand(layout, here).at(0)?.key ?? null;
    case "end":
      return inBand(layout, here).at(-1)?.key ?? null;
  }
}

/** The first in reading order: where Tab enters a graph with nothing selected. */
export function firstKey(layout: Layout): string | null {
  return inReadingOrder([...layout.nodes.values()]).at(0)?.key ?? null;
}

function nearest(here: PlacedNode, others: readonly PlacedNode[]): string | null {
  const distance = (place: PlacedNode) => Math.abs(place.y - here.y) + Math.abs(place.x - here.x) / 4;
  return (
    [...others].sort((a, b) => distance(a) - distance(b)).find(({ key }) => key !== here.key)?.key ?? null
  );
}

function inColumn(layout: Layout, here: PlacedNode): readonly PlacedNode[] {
  return inReadingOrder([...layout.nodes.values()].filter(({ column }) => column === here.column));
}

function inBand(layout: Layout, here: PlacedNode): readonly PlacedNode[] {
  return inReadingOrder([...layout.nodes.values()].filter(({ band }) => band === here.band));
}

function inReadingOrder(places: readonly PlacedNode[]): readonly PlacedNode[] {
  return [...places].sort((a, b) => a.column - b.column || a.order - b.order);
}
