// The strip under the toolbar that says what is wrong while the last good picture stays, and what to do.
import type { Trouble } from "@strataline/protocol";
import { html, icon } from "../dom.ts";

export interface TroubleBar {
  readonly element: HTMLElement;
  update(trouble: Trouble | null): void;
}

export function createTroubleBar(document: Document, onCommand: (command: string) => void): TroubleBar {
  const element = html(document, "div", { class: "trouble", role: "status" });
  let shown: Trouble | null = null;
  element.hidden = true;
  return {
    element,
    update(trouble) {
      if (trouble === shown) return;
      shown = trouble;
      element.hidden = trouble === null;
      if (trouble === null) {
        element.replaceChildren();
        return;
      }
      const { message, action } = trouble;
      element.replaceChildren(icon(document, "warning"), html(document, "span", {}, message));
      if (action === null) return;
      const button = html(document, "button", { type: "button", class: "action" }, action.title);
      button.addEventListener("click", () => onCommand(action.command));
      element.append(button);
    },
  };
}
