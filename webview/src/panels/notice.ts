// What stands in place of the picture when there is none: loading, or why it is empty and what to do.
import { html, icon } from "../dom.ts";
import { plural } from "../format.ts";
import type { IconName } from "../icons.ts";
import type { Notice } from "../model.ts";
import { createTimer } from "../timers.ts";

/** The project has assets, but filter and hidden layers leave none of them. */
export interface FilteredOut {
  readonly kind: "filteredOut";
  readonly total: number;
  /** The filter that leaves out what it does not match; null: it does not. */
  readonly filter: string | null;
  /** Some layers are hidden. */
  readonly layers: boolean;
}

export interface NoticeEvents {
  command(command: string): void;
  filter(text: string): void;
  hideBands(bands: readonly string[]): void;
}

export interface NoticePanel {
  readonly element: HTMLElement;
  update(notice: Notice | FilteredOut | null): void;
}

/** The project is read in a second; what takes longer deserves a word. */
const SLOW_MS = 8000;

export function createNotice(document: Document, events: NoticeEvents): NoticePanel {
  const element = html(document, "div", { class: "notice", role: "status" });
  const slow = createTimer(
    () => SLOW_MS,
    () => element.append(...whenSlow(document, events)),
  );
  let shown = "";
  return {
    element,
    update(notice) {
      element.hidden = notice === null;
      // The same again would be read out again, and would take the focus from its button.
      const looks = JSON.stringify(notice);
      if (looks === shown) return;
      shown = looks;
      slow.stop();
      element.replaceChildren(...(notice === null ? [] : contents(document, notice, events)));
      if (notice?.kind === "loading") slow.start();
    },
  };
}

function contents(document: Document, notice: Notice | FilteredOut, events: NoticeEvents): readonly Node[] {
  switch (notice.kind) {
    case "loading":
      return [icon(document, "running", "icon spin"), html(document, "p", {}, "Reading the project…")];
    case "empty": {
      const { title, message, action } = notice;
      const buttons =
        action === null ? [] : [button(document, action.title, () => events.command(action.command))];
      return explain(document, "project", title, message, buttons);
    }
    case "filteredOut":
      return explain(
        document,
        "filter",
        "Nothing to show",
        whyNothing(notice),
        ways(document, notice, events),
      );
  }
}

function whyNothing({ total, filter, layers }: FilteredOut): string {
  const of = `${plural(total, "asset")} of the project`;
  if (filter === null)
    return layers ? `The layers of all ${of} are hidden.` : `None of the ${of} is in this part.`;
  const hidden = layers ? ", or their layers are hidden" : "";
  return `None of the ${of} matches “${filter}” in what is shown${hidden}.`;
}

function ways(document: Document, { filter, layers }: FilteredOut, events: NoticeEvents): readonly Node[] {
  return [
    ...(filter === null ? [] : [button(document, "Clear the filter", () => events.filter(""))]),
    ...(layers ? [button(document, "Show all layers", () => events.hideBands([]))] : []),
  ];
}

function explain(
  document: Document,
  name: IconName,
  title: string,
  message: string,
  buttons: readonly Node[],
): readonly Node[] {
  return [
    icon(document, name, "icon large"),
    html(document, "h2", {}, title),
    html(document, "p", {}, message),
    html(document, "div", { class: "notice-actions" }, ...buttons),
  ];
}

function whenSlow(document: Document, events: NoticeEvents): readonly Node[] {
  return [
    html(document, "p", {}, "This takes longer than usual. If it stays so, start the language server anew."),
    button(document, "Restart the server", () => events.command("strataline.restartServer")),
  ];
}

function button(document: Document, text: string, onClick: () => void): HTMLButtonElement {
  const element = html(document, "button", { type: "button", class: "primary" }, text);
  element.addEventListener("click", onClick);
  return element;
}
