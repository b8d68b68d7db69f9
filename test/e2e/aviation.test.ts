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

test("a run of the whole project is seen live on the cards, and told to screen readers", async () => {
  const { workbench, picture } = vscode();
  await workbench.openFile("assets/gold/wildlife.ts");
  await workbench.runCommand("Strataline: Open Lineage");
  const { webview } = workbench;
  await webview.getByRole("button", { name: "Project", exact: true }).click();
  await workbench.lineageNode("gold/strike_counts").waitFor();
  // What is said and shown only for a moment is written down by the page itself.
  await webview.locator("body").evaluate((body) => {
    const seen: string[] = [];
    Object.assign(body, { seen });
    const look = (): void => {
      const text = body.querySelector(".live")?.textContent ?? "";
      if (text !== "" && seen.at(-1) !== text) seen.push(text);
      for (const state of ["queued", "running"])
        if (body.querySelector(`g.node.is-${state}`) !== null && !seen.includes(state)) seen.push(state);
    };
    new MutationObserver(look).observe(body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  await workbench.runCommand("Strataline: Run All Assets");
  const seen = (): Promise<readonly string[]> =>
    webview.locator("body").evaluate((body) => (body as HTMLElement & { readonly seen: string[] }).seen);
  await eventually(async () => {
    expect((await seen()).join()).toMatch(/The run finished/);
  }, 120_000);
  expect(await seen()).toEqual(expect.arrayContaining(["queued", "running"]));
  expect((await seen()).join()).toMatch(/started/i);
  await eventually(async () => {
    expect(await webview.locator("g.node.is-succeeded").count()).toBeGreaterThan(20);
  });
  await webview.getByRole("button", { name: "Fit everything" }).click();
  await workbench.lineageNode("gold/strike_counts").click();
  const panel = webview.locator(".inspector");
  await panel.getByText("Up to date with its code and its inputs").waitFor();
  await picture("lineage after a run of aviation");
});
