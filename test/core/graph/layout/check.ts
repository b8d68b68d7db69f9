// What must hold for every layout, whatever the graph.
import {
  bandsOf,
  layerIndex,
  nodeOf,
  type Layout,
  type PlacedNode,
  type Point,
} from "@strataline/core/graph";
import { expect } from "vitest";
import type { Sized } from "./fixtures.ts";

export function checkLayout({ graph, sizeOf }: Sized, layout: Layout): void {
  expect([...layout.nodes.keys()]).toEqual(graph.nodes.map((node) => node.key));
  for (const node of layout.nodes.values()) {
    expect({ width: node.width, height: node.height }).toEqual(sizeOf(node.key));
    expect(
      [node.x, node.y].every((place) => Number.isFinite(place) && place >= -0.001),
      node.key,
    ).toBe(true);
    expect(node.y + node.height).toBeLessThanOrEqual(layout.height + 0.001);
  }
  checkBands(graph, layout);
  checkNoOverlap(layout);
  checkEdges(graph, layout);
}

function checkBands(graph: Sized["graph"], layout: Layout): void {
  const expected = bandsOf(graph);
  expect(layout.bands.map(({ id, title, count }) => ({ id, title, count }))).toEqual(
    expected.map(({ id, title, nodes }) => ({ id, title, count: nodes.length })),
  );
  layout.bands.forEach((band, i) => {
    const before = layout.bands[i - 1];
    if (before !== undefined) expect(band.x).toBeGreaterThanOrEqual(before.x + before.width);
    for (const { key } of expected[i]?.nodes ?? []) {
      const node = place(layout, key);
      expect(node.band, key).toBe(i);
      expect(node.x, key).toBeGreaterThanOrEqual(band.x);
      expect(node.x + node.width, key).toBeLessThanOrEqual(band.x + band.width);
    }
  });
  expect(layout.width).toBe(Math.max(0, ...layout.bands.map((band) => band.x + band.width)));
}

function checkNoOverlap(layout: Layout): void {
  const columns = new Map<number, PlacedNode[]>();
  for (const node of layout.nodes.values())
    columns.set(node.column, [...(columns.get(node.column) ?? []), node]);
  const ends = [...columns].map(([column, nodes]) => {
    nodes.sort((a, b) => a.order - b.order);
    nodes.forEach((node, i) => {
      expect(node.order).toBe(i);
      const above = nodes[i - 1];
      if (above === undefined) return;
      expect(node.x).toBe(above.x);
      expect(node.y, `${above.key} over ${node.key}`).toBeGreaterThanOrEqual(above.y + above.height - 0.001);
    });
    return { column, start: nodes[0]?.x ?? 0, end: Math.max(...nodes.map((node) => node.x + node.width)) };
  });
  ends.sort((a, b) => a.column - b.column);
  ends.forEach((column, i) => expect(column.start).toBeGreaterThanOrEqual(ends[i - 1]?.end ?? 0));
}

function checkEdges(graph: Sized["graph"], layout: Layout): void {
  expect(layout.edges.map(({ from, to }) => `${from} ${to}`)).toEqual(
    graph.edges.map(({ from, to }) => `${from} ${to}`),
  );
  const obstacles = [...layout.nodes.values()].sort((a, b) => a.x - b.x);
  for (const edge of layout.edges) {
    const [from, to] = [place(layout, edge.from), place(layout, edge.to)];
    const [first, last] = [edge.points[0], edge.points.at(-1)];
    if (first === undefined || last === undefined) throw new Error("an edge without points");
    expect(edge.points.length).toBeGreaterThanOrEqual(2);
    const name = `${edge.from} > ${edge.to}`;
    expect(first.x, name).toBeCloseTo(edge.backward ? from.x : from.x + from.width);
    expect(last.x, name).toBeCloseTo(edge.backward ? to.x + to.width : to.x);
    for (const [end, node] of [
      [first, from],
      [last, to],
    ] as const) {
      expect(end.y, name).toBeGreaterThanOrEqual(node.y);
      expect(end.y, name).toBeLessThanOrEqual(node.y + node.height);
    }
    if (edge.from !== edge.to) {
      expect(edge.backward, name).toBe(from.column > to.column);
      checkOneWay(edge.points, edge.backward, name);
      checkAgainstLayers(graph, edge.from, edge.to, edge.backward);
    }
    checkFreeWay(edge.points, obstacles, new Set([edge.from, edge.to]), name);
  }
}

function checkOneWay(points: readonly Point[], backward: boolean, name: string): void {
  points.forEach((point, i) => {
    const before = points[i - 1];
    if (before !== undefined)
      expect(backward ? before.x - point.x : point.x - before.x, name).toBeGreaterThanOrEqual(0);
  });
}

function checkAgainstLayers(graph: Sized["graph"], from: string, to: string, backward: boolean): void {
  const [a, b] = [nodeOf(graph, from), nodeOf(graph, to)];
  const [upstream, downstream] = [a && layerIndex(graph, a), b && layerIndex(graph, b)];
  if (upstream == null || downstream == null || upstream === downstream) return;
  expect(backward, `${from} > ${to}`).toBe(upstream > downstream);
}

/** No piece of the way touches the inside of a node that is not one of its ends. */
function checkFreeWay(
  points: readonly Point[],
  nodes: readonly PlacedNode[],
  ends: ReadonlySet<string>,
  name: string,
): void {
  points.forEach((b, i) => {
    const a = points[i - 1];
    if (a === undefined) return;
    const [left, right] = a.x <= b.x ? [a, b] : [b, a];
    for (const node of nodes) {
      if (node.x >= right.x) break;
      if (node.x + node.width <= left.x || ends.has(node.key)) continue;
      const slope = right.x === left.x ? 0 : (right.y - left.y) / (right.x - left.x);
      const at = (x: number): number => left.y + slope * (Math.max(left.x, Math.min(x, right.x)) - left.x);
      const [low, high] = [at(node.x), at(node.x + node.width)].sort((p, q) => p - q);
      const isAbove = (high ?? 0) <= node.y + 0.001;
      const isBelow = (low ?? 0) >= node.y + node.height - 0.001;
      expect(isAbove || isBelow, `${name} runs through ${node.key}`).toBe(true);
    }
  });
}

export function place(layout: Layout, key: string): PlacedNode {
  const node = layout.nodes.get(key);
  if (node === undefined) throw new Error(`${key} is not placed`);
  return node;
}
