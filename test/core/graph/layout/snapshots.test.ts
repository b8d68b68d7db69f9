// Small pictures as rounded coordinates, each judged by eye: a change here is a change of what people see, to be looked at.
import { layoutGraph, type AssetGraph, type Layout, type LayoutOptions } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { sketch } from "../sketch.ts";

const at = (x: number, y: number): string => `${Math.round(x)},${Math.round(y)}`;

function coordinates({ bands, groups, nodes, edges, width, height }: Layout): readonly string[] {
  return [
    `size ${at(width, height)}`,
    ...bands.map(({ id, x, y, width: w, height: h }) => `band ${id} ${at(x, y)} ${at(w, h)}`),
    ...groups.map(({ path, x, y, width: w, height: h }) => `group ${path.join("/")} ${at(x, y)} ${at(w, h)}`),
    ...[...nodes.values()].map(({ key, x, y }) => `${key} ${at(x, y)}`),
    ...edges.map(({ from, to, backward, points }) => {
      const way = points.map(({ x, y }) => at(x, y)).join(" ");
      return `${from} ${backward ? "<" : ">"} ${to} ${way}`;
    }),
  ];
}

function drawn(graph: AssetGraph, options: LayoutOptions = {}): readonly string[] {
  return coordinates(layoutGraph(graph, () => ({ width: 90, height: 30 }), options));
}

const letter = (key: string): readonly string[] => {
  const found = /\/([ab])\d/.exec(key)?.[1];
  return found === undefined ? [] : [found];
};
const GROUPS =
  "source:s > bronze/a1 > silver/a2 > silver/a3, source:s > bronze/b1 > silver/b2 > silver/b3, source:t > bronze/a2, " +
  "bronze/a2 > silver/b2, silver/a3 > gold/g, silver/b3 > gold/g, source:t > silver/free";

describe("the picture of", () => {
  it("a trunk that passes two bands", () => {
    const graph = sketch(
      "source:raw > bronze/orders > silver/orders > gold/sales, source:raw > bronze/items > silver/lines > gold/sales, " +
        "silver/orders > silver/lines, source:raw > gold/audit",
    );
    expect(drawn(graph)).toMatchInlineSnapshot();
  });

  it("a cycle, a self-loop, and an edge against the layers", () => {
    const graph = sketch(
      "source:s > silver/a > silver/b > silver/c > silver/a, gold/g > bronze/back, silver/c > gold/g, " +
        "silver/b > silver/b, bronze/back > silver/a",
    );
    expect(drawn(graph)).toMatchInlineSnapshot();
  });

  it("groups", () => {
    expect(drawn(sketch(GROUPS), { groupOf: letter })).toMatchInlineSnapshot();
  });

  it("groups from top to bottom", () => {
    expect(drawn(sketch(GROUPS), { groupOf: letter, direction: "down" })).toMatchInlineSnapshot();
  });
});
