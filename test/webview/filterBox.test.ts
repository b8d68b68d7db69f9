// @vitest-environment happy-dom
// The filter box in the page: search, expressions, suggestions, what was asked before, ready-made filters, hidden layers.
import { describe, expect, test, vi } from "vitest";
import { button, CHAIN, find, menuItem, usePage } from "./elements.ts";
import { graph, openPage, result, status } from "./support.ts";

const { page, open } = usePage();

const input = () => find(".filter-box input") as HTMLInputElement;
const options = () => [...document.querySelectorAll(".suggestion-label")].map((label) => label.textContent);
const activeOption = () =>
  document.getElementById(input().getAttribute("aria-activedescendant") ?? "")?.firstChild?.textContent ??
  null;
const dimmed = () =>
  page()
    .keys()
    .filter((key) => page().node(key).classList.contains("dim"));
const count = () => find(".filter-count").textContent;
const error = () => find(".filter-error");

function type(text: string): void {
  input().focus();
  input().value = text;
  input().setSelectionRange(text.length, text.length);
  input().dispatchEvent(new Event("input"));
}

const choose = (text: string) => menuItem(text).click();

describe("a search", () => {
  test("dims what the words do not match, without asking anybody", () => {
    open("bronze/orders_raw, bronze/orders, bronze/stock");
    type("raw ord");
    expect(dimmed()).toEqual(["bronze/orders", "bronze/stock"]);
    expect(count()).toBe("1 of 3");
    expect(page().sent).toEqual([{ type: "ready" }]);
  });

  test("steps through the matches with Enter and the buttons, and back", () => {
    open("bronze/orders, bronze/stock, silver/orders");
    type("orders");
    page().press("Enter");
    expect(page().node("bronze/orders").getAttribute("aria-selected")).toBe("true");
    expect(count()).toBe("1 / 2");
    button("Next match (Enter)").click();
    expect(count()).toBe("2 / 2");
    page().press("Enter", { shiftKey: true });
    button("Previous match (Shift+Enter)").click();
    expect(page().node("silver/orders").getAttribute("aria-selected")).toBe("true");
  });
});

test("a match in a closed group is selected where it is: the scope stays", () => {
  const files = ["sales/a", "sales/b", "stock/c", "stock/d"].map((path) => {
    const key = `gold/${path.slice(-1)}`;
    return { key, file: `assets/${path}.ts` };
  });
  const grouped = graph("gold/a > gold/c, gold/b > gold/d", files);
  page().view.receive({ type: "graph", data: result(grouped, { revision: 2 }) });
  button("Groups").click();
  choose("Folder");
  const groups = page().keys();
  expect(groups).toHaveLength(2);
  type("gold/c");
  page().press("Enter");
  expect(count()).toBe("1 / 1");
  expect(page().keys()).toEqual(groups);
});

describe("an expression", () => {
  test("is answered as it is typed, and leaves out the rest when told to", () => {
    type("layer:gold");
    expect(dimmed()).toHaveLength(5);
    button("Show matches only").click();
    expect(page().keys()).toEqual(["gold/a"]);
    expect(page().sent).toEqual([{ type: "ready" }]);
  });

  test("follows the graph", () => {
    type("layer:gold");
    const revision = 2;
    page().view.receive({ type: "graph", data: result(graph(`${CHAIN}, gold/a > gold/b`), { revision }) });
    expect(dimmed()).not.toContain("gold/b");
  });

  test("about the runs follows the runs", () => {
    page().view.receive({ type: "status", statuses: [status("gold/a", "succeeded")] });
    type("status:failed");
    expect(dimmed()).toHaveLength(6);
    page().view.receive({ type: "status", statuses: [status("gold/a", "failed")] });
    expect(dimmed()).toHaveLength(5);
  });

  test("that only the host can answer is asked of it", () => {
    type("stale:any");
    expect(page().sent.at(-1)).toEqual({ type: "select", expression: "stale:any" });
    expect(dimmed()).toEqual([]);
    page().view.receive({
      type: "selection",
      expression: "stale:any",
      result: { ok: true, keys: ["gold/a"] },
    });
    expect(dimmed()).toHaveLength(5);
  });

  test("an answer to an older text changes nothing", () => {
    type("stale:any");
    page().view.receive({ type: "selection", expression: "stale:code", result: { ok: true, keys: [] } });
    expect(dimmed()).toEqual([]);
  });

  test("that is wrong shows where, and how it is right", () => {
    type("layer:gold andd key:x");
    expect(error().hidden).toBe(false);
    expect(error().querySelector("mark")?.textContent).toBe("andd");
    expect(error().textContent).toContain("Expected and or or before andd");
    expect(input().getAttribute("aria-invalid")).toBe("true");
    expect(dimmed()).toEqual([]);
  });

  test("is not called wrong while its end is being typed", () => {
    type("layer:");
    expect(error().hidden).toBe(true);
    page().press("Enter");
    expect(error().hidden).toBe(false);
  });

  test("a host's error is text, whatever it holds", () => {
    type("stale:any");
    const message = "needs <img src=x> the `run history`";
    page().view.receive({
      type: "selection",
      expression: "stale:any",
      result: { ok: false, message, offset: 0 },
    });
    expect(error().textContent).toContain("<img src=x>");
    expect(document.querySelector("img")).toBeNull();
  });
});

