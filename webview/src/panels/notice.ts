// What stands in place of the picture when there is none: loading, or why it is empty and what to do.
import { html, icon } from "../dom.ts";
import type { Notice } from "../model.ts";

export interface NoticePanel {
  readonly element: HTMLElement;
  update(notice: Notice | null): void;
}

export function createNotice(document: Document, onCommand: (command: string) => void): NoticePanel {
  const element = html(document, "div", { class: "notice", role: "status" });
  return {
    element,
    update(notice) {
      element.hidden = notice === null;
      if (notice === null) return;
      element.replaceChildren(...contents(document, notice, onCommand));
    },
  };
}

function contents(document: Document, notice: Notice, onCommand: (command: string) => void): readonly Node[] {
  if (notice.kind === "loading") {
    return [icon(document, "running", "icon spin"), html(document, "p", {}, "Reading the project…")];
  }
  const parts: Node[] = [
    icon(document, "project", "icon large"),
    html(document, "h2", {}, notice.title),
    html(document, "p", {}, notice.message),
  ];
  const { action } = notice;
  if (action !== null) {
    const button = html(document, "button", { type: "button", class: "primary" }, action.title);
    button.addEventListener("click", () => onCommand(action.command));
    parts.push(button);
  }
  return parts;
}
