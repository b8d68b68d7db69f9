// The two phases whose answer can be checked against a slow and obvious way to get it.
import { layoutGraph, type Layout } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { CrossingCounter } from "../../../../core/src/graph/layout/crossings.ts";
import { ColumnPlacer } from "../../../../core/src/graph/layout/isotonic.ts";
import { linksOf } from "../../../../core/src/graph/layout/links.ts";
import { seededRandom } from "../sketch.ts";
import { stored, STORED } from "./fixtures.ts";

describe("counting crossings", () => {
  it("agrees with comparing every pair of edges", () => {
    const random = seededRandom(5);
    for (let round = 0; round < 100; round++) {
      const [left, right] = [1 + Math.floor(random() * 8), 1 + Math.floor(random() * 8)];
      const edges = Array.from({ length: Math.floor(random() * 20) }, () => ({
        from: Math.floor(random() * left),
        to: left + Math.floor(random() * right),
      }));
      const column = Int32Array.from({ length: left }, (_, i) => i);
      const position = Int32Array.from({ length: left + right }, (_, i) => (i < left ? i : i - left));
      const links = linksOf(
        left + right,
        edges.map((edge) => edge.from),
        edges.map((edge) => edge.to),
      );
      let expected = 0;
      for (const a of edges) for (const b of edges) if (a.from < b.from && a.to > b.to) expected++;
      expect(new CrossingCounter(8).between(column, right, links, position)).toBe(expected);
    }
  });
});

describe("placing a column", () => {
  function checkPlaces(
    wanted: readonly number[],
    weight: readonly number[],
    top: number,
    expected: readonly number[],
  ): void {
    const y = new Float64Array(wanted.length);
    const column = Int32Array.from(wanted, (_, i) => i);
    const offset = Float64Array.from(column, (i) => i * 10);
    new ColumnPlacer(wanted.length).place(
      column,
      offset,
      Float64Array.from(wanted),
      Float64Array.from(weight),
      { y, top },
    );
    expect([...y].map((place) => Math.round(place * 100) / 100)).toEqual(expected);
  }
  it("leaves alone what has room", () => checkPlaces([0, 50, 60], [1, 1, 1], 0, [0, 50, 60]));
  it("parts two that want one place evenly", () => checkPlaces([20, 20], [1, 1], 0, [15, 25]));
  it("moves the light one", () => checkPlaces([20, 20], [1e6, 1], 0, [20, 30]));
  it("keeps the order, whatever they want", () => checkPlaces([30, 0], [1, 1], 0, [10, 20]));
  it("pushes down from the top", () => checkPlaces([5, 5, 5], [1, 1, 1], 0, [0, 10, 20]));
  it("moves a whole row that touches", () =>
    checkPlaces([0, 10, 20, 20], [1, 1, 1, 1], -100, [-2.5, 7.5, 17.5, 27.5]));
});

/** Crossings of the drawn lines; what several edges share counts once, as one sees it. */
function drawnCrossings({ edges }: Layout): number {
  const pieces = new Map<string, { x: number; left: number; right: number; end: number }>();
  for (const { points } of edges) {
    points.forEach((b, i) => {
      const a = points[i - 1];
      if (a === undefined || a.y === b.y) return;
      const [left, right] = a.x < b.x ? [a, b] : [b, a];
      pieces.set(`${left.x} ${left.y} ${right.x} ${right.y}`, {
        x: left.x,
        left: left.y,
        right: right.y,
        end: right.x,
      });
    });
  }
  const slanted = [...pieces.values()];
  return slanted.reduce(
    (sum, a) =>
      sum +
      slanted.filter((b) => a.x === b.x && a.end === b.end && a.left < b.left && a.right > b.right).length,
    0,
  );
}

describe("the order of a column", () => {
  // Measured figures with some room. A worse order than this is a regression; a better one may lower them.
  const limits = { "real-jaffle": 1, "real-salesforce": 16, "real-squared": 330, "syn-200": 700 } as const;
  it.each(STORED)("of %s makes few edges cross", (name) => {
    const { graph, sizeOf } = stored(name);
    expect(drawnCrossings(layoutGraph(graph, sizeOf))).toBeLessThanOrEqual(limits[name]);
  });
});
