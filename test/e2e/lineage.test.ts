// The lineage view beside the code: what it draws, how it follows typing, and the themes.
import { expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { axeFindings } from "./support/axe.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

test("it draws the layers and their assets", async () => {
  const { workbench } = vscode();
  await workbench.openFile("assets/orders.ts");
  await workbench.runCommand("Strataline: Open Lineage");
  for (const key of ["bronze/orders", "silver/orders", "gold/daily_revenue"]) {
    await workbench.lineageNode(key).waitFor();
  }
  const bands = await workbench.webview.locator(".band-title").allInnerTexts();
  expect(bands.map((title) => title.toLowerCase())).toEqual(
    expect.arrayContaining(["bronze", "silver", "gold"]),
  );
});

test("it redraws from unsaved text and keeps the zoom", async () => {
  const { workbench, read } = vscode();
  const file = "assets/revenue.ts";
  await workbench.openFile(file);
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("gold/daily_revenue").waitFor();
  const world = workbench.webview.locator("svg.graph g.world");
  await workbench.webview.locator("svg.graph").hover();
  await workbench.page.mouse.wheel(0, -240);
  const edges = workbench.webview.locator("g.edge");
  expect(await edges.count()).toBe(2);
  await workbench.selectText(file, read(file), "group by day");
  const zoomed = await settled(() => world.getAttribute("transform"));
  await workbench.page.keyboard.type('where id not in ${ref("bronze/orders")} group by day');
  await eventually(async () => {
    expect(await edges.count()).toBe(3);
  });
  expect(await world.getAttribute("transform")).toBe(zoomed);
  expect(read(file)).not.toContain("bronze/orders");
});

test("it takes the theme's colours: dark, light, high contrast", async () => {
  const { workbench, picture } = vscode();
  await workbench.openFile("assets/orders.ts");
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("silver/orders").waitFor();
  const colours = new Set<string>();
  for (const theme of ["Dark Modern", "Light Modern", "Dark High Contrast", "Light High Contrast"]) {
    await workbench.setTheme(theme);
    await eventually(async () => {
      const colour = await workbench.webview
        .locator("body")
        .evaluate((body) => getComputedStyle(body).backgroundColor);
      const text = await workbench.webview.locator("body").evaluate((body) => getComputedStyle(body).color);
      const pair = `${colour} ${text}`;
      expect(colours.has(pair)).toBe(false);
      colours.add(pair);
    });
    await picture(`lineage ${theme}`);
  }
  expect(colours.size).toBe(4);
});

test("axe finds nothing wrong with it by WCAG 2.2 AA, in any theme", async () => {
  const { workbench } = vscode();
  await workbench.openFile("assets/orders.ts");
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("silver/orders").waitFor();
  for (const theme of ["Dark Modern", "Light Modern", "Dark High Contrast", "Light High Contrast"]) {
    await workbench.setTheme(theme);
    expect(await axeFindings(workbench.webview), theme).toEqual([]);
  }
});

/** The value once two readings in a row agree: an animation has ended. */
async function settled<T>(read: () => Promise<T>): Promise<T> {
  let last = await read();
  return eventually(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await read();
    const isSettled = next === last;
    last = next;
    expect(isSettled).toBe(true);
    return next;
  });
}
