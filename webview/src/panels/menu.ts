// A menu behind a button of the toolbar, by the ARIA pattern: arrows, Home and End move, Enter and Space choose, Escape and a click
// elsewhere close. What is ticked stays open, so that several can be ticked.
import { html, icon } from "../dom.ts";
import type { IconName } from "../icons.ts";

export type MenuEntry =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "note"; readonly text: string }
  | {
      readonly kind: "action";
      readonly text: string;
      readonly detail?: string;
      readonly icon?: IconName;
      /** Why it cannot be chosen now. */
      readonly refused?: string;
      readonly run: () => void;
    }
  | {
      readonly kind: "check" | "radio";
      readonly text: string;
      readonly detail?: string;
      readonly on: boolean;
      readonly run: () => void;
    };

export interface Menu {
  readonly element: HTMLElement;
  /** Something is chosen in it: the button says so. */
  mark(on: boolean): void;
  /** What it holds may have changed. */
  refresh(): void;
}

export interface MenuOptions {
  readonly icon: IconName;
  readonly title: string;
  /** Asked each time it opens and after each choice. */
  readonly entries: () => readonly MenuEntry[];
}

export function createMenu(document: Document, options: MenuOptions): Menu {
  const button = html(document, "button", {
    ...{ type: "button", class: "icon-button", title: options.title, "aria-label": options.title },
    ...{ "aria-haspopup": "menu", "aria-expanded": "false" },
  });
  button.append(icon(document, options.icon));
  const list = html(document, "div", { class: "menu", role: "menu", "aria-label": options.title });
  list.hidden = true;
  const element = html(document, "div", { class: "menu-holder" }, button, list);
  const items = (): readonly HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const isOpen = (): boolean => !list.hidden;

  const closeOutside = (event: Event): void => {
    if (!(event.target instanceof Node && element.contains(event.target))) close(false);
  };
  const open = (focusLast: boolean): void => {
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    fill();
    document.addEventListener("pointerdown", closeOutside, true);
    document.addEventListener("focusin", closeOutside);
    items()
      .at(focusLast ? -1 : 0)
      ?.focus();
  };
  const close = (refocus: boolean): void => {
    if (!isOpen()) return;
    document.removeEventListener("pointerdown", closeOutside, true);
    document.removeEventListener("focusin", closeOutside);
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (refocus) button.focus();
  };
  const choose = (entry: MenuEntry): void => {
    if (entry.kind === "heading" || entry.kind === "note") return;
    if (entry.kind === "action" && entry.refused !== undefined) return;
    if (entry.kind === "action") close(true);
    entry.run();
    if (isOpen()) fill();
  };
  const fill = (): void => {
    const at = items().findIndex((item) => item === document.activeElement);
    list.replaceChildren(...options.entries().map((entry) => entryElement(document, entry, choose)));
    if (at !== -1) items()[at]?.focus();
  };
  button.addEventListener("click", () => {
    if (isOpen()) close(true);
    else open(false);
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowUp");
  });
  list.addEventListener("keydown", (event) => {
    if (event.key === "Tab") {
      close(false);
      return;
    }
    event.stopPropagation();
    if (onKey(event, items(), document.activeElement)) event.preventDefault();
    if (event.key === "Escape") close(true);
  });
  return {
    element,
    mark: (on) => void button.classList.toggle("marked", on),
    refresh() {
      if (isOpen()) fill();
    },
  };
}

/** Moves the focus; chooses with Enter and Space. */
function onKey(event: KeyboardEvent, items: readonly HTMLElement[], focused: Element | null): boolean {
  const at = items.findIndex((item) => item === focused);
  const go = (to: number): boolean => {
    items.at(((to % items.length) + items.length) % items.length)?.focus();
    return true;
  };
  switch (event.key) {
    case "ArrowDown":
      return go(at + 1);
    case "ArrowUp":
      return go(at === -1 ? -1 : at - 1);
    case "Home":
      return go(0);
    case "End":
      return go(-1);
    case "Enter":
    case " ":
      items[at]?.click();
      return true;
    default: {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
      const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      const letter = event.key.toLowerCase();
      order.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
      return true;
    }
  }
}

const ROLES = { action: "menuitem", check: "menuitemcheckbox", radio: "menuitemradio" } as const;

function entryElement(document: Document, entry: MenuEntry, choose: (entry: MenuEntry) => void): HTMLElement {
  if (entry.kind === "heading") {
    return html(document, "div", { class: "menu-heading", role: "presentation" }, entry.text);
  }
  if (entry.kind === "note") {
    return html(document, "div", { class: "menu-note", role: "presentation" }, entry.text);
  }
  const refused = entry.kind === "action" ? entry.refused : undefined;
  const detail = refused ?? entry.detail;
  const item = html(
    document,
    "div",
    { class: "menu-item", role: ROLES[entry.kind], tabindex: "-1" },
    sign(document, entry),
    html(document, "span", { class: "menu-text" }, entry.text),
    ...(detail === undefined ? [] : [html(document, "span", { class: "menu-detail" }, detail)]),
  );
  if (entry.kind !== "action") item.setAttribute("aria-checked", String(entry.on));
  if (refused !== undefined) item.setAttribute("aria-disabled", "true");
  item.addEventListener("click", () => choose(entry));
  return item;
}

function sign(document: Document, entry: Exclude<MenuEntry, { kind: "heading" | "note" }>): Node {
  const name = entry.kind === "action" ? entry.icon : entry.on ? "tick" : undefined;
  return name === undefined ? html(document, "span", { class: "menu-sign" }) : icon(document, name);
}
