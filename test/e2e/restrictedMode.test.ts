// A folder that is not trusted: what reads code works, what runs code does not.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart", askForTrust: true });

const declaring = "assets/orders.ts";
const reading = "assets/revenue.ts";

/** Every kind of file that running would load writes a file named "executed" when it is. */
beforeAll(() => {
  const { folder, read } = vscode();
  const trap = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(join(folder, "executed"))}, "");\n`;
  writeFileSync(join(folder, declaring), trap + read(declaring));
  const config = "strataline.config.ts";
  const withRules = read(config).replace("medallion() }", 'medallion(), userRules: ["rules/*.ts"] }');
  expect(withRules).toContain("userRules");
  writeFileSync(join(folder, config), trap + withRules);
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "rules/trap.ts"), trap);
});

test("Restricted Mode lints and draws, refuses to run with the reason, and executes nothing", async () => {
  const { workbench } = vscode();
  await selectKey();
  await workbench.page.keyboard.type("silver/ordrs");
  await workbench.squiggles.first().waitFor();
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("silver/orders").waitFor();

  await workbench.openFile(declaring);
  await workbench.runCommand("Strataline: Run All Assets");
  await workbench.notifications.filter({ hasText: /trust/i }).first().waitFor();
  expectNothingExecuted();
});

test("Restricted Mode navigates: definition, references, hover", async () => {
  const { workbench, read } = vscode();
  await selectKey();
  await workbench.page.keyboard.press("F12");
  await workbench.activeTab("orders.ts").waitFor();
  const line = read(declaring).slice(0, read(declaring).indexOf('key: "silver/orders"')).split("\n").length;
  await workbench.cursor.filter({ hasText: `Ln ${line},` }).waitFor();

  await selectKey();
  await workbench.runCommand("Strataline: Find All References of Asset, by Kind");
  const list = workbench.page.locator(".quick-input-list");
  await list.locator(".monaco-list-row", { hasText: "gold/daily_revenue" }).waitFor();
  expect(await list.innerText()).toMatch(/Declared \(1\)[^]*Reads its data \(1\)/);
  await workbench.page.keyboard.press("Escape");

  // On a busy machine the editor may take the hover away again before it is seen.
  await eventually(async () => {
    await selectKey();
    await workbench.runCommand("Show or Focus Hover");
    const hover = workbench.page.locator(".monaco-hover:visible", { hasText: "One row per order" });
    await hover.waitFor({ timeout: 5_000 });
  });
  expectNothingExecuted();
});

test("Restricted Mode edits: completion and rename, on unsaved text", async () => {
  const { workbench, read } = vscode();
  await workbench.selectText(declaring, read(declaring), "raw: rawOrders");
  await workbench.page.keyboard.type('raw: "');
  const suggestions = workbench.page.locator(".suggest-widget.visible .monaco-list-row");
  await suggestions.filter({ hasText: "bronze/orders" }).first().click();
  await eventually(async () => {
    expect(await workbench.editorText()).toContain('raw: "bronze/orders"');
  });

  await selectKey();
  await workbench.page.keyboard.press("F2");
  const input = workbench.page.locator(".rename-box input");
  await input.fill("silver/sales");
  await workbench.page.keyboard.press("Enter");
  await eventually(async () => {
    expect(await workbench.editorText()).toContain('ref("silver/sales")');
  });
  await workbench.openFile(declaring);
  await eventually(async () => {
    expect(await workbench.editorText()).toContain('key: "silver/sales"');
  });
  expectNothingExecuted();
});

test("Restricted Mode shows lenses, without those that run", async () => {
  const { workbench } = vscode();
  await workbench.openFile(declaring);
  await workbench.lens("Lineage").first().waitFor();
  await workbench
    .lens(/downstream/)
    .first()
    .waitFor();
  expect(await workbench.lens("▶").count()).toBe(0);
  expectNothingExecuted();
});

async function selectKey(): Promise<void> {
  const { workbench, read } = vscode();
  await workbench.selectText(reading, read(reading), "silver/orders");
}

function expectNothingExecuted(): void {
  const { folder } = vscode();
  expect(existsSync(join(folder, "executed"))).toBe(false);
  expect(existsSync(join(folder, ".strataline/state.db"))).toBe(false);
}
