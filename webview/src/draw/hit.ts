// Which node is at a point: columns from left to right, and in each the nodes from the top. For a canvas, which has no elements. A
// picture from top to bottom is asked with x and y in each other's places. Pure.
import type { Direction, PlacedNode, Point } from "@strataline/core/graph";
import type { Area } from "./cull.ts";

interface Column {
  readonly left: number;
  readonly right: number;
  /** From the top; nodes of a column never overlap. */
  readonly places: readonly PlacedNode[];
}

export interface HitIndex {
  at(point: Point): string | null;
  /** Nodes that touch the area, column by column. */
  within(area: Area): readonly string[];
}

export function createHitIndex(places: Iterable<PlacedNode>, direction: Direction = "right"): HitIndex {
  if (direction === "right") return indexOf([...places]);
  const index = indexOf([...places].map(turnedPlace));
  return {
    at: ({ x, y }) => index.at({ x: y, y: x }),
    within: ({ left, top, right, bottom }) =>
      index.within({ left: top, top: left, right: bottom, bottom: right }),
  };
}

function turnedPlace(place: PlacedNode): PlacedNode {
  return { ...place, x: place.y, y: place.x, width: place.height, height: place.width };
}

function indexOf(places: readonly PlacedNode[]): HitIndex {
  const columns = columnsOf(places);
  return {
    at({ x, y }) {
      for (const { left, right, places: column } of columns) {
        if (x < left || x > right) continue;
        const place = column[firstBelow(column, y)];
        if (place !== undefined && place.y <= y && x >= place.x && x <= place.x + place.width)
          return place.key;
      }
      return null;
    },
    within({ left, top, right, bottom }) {
      const keys: string[] = [];
      for (const column of columns) {
        if (column.right < left || column.left > right) continue;
        for (let i = firstBelow(column.places, top); i < column.places.length; i++) {
          const place = column.places[i];
          if (place === undefined || place.y > bottom) break;
          if (place.x <= right && place.x + place.width >= left) keys.push(place.key);
        }
      }
      return keys;
    },
  };
}

function columnsOf(places: readonly PlacedNode[]): readonly Column[] {
  const byColumn = new Map<number, PlacedNode[]>();
  for (const place of places) {
    const column = byColumn.get(place.column);
    if (column === undefined) byColumn.set(place.column, [place]);
    else column.push(place);
  }
  return [...byColumn.values()].map((column) => ({
    left: Math.min(...column.map(({ x }) => x)),
    right: Math.max(...column.map(({ x, width }) => x + width)),
    places: column.sort((a, b) => a.y - b.y),
  }));
}

/** The first whose lower edge is not above `y`. */
function firstBelow(places: readonly PlacedNode[], y: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place !== undefined && place.y + place.height < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
