// @vitest-environment happy-dom
// Closed groups in the view: their cards, opening and closing them, and that the choice is kept.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { groupCard } from "../../webview/src/groupCards.ts";
import { settledGroups } from "../../webview/src/groups.ts";
import { INITIAL_MODEL } from "../../webview/src/model.ts";
import { chosen } from "../../webview/src/selection.ts";
import { graph, node, NOW, openPage, result, status, type Page } from "./support.ts";

const CHAIN =
  "src/a > bronze/a, bronze/a > silver/a, bronze/b > silver/b, silver/a > gold/a, silver/b > gold/a";
const GROUP = "group:layer%3Asilver:sales";
const BRONZE = "group:layer%3Abronze:sales";
const grouped = () =>
  graph(CHAIN, [
    ...["bronze/a", "bronze/b", "silver/a", "silver/b"].map((key) => node(key, { group: "sales" })),
    node("gold/a", { group: "reports" }),
  ]);

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page.view.dispose();
  vi.useRealTimers();
});

function open(saved: object = {}): void {
  page = openPage({ version: 1, groups: { by: "group", open: [] }, ...saved });
  page.view.receive({ type: "graph", data: result(grouped()) });
}

describe("a closed group", () => {
  test("is one card for its assets in a band", () => {
    open();
    expect([...page.keys()].sort()).toEqual(["gold/a", BRONZE, GROUP, "src/a"]);
    expect(page.node(GROUP).getAttribute("aria-label")).toBe("sales, closed group, 2 assets, Enter opens it");
  });
  test("counts its assets in the header of its band", () => {
    open();
    const silver = [...document.querySelectorAll(".band-headers li")].map((li) =>
      li.getAttribute("aria-label"),
    );
    expect(silver).toContain("Silver: 2");
  });
  test("opens with Enter, in every band, and the focus goes to its first asset", () => {
    open();
    page.view.select(GROUP, false);
    (page.node(GROUP) as SVGElement).focus();
    page.press("Enter");
    expect(page.keys()).toEqual(expect.arrayContaining(["silver/a", "silver/b", "bronze/a", "bronze/b"]));
    expect(document.activeElement?.getAttribute("data-key")).toBe("silver/a");
    expect(page.sent.some(({ type }) => type === "open")).toBe(false);
  });
  test("closes again with c", () => {
    open({ groups: { by: "group", open: ["sales"] } });
    (page.node("silver/b") as SVGElement).focus();
    page.press("c");
    expect([...page.keys()].sort()).toEqual(["gold/a", BRONZE, GROUP, "src/a"]);
    expect(document.activeElement?.getAttribute("data-key")).toBe(GROUP);
  });
  test("selected, it selects its assets", () => {
    open();
    page.view.select(GROUP, false);
    vi.advanceTimersByTime(1000);
    expect(page.saved()).toMatchObject({ selected: ["silver/a", "silver/b"] });
    expect(page.node(GROUP).getAttribute("aria-selected")).toBe("true");
  });
  test("is where the cursor is when the cursor is in one of its assets", () => {
    open();
    page.view.receive({ type: "active", key: "silver/b", reveal: false });
    expect(page.node(GROUP).getAttribute("aria-current")).toBe("true");
  });
  test("arrows pass through it", () => {
    open();
    (page.node("gold/a") as SVGElement).focus();
    page.press("ArrowLeft");
    expect(document.activeElement?.getAttribute("data-key")).toBe(GROUP);
  });
  test("survives a restart", () => {
    open();
    page.press("E");
    vi.advanceTimersByTime(1000);
    const saved = page.saved();
    page.view.dispose();
    page = openPage(saved);
    page.view.receive({ type: "graph", data: result(grouped()) });
    expect(page.keys()).toContain("silver/a");
    page.press("C");
    expect(page.keys()).not.toContain("silver/a");
  });
});

describe("what its card says", () => {
  const card = (states: Parameters<typeof status>[1][], ...staleOnes: readonly string[]) => {
    const members = states.map((_, index) => `m${index}`);
    const statuses = new Map(states.map((state, index) => [`m${index}`, status(`m${index}`, state)]));
    const stale = new Map(staleOnes.map((key) => [key, { kind: "codeChanged" } as const]));
    const model = { ...INITIAL_MODEL, statuses, stale };
    const context = { model, cyclic: new Map(), hidden: new Map(), now: NOW };
    return groupCard({ key: "g", path: ["sales", "eu"], members: [...members, "never"] }, context);
  };
  test("the worst of its assets", () => {
    const { line, state } = card(["succeeded", "failed", "running"]);
    expect(line.text).toBe("4 assets · 1 failed");
    expect([line.tone, state]).toEqual(["bad", "failed"]);
  });
  test("how many are stale, when nothing worse is wrong", () => {
    const { line, isStale, label } = card(["succeeded", "skipped"], "m0");
    expect([line.text, line.icon, line.tone]).toEqual(["3 assets · 1 stale", "stale", "warn"]);
    expect([isStale, label.includes("1 stale")]).toEqual([true, true]);
    expect(card(["succeeded", "failed"], "m0").line.text).toBe("3 assets · 1 failed");
  });
  test("how many ran, when nothing is wrong", () =>
    expect(card(["succeeded"]).line.text).toBe("2 assets · 1 ran"));
  test("only how many there are, when none ran", () => expect(card([]).line.text).toBe("1 asset"));
  test("its name after its path", () => expect(card([])).toMatchObject({ prefix: "sales/", name: "eu" }));
});

describe("before the user chose", () => {
  const many = (count: number) =>
    graph(
      "bronze/x",
      Array.from({ length: count }, (_, i) => node(`silver/n${i}`, { group: i % 2 === 0 ? "even" : "odd" })),
    );
  test("the whole of a large project is shown in groups", () =>
    expect(settledGroups(null, many(400), { kind: "project" })).toEqual({ by: "group", open: [] }));
  test("a small one is not, nor a neighbourhood", () => {
    expect(settledGroups(null, many(20), { kind: "project" }).by).toBe("none");
    const near = { kind: "neighbourhood", key: "silver/n1", depth: 2 } as const;
    expect(settledGroups(null, many(400), near).by).toBe("none");
  });
});

describe("a click with Ctrl", () => {
  test("adds what was not selected", () => expect(chosen(["a"], ["b", "c"], true)).toEqual(["a", "b", "c"]));
  test("takes out what was", () => expect(chosen(["a", "b", "c"], ["b", "c"], true)).toEqual(["a"]));
  test("without it, only this is selected", () => expect(chosen(["a"], ["b"], false)).toEqual(["b"]));
});
