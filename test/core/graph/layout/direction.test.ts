// From top to bottom: the same picture turned, with the sizes as they are.
import { layoutGraph } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { sketch } from "../sketch.ts";
import { place } from "./check.ts";
import { groupsOf, sized, stored, STORED } from "./fixtures.ts";

describe("a layout from top to bottom", () => {
  it("puts bands, nodes and edges under each other", () => {
    const graph = sketch("source:s > bronze/a > silver/b");
    const layout = layoutGraph(graph, () => ({ width: 100, height: 40 }), { direction: "down" });
    expect(layout.direction).toBe("down");
    const [s, a, b] = ["source:s", "bronze/a", "silver/b"].map((key) => {
      const found = [...layout.nodes.values()].find(
        (node) => `source:${node.key}` === key || node.key === key,
      );
      return found ?? place(layout, key);
    });
    expect([s?.x, a?.x, b?.x]).toEqual([s?.x, s?.x, s?.x]);
    expect((s?.y ?? 0) + 40).toBeLessThan(a?.y ?? 0);
    expect((a?.y ?? 0) + 40).toBeLessThan(b?.y ?? 0);
    expect(a).toMatchObject({ width: 100, height: 40 });
    const bands = layout.bands.filter(({ count }) => count > 0);
    bands.forEach((band, i) => {
      expect(band).toMatchObject({ x: 0, width: layout.width });
      const before = bands[i - 1];
      if (before !== undefined) expect(band.y).toBeGreaterThanOrEqual(before.y + before.height);
    });
    for (const { points } of layout.edges) {
      expect(points[0]?.x).toBe((s?.x ?? 0) + 50);
      expect(points.map(({ y }) => y)).toEqual(points.map(({ y }) => y).sort((p, q) => p - q));
    }
  });

  it.each(STORED)("of %s is the layout from left to right of turned sizes", (name) => {
    const { graph, sizeOf } = stored(name);
    const groupOf = groupsOf(graph);
    const down = layoutGraph(graph, sizeOf, {
      direction: "down",
      groupOf,
      gaps: { groupTitle: 0, minBandWidth: 120 },
    });
    const right = layoutGraph(graph, (key) => ({ width: sizeOf(key).height, height: sizeOf(key).width }), {
      groupOf,
      gaps: { groupTitle: 0, minBandWidth: 120 },
    });
    const box = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => [
      x,
      y,
      width,
      height,
    ];
    const turnedBox = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => [
      y,
      x,
      height,
      width,
    ];
    expect([...down.nodes.values()].map(box)).toEqual([...right.nodes.values()].map(turnedBox));
    expect(down.bands.map(box)).toEqual(right.bands.map(turnedBox));
    expect(down.groups.map(box)).toEqual(right.groups.map(turnedBox));
    expect(down.edges.map(({ points }) => points.map(({ x, y }) => [y, x]))).toEqual(
      right.edges.map(({ points }) => points.map(({ x, y }) => [x, y])),
    );
  });

  it("gives the title of a group room above its nodes", () => {
    const graph = sketch("source:s > bronze/a > silver/b");
    const { sizeOf } = sized(graph);
    const groupOf = (key: string): readonly string[] => (key === "bronze/a" ? ["group"] : []);
    const layout = layoutGraph(graph, sizeOf, {
      direction: "down",
      groupOf,
      gaps: { group: 6, groupTitle: 20 },
    });
    const node = place(layout, "bronze/a");
    const { x, y, width, height } = node;
    expect(layout.groups).toEqual([
      {
        path: ["group"],
        band: node.band,
        count: 1,
        x: x - 6,
        y: y - 26,
        width: width + 12,
        height: height + 32,
      },
    ]);
    expect(layout.bands[node.band]?.y).toBeLessThan(y - 26);
  });

  it("keeps its places, but none of a picture in the other direction", () => {
    const { graph, sizeOf } = stored("real-squared");
    const down = layoutGraph(graph, sizeOf, { direction: "down" });
    const again = layoutGraph(graph, sizeOf, { direction: "down", previous: down });
    for (const node of down.nodes.values()) {
      const now = place(again, node.key);
      expect(Math.abs(now.x - node.x) + Math.abs(now.y - node.y), node.key).toBeLessThan(0.01);
    }
    expect(layoutGraph(graph, sizeOf, { previous: down })).toEqual(layoutGraph(graph, sizeOf));
  });

  it("copes with a graph of nothing", () => {
    const { graph, sizeOf } = sized({ layers: [], nodes: [], edges: [] });
    expect(layoutGraph(graph, sizeOf, { direction: "down" }).height).toBe(0);
  });
});
