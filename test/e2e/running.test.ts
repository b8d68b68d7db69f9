// Runs from the code lenses: what one sees while an asset runs and after it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

test("▶ Run with upstream materializes, and lens and lineage say so", async () => {
  const { workbench, picture } = vscode();
  await workbench.openFile("assets/orders.ts");
  await workbench.lens("▶ Run with upstream").nth(1).click();
  await workbench.lens("3 rows").waitFor();
  await workbench.lens("4 rows").waitFor();

  await workbench.runCommand("Strataline: Open Lineage");
  const node = workbench.lineageNode("silver/orders");
  await node.waitFor();
  expect(await node.getAttribute("aria-label")).toContain("3 rows");
  expect(await workbench.lineageNode("gold/daily_revenue").getAttribute("aria-label")).toContain("never run");
  await picture("lineage-after-run");
});

test("a failure is shown on the line that threw", async () => {
  const { workbench, folder, read } = vscode();
  const file = "assets/orders.ts";
  const text = read(file).replace(
    "const byId",
    'if (raw.length > 0) throw new Error("no such customer");\n    const byId',
  );
  writeFileSync(join(folder, file), text);
  await workbench.openFile(file);
  await workbench
    .lens(/^▶ Run$/)
    .nth(1)
    .click();
  await workbench.lens("failed").waitFor();
  await workbench.squiggles.first().waitFor();
  const notice = workbench.notifications.filter({ hasText: "silver/orders failed: no such customer" });
  await notice.waitFor();
  await workbench.page.locator(".notification-list-item", { has: notice }).getByText("Go to Line").click();
  const line = text.slice(0, text.indexOf("throw new")).split("\n").length;
  await workbench.cursor.filter({ hasText: `Ln ${line},` }).waitFor();
});
