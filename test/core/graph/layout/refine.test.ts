// The refinement: fewer crossings, nothing broken, the same result however it is cut into slices.
import {
  layoutGraph,
  refineLayout,
  type AssetGraph,
  type Layout,
  type LayoutOptions,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { drawnCrossings } from "./drawnCrossings.ts";
import { randomGraph, sketch } from "../sketch.ts";
import { checkLayout } from "./check.ts";
import { sized, stored, withTurnedEdges, type Sized } from "./fixtures.ts";

function refined(
  { graph, sizeOf }: Sized,
  layout: Layout,
  options: Omit<LayoutOptions, "previous"> = {},
): { readonly layout: Layout | undefined; readonly slices: number } {
  const search = refineLayout(graph, sizeOf, layout, options);
  for (let slices = 1; ; slices++) {
    const step = search.next();
    if (step.done === true) return { layout: step.value, slices };
  }
}

describe("refining", () => {
  // Measured figures with some room; first layouts have 267 and 620.
  it.each([
    ["real-squared", 245],
    ["syn-200", 500],
  ] as const)("%s saves crossings, a few milliseconds at a time", (name, limit) => {
    const given = stored(name);
    const first = layoutGraph(given.graph, given.sizeOf);
    const { layout, slices } = refined(given, first);
    if (layout === undefined) throw new Error("not better");
    checkLayout(given, layout);
    expect(drawnCrossings(layout)).toBeLessThanOrEqual(limit);
    expect(drawnCrossings(layout)).toBeLessThan(0.95 * drawnCrossings(first));
    expect(slices).toBeGreaterThan(10);
    expect(refined(given, first).layout).toEqual(layout);
  });

  it("leaves alone what it cannot make clearly better", () => {
    const given = sized(sketch("source:s > bronze/a > silver/b, source:s > bronze/c > silver/d"));
    expect(refined(given, layoutGraph(given.graph, given.sizeOf)).layout).toBeUndefined();
    const squared = stored("real-squared");
    const once = refined(squared, layoutGraph(squared.graph, squared.sizeOf)).layout;
    if (once === undefined) throw new Error("not better");
    expect(refined(squared, once).layout).toBeUndefined();
  });

  it("untangles a picture that edits have tangled", () => {
    const before = sketch("source:a > bronze/a, source:b > bronze/b");
    const { sizeOf } = sized(before);
    // The same nodes, each read by the other: pinned, the edges cross.
    const graph = sketch("source:a > bronze/b, source:b > bronze/a");
    const pinned = layoutGraph(graph, sizeOf, { previous: layoutGraph(before, sizeOf) });
    expect(drawnCrossings(pinned)).toBe(1);
    const { layout } = refined({ graph, sizeOf }, pinned);
    expect(layout === undefined ? null : drawnCrossings(layout)).toBe(0);
  });

  it("breaks nothing in any graph, with options", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const given = sized(randomGraph(seed, 16));
      const layout = layoutGraph(given.graph, given.sizeOf, { trunks: seed % 2 === 0 });
      const better = refined(given, layout, { trunks: seed % 2 === 0 }).layout;
      if (better !== undefined) checkLayout(given, better);
    }
  });

  it("keeps the direction", () => {
    const given = stored("syn-200");
    const layout = layoutGraph(given.graph, given.sizeOf, { direction: "down" });
    expect(refined(given, layout, { direction: "down" }).layout?.direction).toBe("down");
  });
});

describe("edges", () => {
  it.each(["real-jaffle", "real-salesforce", "real-squared", "syn-200"] as const)(
    "of %s against the order of the layers break nothing, with and without trunks",
    (name) => {
      const given = withTurnedEdges(stored(name));
      for (const trunks of [true, false]) {
        const layout = layoutGraph(given.graph, given.sizeOf, { trunks });
        checkLayout(given, layout);
        expect(layout.edges.some(({ backward }) => backward)).toBe(true);
      }
    },
  );

  it("of one upstream run together, or apart without trunks", () => {
    const graph: AssetGraph = sketch(
      "source:s > silver/x, source:s > silver/y, source:t > bronze/a > silver/x",
    );
    const { sizeOf } = sized(graph);
    const levels = (trunks: boolean): number => {
      const layout = layoutGraph(graph, sizeOf, { trunks });
      const bronze = layout.bands.find(({ id }) => id === "layer:bronze");
      const middle = (bronze?.x ?? 0) + (bronze?.width ?? 0) / 2;
      const ways = layout.edges.filter(
        ({ from, to }) => from === "s" || (from.includes("s") && to.startsWith("silver/")),
      );
      return new Set(
        ways.filter(({ from }) => from !== "bronze/a").map(({ points }) => levelAt(points, middle)),
      ).size;
    };
    expect(levels(true)).toBe(1);
    expect(levels(false)).toBe(2);
  });
});

function levelAt(points: readonly { readonly x: number; readonly y: number }[], x: number): number {
  const at = points.findIndex((point) => point.x > x);
  return Math.round(points[at]?.y ?? 0);
}
