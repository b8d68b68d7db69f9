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
    expect(drawn(graph)).toEqual([
      "size 786,105",
      "band sources 0,0 138,105",
      "band layer:bronze 162,0 138,105",
      "band layer:silver 324,0 300,105",
      "band layer:gold 648,0 138,105",
      "bronze/items 186,46",
      "bronze/orders 186,0",
      "gold/audit 672,75",
      "gold/sales 672,12",
      "raw 24,49",
      "silver/lines 510,31",
      "silver/orders 348,10",
      "bronze/items > silver/lines 276,61 348,54 438,54 510,46",
      "bronze/orders > silver/orders 276,15 348,25",
      "raw > bronze/items 114,64 186,61",
      "raw > bronze/orders 114,64 186,15",
      "raw > gold/audit 114,64 186,89 276,89 348,89 438,89 510,90 600,90 672,90",
      "silver/lines > gold/sales 600,46 672,27",
      "silver/orders > gold/sales 438,25 510,18 600,18 672,27",
      "silver/orders > silver/lines 438,25 510,46",
    ]);
  });

  it("a cycle, a self-loop, and an edge against the layers", () => {
    const graph = sketch(
      "source:s > silver/a > silver/b > silver/c > silver/a, gold/g > bronze/back, silver/c > gold/g, " +
        "silver/b > silver/b, bronze/back > silver/a",
    );
    expect(drawn(graph)).toEqual([
      "size 948,71",
      "band sources 0,0 138,71",
      "band layer:bronze 162,0 138,71",
      "band layer:silver 324,0 462,71",
      "band layer:gold 810,0 138,71",
      "bronze/back 186,41",
      "gold/g 834,37",
      "s 24,13",
      "silver/a 348,19",
      "silver/b 510,0",
      "silver/c 672,19",
      "bronze/back > silver/a 276,56 348,34",
      "gold/g < bronze/back 834,60 762,62 348,62 276,64",
      "s > silver/a 114,28 276,28 348,34",
      "silver/a > silver/b 438,34 510,15",
      "silver/b > silver/b 600,15 607,15 607,-7 503,-7 503,15 510,15",
      "silver/b > silver/c 600,15 672,34",
      "silver/c > gold/g 762,34 834,52",
      "silver/c < silver/a 672,41 600,43 510,43 438,41",
    ]);
  });

  it("groups", () => {
    expect(drawn(sketch(GROUPS), { groupOf: letter })).toEqual([
      "size 786,232",
      "band sources 0,0 138,232",
      "band layer:bronze 162,0 138,232",
      "band layer:silver 324,0 300,232",
      "band layer:gold 648,0 138,232",
      "group a 176,84 110,114",
      "group b 176,0 110,68",
      "group a 338,118 272,68",
      "group b 338,34 272,68",
      "bronze/a1 186,158",
      "bronze/a2 186,112",
      "bronze/b1 186,28",
      "gold/g 672,104",
      "s 24,93",
      "silver/a2 348,146",
      "silver/a3 510,146",
      "silver/b2 348,62",
      "silver/b3 510,62",
      "silver/free 348,202",
      "t 24,168",
      "bronze/a1 > silver/a2 276,173 348,161",
      "bronze/a2 > silver/b2 276,127 348,77",
      "bronze/b1 > silver/b2 276,43 348,77",
      "s > bronze/a1 114,108 186,173",
      "s > bronze/b1 114,108 186,43",
      "silver/a2 > silver/a3 438,161 510,161",
      "silver/a3 > gold/g 600,161 672,119",
      "silver/b2 > silver/b3 438,77 510,77",
      "silver/b3 > gold/g 600,77 672,119",
      "t > bronze/a2 114,183 186,127",
      "t > silver/free 114,183 186,211 276,211 348,217",
    ]);
  });

  it("groups from top to bottom", () => {
    expect(drawn(sketch(GROUPS), { groupOf: letter, direction: "down" })).toEqual([
      "size 413,534",
      "band sources 0,0 413,90",
      "band layer:bronze 0,114 413,90",
      "band layer:silver 0,228 413,192",
      "band layer:gold 0,444 413,90",
      "group a 126,116 216,68",
      "group b 0,116 110,68",
      "group a 197,230 110,170",
      "group b 66,230 110,170",
      "bronze/a1 242,144",
      "bronze/a2 136,144",
      "bronze/b1 10,144",
      "gold/g 142,474",
      "s 126,30",
      "silver/a2 207,258",
      "silver/a3 207,360",
      "silver/b2 76,258",
      "silver/b3 76,360",
      "silver/free 323,258",
      "t 252,30",
      "bronze/a1 > silver/a2 287,174 252,258",
      "bronze/a2 > silver/b2 181,174 121,258",
      "bronze/b1 > silver/b2 55,174 121,258",
      "s > bronze/a1 171,60 287,144",
      "s > bronze/b1 171,60 55,144",
      "silver/a2 > silver/a3 252,288 252,360",
      "silver/a3 > gold/g 252,390 187,474",
      "silver/b2 > silver/b3 121,288 121,360",
      "silver/b3 > gold/g 121,390 187,474",
      "t > bronze/a2 297,60 181,144",
      "t > silver/free 297,60 355,144 355,174 368,258",
    ]);
  });
});
