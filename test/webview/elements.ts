// A page with a small graph for each test of a file, and what a user finds in it.
import { afterEach, beforeEach, vi } from "vitest";
import { graph, openPage, result, type Page } from "./support.ts";

export const CHAIN =
  "src/a > bronze/a, bronze/a > silver/a, silver/a > gold/a, bronze/b > silver/b, silver/b > gold/a";

export interface Opened {
  readonly page: () => Page;
  /** Another page in its place, with this graph and a state that was saved. */
  readonly open: (text?: string, saved?: unknown) => void;
}

/** Registers hooks: each test begins with a page that shows CHAIN, and with a clock that stands still. */
export function usePage(): Opened {
  let page: Page;
  const open = (text = CHAIN, saved: unknown = null): void => {
    page = openPage(saved);
    page.view.receive({ type: "graph", data: result(graph(text)) });
  };
  beforeEach(() => {
    vi.useFakeTimers();
    open();
  });
  afterEach(() => {
    page.view.dispose();
    vi.useRealTimers();
  });
  return {
    page: () => page,
    open: (text, saved) => {
      page.view.dispose();
      open(text, saved);
    },
  };
}

export function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
}

export function button(name: string): HTMLElement {
  return find(`button[aria-label="${name}"]`);
}

/** Of the menu that is open. */
export function menuItem(text: string): HTMLElement {
  const items = [...document.querySelectorAll<HTMLElement>(".menu:not([hidden]) [role^=menuitem]")];
  const found = items.find((item) => item.querySelector(".menu-text")?.textContent === text);
  if (found === undefined) throw new Error(`no menu item ${text}`);
  return found;
}
