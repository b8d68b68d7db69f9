// Navigation in a project whose keys are constants in another file.
import { expect, test } from "vitest";
import { eventually } from "../../scripts/workbench.ts";
import { useVsCode } from "./support/vscode.ts";

const vscode = useVsCode({ example: "aviation" });

test("F12 on an imported constant offers the asset it names", async () => {
  const { workbench, read } = vscode();
  const file = "assets/bronze.ts";
  await workbench.selectText(file, read(file), "SOURCES.flights");
  await workbench.page.keyboard.press("F12");
  const offered = workbench.page.locator(".peekview-widget .monaco-list-row", { hasText: "sources.ts" });
  await offered.or(workbench.activeTab("sources.ts")).first().waitFor();
});

test("the Lineage lens shows its asset, wherever the cursor is", async () => {
  const { workbench, picture } = vscode();
  await workbench.openFile("assets/gold/wildlife.ts");
  await workbench.lens("Lineage").first().click();
  const node = workbench.lineageNode("gold/strike_counts");
  await eventually(async () => {
    expect(await node.getAttribute("class")).toContain("selected");
    const [card, page] = [await node.boundingBox(), workbench.page.viewportSize()];
    expect((card?.x ?? Infinity) + (card?.width ?? 0)).toBeLessThan(page?.width ?? 0);
  });
  await picture("lineage lens");
});
