import { zoomIdentity } from "d3";
import type { RoutedEdge } from "@strataline/core";
import { describe, expect, test } from "vitest";
import { accentOf } from "../../webview/src/draw/accents.ts";
import { contains, edgesIn, EVERYWHERE, grow, nodesIn } from "../../webview/src/draw/cull.ts";
import { arrowPath, edgePath } from "../../webview/src/draw/edgePath.ts";
import { edgeState } from "../../webview/src/draw/edgeLook.ts";
import { createHitIndex } from "../../webview/src/draw/hit.ts";
import { detailAt, isUsable, sheetFor, shiftOf } from "../../webview/src/draw/sheet.ts";
import { isCovered, roomBeside, roomOf } from "../../webview/src/room.ts";
import { wrapName } from "../../webview/src/draw/names.ts";
import type { DrawnEdge, DrawnNode } from "../../webview/src/draw/scene.ts";
import { fitName, fitText } from "../../webview/src/text.ts";
import { fitTransform, revealTransform } from "../../webview/src/zoom.ts";
import { LAYERS } from "./support.ts";

const letters = (text: string): number => text.length;

function edge(points: readonly (readonly [number, number])[], to = "b"): RoutedEdge {
  return { from: "a", to, points: points.map(([x, y]) => ({ x, y })), backward: false, cyclic: false };
}

describe("the way of an edge", () => {
  test("is level where nothing changes", () => {
    expect(
      edgePath(
        edge([
          [0, 10],
          [100, 10],
        ]),
      ),
    ).toBe("M0,10L93,10");
  });
  test("leaves and arrives level, with its arrow at the end", () => {
    expect(
      edgePath(
        edge([
          [0, 0],
          [107, 40],
        ]),
      ),
    ).toBe("M0,0C50,0 50,40 100,40");
    expect(
      arrowPath(
        edge([
          [0, 0],
          [107, 40],
        ]),
      ),
    ).toBe("M107,40L99,36V44Z");
  });
  test("arrives from the right when it runs back", () => {
    expect(
      edgePath(
        edge([
          [107, 0],
          [0, 40],
        ]),
      ),
    ).toBe("M107,0C57,0 57,40 7,40");
    expect(
      arrowPath(
        edge([
          [107, 0],
          [0, 40],
        ]),
      ),
    ).toBe("M0,40L8,36V44Z");
  });
  test("from top to bottom is the same with x and y in each other's places", () => {
    const way = edge([
      [0, 0],
      [40, 107],
    ]);
    expect(edgePath(way, "down")).toBe("M0,0C0,50 40,50 40,100");
    expect(arrowPath(way, "down")).toBe("M40,107L36,99H44Z");
  });
  test("of an asset that reads itself has round corners", () => {
    expect(
      edgePath(
        edge(
          [
            [0, 0],
            [20, 0],
            [20, -20],
          ],
          "a",
        ),
      ),
    ).toContain("Q20,0 ");
  });
});

describe("text that does not fit", () => {
  test("keeps both ends", () => expect(fitText("strikes_per_10k_flights", 11, letters)).toBe("strike…ghts"));
  test("that fits stays", () => expect(fitText("orders", 6, letters)).toBe("orders"));
  test("with no room at all is an ellipsis", () => expect(fitText("orders", 0, letters)).toBe("…"));
  test("gives up its prefix first", () =>
    expect(fitName("sales/eu/", "orders", 9, letters)).toEqual({ prefix: "…/", name: "orders" }));
  test("breaks after the word nearest to its middle", () =>
    expect(wrapName("strikes_per_10k_flights", 14, letters)).toEqual(["strikes_per_", "10k_flights"]));
  test("without words is shortened", () => expect(wrapName("abcdefghij", 5, letters)).toEqual(["abc…j", ""]));
});

