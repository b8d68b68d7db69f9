// The lineage's filter, saved views and exports in the real VS Code: what its dialogs ask, and what ends up on the disk.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });
const VIEWS = "strataline.views.json";

async function openLineage(): Promise<void> {
  const { workbench } = vscode();
  await workbench.openFile("assets/orders.ts");
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("gold/daily_revenue").waitFor();
}

async function choose(menu: string, entry: string | RegExp): Promise<void> {
  const { webview } = vscode().workbench;
  await webview.getByRole("button", { name: menu, exact: true }).click();
  await webview.locator(".menu:not([hidden]) .menu-item").filter({ hasText: entry }).first().click();
}

test("the filter box completes with the keyboard and dims the rest", async () => {
  await openLineage();
  const { workbench } = vscode();
  const box = workbench.webview.getByRole("combobox");
  await box.click();
  await workbench.page.keyboard.type("lay");
  await workbench.page.keyboard.press("ArrowDown");
  await workbench.page.keyboard.press("Enter");
  await workbench.page.keyboard.type("gold");
  await eventually(async () => {
    expect(await box.inputValue()).toBe("layer:gold");
    expect(await workbench.webview.locator("g.node.dim").count()).toBe(2);
  });
  await vscode().picture("lineage filter");
});

test("a view is saved under a name, is picked by everybody who opens the project, and can be deleted", async () => {
  await openLineage();
  const { workbench, folder, read } = vscode();
  await choose("Filters and layers", "Silver");
  await workbench.page.keyboard.press("Escape");
  await choose("Saved views", "Save as a view…");
  await workbench.page.locator(".quick-input-widget input").fill("Without silver");
  await workbench.page.keyboard.press("Enter");
  await eventually(() => {
    expect(JSON.parse(read(VIEWS))).toEqual({
      schemaVersion: 1,
      views: [{ name: "Without silver", hiddenBands: ["layer:silver"] }],
    });
    return Promise.resolve();
  });
  const all = { schemaVersion: 1, views: [{ name: "From a colleague", filter: "daily", onlyMatches: true }] };
  writeFileSync(join(folder, VIEWS), JSON.stringify(all));
  await eventually(() => choose("Saved views", "From a colleague"));
  // Those that are no longer shown fade out first.
  await eventually(async () => expect(await workbench.webview.locator("g.node").count()).toBe(1));
  await workbench.page.keyboard.press("Escape");
  await choose("Saved views", "Delete “From a colleague”…");
  await workbench.page.locator(".monaco-dialog-box").getByRole("button", { name: "Delete" }).click();
  await eventually(() => {
    expect(JSON.parse(read(VIEWS))).toEqual({ schemaVersion: 1, views: [] });
    return Promise.resolve();
  });
});

test("a broken file of views is shown, not written over", async () => {
  await openLineage();
  const { workbench, folder, read } = vscode();
  writeFileSync(join(folder, VIEWS), "<<<<<<< HEAD\n");
  await eventually(async () => {
    await choose("Saved views", "Open the file");
    await workbench.activeTab(VIEWS).waitFor({ timeout: 2_000 });
  });
  expect(read(VIEWS)).toBe("<<<<<<< HEAD\n");
  rmSync(join(folder, VIEWS));
});

test("exports ask where to, and are there; the page works by itself and asks nobody", async () => {
  await openLineage();
  const { workbench, folder } = vscode();
  for (const [entry, file] of [
    ["SVG", "lineage.svg"],
    ["PNG", "lineage.png"],
    ["HTML page", "lineage.html"],
  ] as const) {
    await choose("Export", entry);
    await workbench.page.locator(".quick-input-widget input").waitFor();
    await workbench.page.keyboard.press("Enter");
    await eventually(() => {
      expect(existsSync(join(folder, file))).toBe(true);
      return Promise.resolve();
    });
  }

  const page = await workbench.page.context().browser()?.newPage();
  if (page === undefined) throw new Error("no browser");
  const asked: string[] = [];
  const wrong: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => wrong.push(message.text()));
  const address = pathToFileURL(join(folder, "lineage.html")).href;
  await page.goto(address);
  await page.keyboard.press("/");
  await page.keyboard.type("revenue");
  expect(await page.locator("#count").innerText()).toBe("1 found");
  await page.keyboard.press("Enter");
  expect(await page.locator("#details h2").innerText()).toBe("gold/daily_revenue");
  await page.locator("#details li button").first().click();
  expect(await page.locator("#details h2").innerText()).toBe("silver/orders");
  const before = await page.locator("main > svg").getAttribute("viewBox");
  await page.locator("main > svg").hover();
  await page.mouse.wheel(0, -300);
  await eventually(async () => {
    expect(await page.locator("main > svg").getAttribute("viewBox")).not.toBe(before);
  });
  await page.keyboard.press("Escape");
  expect(await page.locator("#details").isVisible()).toBe(false);
  await page.close();
  expect(asked).toEqual([address]);
  expect(wrong).toEqual([]);
});
