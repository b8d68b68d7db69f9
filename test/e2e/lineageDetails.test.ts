// Looking into the pipeline from the lineage, in a real VS Code: details of an asset after real runs, the impact of a change, the view
// at the bottom and the tree.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { axeFindings } from "./support/axe.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

const THEMES = ["Dark Modern", "Light Modern", "Dark High Contrast"];

async function openLineage(): Promise<void> {
  const { workbench } = vscode();
  await workbench.openFile("assets/revenue.ts");
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("gold/daily_revenue").waitFor();
}

test("details of an asset: its checks, runs and versions, after real runs", async () => {
  const { workbench, picture } = vscode();
  await openLineage();
  const panel = workbench.webview.locator(".inspector");
  const open = (name: string) => panel.locator(`[data-section="${name}"] > summary`).click();
  await workbench.lineageNode("silver/orders").click();
  await panel.getByText("Stale: it was never materialized").waitFor();
  await panel.getByRole("button", { name: "With upstream" }).click();
  await panel.getByText("Up to date with its code and its inputs").waitFor();
  await eventually(async () => {
    expect(await panel.locator('[data-section="checks"] .essence').innerText()).toBe("2 of 2 passed");
  });
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await eventually(async () => {
    const label = await panel.locator(".spark").first().getAttribute("aria-label");
    expect(label).toContain("Last 2 runs");
  });
  expect(await panel.locator('[data-section="version"] .essence').innerText()).toBe("1 input");
  for (const name of ["checks", "runs", "version"]) await open(name);
  for (const theme of THEMES) {
    await workbench.setTheme(theme);
    await picture(`lineage details ${theme}`);
  }
});

test("axe finds nothing wrong with the details and the menus by WCAG 2.2 AA, in any theme", async () => {
  const { workbench } = vscode();
  await openLineage();
  const { webview, page } = workbench;
  await workbench.lineageNode("silver/orders").click();
  const panel = webview.locator(".inspector");
  await panel.getByRole("button", { name: "With upstream" }).click();
  await panel.getByText("Up to date with its code and its inputs").waitFor();
  for (const name of ["upstream", "downstream", "checks", "runs", "version"])
    await panel.locator(`[data-section="${name}"] > summary`).click();
  for (const theme of ["Dark Modern", "Light Modern", "Dark High Contrast", "Light High Contrast"]) {
    await workbench.setTheme(theme);
    expect(await axeFindings(webview), `details, ${theme}`).toEqual([]);
    for (const menu of ["Groups", "Filters and layers", "Saved views", "Export"]) {
      await webview.getByRole("button", { name: menu }).first().click();
      await webview.getByRole("menu").waitFor();
      expect(await axeFindings(webview), `${menu}, ${theme}`).toEqual([]);
      await page.keyboard.press("Escape");
      await webview.getByRole("menu").waitFor({ state: "hidden" });
    }
  }
});

test("what is stale is marked on its card while the code is edited, until it is run again", async () => {
  const { workbench, read, picture } = vscode();
  await openLineage();
  const card = (key: string) => workbench.webview.locator(`g.node[data-key="${key}"]`);
  const panel = workbench.webview.locator(".inspector");
  await workbench.lineageNode("gold/daily_revenue").click();
  await panel.getByRole("button", { name: "With upstream" }).click();
  await panel.getByText("Up to date with its code and its inputs").waitFor();
  const file = "assets/orders.ts";
  await workbench.runCommand("View: Focus First Editor Group");
  await workbench.selectText(file, read(file), "12.25");
  await workbench.page.keyboard.type("13.25");
  const stale = async (): Promise<readonly (string | null)[]> =>
    workbench.webview
      .locator("g.node.is-stale")
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-key")).sort());
  await eventually(async () =>
    expect(await stale()).toEqual(["bronze/orders", "gold/daily_revenue", "silver/orders"]),
  );
  expect(await card("bronze/orders").getAttribute("aria-label")).toContain("stale because its code changed");
  await panel.getByText("Stale: silver/orders is stale").waitFor();
  for (const theme of THEMES) {
    await workbench.setTheme(theme);
    await picture(`lineage stale ${theme}`);
  }
  await workbench.runCommand("File: Save");
  await panel.getByRole("button", { name: "With upstream" }).click();
  await eventually(async () => expect(await stale()).toEqual([]));
});

test("what changed since the last commit, from unsaved text, and what it affects", async () => {
  const { workbench, folder, read, picture } = vscode();
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], { cwd: folder });
  };
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  await openLineage();
  const toggle = workbench.webview.locator(".impact-toggle");
  await toggle.click();
  await eventually(async () => expect(await toggle.innerText()).toContain("no changes"));
  const file = "assets/orders.ts";
  await workbench.runCommand("View: Focus First Editor Group");
  await workbench.selectText(file, read(file), "25.00");
  await workbench.page.keyboard.type("26.00");
  await eventually(async () => expect(await toggle.innerText()).toContain("1 changed · 2 affected, 1 high"));
  await picture("lineage impact");
});

test("panels come back after a reload, each with what it showed", async () => {
  const { workbench } = vscode();
  await openLineage();
  await workbench.webview.getByRole("button", { name: "Pin the view" }).click();
  const tab = workbench.page.locator(".tab", { hasText: "Lineage (pinned)" });
  await tab.waitFor();
  await workbench.lineageNode("silver/orders").click();
  const toggle = workbench.webview.locator(".impact-toggle");
  await toggle.click();
  await eventually(async () => expect(await toggle.getAttribute("aria-pressed")).toBe("true"));
  await workbench.runCommand("Developer: Reload Window");
  await eventually(async () => {
    expect(await workbench.page.locator(".monaco-workbench").count()).toBe(1);
    await tab.waitFor({ timeout: 5_000 });
  });
  await workbench.lineageNode("gold/daily_revenue").waitFor();
  await workbench.webview.locator('g.node.selected[data-key="silver/orders"]').waitFor();
  await eventually(async () => expect(await toggle.getAttribute("aria-pressed")).toBe("true"));
});

test("the view at the bottom and the tree follow the cursor", async () => {
  const { workbench, read, picture } = vscode();
  await workbench.runCommand("Lineage: Focus on Lineage View");
  await workbench.openFile("assets/revenue.ts", 4, 5);
  await workbench.lineageNode("gold/daily_revenue").waitFor();
  await workbench.runCommand("View: Show Strataline");
  const rows = workbench.page.locator('.pane:has-text("Up- and Downstream") .monaco-list-row');
  await eventually(async () => {
    expect((await rows.allInnerTexts()).join(" ")).toContain("gold/daily_revenue");
  });
  const file = "assets/orders.ts";
  await workbench.selectText(file, read(file), "silver/orders");
  await eventually(async () => {
    const texts = (await rows.allInnerTexts()).join(" ");
    expect(texts).toMatch(/silver\/orders.*Upstream.*bronze\/orders.*Downstream/s);
  });
  await workbench.webview.locator('g.node.active[data-key="silver/orders"]').waitFor();
  await picture("lineage view and tree");
});
