// @vitest-environment happy-dom
import { diffGraphs, findCycles, type AssetGraph } from "@strataline/core";
import type { ToWebview } from "@strataline/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { graph, node, openPage, result, status, type Page } from "./support.ts";

const CHAIN =
  "src/a > bronze/a, bronze/a > silver/a, silver/a > gold/a, bronze/b > silver/b, silver/b > gold/a";

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page.view.dispose();
  vi.useRealTimers();
});

function open(text = CHAIN, saved: unknown = null): void {
  page = openPage(saved);
  page.view.receive({ type: "graph", data: result(graph(text)) });
}

function deltaTo(before: AssetGraph, after: AssetGraph, baseRevision = 1): ToWebview {
  return {
    type: "delta",
    root: "file:///work",
    baseRevision,
    revision: baseRevision + 1,
    delta: diffGraphs(before, after),
    cycles: findCycles(after),
    problems: {},
  };
}

function transformOf(key: string): string | null {
  return page.node(key).getAttribute("transform");
}

function world(): string | null {
  return document.querySelector("g.world")?.getAttribute("transform") ?? null;
}

describe("the first sight", () => {
  test("asks for the graph, and says that it is loading until it comes", () => {
    page = openPage();
    expect(page.sent).toEqual([{ type: "ready" }]);
    expect(document.querySelector(".notice")?.textContent).toContain("Reading the project");
  });

  test("draws a card for each asset, and a header with its count for each band", () => {
    open();
    expect([...page.keys()].sort()).toEqual([
      "bronze/a",
      "bronze/b",
      "gold/a",
      "silver/a",
      "silver/b",
      "src/a",
    ]);
    const headers = [...document.querySelectorAll(".band-headers li")].map((item) =>
      item.getAttribute("aria-label"),
    );
    expect(headers).toContain("Silver: 2");
  });

  test("an empty project says what to do, and its button asks for the command", () => {
    page = openPage();
    const action = { title: "Create one", command: "strataline.createProject" };
    page.view.receive({ type: "empty", title: "No project", message: "Make one.", action });
    document.querySelector<HTMLButtonElement>(".notice button")?.click();
    expect(page.sent.at(-1)).toEqual({ type: "command", command: "strataline.createProject" });
  });

  test("a project without assets says how to declare the first", () => {
    page = openPage();
    page.view.receive({
      type: "graph",
      data: result(graph("x"), { graph: { layers: [], nodes: [], edges: [] } }),
    });
    expect(document.querySelector(".notice h2")?.textContent).toBe("No assets yet");
  });
});

describe("a delta", () => {
  test("changes the graph and keeps zoom, selection and the elements of what stays", () => {
    open();
    page.view.zoomBy(0.7);
    page.view.select("silver/a", false);
    const [before, kept] = [world(), page.node("silver/a")];
    page.view.receive(deltaTo(graph(CHAIN), graph(`${CHAIN}, gold/a > gold/b`)));
    expect(page.keys()).toContain("gold/b");
    expect(world()).toBe(before);
    expect(page.node("silver/a")).toBe(kept);
    expect(kept.getAttribute("aria-selected")).toBe("true");
  });

  test("a key that is being typed keeps its place and its selection", () => {
    const rename = (text: string) => text.replaceAll("gold/a", "gold/ab");
    const file = "assets/gold.ts";
    const before = graph(CHAIN, [{ key: "gold/a", file }]);
    page = openPage();
    page.view.receive({ type: "graph", data: result(before) });
    page.view.select("gold/a", false);
    const place = transformOf("gold/a");
    page.view.receive(deltaTo(before, graph(rename(CHAIN), [{ key: "gold/ab", file }])));
    expect(transformOf("gold/ab")).toBe(place);
    expect(page.node("gold/ab").getAttribute("aria-selected")).toBe("true");
  });

  test("one that does not follow asks for the whole graph and leaves the last good one", () => {
    open();
    page.view.receive(deltaTo(graph(CHAIN), graph("bronze/x"), 5));
    expect(page.sent.at(-1)).toEqual({ type: "resync" });
    expect(page.keys()).toContain("silver/a");
  });

  test("one of another project is nothing to us", () => {
    open();
    page.view.receive({ ...deltaTo(graph(CHAIN), graph("bronze/x")), root: "file:///other" } as ToWebview);
    expect(page.keys()).toContain("silver/a");
    expect(page.sent).toEqual([{ type: "ready" }]);
  });
});

