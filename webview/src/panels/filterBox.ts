// The filter box: plain words or a selection expression, completed as it is typed. What is wrong stands below, with its place
// marked. Up leads through what was asked before, Down into the suggestions; Enter goes to the next match, Shift+Enter back.
import { html, icon, iconButton } from "../dom.ts";
import { createSuggestionList, LIST_ID } from "./suggestionList.ts";
import type { Suggestion } from "./suggest.ts";

export interface FilterBoxEvents {
  filter(text: string): void;
  onlyMatches(on: boolean): void;
  stepMatch(step: 1 | -1): void;
  /** The text is worth remembering: it was used. */
  remember(text: string): void;
  suggest(text: string, caret: number): readonly Suggestion[];
}

export interface FilterView {
  readonly text: string;
  /** Matches among the nodes of the project; null without a filter or before its answer. */
  readonly matches: number | null;
  /** Which of them is selected, from 0; null: none. */
  readonly at: number | null;
  readonly total: number;
  readonly onlyMatches: boolean;
  /** UTF-16 offsets in `text`. */
  readonly error: FilterError | null;
  /** Newest first. */
  readonly history: readonly string[];
}

export interface FilterError {
  readonly message: string;
  readonly offset: number;
  readonly end: number;
}

export interface FilterBox {
  readonly element: HTMLElement;
  focus(): void;
  update(view: FilterView): void;
}

const ERROR_ID = "filter-error";

