// One real VS Code for one test file: the packaged extension, a fresh profile, a copy of an example, a browser page.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { ensureChromium, launchBrowser } from "../../../scripts/browser.ts";
import {
  installVsCodeServer,
  packagedExtension,
  serveVsCode,
  type VsCodeServer,
} from "../../../scripts/vscodeServer.ts";
import { Workbench } from "../../../scripts/workbench.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const pictures = join(root, "test-results");

export interface Options {
  readonly example: "quickstart" | "aviation";
  /** As on the desktop: a folder is in Restricted Mode until it is trusted. */
  readonly askForTrust?: boolean;
}

export interface Session {
  readonly workbench: Workbench;
  /** The copy of the example. Each test gets a fresh one. */
  readonly folder: string;
  /** The text of a file on disk. */
  readonly read: (path: string) => string;
  readonly picture: (name: string) => Promise<void>;
}

/** Registers the hooks of a test file. The session is there while a test runs. */
export function useVsCode({ example, askForTrust = false }: Options): () => Session {
  // Inside the repository, so that the copies find its node_modules as the examples do.
  const base = join(root, ".cache/e2e");
  let scratch: string;
  let server: VsCodeServer;
  let browser: Browser;
  let context: BrowserContext;
  let session: Session;

  beforeAll(async () => {
    mkdirSync(base, { recursive: true });
    scratch = mkdtempSync(join(base, `${example}-`));
    const installed = await installVsCodeServer(console.log);
    const chromium = await ensureChromium(console.log);
    if (!installed.ok) throw new Error(installed.reason);
    if (chromium === undefined) throw new Error("no Chromium found");
    if (!existsSync(packagedExtension))
      throw new Error(`${basename(packagedExtension)} is missing: npm run package`);
    server = await serveVsCode({
      dataFolder: join(scratch, "profile"),
      vsix: packagedExtension,
      port: 0,
      askForTrust,
      settings: { "security.workspace.trust.startupPrompt": "never" },
    });
    browser = await launchBrowser(chromium);
  });

  beforeEach(async ({ task, onTestFailed }) => {
    const folder = join(mkdtempSync(join(scratch, "project-")), example);
    cpSync(join(root, "examples", example), folder, {
      recursive: true,
      filter: (path) => !/[\\/](\.strataline|node_modules)$/.test(path),
    });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const workbench = new Workbench(await context.newPage());
    session = {
      workbench,
      folder,
      read: (path) => readFileSync(join(folder, path), "utf8"),
      picture: (name) => workbench.screenshot(join(pictures, `${name}.png`)),
    };
    onTestFailed(async () => {
      await session.picture(`failed ${task.name.replaceAll(/[^\w ]/g, "")}`);
    });
    await workbench.openFolder(server.url, folder);
  });

  afterEach(async () => {
    await context.close();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  return () => session;
}
