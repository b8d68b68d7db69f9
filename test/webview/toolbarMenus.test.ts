// @vitest-environment happy-dom
// Saved views and exports in the page, and what is said when something is wrong.
import type { SavedView } from "@strataline/core";
import type { ToWebview } from "@strataline/protocol";
import { describe, expect, test } from "vitest";
import { tagsOf } from "../support/xml.ts";
import { button, find, menuItem as item, usePage } from "./elements.ts";
import { graph, result, status } from "./support.ts";

const { page } = usePage();

const open = (title: string) => button(title).click();
const texts = () =>
  [...document.querySelectorAll(".menu:not([hidden]) .menu-text")].map((text) => text.textContent);
const last = () => page().sent.at(-1);

const GOLD: SavedView = {
  ...{ name: "Gold", filter: "layer:gold", onlyMatches: true, scope: { kind: "project" } },
  ...{ expanded: [], hiddenBands: ["sources"], groups: null },
};
function views(more: Partial<Extract<ToWebview, { type: "views" }>> = {}): void {
  page().view.receive({ type: "views", views: [GOLD], problem: null, picked: null, ...more });
}

describe("saved views", () => {
  test("are none at first, and the menu says what they are for", () => {
    open("Saved views");
    expect(find(".menu:not([hidden]) .menu-note").textContent).toContain("None yet");
    expect(texts()).toEqual(["Save as a view…"]);
  });

  test("are picked: filter, scope and hidden layers are as they were saved", () => {
    views();
    open("Saved views");
    item("Gold").click();
    expect((find(".filter-box input") as HTMLInputElement).value).toBe("layer:gold");
    expect(page().keys()).toEqual(["gold/a"]);
    expect(item("Gold").getAttribute("aria-checked")).toBe("true");
    expect(item("Update “Gold”").getAttribute("aria-disabled")).toBe("true");
  });

  test("are saved with all they keep; VS Code asks for the name", () => {
    open("Filters and layers");
    item("Silver").click();
    open("Saved views");
    item("Save as a view…").click();
    expect(last()).toMatchObject({
      type: "saveView",
      name: null,
      view: { filter: "", hiddenBands: ["layer:silver"] },
    });
    views({ views: [{ ...GOLD, name: "New", ...(last() as { view: object }).view }], picked: "New" });
    open("Saved views");
    expect(item("New").getAttribute("aria-checked")).toBe("true");
  });

  test("that changed since are brought up to date, renamed, deleted", () => {
    views();
    open("Saved views");
    item("Gold").click();
    open("Filters and layers");
    item("Show all layers").click();
    open("Saved views");
    expect(item("Gold").textContent).toContain("changed since");
    item("Update “Gold”").click();
    expect(last()).toMatchObject({ type: "saveView", name: "Gold", view: { hiddenBands: [] } });
    open("Saved views");
    item("Rename “Gold”…").click();
    expect(last()).toEqual({ type: "renameView", name: "Gold" });
    open("Saved views");
    item("Delete “Gold”…").click();
    expect(last()).toEqual({ type: "deleteView", name: "Gold" });
  });

  test("keep how assets are grouped and which groups are open", () => {
    const groups = { by: "folder", open: ["sales"] };
    views({ views: [{ ...GOLD, groups }] });
    open("Saved views");
    item("Gold").click();
    expect(item("Gold").textContent).not.toContain("changed");
    item("Save as a view…").click();
    expect(last()).toMatchObject({ view: { groups } });
  });

  test("change under an open menu without taking the focus", () => {
    views();
    open("Saved views");
    expect(document.activeElement?.textContent).toBe("Gold");
    views({ views: [GOLD, { ...GOLD, name: "Other" }] });
    expect(texts()).toContain("Other");
    expect(document.activeElement?.textContent).toBe("Gold");
  });

  test("in a broken file are not written over: the menu says what is wrong and opens it", () => {
    views({ views: [], problem: "strataline.views.json is not valid JSON: <b>" });
    open("Saved views");
    expect(find(".menu:not([hidden]) .menu-note").textContent).toContain("not valid JSON: <b>");
    expect(texts()).toEqual(["Open the file"]);
    item("Open the file").click();
    expect(last()).toEqual({ type: "openViews" });
  });
});