describe("what is worth drawing", () => {
  const place = (key: string, x: number) =>
    ({ place: { key, x, y: 0, width: 10, height: 10, band: 0, column: 0, order: 0 } }) as DrawnNode;
  const nodes = [place("near", 0), place("far", 1000)];
  const area = { left: -50, top: -50, right: 50, bottom: 50 };
  const keys = (list: readonly DrawnNode[]) => list.map((node) => node.place.key);
  test("is what is in the area", () => expect(keys(nodesIn(nodes, area, new Set()))).toEqual(["near"]));
  test("and what has the focus", () =>
    expect(keys(nodesIn(nodes, area, new Set(["far"])))).toEqual(["near", "far"]));
  test("is everything when nothing is culled", () =>
    expect(nodesIn(nodes, EVERYWHERE, new Set())).toBe(nodes));
  test("an edge through the area counts, though both ends are outside", () => {
    const through = { bounds: { left: -500, top: 0, right: 500, bottom: 0 } } as DrawnEdge;
    expect(edgesIn([through], area)).toHaveLength(1);
  });
  test("a grown area holds the one it grew from", () => expect(contains(grow(area, 0.5), area)).toBe(true));
});

describe("the sheet", () => {
  const viewport = { left: 0, top: 0, right: 1000, bottom: 600 };
  const sheet = sheetFor(zoomIdentity, viewport, false);
  const moved = (dx: number) => ({ left: dx, top: 0, right: 1000 + dx, bottom: 600 });
  test("is shifted while it covers the window", () => {
    const transform = zoomIdentity.translate(-400, 0);
    expect(isUsable(sheet, transform, moved(400))).toBe(true);
    expect(shiftOf(sheet, transform)).toBe("matrix(1,0,0,1,-400,0)");
  });
  test("is painted anew where it ends", () =>
    expect(isUsable(sheet, zoomIdentity.translate(-600, 0), moved(600))).toBe(false));
  test("is stretched up to twice", () => {
    const near = { left: 300, top: 200, right: 600, bottom: 400 };
    expect(isUsable(sheet, zoomIdentity.scale(1.9), near)).toBe(true);
    expect(isUsable(sheet, zoomIdentity.scale(2.1), near)).toBe(false);
  });
  test("brings a point of the layout to where the camera wants it", () => {
    const painted = sheetFor(zoomIdentity.translate(10, 20).scale(0.5), viewport, false);
    const now = zoomIdentity.translate(-70, 5).scale(0.8);
    const [, scale = 0, dx = 0, dy = 0] =
      /matrix\((.+),0,0,.+,(.+),(.+)\)/.exec(shiftOf(painted, now))?.map(Number) ?? [];
    const [x, y] = painted.transform.apply([100, 200]);
    expect(scale * x + dx).toBeCloseTo(now.applyX(100));
    expect(scale * y + dy).toBeCloseTo(now.applyY(200));
  });
  test("of a large graph has cards only from nearer, and fewer of them out of sight", () => {
    expect(detailAt(0.6, true)).toBe("far");
    const near = zoomIdentity.scale(0.8);
    expect(sheetFor(near, viewport, true).area.right).toBeLessThan(
      sheetFor(near, viewport, false).area.right,
    );
  });
  test.for([
    [0.1, "dot"],
    [0.25, "tiny"],
    [0.5, "far"],
    [0.9, "full"],
  ] as const)("at %d shows %s", ([zoom, detail]) => expect(detailAt(zoom)).toBe(detail));
});

describe("a point on the canvas", () => {
  const at = (key: string, column: number, y: number) => ({
    ...{ key, column, y, x: column * 100, width: 80, height: 20, band: 0, order: 0 },
  });
  const hits = createHitIndex([at("low", 0, 50), at("high", 0, 0), at("right", 1, 10)]);
  test("is on the node under it", () => {
    expect(hits.at({ x: 10, y: 5 })).toBe("high");
    expect(hits.at({ x: 10, y: 60 })).toBe("low");
    expect(hits.at({ x: 180, y: 30 })).toBe("right");
  });
  test("between nodes is on none", () => {
    expect(hits.at({ x: 10, y: 30 })).toBeNull();
    expect(hits.at({ x: 90, y: 15 })).toBeNull();
    expect(hits.at({ x: 10, y: 90 })).toBeNull();
  });
  test("from top to bottom is found in its row", () => {
    const inRow = (key: string, column: number, x: number) => ({
      ...{ key, column, x, y: column * 50, width: 80, height: 20, band: 0, order: 0 },
    });
    const rows = createHitIndex(
      [inRow("second", 0, 100), inRow("first", 0, 0), inRow("below", 1, 30)],
      "down",
    );
    expect(rows.at({ x: 150, y: 10 })).toBe("second");
    expect(rows.at({ x: 90, y: 10 })).toBeNull();
    expect(rows.at({ x: 40, y: 60 })).toBe("below");
    expect(rows.within({ left: 60, top: 10, right: 120, bottom: 30 })).toEqual(["first", "second"]);
  });
  test("a box holds what it touches", () => {
    expect(hits.within({ left: 70, top: 15, right: 110, bottom: 40 })).toEqual(["high", "right"]);
    expect(hits.within({ left: 85, top: 0, right: 95, bottom: 100 })).toEqual([]);
  });
});