export function createFilterBox(document: Document, events: FilterBoxEvents): FilterBox {
  const input = html(document, "input", {
    ...{ type: "text", spellcheck: "false", autocomplete: "off" },
    placeholder: "Find or filter: orders · layer:silver · +key:gold/revenue",
    title: "Find by words, or filter with a selection expression (/)",
    "aria-label": "Find an asset by words, or filter with a selection expression",
    ...{ role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST_ID },
  });
  const count = html(document, "span", { class: "filter-count" });
  const before = iconButton(document, "up", "Previous match (Shift+Enter)", () => events.stepMatch(-1));
  const next = iconButton(document, "down", "Next match (Enter)", () => events.stepMatch(1));
  for (const button of [before, next]) button.classList.add("step");
  const only = iconButton(document, "filter", "Show matches only", () => {
    events.onlyMatches(only.getAttribute("aria-pressed") !== "true");
  });
  const clear = iconButton(document, "close", "Clear the filter (Escape)", () => {
    events.filter("");
    input.focus();
  });
  const error = html(document, "div", { class: "filter-error", id: ERROR_ID, "aria-live": "polite" });
  let view: FilterView | null = null;

  const write = (text: string, caret = text.length): void => {
    input.value = text;
    input.setSelectionRange(caret, caret);
    events.filter(text);
  };
  const suggest = (): void => {
    list.open(events.suggest(input.value, input.selectionStart ?? input.value.length));
    showError();
  };
  const close = (): void => {
    list.close();
    showError();
  };
  const take = (suggestion: Suggestion): void => {
    write(suggestion.text, suggestion.caret);
    if (suggestion.kind === "recent" || suggestion.kind === "offer") close();
    else suggest();
  };
  const list = createSuggestionList(document, input, take);
  const past = createPast(() => view?.history ?? [], write);

  const showError = (): void => {
    const problem = view === null || isUnfinished(view, list.isOpen()) ? null : view.error;
    box.classList.toggle("invalid", problem !== null);
    input.setAttribute("aria-invalid", String(problem !== null));
    if (problem === null) input.removeAttribute("aria-describedby");
    else input.setAttribute("aria-describedby", ERROR_ID);
    error.hidden = problem === null;
    error.replaceChildren(...(problem === null ? [] : explain(document, input.value, problem)));
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const active = list.active();
    switch (event.key) {
      case "ArrowDown":
        if (active === null && past.forward()) return true;
        if (!list.isOpen()) suggest();
        list.move(1);
        return true;
      case "ArrowUp":
        if (active !== null) list.move(-1);
        else if (past.back(input.value)) close();
        return true;
      case "Enter":
        if (active !== null) take(active);
        else {
          close();
          events.remember(input.value);
          events.stepMatch(event.shiftKey ? -1 : 1);
        }
        return true;
      case "Tab":
        if (active === null || event.shiftKey) return false;
        take(active);
        return true;
      case "Escape":
        if (!list.isOpen()) return false;
        close();
        return true;
      case " ":
        if (!event.ctrlKey) return false;
        suggest();
        return true;
      default:
        return false;
    }
  };
  input.addEventListener("input", () => {
    past.leave();
    events.filter(input.value);
    suggest();
  });
  input.addEventListener("click", () => {
    if (!list.isOpen()) suggest();
  });
  input.addEventListener("keydown", (event) => {
    if (!onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", () => {
    close();
    if (view?.error === null && view.matches !== 0) events.remember(input.value);
  });

  const search = icon(document, "search");
  const box = html(
    document,
    "div",
    { class: "filter-box" },
    ...[search, input, count, before, next, only, clear],
  );
  const drop = html(document, "div", { class: "filter-drop" }, list.element, error);
  return {
    element: html(document, "div", { class: "filter", role: "search" }, box, drop),
    focus() {
      input.focus();
      input.select();
    },
    update(now) {
      view = now;
      if (input.value !== now.text) input.value = now.text;
      count.textContent = countOf(now);
      only.setAttribute("aria-pressed", String(now.onlyMatches));
      const empty = now.text.trim() === "";
      for (const button of [only, clear]) button.hidden = empty;
      for (const button of [before, next]) {
        button.hidden = empty;
        button.disabled = (now.matches ?? 0) === 0;
      }
      showError();
    },
  };
}

function countOf({ matches, at, total }: FilterView): string {
  if (matches === null) return "";
  return at === null ? `${matches} of ${total}` : `${at + 1} / ${matches}`;
}

/** What is half typed at the end, while suggestions for it are open, is no mistake yet. */
function isUnfinished({ text, error }: FilterView, isListOpen: boolean): boolean {
  return isListOpen && error !== null && error.end >= text.trimEnd().length;
}

interface Past {
  /** To what was asked before; false when there is nothing older. */
  back(draft: string): boolean;
  /** Towards what was being typed; false when one is there. */
  forward(): boolean;
  leave(): void;
}

/** Steps through what was asked before; what was being typed is kept at the end. */
function createPast(history: () => readonly string[], write: (text: string) => void): Past {
  let at = -1;
  let draft = "";
  return {
    back(now) {
      if (at === -1) draft = now;
      const older = history()
        .slice(at + 1)
        .findIndex((text) => text !== now);
      if (older === -1) return false;
      at += older + 1;
      write(history()[at] ?? draft);
      return true;
    },
    forward() {
      if (at === -1) return false;
      at--;
      write(history()[at] ?? draft);
      return true;
    },
    leave() {
      at = -1;
    },
  };
}

/** The expression with its faulty place marked, then what is wrong there. */
function explain(document: Document, text: string, { message, offset, end }: FilterError): Node[] {
  const at = Math.min(Math.max(0, offset), text.length);
  const stop = Math.max(at + 1, end);
  // At the end there is no letter to mark: a space stands for it.
  const faulty = text.slice(at, stop) || "\u00a0";
  const mark = html(document, "mark", {}, faulty);
  const code = html(document, "code", {}, text.slice(0, at), mark, text.slice(stop));
  return [code, html(document, "span", {}, ...inCode(document, message))];
}

/** Core writes what is code between backticks. */
function inCode(document: Document, message: string): readonly (Node | string)[] {
  return message.split("`").map((part, index) => (index % 2 === 0 ? part : html(document, "code", {}, part)));
}
