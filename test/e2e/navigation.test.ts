// Where keys lead and what stands beside them, as one sees it in VS Code.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

test("references come under a heading for each kind", async () => {
  const { workbench, read, picture } = vscode();
  await workbench.selectText("assets/revenue.ts", read("assets/revenue.ts"), "silver/orders");
  await workbench.runCommand("Strataline: Find All References of Asset, by Kind");
  const list = workbench.page.locator(".quick-input-list");
  await list.locator(".monaco-list-row", { hasText: "gold/daily_revenue" }).waitFor();
  expect(await list.innerText()).toMatch(/Declared \(1\)[^]*Reads its data \(1\)/);
  await picture("references");
  // Looking through them shows each place; leaving the list leads back.
  await workbench.activeTab("orders.ts").waitFor();
  await workbench.page.keyboard.press("Escape");
  await workbench.activeTab("revenue.ts").waitFor();
});

test("the type hierarchy is what reads what", async () => {
  const { workbench, read, picture } = vscode();
  await workbench.selectText("assets/revenue.ts", read("assets/revenue.ts"), "silver/orders");
  await workbench.runCommand("Peek Type Hierarchy");
  const tree = workbench.page.locator(".type-hierarchy .monaco-list-row");
  await tree.filter({ hasText: "gold/daily_revenue" }).waitFor();
  await picture("type-hierarchy");
  await workbench.page.keyboard.press("Escape");
});

test("assets of one loop share a lens, which asks which of them to run, and show their keys", async () => {
  const { workbench, folder, picture } = vscode();
  const text =
    'import { asset } from "strataline";\n' +
    'for (const name of ["x", "y"]) {\n  asset({ key: `silver/${name}`, run: () => [{ a: 1 }] });\n}\n';
  writeFileSync(join(folder, "assets/loop.ts"), text);
  await workbench.openFile("assets/loop.ts");
  const hint = workbench.editor.locator(".view-line", { hasText: '⟶ "silver/x", "silver/y"' });
  await hint.waitFor();
  await workbench.lens("▶ Run 2 assets").click();
  const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: "silver/y" }).waitFor();
  expect(await rows.locator("input:checked, .codicon-check, [aria-checked=true]").count()).toBeGreaterThan(0);
  await picture("loop");
  await workbench.page.keyboard.press("Enter");
  await workbench.lens("✓ 2").waitFor();
});
