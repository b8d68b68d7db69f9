// What axe finds wrong with a page by WCAG 2.2 AA, as it is shown now.
import axe from "axe-core";
import type { FrameLocator } from "playwright-core";

export async function axeFindings(page: FrameLocator): Promise<readonly string[]> {
  const body = page.locator("body");
  await body.evaluate((_, source) => {
    // The page's policy refuses eval, not what the test runs.
    if (!("axe" in globalThis)) (0, eval)(source);
  }, axe.source);
  return body.evaluate(async (element) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    // WCAG 2.5.3 is about the label, which is the asset's name: every accessible name begins with it. The rule takes all of the
    // card's text for the label, also what is shortened to fit.
    const rules = { "label-content-name-mismatch": { enabled: false } };
    const found = await run(element.ownerDocument, { runOnly: tags, rules });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}
