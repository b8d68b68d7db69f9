// The filter box: a name to find or a selection expression; what is wrong with it stands below, with a caret at the place.
import { html, icon, iconButton } from "../dom.ts";

export interface FilterBoxEvents {
  filter(text: string): void;
  onlyMatches(on: boolean): void;
  nextMatch(): void;
}

export interface FilterView {
  readonly text: string;
  /** Matches among the nodes of the project; null without a filter or before its answer. */
  readonly matches: number | null;
  readonly total: number;
  readonly onlyMatches: boolean;
  /** `offset`: UTF-16 offset in `text`. */
  readonly error: { readonly message: string; readonly offset: number } | null;
}

export interface FilterBox {
  readonly element: HTMLElement;
  focus(): void;
  update(view: FilterView): void;
}

export function createFilterBox(document: Document, events: FilterBoxEvents): FilterBox {
  const input = html(document, "input", {
    type: "text",
    placeholder: "Find or filter: orders · layer:silver · 1+key:gold/*",
    "aria-label": "Find an asset by name, or filter with a selection expression",
    spellcheck: "false",
    autocomplete: "off",
  });
  const count = html(document, "span", { class: "filter-count" });
  const only = iconButton(document, "filter", "Show matches only", () => {
    events.onlyMatches(only.getAttribute("aria-pressed") !== "true");
  });
  const clear = iconButton(document, "close", "Clear the filter", () => {
    events.filter("");
    input.focus();
  });
  const error = html(document, "div", { class: "filter-error", id: "filter-error", role: "alert" });
  input.addEventListener("input", () => events.filter(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") events.nextMatch();
  });
  const search = icon(document, "search");
  const box = html(document, "div", { class: "filter-box" }, search, input, count, only, clear);
  return {
    element: html(document, "div", { class: "filter", role: "search" }, box, error),
    focus() {
      input.focus();
      input.select();
    },
    update({ text, matches, total, onlyMatches, error: problem }) {
      if (input.value !== text) input.value = text;
      const empty = text.trim() === "";
      count.textContent = matches === null ? "" : `${matches} of ${total}`;
      only.setAttribute("aria-pressed", String(onlyMatches));
      only.hidden = empty;
      clear.hidden = empty;
      box.classList.toggle("invalid", problem !== null);
      input.setAttribute("aria-invalid", String(problem !== null));
      if (problem === null) input.removeAttribute("aria-describedby");
      else input.setAttribute("aria-describedby", "filter-error");
      error.hidden = problem === null;
      error.replaceChildren(...(problem === null ? [] : explain(document, text, problem)));
    },
  };
}

/** The expression with its faulty place marked, then what is wrong there. */
function explain(
  document: Document,
  text: string,
  { message, offset }: { message: string; offset: number },
): Node[] {
  const at = Math.min(Math.max(0, offset), text.length);
  // At the end there is no letter to mark: a space stands for it.
  const faulty = text.slice(at, at + 1) || "\u00a0";
  const code = html(
    document,
    "code",
    {},
    text.slice(0, at),
    html(document, "mark", {}, faulty),
    text.slice(at + 1),
  );
  return [code, html(document, "span", {}, message)];
}