describe("what stands out", () => {
  test("edges and members of a cycle", () => {
    open("silver/a > silver/b, silver/b > silver/a, silver/b > gold/c");
    expect(page.node("silver/a").classList.contains("is-cycle")).toBe(true);
    expect(page.node("gold/c").classList.contains("is-cycle")).toBe(false);
    expect(document.querySelectorAll(".edge.cyclic")).toHaveLength(2);
  });

  test("a missing upstream is a ghost that says so", () => {
    page = openPage();
    const missing = node("silver/gone", { kind: "missing", layer: null, file: null });
    page.view.receive({ type: "graph", data: result(graph("silver/gone > gold/a", [missing])) });
    expect(page.node("silver/gone").classList.contains("kind-missing")).toBe(true);
    expect(page.node("silver/gone").querySelector(".line")?.textContent).toBe("missing");
  });

  test("order edges are told from data edges", () => {
    open("bronze/a > silver/a, bronze/b ~> silver/a");
    expect(document.querySelectorAll(".edge.order")).toHaveLength(1);
    expect(document.querySelectorAll(".edge.data")).toHaveLength(1);
  });

  test("the way of the asset under the pointer", () => {
    open();
    page.node("silver/a").dispatchEvent(new Event("pointerover", { bubbles: true }));
    const dim = page.keys().filter((key) => page.node(key).classList.contains("dim"));
    expect([...dim].sort()).toEqual(["bronze/b", "silver/b"]);
    expect(document.querySelectorAll(".edge.lit")).toHaveLength(3);
  });
});

describe("a run", () => {
  test("is shown on the cards, counted in the strip, and ends", () => {
    open();
    const run = { runId: "r" };
    page.view.receive({
      type: "status",
      statuses: [
        status("bronze/a", "succeeded", run),
        status("silver/a", "running", run),
        status("gold/a", "queued", run),
      ],
    });
    expect(page.node("silver/a").classList.contains("is-running")).toBe(true);
    expect(document.querySelector(".progress span")?.textContent).toBe("1 of 3 done · running silver/a");
    page.view.receive({
      type: "status",
      statuses: [
        status("silver/a", "failed", { ...run, error: { message: "boom" } }),
        status("gold/a", "skipped", run),
      ],
    });
    expect(document.querySelector<HTMLElement>(".progress")?.hidden).toBe(true);
    expect(document.querySelector(".live")?.textContent).toBe("The run finished");
    page.view.select("silver/a", false);
    expect(document.querySelector(".inspector .failure")?.textContent).toBe("boom");
  });

  test("is asked for from the card of the selection", () => {
    open();
    page.view.select("silver/a", false);
    page.view.select("gold/a", true);
    button("With upstream").click();
    expect(page.sent.at(-1)).toEqual({ type: "run", keys: ["gold/a", "silver/a"], upstream: true });
  });
});

function button(text: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find((element) => element.textContent === text);
  if (found === undefined) throw new Error(`no button ${text}`);
  return found;
}

describe("the cursor", () => {
  const BIG = Array.from({ length: 70 }, (_, index) => `bronze/n${index} > bronze/n${index + 1}`).join(", ");

  test("in a big project decides what is shown, with counts of what is not", () => {
    page = openPage();
    page.view.receive({ type: "active", key: "bronze/n10", reveal: false });
    page.view.receive({ type: "graph", data: result(graph(BIG)) });
    expect([...page.keys()].sort()).toEqual([
      "bronze/n10",
      "bronze/n11",
      "bronze/n12",
      "bronze/n8",
      "bronze/n9",
    ]);
    expect([...document.querySelectorAll(".expander text")].map((text) => text.textContent)).toEqual([
      "+1",
      "+1",
    ]);
    document.querySelector(".expander")?.dispatchEvent(new Event("click", { bubbles: true }));
    expect(page.keys()).toHaveLength(6);
  });

  test("moving out of what is shown shows what is around it now, unless the view is pinned", () => {
    page = openPage();
    page.view.receive({ type: "active", key: "bronze/n10", reveal: false });
    page.view.receive({ type: "graph", data: result(graph(BIG)) });
    page.view.receive({ type: "active", key: "bronze/n50", reveal: false });
    expect(page.keys()).toContain("bronze/n48");
    document.querySelector<HTMLButtonElement>("[aria-label='Pin the view']")?.click();
    page.view.receive({ type: "active", key: "bronze/n20", reveal: false });
    expect(page.keys()).not.toContain("bronze/n20");
  });

  test("marks its asset", () => {
    open();
    page.view.receive({ type: "active", key: "gold/a", reveal: false });
    expect(page.node("gold/a").getAttribute("aria-current")).toBe("true");
  });
});