describe("an export", () => {
  const exported = (format: string) => {
    open("Export");
    item(format).click();
    const message = last();
    if (message?.type !== "export") throw new Error("nothing was exported");
    return message;
  };
  const keysIn = (svg: string) => tagsOf(svg).flatMap(({ attributes }) => attributes["data-key"] ?? []);

  test("draws what is shown, where it stands", () => {
    page().view.receive({ type: "status", statuses: [status("gold/a", "failed")] });
    const { format, content } = exported("SVG");
    expect(format).toBe("svg");
    expect(keysIn(content)).toEqual(["bronze/a", "bronze/b", "gold/a", "silver/a", "silver/b", "src/a"]);
    const at = page().node("gold/a").getAttribute("transform");
    expect(content).toContain(`data-key="gold/a" transform="${at ?? ""}"`);
    expect(content).toContain("failed · 3m ago");
  });

  test("leaves out what the filter leaves out, unless the whole project is wanted", () => {
    views();
    open("Saved views");
    item("Gold").click();
    expect(keysIn(exported("SVG").content)).toEqual(["gold/a"]);
    open("Export");
    item("The whole project").click();
    item("JSON").click();
    expect(JSON.parse((last() as { content: string }).content)).toMatchObject({ nodes: { length: 6 } });
  });

  test("of the selection", () => {
    page().view.select("silver/a", false);
    page().view.select("gold/a", true);
    open("Export");
    item("The selection").click();
    item("Mermaid").click();
    const { content } = last() as { content: string };
    expect(content).toContain("gold/a");
    expect(content).not.toContain("bronze/a");
    page().view.select("bronze/a", false);
    page().view.clear();
    expect(exported("DOT").content).toContain("src/a");
  });

  test("draws closed groups as they are shown, each as one card; the whole project without", () => {
    const files = ["sales/a", "sales/b", "stock/c", "stock/d"].map((path) => {
      const key = `gold/${path.slice(-1)}`;
      return { key, file: `assets/${path}.ts` };
    });
    const grouped = graph("gold/a > gold/c, gold/b > gold/c, gold/b > gold/d", files);
    page().view.receive({ type: "graph", data: result(grouped, { revision: 2 }) });
    open("Groups");
    item("Folder").click();
    const { content } = exported("SVG");
    expect([...content.matchAll(/<text class="name"[^>]*>([^<]*)/g)].map(([, name]) => name)).toEqual([
      "sales",
      "stock",
    ]);
    expect(content).toContain("stroke-width:");
    expect(content).toMatch(/Gold<tspan[^>]*>4</);
    open("Export");
    item("The whole project").click();
    item("SVG").click();
    expect(keysIn((last() as { content: string }).content)).toEqual(["gold/a", "gold/b", "gold/c", "gold/d"]);
  });

  test("is a page of its own", () =>
    expect(exported("HTML page").content).toMatch(/^<!doctype html>[^]*silver\/a/));
});

describe("the legend", () => {
  const said = () => [...document.querySelectorAll(".legend dd")].map(({ textContent }) => textContent);
  const titles = () => [...document.querySelectorAll(".legend h3")].map(({ textContent }) => textContent);

  test("says what is on the screen, and nothing else", () => {
    open("Legend");
    expect(said()).toEqual(
      expect.arrayContaining(["Asset", "Never run", "Reads data", "Gold", "Along edges"]),
    );
    for (const absent of ["Source", "Cycle", "Failed", "Runs after", "Selected"])
      expect(said()).not.toContain(absent);
    expect(titles()).not.toContain("Marked");
  });

  test("follows what comes to the screen", () => {
    open("Legend");
    page().view.receive({
      type: "status",
      statuses: [status("gold/a", "failed", { checks: { passed: 0, failed: 1 } })],
    });
    page().view.select("gold/a", false);
    expect(said()).toEqual(expect.arrayContaining(["Failed", "Checks failed", "Selected"]));
    const cyclic = graph("silver/a > silver/b, silver/b > silver/a, gold/c ~> silver/a");
    page().view.receive({
      type: "graph",
      data: result(cyclic, { revision: 2, problems: { "silver/a": "error" } }),
    });
    expect(said()).toEqual(
      expect.arrayContaining(["Cycle", "On a cycle", "Runs after", "Against the layers", "Has errors"]),
    );
    expect(said()).not.toContain("Bronze");
  });
});

describe("trouble", () => {
  test("is said above the picture, which stays, with what to do; and goes", () => {
    const action = { title: "Restart it", command: "strataline.restartServer" };
    page().view.receive({
      type: "trouble",
      trouble: { message: "The language server has stopped.", action },
    });
    expect(find(".trouble").textContent).toContain("The language server has stopped.");
    expect(page().keys()).toHaveLength(6);
    find(".trouble button").click();
    expect(last()).toEqual({ type: "command", command: "strataline.restartServer" });
    page().view.receive({ type: "trouble", trouble: null });
    expect(find(".trouble").hidden).toBe(true);
  });
});
