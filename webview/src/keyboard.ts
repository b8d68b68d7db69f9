// Where the arrow keys lead: along the direction of the picture they follow edges, across it they go through a column (or row); Home
// and End in a band. Pure.
import {
  downstreamOf,
  upstreamOf,
  type AssetGraph,
  type Direction,
  type Layout,
  type PlacedNode,
} from "@strataline/core/graph";

export type Key = "left" | "right" | "up" | "down" | "home" | "end";

export const KEYS: Readonly<Record<string, Key>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
};

type Way = "upstream" | "downstream" | "before" | "after" | "first" | "last";

const WAYS: Readonly<Record<Direction, Readonly<Record<Key, Way>>>> = {
  right: {
    ...{ left: "upstream", right: "downstream", up: "before", down: "after" },
    ...{ home: "first", end: "last" },
  },
  down: {
    ...{ up: "upstream", down: "downstream", left: "before", right: "after" },
    ...{ home: "first", end: "last" },
  },
};

/** What to say when nothing lies that way. */
export function nothingThere(direction: Direction, key: Key): string {
  const line = direction === "down" ? "row" : "column";
  const words: Readonly<Record<Way, string>> = {
    upstream: "Nothing upstream is shown",
    downstream: "Nothing downstream is shown",
    before: `Start of the ${line}`,
    after: `End of the ${line}`,
    first: "First of the layer",
    last: "Last of the layer",
  };
  return words[WAYS[direction][key]];
}

/** The key to go to, or null where nothing lies that way. */
export function nextKey(layout: Layout, graph: AssetGraph, from: string, key: Key): string | null {
  const here = layout.nodes.get(from);
  if (here === undefined) return null;
  const linked = (keys: readonly string[]) => keys.flatMap((key) => layout.nodes.get(key) ?? []);
  const nearest = (keys: readonly string[]) => nearestOf(layout.direction, here, linked(keys));
  switch (WAYS[layout.direction][key]) {
    case "upstream":
      return nearest(upstreamOf(graph, from));
    case "downstream":
      return nearest(downstreamOf(graph, from));
    case "before":
      return inColumn(layout, here).findLast(({ order }) => order < here.order)?.key ?? null;
    case "after":
      return inColumn(layout, here).find(({ order }) => order > here.order)?.key ?? null;
    case "first":
      return inBand(layout, here).at(0)?.key ?? null;
    case "last":
      return inBand(layout, here).at(-1)?.key ?? null;
  }
}

/** The first in reading order: where Tab enters a graph with nothing selected. */
export function firstKey(layout: Layout): string | null {
  return inReadingOrder([...layout.nodes.values()]).at(0)?.key ?? null;
}

/** What lies across counts more than what lies along: an edge that runs straight is the one that is meant. */
function nearestOf(direction: Direction, here: PlacedNode, others: readonly PlacedNode[]): string | null {
  const distance = (place: PlacedNode) => {
    const [dx, dy] = [Math.abs(place.x - here.x), Math.abs(place.y - here.y)];
    return direction === "down" ? dx + dy / 4 : dy + dx / 4;
  };
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
