import { layoutGraph } from "@strataline/core";
import { describe, expect, test } from "vitest";
import { firstKey, nextKey, type Direction } from "../../webview/src/keyboard.ts";
import { graph } from "./support.ts";

const GRAPH = graph(
  "bronze/a > silver/a, bronze/b > silver/b, bronze/c > silver/b, silver/b > gold/x, gold/x > gold/x",
);
const LAYOUT = layoutGraph(GRAPH, () => ({ width: 200, height: 60 }));

/** Keys of a column from the top, as the layout has it. */
function column(layer: string): readonly string[] {
  const places = [...LAYOUT.nodes.values()].filter(({ key }) => key.startsWith(layer));
  return places.sort((a, b) => a.y - b.y).map(({ key }) => key);
}

describe("arrow keys", () => {
  const check = (from: string, direction: Direction, wanted: string | null) =>
    expect(nextKey(LAYOUT, GRAPH, from, direction)).toBe(wanted);
  const [top = "", , bottom = ""] = column("bronze");

  test("right follows an edge", () => check("bronze/a", "right", "silver/a"));
  test("left follows one back", () => check("gold/x", "left", "silver/b"));
  test("right at the end leads nowhere, not to itself", () => check("gold/x", "right", null));
  test("left at a root leads nowhere", () => check("bronze/a", "left", null));
  test("down goes through the column in the order seen", () =>
    check(top, "down", column("bronze")[1] ?? null));
  test("up at the top leads nowhere", () => check(top, "up", null));
  test("Home is the top of the band", () => check(bottom, "home", top));
  test("End is its bottom", () => check(top, "end", bottom));
  test("from an unknown key leads nowhere", () => check("gone", "down", null));
  test("Tab enters at the first of the first band", () => expect(firstKey(LAYOUT)).toBe(top));
});
