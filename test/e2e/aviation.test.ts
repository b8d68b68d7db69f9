// Navigation in a project whose keys are constants in another file.
import { test } from "vitest";
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
