// @vitest-environment happy-dom
// Acting on the picture: what the context menu is about, drawing an edge, picking one and deleting it.
import type { Layout } from "@strataline/core";
import { layoutGraph } from "@strataline/core";
import type { MenuContext } from "@strataline/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { edgeAt, nodeAt } from "../../webview/src/acts/hits.ts";
import { graph, node, openPage, result, type Page } from "./support.ts";

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  page = openPage();
  page.view.receive({
    type: "graph",
    data: result(
      graph("bronze/a > silver/a, silver/a > gold/a, silver/b", [
        node("silver/gone", { kind: "missing" }),
        node("report", { kind: "dataProduct", layer: null }),
      ]),
    ),
  });
});
afterEach(() => {
  page.view.dispose();
  vi.useRealTimers();
});

/** Where a card or the middle of an edge is on the page: the world's transform, read back. */
function transform(): { readonly x: number; readonly y: number; readonly k: number } {
  const [, x = "0", y = "0", k = "1"] =
    /translate\(([-\d.]+),([-\d.]+)\) scale\(([-\d.]+)\)/.exec(
      document.querySelector(".acts-world")?.getAttribute("transform") ?? "",
    ) ?? [];
  return { x: Number(x), y: Number(y), k: Number(k) };
}

function onPage(x: number, y: number): { readonly clientX: number; readonly clientY: number } {
  const { x: dx, y: dy, k } = transform();
  return { clientX: x * k + dx, clientY: y * k + dy };
}

function corner(key: string): { readonly x: number; readonly y: number } {
  const [, x = "0", y = "0"] =
    /translate\(([-\d.]+),([-\d.]+)\)/.exec(page.node(key).getAttribute("transform") ?? "") ?? [];
  return { x: Number(x), y: Number(y) };
}

function cardAt(key: string): { readonly clientX: number; readonly clientY: number } {
  const { x, y } = corner(key);
  return onPage(x + 20, y + 20);
}

function between(from: string, to: string): { readonly clientX: number; readonly clientY: number } {
  const line = [...document.querySelectorAll("g.edge path.line")].map((path) => path.getAttribute("d") ?? "");
  const start = corner(from);
  const end = corner(to);
  const found = line.find((d) => {
    const [, x = "", y = ""] = /^M([-\d.]+),([-\d.]+)/.exec(d) ?? [];
    return Number(x) > start.x && Number(x) < end.x && Math.abs(Number(y) - start.y) < 60;
  });
  const [, x = "0", y = "0"] = /^M([-\d.]+),([-\d.]+)/.exec(found ?? "") ?? [];
  return onPage(Number(x) + 4, Number(y));
}

const picture = (): Element => document.querySelector(".picture") ?? document.body;

function send(type: string, at: object, target: EventTarget = picture()): void {
  target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ...at }));
}

function contextAfter(at: object, target?: EventTarget): MenuContext {
  send("contextmenu", { button: 2, ...at }, target);
  return JSON.parse(document.body.dataset.vscodeContext ?? "null") as MenuContext;
}

const posted = (): unknown => page.sent.at(-1);

describe("the context menu", () => {
  test("is about the card that is clicked, which becomes the selected one", () => {
    expect(contextAfter(cardAt("silver/a"))).toEqual({
      preventDefaultContextMenuItems: true,
      webviewSection: "node",
      root: "file:///work",
      keys: ["silver/a"],
      stratalineKind: "asset",
      stratalineRunnable: true,
    });
    expect(page.node("silver/a").getAttribute("aria-selected")).toBe("true");
  });

  test("is about all that are selected when the card is one of them", () => {
    page.view.select("bronze/a", false);
    page.view.select("silver/a", true);
    expect(contextAfter(cardAt("silver/a"))).toMatchObject({
      keys: ["silver/a", "bronze/a"],
      stratalineKind: "many",
    });
    expect(contextAfter(cardAt("gold/a"))).toMatchObject({ keys: ["gold/a"] });
  });

  test("of the keyboard is about the card with the focus", () => {
    page.node("gold/a").dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    (page.node("gold/a") as SVGElement).focus();
    expect(contextAfter({ button: 0 }, page.node("gold/a"))).toMatchObject({ keys: ["gold/a"] });
  });

  test("says that nothing can run where nothing can", () => {
    expect(contextAfter(cardAt("silver/gone"))).toMatchObject({
      stratalineKind: "missing",
      stratalineRunnable: false,
    });
  });

  test("of an edge names both ends; of the background nothing", () => {
    expect(contextAfter(between("bronze/a", "silver/a"))).toMatchObject({
      webviewSection: "edge",
      keys: ["silver/a"],
      dep: "bronze/a",
    });
    expect(contextAfter({ clientX: -5000, clientY: -5000 })).toMatchObject({ webviewSection: "background" });
  });

  test("of the filter box is the editor's own", () => {
    contextAfter(cardAt("silver/a"));
    send("contextmenu", { button: 2 }, document.querySelector("input") ?? document.body);
    expect(document.body.dataset.vscodeContext).toBeUndefined();
  });
});

