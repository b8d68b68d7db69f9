// One real VS Code for one test file: the packaged extension, a fresh profile, a copy of an example, a browser page.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
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
  /** The test file's copy of the example. */
  readonly folder: string;
  /** The text of a file on disk. */
  readonly read: (path: string) => string;
  readonly picture: (name: string) => Promise<void>;
}

/** A file of each example in which the language server has something to say: it is up when the lenses are there. */
const assetFile = { quickstart: "assets/orders.ts", aviation: "assets/bronze.ts" };

/** Registers the hooks of a test file. The session is there while a test runs; unsaved edits end with their test. */
export function useVsCode({ example, askForTrust = false }: Options): () => Session {
  let started: Started;

  beforeAll(async () => {
    started = await start(example, askForTrust);
    const { workbench } = started.session;
    await workbench.openFolder(started.server.url, started.session.folder);
    await workbench.openFile(assetFile[example]);
    await workbench
      .lens(/downstream/)
      .first()
      .waitFor();
    await workbench.closeEditors();
  });

  afterEach(async ({ task }) => {
    const { workbench, picture } = started.session;
    if (task.result?.state === "fail") await picture(`failed ${task.name.replaceAll(/[^\w ]/g, "")}`);
    await workbench.page.keyboard.press("Escape");
    await workbench.closeEditors();
  });

  afterAll(async () => {
    await started.browser.close();
    await started.server.stop();
    rmSync(started.scratch, { recursive: true, force: true });
  });

  return () => started.session;
}

interface Started {
  readonly scratch: string;
  readonly server: VsCodeServer;
  readonly browser: Browser;
  readonly session: Session;
}

async function start(example: Options["example"], askForTrust: boolean): Promise<Started> {
  const installed = await installVsCodeServer(console.log);
  const chromium = await ensureChromium(console.log);
  if (!installed.ok) throw new Error(installed.reason);
  if (chromium === undefined) throw new Error("no Chromium or Chrome found");
  if (!existsSync(packagedExtension))
    throw new Error(`${basename(packagedExtension)} is missing: npm run package`);

  // Inside the repository, so that the copy finds its node_modules as the examples do.
  const base = join(root, ".cache/e2e");
  mkdirSync(base, { recursive: true });
  const scratch = mkdtempSync(join(base, `${example}-`));
  const folder = join(scratch, example);
  cpSync(join(root, "examples", example), folder, {
    recursive: true,
    filter: (path) => !/[\\/](\.strataline|node_modules)$/.test(path),
  });
  const server = await serveVsCode({
    dataFolder: join(scratch, "profile"),
    vsix: packagedExtension,
    port: 0,
    askForTrust,
    settings: { "security.workspace.trust.startupPrompt": "never" },
  });
  const browser = await launchBrowser(chromium);
  const workbench = new Workbench(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  const session: Session = {
    workbench,
    folder,
    read: (path) => readFileSync(join(folder, path), "utf8"),
    picture: (name) => workbench.screenshot(join(pictures, `${name}.png`)),
  };
  return { scratch, server, browser, session };
}
