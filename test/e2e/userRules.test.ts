// Rules of the project itself: code of a trusted workspace, run beside the editor, over what is typed.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "quickstart" });

const RULE = `import { rule } from "strataline";
export default rule({
  code: "shop/plain-names",
  check: ({ definitions }) =>
    definitions
      .filter(({ key }) => key.endsWith("_revenue"))
      .map(({ key }) => ({ key, message: \`"\${key}" must be called sales.\` })),
});
`;

test("their findings appear, and follow what is typed before it is saved", async () => {
  const { workbench, folder, read } = vscode();
  const file = "assets/revenue.ts";
  const before = read(file);
  await workbench.openFile(file);
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "rules/names.ts"), RULE);
  const config = "strataline.config.ts";
  const changed = read(config).replace("medallion() }", 'medallion(), userRules: ["rules/*.ts"] }');
  expect(changed).toContain("userRules");
  writeFileSync(join(folder, config), changed);
  await workbench.squiggles.first().waitFor();

  await workbench.selectText(file, before, "daily_revenue");
  await workbench.runCommand("Show or Focus Hover");
  const hover = workbench.page.locator(".monaco-hover:visible", { hasText: "must be called sales" });
  await hover.waitFor();
  expect(await hover.innerText()).toContain("strataline rules(shop/plain-names)");
  await workbench.page.keyboard.press("Escape");

  await workbench.selectText(file, before, "daily_revenue");
  await workbench.page.keyboard.type("daily_sales");
  await workbench.squiggles.first().waitFor({ state: "detached" });
  expect(read(file)).toBe(before);
});
