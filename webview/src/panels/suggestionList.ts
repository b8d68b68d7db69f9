// The list under the filter box: a listbox whose active option is named by the box (`aria-activedescendant`), for keys and mouse.
import { html } from "../dom.ts";
import type { Suggestion } from "./suggest.ts";

export interface SuggestionList {
  readonly element: HTMLElement;
  isOpen(): boolean;
  /** The option the arrow keys stand on; null: the caret is in the box. */
  active(): Suggestion | null;
  open(suggestions: readonly Suggestion[]): void;
  close(): void;
  /** To the next (1) or the one before (-1); before the first is the box again. */
  move(step: 1 | -1): void;
}

export const LIST_ID = "filter-suggestions";

export function createSuggestionList(
  document: Document,
  input: HTMLInputElement,
  take: (suggestion: Suggestion) => void,
): SuggestionList {
  const element = html(document, "ul", { class: "suggestions", id: LIST_ID, role: "listbox" });
  element.setAttribute("aria-label", "What may be filtered by");
  let suggestions: readonly Suggestion[] = [];
  let active = -1;
  const show = (): void => {
    const isOpen = suggestions.length > 0;
    element.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    [...element.children].forEach((option, at) =>
      option.setAttribute("aria-selected", String(at === active)),
    );
    const option = element.children[active];
    if (option === undefined) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  };
  const optionOf = (suggestion: Suggestion, at: number): HTMLElement => {
    const option = html(
      document,
      "li",
      { role: "option", id: `${LIST_ID}-${at}`, class: `suggestion is-${suggestion.kind}` },
      html(document, "span", { class: "suggestion-label" }, suggestion.label),
      html(document, "span", { class: "suggestion-detail" }, suggestion.detail),
    );
    // The focus stays in the box.
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => take(suggestion));
    return option;
  };
  show();
  return {
    element,
    isOpen: () => suggestions.length > 0,
    active: () => suggestions[active] ?? null,
    open(next) {
      suggestions = next;
      active = -1;
      element.replaceChildren(...next.map(optionOf));
      show();
    },
    close() {
      suggestions = [];
      active = -1;
      element.replaceChildren();
      show();
    },
    move(step) {
      active = Math.max(-1, Math.min(suggestions.length - 1, active + step));
      show();
    },
  };
}
