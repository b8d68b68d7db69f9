import { layoutGraph } from "@strataline/core";
import { describe, expect, test } from "vitest";
import { firstKey, nextKey, nothingThere, type Key } from "../../webview/src/keyboard.ts";
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
  const check = (from: string, key: Key, wanted: string | null) =>
    expect(nextKey(LAYOUT, GRAPH, from, key)).toBe(wanted);
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

describe("arrow keys in a picture from top to bottom", () => {
  const down = layoutGraph(GRAPH, () => ({ width: 200, height: 60 }), { direction: "down" });
  const row = [...down.nodes.values()]
    .filter(({ key }) => key.startsWith("bronze"))
    .sort((a, b) => a.x - b.x)
    .map(({ key }) => key);
  const check = (from: string, key: Key, wanted: string | null) =>
    expect(nextKey(down, GRAPH, from, key)).toBe(wanted);

  test("down follows an edge", () => check("bronze/a", "down", "silver/a"));
  test("up follows one back", () => check("gold/x", "up", "silver/b"));
  test("right goes through the row in the order seen", () => check(row[0] ?? "", "right", row[1] ?? null));
  test("left at its start leads nowhere", () => check(row[0] ?? "", "left", null));
  test("End is the end of the band", () => check(row[0] ?? "", "end", row.at(-1) ?? null));
  test("what is said names the row", () => {
    expect(nothingThere("down", "left")).toBe("Start of the row");
    expect(nothingThere("down", "up")).toBe("Nothing upstream is shown");
    expect(nothingThere("right", "up")).toBe("Start of the column");
  });
});
