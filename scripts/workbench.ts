// Drives the page of a real VS Code as a person does: keyboard, mouse, what is on the screen.
// Every method waits for what it needs to see; none sleeps.
import type { FrameLocator, Locator, Page } from "playwright-core";

/** How long anything may take to appear, in milliseconds: a busy two-core machine is slow to start an extension host. */
const patience = 30_000;

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patience);
  }

  /** Opens a folder and waits until its files are listed. */
  async openFolder(serverUrl: string, folder: string): Promise<void> {
    await this.page.goto(`${serverUrl}?folder=${encodeURIComponent(folder)}`);
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  }

  /** Opens a file with the cursor at a place, both counted from 1. */
  async openFile(path: string, line = 1, column = 1): Promise<void> {
    const name = path.split("/").at(-1) ?? path;
    await eventually(async () => {
      await this.quickInput("Control+p", `${path}:${line}:${column}`);
      await this.pick(name, 3_000);
      await this.activeTab(name).waitFor({ timeout: 5_000 });
    });
    await this.page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();
    await this.cursor.filter({ hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Opens a file with the cursor at the start of `text`, and selects it. `content` is the file as it is shown. */
  async selectText(path: string, content: string, text: string): Promise<void> {
    const offset = content.indexOf(text);
    if (offset < 0) throw new Error(`${path} does not contain ${text}`);
    const before = content.slice(0, offset).split("\n");
    await this.openFile(path, before.length, (before.at(-1) ?? "").length + 1);
    for (let count = text.length; count > 0; count--) await this.page.keyboard.press("Shift+ArrowRight");
  }

  /** Runs a command by its title in the palette; an extension's appear there a moment after start-up. */
  async runCommand(title: string): Promise<void> {
    await eventually(async () => {
      await this.quickInput("F1", `>${title}`);
      await this.pick(title, 3_000);
    });
  }

  /** Closes everything that is open and keeps nothing that is unsaved. */
  async closeEditors(): Promise<void> {
    await this.runCommand("View: Close All Editors");
    const discard = this.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Don't Save" });
    await eventually(async () => {
      if (await discard.isVisible()) await discard.click();
      if ((await this.page.locator(".tabs-container .tab").count()) > 0)
        throw new Error("editors are still open");
    });
  }

  /** Chooses the entry with exactly this label from the open quick input, or closes it again. */
  async pick(label: string, timeout = patience): Promise<void> {
    const name = this.page.locator(".label-name", {
      hasText: new RegExp(`^\\s*${escapeRegExp(label)}\\s*$`),
    });
    const row = this.page.locator(".quick-input-list .monaco-list-row", { has: name });
    try {
      await row.first().click({ timeout });
    } catch (error) {
      await this.page.keyboard.press("Escape");
      throw error;
    }
  }

  /** A key press right after start-up can be lost: pressed again until the input is there. */
  async quickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input.input");
    await eventually(async () => {
      await this.page.keyboard.press(key);
      await input.fill(text, { timeout: 2_000 });
    });
  }

  /** The text of the focused editor's visible lines. */
  async editorText(): Promise<string> {
    const lines = await this.editor.locator(".view-line").allInnerTexts();
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  activeTab(fileName: string): Locator {
    return this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${fileName}"]`);
  }

  /** Where the cursor is, as the status bar says: `Ln 3, Col 7`, counted from 1. */
  get cursor(): Locator {
    return this.page.locator("#status\\.editor\\.selection");
  }

  /** Opens the quick fixes at the cursor and gives their entries. */
  async quickFixes(): Promise<Locator> {
    const entries = this.page.locator(".action-widget .monaco-list-row.action");
    await eventually(async () => {
      await this.page.keyboard.press("Control+.");
      await entries.first().waitFor({ timeout: 2_000 });
    });
    return entries;
  }

  get editor(): Locator {
    return this.page.locator(".editor-group-container.active .monaco-editor").first();
  }

  /** A code lens by its text, e.g. `▶ Run`. */
  lens(text: string | RegExp): Locator {
    return this.page.locator(".codelens-decoration a", { hasText: text });
  }

  get squiggles(): Locator {
    return this.editor.locator(".squiggly-error, .squiggly-warning");
  }

  get notifications(): Locator {
    return this.page.locator(".notification-list-item-message");
  }

  /** The content of the webview that is shown. */
  get webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  lineageNode(key: string): Locator {
    return this.webview.locator(`g.node[data-key="${key}"]`);
  }

  async setTheme(name: string): Promise<void> {
    await eventually(async () => {
      await this.runCommand("Preferences: Color Theme");
      const input = this.page.locator('.quick-input-widget input.input[placeholder*="Theme"]');
      await input.fill(name, { timeout: 3_000 });
      await this.pick(name, 3_000);
    });
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }
}

/** Tries again until it does not throw. */
export async function eventually<T>(attempt: () => Promise<T>, timeout = patience): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
