// Takes the pictures of README from a real VS Code: the aviation example, run, with its lineage beside the code.
// `npm run package` and a run of the example first; what was drawn is in docs/images.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium, launchBrowser } from "./browser.ts";
import { installVsCodeServer, packagedExtension, serveVsCode } from "./vscodeServer.ts";
import { Workbench } from "./workbench.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join(root, "examples/aviation");
const images = join(root, "docs/images");
const size = { width: 1920, height: 1080 };

const installed = await installVsCodeServer(console.log);
if (!installed.ok) throw new Error(installed.reason);
const chromium = await ensureChromium(console.log);
if (chromium === undefined) throw new Error("no Chromium or Chrome found");

const dataFolder = mkdtempSync(join(tmpdir(), "strataline-screenshot-"));
const server = await serveVsCode({ dataFolder, vsix: packagedExtension, port: 0, askForTrust: false });
const browser = await launchBrowser(chromium);
try {
  mkdirSync(images, { recursive: true });
  for (const [name, theme] of [
    ["dark", "Dark Modern"],
    ["light", "Light Modern"],
    ["high-contrast", "Dark High Contrast"],
  ] as const) {
    const page = await browser.newPage({ viewport: size });
    const workbench = new Workbench(page);
    await workbench.openFolder(server.url, example);
    await workbench.setTheme(theme);
    await workbench.openFile("assets/silver/flights.ts", 6, 3);
    await workbench.lens("▶ Run").first().waitFor();
    await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
    await workbench.runCommand("Strataline: Open Lineage");
    await workbench.lineageNode("silver/flights").waitFor();
    // Below the code there is room for all layers at a readable size.
    await workbench.runCommand("View: Two Rows Editor Layout");
    await workbench.webview.getByRole("button", { name: "Fit everything" }).click();
    // Away from everything that would show a hint.
    await page.mouse.move(size.width / 4, size.height - 60);
    await workbench.screenshot(join(images, `lineage-${name}.png`));
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