describe("the keyboard", () => {
  test("goes along edges, selects, opens, clears", () => {
    open();
    (page.node("bronze/a") as SVGElement).focus();
    page.press("ArrowRight");
    expect(document.activeElement?.getAttribute("data-key")).toBe("silver/a");
    page.press(" ");
    expect(page.node("silver/a").getAttribute("aria-selected")).toBe("true");
    page.press("Enter");
    expect(page.sent.at(-1)).toEqual({ type: "open", key: "silver/a", preview: false });
    page.press("Escape");
    expect(page.node("silver/a").getAttribute("aria-selected")).toBe("false");
  });

  test("one card takes the Tab key: the one that had the focus last", () => {
    open();
    (page.node("silver/b") as SVGElement).focus();
    const tabbable = page.keys().filter((key) => page.node(key).getAttribute("tabindex") === "0");
    expect(tabbable).toEqual(["silver/b"]);
  });

  test("/ goes to the filter box, where letters are letters", () => {
    open();
    page.press("/");
    expect(document.activeElement?.tagName).toBe("INPUT");
    const before = world();
    page.press("-");
    expect(world()).toBe(before);
  });
});

describe("the state", () => {
  test("survives hiding: zoom, selection, filter and scope come back", () => {
    open();
    page.view.zoomBy(0.5);
    page.view.select("gold/a", false);
    vi.advanceTimersByTime(1000);
    const [saved, before] = [JSON.parse(JSON.stringify(page.saved())) as unknown, world()];
    page.view.dispose();
    open(CHAIN, saved);
    expect(world()).toBe(before);
    expect(page.node("gold/a").getAttribute("aria-selected")).toBe("true");
  });

  test("keeps the direction of the picture, and the arrow keys follow it", () => {
    open();
    const y = (key: string) => Number(/,(.+)\)/.exec(transformOf(key) ?? "")?.[1]);
    expect(y("gold/a")).toBeLessThan(100);
    page.press("d");
    expect(y("bronze/a")).toBeLessThan(y("silver/a"));
    expect(y("silver/a")).toBeLessThan(y("gold/a"));
    expect(document.querySelector(".band-headers.down")).not.toBeNull();
    vi.advanceTimersByTime(1000);
    const saved = JSON.parse(JSON.stringify(page.saved())) as unknown;
    page.view.dispose();
    open(CHAIN, saved);
    expect(y("silver/a")).toBeLessThan(y("gold/a"));
    (page.node("bronze/a") as SVGElement).focus();
    page.press("ArrowDown");
    expect(document.activeElement?.getAttribute("data-key")).toBe("silver/a");
    document.querySelector<HTMLButtonElement>('[aria-label="Draw from top to bottom"]')?.click();
    expect(y("gold/a")).toBeLessThan(100);
  });

  test("another project starts anew", () => {
    open();
    page.view.select("gold/a", false);
    const project = { root: "file:///other", name: "other" };
    page.view.receive({ type: "graph", data: result(graph(CHAIN), { project }) });
    expect(page.node("gold/a").getAttribute("aria-selected")).toBe("false");
  });
});

test("a hostile key is text and nothing else", () => {
  const key = `bronze/<img src=x onerror="alert(1)">`;
  page = openPage();
  page.view.receive({
    type: "graph",
    data: result(graph("x", [{ key, description: "<script>1</script>" }])),
  });
  page.view.select(key, false);
  page.view.receive({
    type: "status",
    statuses: [status(key, "failed", { error: { message: "<b>no</b>" } })],
  });
  expect(document.querySelectorAll("img, script, b")).toHaveLength(0);
  expect(page.node(key).querySelector(".name")?.textContent).toContain("onerror");
});
