// What one sees in the editor while typing, before anything is saved or run.
import { expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

test("a misspelt key is squiggled while unsaved, and a quick fix mends it", async () => {
  const { workbench, read } = vscode();
  const file = "assets/revenue.ts";
  const before = read(file);
  await workbench.selectText(file, before, "silver/orders");
  await workbench.page.keyboard.type("silver/ordrs");
  await workbench.squiggles.first().waitFor();
  expect(read(file)).toBe(before);

  const fixes = await workbench.quickFixes();
  const didYouMean = fixes.filter({ hasText: "silver/orders" }).first();
  expect(await fixes.allInnerTexts()).toContainEqual(expect.stringMatching(/create/i));
  await didYouMean.click();
  await workbench.squiggles.first().waitFor({ state: "detached" });
  expect(await workbench.editorText()).toContain('ref("silver/orders")');
});

test("hover on a key says what it is", async () => {
  const { workbench, read } = vscode();
  await workbench.selectText("assets/revenue.ts", read("assets/revenue.ts"), "silver/orders");
  await workbench.runCommand("Show or Focus Hover");
  const hover = workbench.page.locator(".monaco-hover:visible", { hasText: "One row per order" });
  await hover.waitFor();
  expect(await hover.innerText()).toMatch(/bronze\/orders[^]*gold\/daily_revenue/);
});

test("F12 on a key opens the asset", async () => {
  const { workbench, read } = vscode();
  await workbench.selectText("assets/revenue.ts", read("assets/revenue.ts"), "silver/orders");
  await workbench.page.keyboard.press("F12");
  await workbench.activeTab("orders.ts").waitFor();
  const line = lineOf(read("assets/orders.ts"), 'key: "silver/orders"');
  await workbench.cursor.filter({ hasText: `Ln ${line},` }).waitFor();
});

test("a quote in deps completes keys", async () => {
  const { workbench, read } = vscode();
  const file = "assets/orders.ts";
  await workbench.selectText(file, read(file), "raw: rawOrders");
  await workbench.page.keyboard.type('raw: "');
  const suggestion = workbench.page.locator(".suggest-widget.visible .monaco-list-row", {
    hasText: "bronze/orders",
  });
  await suggestion.first().click();
  await eventually(async () => {
    expect(await workbench.editorText()).toContain('raw: "bronze/orders"');
  });
});

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split("\n").length;
}
