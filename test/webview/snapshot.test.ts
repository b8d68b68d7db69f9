// @vitest-environment happy-dom
// What the view draws, as SVG with whole numbers: every kind of node, edge and mark once. A change of a file here is a change that
// users see; look at it in the harness (webview/dev) before taking it over.
import { afterEach, describe, expect, test } from "vitest";
import { graph, LAYERS, node, openPage, result, status, type Page } from "./support.ts";

let page: Page;

afterEach(() => page.view.dispose());

describe("the drawing", () => {
  test("of states and troubles", async () => {
    const drawn = graph(
      [
        "erp/orders > bronze/orders, bronze/orders > silver/orders, silver/orders > gold/revenue",
        "bronze/prices > silver/prices, silver/prices ~> gold/revenue, gold/revenue > report",
        "silver/lost > gold/revenue, gold/revenue > bronze/prices",
      ].join(", "),
      [
        node("erp/orders", { kind: "source", layer: null, kinds: ["csv"] }),
        node("silver/orders", { kinds: ["sql"], checks: ["unique(id)", "rowCount"] }),
        node("silver/prices", { isOlder: true }),
        node("silver/lost", { kind: "missing", layer: null, file: null }),
        node("gold/revenue", { isDuplicate: true, hasDynamicDeps: true }),
        node("report", { kind: "dataProduct", layer: null, owners: ["sales"] }),
        node("?assets/x.ts#made", { kind: "dynamic", layer: null }),
      ],
    );
    page = openPage();
    const statuses = [
      status("bronze/orders", "succeeded", { rows: 1200 }),
      status("silver/orders", "failed", { checks: { passed: 1, failed: 1 } }),
      status("bronze/prices", "running"),
    ];
    page.view.receive({
      type: "graph",
      data: result(drawn, { statuses, problems: { "gold/revenue": "error" } }),
    });
    page.view.select("silver/orders", false);
    await expect(normalised()).toMatchFileSnapshot("snapshots/states.svg");
  });

  test("of groups, one open and one closed", async () => {
    const sales = ["bronze/orders", "silver/orders", "silver/lines"];
    const stock = ["bronze/stock", "silver/stock", "silver/places"];
    const drawn = graph(
      "bronze/orders > silver/orders, bronze/orders > silver/lines, bronze/stock > silver/stock, bronze/stock > silver/places, silver/orders > gold/revenue, silver/stock > gold/revenue, silver/places > gold/revenue",
      [
        ...sales.map((key) => node(key, { group: "sales" })),
        ...stock.map((key) => node(key, { group: "stock" })),
      ],
    );
    page = openPage({ version: 1, groups: { by: "group", open: ["sales"] } });
    page.view.receive({ type: "graph", data: result(drawn) });
    await expect(normalised()).toMatchFileSnapshot("snapshots/groups.svg");
  });

  test("of an empty layer", async () => {
    page = openPage();
    page.view.receive({
      type: "graph",
      data: result({ layers: LAYERS, nodes: [node("gold/a")], edges: [] }),
    });
    await expect(normalised()).toMatchFileSnapshot("snapshots/alone.svg");
  });
});

/** One element a line, attributes by name, numbers whole. */
function normalised(): string {
  const svg = document.querySelector("svg.graph");
  if (svg === null) throw new Error("nothing is drawn");
  const lines: string[] = [];
  const write = (element: Element, indent: string): void => {
    const attributes = [...element.attributes]
      .filter(({ value }) => value !== "")
      .map(({ name, value }) => ` ${name}="${rounded(value)}"`)
      .sort();
    const text = element.children.length === 0 ? element.textContent : "";
    const open = `${indent}<${element.tagName.toLowerCase()}${attributes.join("")}`;
    if (element.children.length === 0 && text === "") {
      lines.push(`${open} />`);
      return;
    }
    const tag = `</${element.tagName.toLowerCase()}>`;
    if (element.children.length === 0) {
      lines.push(`${open}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}${tag}`);
      return;
    }
    lines.push(`${open}>`);
    for (const child of element.children) write(child, `${indent}  `);
    lines.push(`${indent}${tag}`);
  };
  write(svg, "");
  return `${lines.join("\n")}\n`;
}

function rounded(value: string): string {
  return value.replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number)) + 0));
}
