// Changing the pipeline from the lineage, in a real VS Code: menus, drawing an edge, deleting one, undo, refusals.
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

const FILE = "assets/revenue.ts";

async function openLineage(): Promise<void> {
  const { workbench } = vscode();
  await workbench.openFile(FILE);
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("gold/daily_revenue").waitFor();
}

const edges = (): Locator => vscode().workbench.webview.locator("g.edge");

function menuEntry(name: string): Locator {
  return vscode().workbench.page.locator(".monaco-menu .action-label", { hasText: name });
}

async function drawEdge(from: string, to: string): Promise<void> {
  const { workbench } = vscode();
  const { page } = workbench;
  await workbench.lineageNode(from).hover();
  const handle = await workbench.webview.locator(".edge-handle").boundingBox();
  const target = await workbench.lineageNode(to).boundingBox();
  if (handle === null || target === null) throw new Error("nothing to draw between");
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y + 20, { steps: 5 });
  await page.mouse.up();
}

test("an edge that is drawn becomes a dep, which one undoes", async () => {
  const { workbench } = vscode();
  await openLineage();
  await eventually(async () => expect(await edges().count()).toBe(2));
  await drawEdge("bronze/orders", "gold/daily_revenue");
  await eventually(async () => expect(await edges().count()).toBe(3));
  expect(await workbench.editorText()).toContain('deps: ["bronze/orders"]');
  await workbench.lineageNode("gold/daily_revenue").click();
  await workbench.page.keyboard.press("Control+z");
  await eventually(async () => expect(await edges().count()).toBe(2));
  expect(await workbench.editorText()).not.toContain("deps:");
});

test("a cycle is refused with its way", async () => {
  const { workbench } = vscode();
  await openLineage();
  await drawEdge("gold/daily_revenue", "bronze/orders");
  await workbench.notifications.filter({ hasText: "would close a cycle" }).waitFor();
  const text = await workbench.notifications.filter({ hasText: "would close a cycle" }).innerText();
  expect(text).toContain("bronze/orders → silver/orders → gold/daily_revenue");
  expect(await edges().count()).toBe(2);
});

async function dragCard(key: string, to: string): Promise<void> {
  const { workbench } = vscode();
  const { page } = workbench;
  const from = await workbench.lineageNode(key).boundingBox();
  const target = await workbench.lineageNode(to).boundingBox();
  if (from === null || target === null) throw new Error("nothing to drag between");
  await page.mouse.move(from.x + 30, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(target.x + 30, target.y + 60, { steps: 5 });
}

test("a card dragged to another band moves its asset there, which one undoes", async () => {
  const { workbench, picture } = vscode();
  const { page } = workbench;
  await openLineage();
  await dragCard("gold/daily_revenue", "silver/orders");
  await workbench.webview.getByText("Move daily_revenue to Silver").waitFor();
  await picture("lineage move");
  await page.mouse.up();
  await workbench.lineageNode("silver/daily_revenue").waitFor();
  // The lineage is the active editor now: its neighbour shows the edit.
  const code = page.locator(".view-lines");
  await eventually(async () => expect(await code.innerText()).toContain("silver/daily_revenue"));
  await workbench.lineageNode("silver/daily_revenue").click();
  await page.keyboard.press("Control+z");
  await workbench.lineageNode("gold/daily_revenue").waitFor();
  await eventually(async () => {
    expect(await code.innerText()).toContain("gold/daily_revenue");
    expect(await code.innerText()).not.toContain("silver/daily_revenue");
  });
});

test("a card is not moved where it would be read upward, nor after Escape", async () => {
  const { workbench } = vscode();
  const { page } = workbench;
  await openLineage();
  await dragCard("bronze/orders", "gold/daily_revenue");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await dragCard("bronze/orders", "gold/daily_revenue");
  await page.mouse.up();
  const refusal = workbench.notifications.filter({ hasText: "gold" });
  await refusal.first().waitFor();
  expect(await refusal.count()).toBe(1);
  await workbench.lineageNode("bronze/orders").waitFor();
});

test("the context menu of a card, by mouse and by keyboard", async () => {
  const { workbench, picture } = vscode();
  await openLineage();
  for (const theme of ["Dark Modern", "Light Modern"]) {
    await workbench.setTheme(theme);
    await workbench.lineageNode("silver/orders").click({ button: "right" });
    await menuEntry("Move Asset to Layer").waitFor();
    await picture(`lineage menu ${theme}`);
    await workbench.page.keyboard.press("Escape");
    await menuEntry("Move Asset to Layer").waitFor({ state: "hidden" });
  }
  await workbench.lineageNode("gold/daily_revenue").click();
  await workbench.page.keyboard.press("Shift+F10");
  await menuEntry("Add Dep to Asset").waitFor();
  await picture("lineage menu by keyboard");
  await menuEntry("Add Dep to Asset").click();
  await workbench.pick("bronze/orders");
  await eventually(async () => expect(await edges().count()).toBe(3));
});

test("a new asset downstream is written beside its neighbours", async () => {
  const { workbench } = vscode();
  await openLineage();
  await workbench.lineageNode("silver/orders").click({ button: "right" });
  const input = workbench.page.locator(".quick-input-widget input.input");
  // A menu that is just opening takes no click yet.
  await eventually(async () => {
    const entry = menuEntry("New Downstream Asset");
    if (await entry.isVisible()) await entry.click({ timeout: 2_000 });
    expect(await input.inputValue({ timeout: 2_000 })).toBe("gold/orders");
  });
  await input.fill("gold/weekly_revenue");
  await workbench.page.keyboard.press("Enter");
  await workbench.lineageNode("gold/weekly_revenue").waitFor();
});
