// A folder that is not trusted: what reads code works, what runs code does not.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart", askForTrust: true });

test("Restricted Mode lints and draws, refuses to run with the reason, and executes nothing", async () => {
  const { workbench, folder, read } = vscode();
  const trap = `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(join(folder, "executed"))}, "");\n`;
  const file = "assets/orders.ts";
  writeFileSync(join(folder, file), trap + read(file));
  const config = "strataline.config.ts";
  const rules = readFileSync(join(folder, config), "utf8").replace(
    "medallion() }",
    'medallion(), userRules: ["rules/*.ts"] }',
  );
  writeFileSync(join(folder, config), trap + rules);
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "rules/trap.ts"), trap);

  await workbench.openFile("assets/revenue.ts");
  await workbench.selectText("assets/revenue.ts", read("assets/revenue.ts"), "silver/orders");
  await workbench.page.keyboard.type("silver/ordrs");
  await workbench.squiggles.first().waitFor();
  await workbench.runCommand("Strataline: Open Lineage");
  await workbench.lineageNode("silver/orders").waitFor();

  await workbench.openFile(file);
  await workbench.runCommand("Strataline: Run All Assets");
  await workbench.notifications.filter({ hasText: /trust/i }).first().waitFor();
  expect(existsSync(join(folder, "executed"))).toBe(false);
  expect(existsSync(join(folder, ".strataline/state.db"))).toBe(false);
});
