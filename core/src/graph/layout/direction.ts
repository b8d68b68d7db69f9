// A picture from top to bottom is one from left to right with x and y in each other's places.
import type { Layout, Size } from "./model.ts";

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export function turnedSizes(sizeOf: (key: string) => Size): (key: string) => Size {
  return (key) => {
    const { width, height } = sizeOf(key);
    return { width: height, height: width };
  };
}

export function turned(layout: Layout): Layout {
  return {
    direction: layout.direction === "down" ? "right" : "down",
    bands: layout.bands.map(turnedBox),
    groups: layout.groups.map(turnedBox),
    nodes: new Map([...layout.nodes].map(([key, node]) => [key, turnedBox(node)])),
    edges: layout.edges.map((edge) => ({ ...edge, points: edge.points.map(({ x, y }) => ({ x: y, y: x })) })),
    width: layout.height,
    height: layout.width,
  };
}

function turnedBox<B extends Box>(box: B): B {
  return { ...box, x: box.y, y: box.x, width: box.height, height: box.width };
}