describe("what an edge looks like", () => {
  const look = (more: Partial<DrawnEdge>) =>
    edgeState({ cyclic: false, against: false, fromFailed: false, ...more } as DrawnEdge);
  test("says the worst of it", () => {
    expect(look({})).toBe("normal");
    expect(look({ fromFailed: true })).toBe("failed");
    expect(look({ fromFailed: true, against: true })).toBe("backward");
    expect(look({ cyclic: true, against: true })).toBe("cyclic");
  });
});

describe("the camera", () => {
  const room = { left: 0, top: 34, right: 1000, bottom: 600 };
  test("fits everything below the headers", () => {
    const transform = fitTransform({ width: 4000, height: 1000 }, room);
    expect(transform.applyX(0)).toBeGreaterThanOrEqual(0);
    expect(transform.applyX(4000)).toBeLessThanOrEqual(1000);
    expect(transform.applyY(0)).toBeGreaterThanOrEqual(34);
    expect(transform.applyY(1000)).toBeLessThanOrEqual(600);
  });
  test("never enlarges", () => expect(fitTransform({ width: 10, height: 10 }, room).k).toBe(1));
  const at = (x: number, y: number) => ({
    key: "a",
    x,
    y,
    width: 100,
    height: 50,
    band: 0,
    column: 0,
    order: 0,
  });
  test("stays when the node is in view", () =>
    expect(revealTransform(at(300, 300), zoomIdentity, room)).toBeNull());
  test("pans just enough when it is not", () => {
    const moved = revealTransform(at(1200, 300), zoomIdentity, room);
    expect(moved?.toString()).toBe("translate(-328,0) scale(1)");
  });
});

describe("the room for the graph", () => {
  const size = { width: 1000, height: 600 };
  const panel = { right: 348, top: 200 };
  test("is below the headers, or beside them from top to bottom", () => {
    expect(roomOf(size, "right")).toMatchObject({ left: 0, top: 34, right: 1000 });
    const { left, top } = roomOf(size, "down");
    expect([left > 80, top]).toEqual([true, 0]);
    expect(roomOf({ width: 500, height: 600 }, "down").left).toBeLessThan(left);
  });
  test("is beside a panel, and everything fits there", () => {
    const room = roomBeside(roomOf(size, "right"), panel);
    expect(room).toEqual({ left: 348, top: 34, right: 1000, bottom: 600 });
    const transform = fitTransform({ width: 4000, height: 1000 }, room);
    expect(transform.applyX(0)).toBeGreaterThan(348);
    expect(transform.applyX(4000)).toBeLessThan(1000);
  });
  test("is all of it when the panel takes nearly all", () => {
    const narrow = roomOf({ width: 500, height: 600 }, "right");
    expect(roomBeside(narrow, panel)).toBe(narrow);
  });
  test("a node is covered where the panel is, not over or beside it", () => {
    const node = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 50 });
    expect(isCovered(node(300, 160), panel)).toBe(true);
    expect(isCovered(node(300, 140), panel)).toBe(false);
    expect(isCovered(node(350, 300), panel)).toBe(false);
    expect(isCovered(node(300, 300), null)).toBe(false);
  });
});

describe("accents", () => {
  test("go by the order of the project's layers", () =>
    expect(accentOf("layer:gold", LAYERS)).toBe("layer2"));
  test("begin again after the last", () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ name: `l${index}` }));
    expect(accentOf("layer:l7", many)).toBe("layer1");
  });
  test("of sources are their own", () => expect(accentOf("sources", LAYERS)).toBe("sources"));
});