describe("an edge", () => {
  test("that is clicked is picked, and Delete asks to remove its dep", () => {
    send("click", between("bronze/a", "silver/a"));
    expect(document.querySelector(".picked-edge")?.getAttribute("display")).toBeNull();
    expect(document.querySelector(".live")?.textContent).toBe(
      "silver/a reads bronze/a. Delete removes this dep.",
    );
    page.press("Delete");
    expect(posted()).toEqual({ type: "edit", edit: { kind: "removeDep", key: "silver/a", dep: "bronze/a" } });
  });

  test("is let go by Escape, by a click elsewhere, and when it is gone", () => {
    const isPicked = () => document.querySelector(".picked-edge")?.getAttribute("display") === null;
    send("click", between("bronze/a", "silver/a"));
    page.press("Escape");
    expect(isPicked()).toBe(false);
    send("click", between("bronze/a", "silver/a"));
    expect(isPicked()).toBe(true);
    send("click", cardAt("silver/b"));
    expect(isPicked()).toBe(false);
    send("click", between("bronze/a", "silver/a"));
    page.view.receive({ type: "graph", data: result(graph("bronze/a, silver/a > gold/a, silver/b")) });
    expect(isPicked()).toBe(false);
    const before = page.sent.length;
    page.press("Delete");
    expect(page.sent.length).toBe(before);
  });
});

describe("the handle of a card", () => {
  const handle = (): HTMLElement => {
    const found = document.querySelector<HTMLElement>(".edge-handle");
    if (found === null) throw new Error("no handle");
    return found;
  };
  const drag = (from: string, to: object): void => {
    send("pointermove", { buttons: 0, ...cardAt(from) });
    send("pointerdown", { button: 0 }, handle());
    send("pointermove", { buttons: 1, ...to }, picture());
    send("pointerup", to);
  };

  test("is there where rows can be read, while the mouse is on the card", () => {
    expect(handle().hidden).toBe(true);
    send("pointermove", { buttons: 0, ...cardAt("silver/b") });
    expect(handle().hidden).toBe(false);
    send("pointermove", { buttons: 0, ...cardAt("silver/gone") });
    expect(handle().hidden).toBe(true);
    send("pointermove", { buttons: 0, ...cardAt("report") });
    expect(handle().hidden).toBe(true);
  });

  test("dragged to a card asks that this one reads it", () => {
    drag("silver/b", cardAt("gold/a"));
    expect(posted()).toEqual({ type: "edit", edit: { kind: "addDep", key: "gold/a", dep: "silver/b" } });
    expect(document.querySelector(".wire")?.getAttribute("display")).toBe("none");
  });

  test("dragged to an empty place asks for a new asset that reads it", () => {
    drag("silver/b", { clientX: 5000, clientY: 5000 });
    expect(posted()).toEqual({ type: "act", act: "newDownstream", keys: ["silver/b"] });
  });

  test("dragged to a card that reads nothing, to itself, or let go by Escape, asks nothing", () => {
    const before = page.sent.length;
    drag("silver/b", cardAt("silver/gone"));
    drag("silver/b", cardAt("silver/b"));
    send("pointermove", { buttons: 0, ...cardAt("silver/b") });
    send("pointerdown", { button: 0 }, handle());
    page.press("Escape");
    send("pointerup", cardAt("gold/a"));
    expect(page.sent.length).toBe(before);
  });
});