describe("suggestions", () => {
  test("complete the word under the caret, with the keyboard", () => {
    type("lay");
    expect(options()).toEqual(["layer"]);
    expect(activeOption()).toBeNull();
    page().press("ArrowDown");
    expect(activeOption()).toBe("layer");
    page().press("Enter");
    expect(input().value).toBe("layer:");
    expect(options()).toEqual(["bronze", "silver", "gold", "<null>"]);
    page().press("ArrowDown");
    page().press("ArrowDown");
    page().press("Tab");
    expect(input().value).toBe("layer:silver");
    expect(dimmed()).not.toContain("silver/a");
  });

  test("are taken with the mouse, and the box keeps the focus", () => {
    type("lay");
    find(".suggestion").dispatchEvent(new Event("mousedown", { bubbles: true, cancelable: true }));
    find(".suggestion").click();
    expect(input().value).toBe("layer:");
    expect(document.activeElement).toBe(input());
  });

  test("say to assistive technology whether they are open", () => {
    expect(input().getAttribute("role")).toBe("combobox");
    expect(input().getAttribute("aria-expanded")).toBe("false");
    type("lay");
    expect(input().getAttribute("aria-expanded")).toBe("true");
    expect(document.getElementById(input().getAttribute("aria-controls") ?? "")?.getAttribute("role")).toBe(
      "listbox",
    );
  });

  test("Escape closes them, then clears the filter", () => {
    type("layer:g");
    page().press("Escape");
    expect(options()).toEqual([]);
    expect(input().value).toBe("layer:g");
    page().press("Escape");
    expect(input().value).toBe("");
  });

  test("Tab leaves the box when none is chosen", () => {
    type("lay");
    const tab = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
    input().dispatchEvent(tab);
    expect(tab.defaultPrevented).toBe(false);
  });

  test("of an empty box are what the selection offers, what is usual, and what was asked before", () => {
    open(CHAIN, { version: 1, history: ["layer:gold"] });
    page().view.select("silver/a", false);
    input().click();
    expect(options().slice(0, 6)).toEqual([
      ...["Upstream of a", "Downstream of a", "All around a"],
      ...["Failed", "Stale", "layer:gold"],
    ]);
  });
});

describe("what was asked before", () => {
  test("comes back with the arrows, and then what was being typed", () => {
    for (const text of ["layer:gold", "layer:silver"]) {
      type(text);
      page().press("Enter");
    }
    type("ord");
    page().press("ArrowUp");
    expect(input().value).toBe("layer:silver");
    page().press("ArrowUp");
    expect(input().value).toBe("layer:gold");
    page().press("ArrowUp");
    expect(input().value).toBe("layer:gold");
    page().press("ArrowDown");
    page().press("ArrowDown");
    expect(input().value).toBe("ord");
  });

  test("is remembered, each once, newest first", () => {
    for (const text of ["a", "b", "a"]) {
      type(text);
      page().press("Enter");
    }
    vi.advanceTimersByTime(1000);
    expect(page().saved()).toMatchObject({ history: ["a", "b"] });
  });
});

describe("ready-made filters", () => {
  const openMenu = () => button("Filters and layers").click();

  test("filter by the last run, and stop with a second choice", () => {
    page().view.receive({ type: "status", statuses: [status("gold/a", "failed")] });
    openMenu();
    choose("Failed");
    expect(input().value).toBe("status:failed");
    expect(dimmed()).toHaveLength(5);
    choose("Failed");
    expect(input().value).toBe("");
  });

  test("show what is upstream of the selection and nothing else", () => {
    page().view.select("silver/a", false);
    openMenu();
    choose("Upstream of a");
    expect([...page().keys()].sort()).toEqual(["bronze/a", "silver/a", "src/a"]);
  });

  test("show the path between two", () => {
    page().view.select("gold/a", false);
    page().view.select("src/a", true);
    openMenu();
    choose("Path from a to a");
    expect([...page().keys()].sort()).toEqual(["bronze/a", "gold/a", "silver/a", "src/a"]);
  });

  test("hide a layer with its lane; it stays hidden after a reload", () => {
    openMenu();
    choose("Silver");
    const headers = () => [...document.querySelectorAll(".band-title")].map(({ textContent }) => textContent);
    expect(headers()).toEqual(["Bronze", "Gold", "No layer"]);
    expect(page().keys()).not.toContain("silver/a");
    vi.advanceTimersByTime(1000);
    const saved = JSON.parse(JSON.stringify(page().saved())) as unknown;
    open(CHAIN, saved);
    expect(page().keys()).not.toContain("silver/a");
    openMenu();
    choose("Show all layers");
    expect(page().keys()).toContain("silver/a");
  });

  test("the menu is used with the keyboard alone", () => {
    button("Filters and layers").focus();
    page().press("ArrowDown");
    expect(document.activeElement?.textContent).toContain("Failed");
    page().press("s");
    page().press("s");
    expect(document.activeElement?.textContent).toContain("Silver");
    page().press(" ");
    expect(page().keys()).not.toContain("silver/a");
    expect(document.activeElement?.getAttribute("aria-checked")).toBe("false");
    page().press("End");
    expect(document.activeElement?.textContent).toContain("Show all layers");
    page().press("Escape");
    expect(document.activeElement).toBe(button("Filters and layers"));
    expect(find(".menu").hidden).toBe(true);
  });

  test("the menu closes with a click elsewhere", () => {
    openMenu();
    find(".stage").dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(find(".menu").hidden).toBe(true);
  });
});

describe("when nothing is left", () => {
  test("says why, and a button undoes it", () => {
    type("nowhere");
    button("Show matches only").click();
    expect(find(".notice").textContent).toContain("None of the 6 assets of the project matches “nowhere”");
    find(".notice button").click();
    expect(find(".notice").hidden).toBe(true);
    expect(page().keys()).toHaveLength(6);
  });

  test("a project that takes long to read offers to start the server anew", () => {
    const loading = openPage();
    vi.advanceTimersByTime(10_000);
    find(".notice button").click();
    expect(loading.sent.at(-1)).toEqual({ type: "command", command: "strataline.restartServer" });
  });
});
