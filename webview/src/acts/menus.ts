// The context menus are VS Code's own: the page says what was clicked (`data-vscode-context`), the manifest says what can be done there.
import type { Model } from "../model.ts";
import { menuContext, type MenuTarget } from "./menuContext.ts";

export interface MenusTarget {
  readonly model: () => Model;
  readonly selected: () => readonly string[];
  /** The node with the keyboard focus. */
  readonly focusedKey: () => string | null;
  /** What the mouse is on. */
  readonly under: (event: MouseEvent) => MenuTarget;
  select(key: string): void;
}

export interface Menus {
  /** Opens the menu of a node, below an element. */
  open(key: string, below: Element): void;
}

/** What the mouse calls its right button. */
const RIGHT = 2;

export function listenToMenus(document: Document, target: MenusTarget, signal: AbortSignal): Menus {
  let asked: string | null = null;
  const found = (event: MouseEvent): MenuTarget => {
    // The menu key and Shift+F10 come without a button.
    const key = asked ?? (event.button === RIGHT ? null : target.focusedKey());
    return key === null ? target.under(event) : { kind: "node", key };
  };
  const say = (about: MenuTarget): void => {
    if (about?.kind === "node" && !target.selected().includes(about.key)) target.select(about.key);
    document.body.dataset.vscodeContext = JSON.stringify(
      menuContext(target.model(), target.selected(), about),
    );
  };
  document.addEventListener(
    "contextmenu",
    (event) => {
      // A text box has the editor's own menu.
      if (event.target instanceof HTMLInputElement) delete document.body.dataset.vscodeContext;
      else say(found(event));
    },
    { signal, capture: true },
  );
  return {
    open(key, below) {
      const { left, bottom } = below.getBoundingClientRect();
      asked = key;
      const place = { clientX: left, clientY: bottom };
      below.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, ...place }));
      asked = null;
    },
  };
}