test("Ctrl+Z takes back what was drawn; in the filter box it is the box's", () => {
  page.press("z", { ctrlKey: true });
  expect(posted()).toEqual({ type: "undo" });
  const before = page.sent.length;
  document.querySelector("input")?.focus();
  page.press("z", { ctrlKey: true });
  expect(page.sent.length).toBe(before);
});

test("pinning is told, so that something else opens elsewhere", () => {
  document.querySelector<HTMLButtonElement>('button[aria-label="Pin the view"]')?.click();
  expect(posted()).toEqual({ type: "pinned", on: true });
});

test("cards and edges are found by their geometry, also where an edge bends", () => {
  const layout: Layout = layoutGraph(
    graph("bronze/a > silver/a, bronze/a > silver/b, bronze/a > silver/c"),
    () => ({ width: 200, height: 50 }),
  );
  for (const place of layout.nodes.values()) {
    expect(nodeAt(layout, { x: place.x + 1, y: place.y + 1 })?.key).toBe(place.key);
  }
  for (const edge of layout.edges) {
    const [from, to] = [edge.points[0], edge.points.at(-1)];
    if (from === undefined || to === undefined) throw new Error("an edge has two ends");
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    expect(edgeAt(layout, middle, 3)).toBe(edge);
  }
  expect(edgeAt(layout, { x: -100, y: -100 }, 3)).toBeNull();
});

describe("a card dragged to another band", () => {
  const middleOf = (band: "gold" | "silver" | "bronze") => cardAt(`${band}/a`);
  const grab = (key: string) => send("mousedown", { button: 0, ...cardAt(key) });
  const dragTo = (at: object) => send("mousemove", { buttons: 1, ...at });
  const isShown = (name: string) => document.querySelector(`.${name}`)?.getAttribute("display") !== "none";
  const edits = () => page.sent.filter(({ type }) => type === "edit");

  test("moves its asset to that layer", () => {
    grab("silver/b");
    dragTo(middleOf("gold"));
    expect([isShown("drop-band"), isShown("moved-card")]).toEqual([true, true]);
    expect(document.querySelector(".drop-tip")?.textContent).toBe("Move b to Gold");
    send("mouseup", middleOf("gold"));
    expect(edits()).toEqual([
      { type: "edit", edit: { kind: "moveToLayer", key: "silver/b", layer: "gold" } },
    ]);
    expect([isShown("drop-band"), isShown("moved-card")]).toEqual([false, false]);
  });

  test("is no click, and moves the card instead of the picture", () => {
    const before = transform();
    grab("silver/b");
    dragTo(middleOf("gold"));
    send("mouseup", middleOf("gold"));
    send("click", middleOf("gold"));
    expect(page.node("gold/a").getAttribute("aria-selected")).toBe("false");
    expect(transform()).toEqual(before);
    send("mousedown", { button: 0, ...cardAt("gold/a") });
    send("mouseup", cardAt("gold/a"));
    send("click", cardAt("gold/a"), page.node("gold/a"));
    expect(page.node("gold/a").getAttribute("aria-selected")).toBe("true");
    expect(edits()).toHaveLength(1);
  });

  test("Escape cancels it, and clears nothing else", () => {
    page.view.select("bronze/a", false);
    grab("silver/b");
    dragTo(middleOf("gold"));
    page.press("Escape");
    expect(isShown("drop-band")).toBe(false);
    send("mouseup", middleOf("gold"));
    expect(edits()).toEqual([]);
    expect(page.node("bronze/a").getAttribute("aria-selected")).toBe("true");
  });

  test.for([["its own"], ["one that is no layer"]] as const)("%s band takes nothing", ([where]) => {
    grab("silver/b");
    const to = where === "its own" ? cardAt("silver/a") : cardAt("report");
    dragTo(to);
    expect([isShown("drop-band"), isShown("moved-card")]).toEqual([false, true]);
    send("mouseup", to);
    expect(edits()).toEqual([]);
  });

  test.for([["report"], ["silver/gone"]] as const)("%s stays where it is", ([key]) => {
    grab(key);
    dragTo(middleOf("gold"));
    expect(isShown("moved-card")).toBe(false);
    send("mouseup", middleOf("gold"));
    expect(edits()).toEqual([]);
  });
});
