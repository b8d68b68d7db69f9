// Who answers the filter: the view itself, and the host for what only the host knows. Keeps the answer to what is in the box.
import type { ToWebview } from "@strataline/protocol";
import {
  answerHere,
  factsOfRuns,
  offersFor,
  parseFilter,
  searchKeys,
  stepMatch,
  type FilterAnswer,
} from "../filter.ts";
import type { Host } from "../host.ts";
import type { Model } from "../model.ts";
import type { ViewState } from "../state.ts";
import { suggestionsFor, type Suggestion } from "./suggest.ts";

export interface FilterControlOptions {
  readonly host: Host;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly input: () => { readonly model: Model; readonly state: ViewState };
}

export class FilterControl {
  readonly #options: FilterControlOptions;
  #answer: FilterAnswer | null = null;

  constructor(options: FilterControlOptions) {
    this.#options = options;
  }

  /** Null: nothing is asked, or the host has not answered yet. */
  get answer(): FilterAnswer | null {
    return this.#answer;
  }

  /** The text changed: the answer to the one before says nothing about it. */
  askAnew(): void {
    this.#answer = null;
    this.ask();
  }

  /** Graph or runs changed. The old answer stays until the host has a new one, so that nothing flickers. */
  ask(): void {
    const { model, state } = this.#options.input();
    const query = parseFilter(state.filter);
    if (query.kind !== "selection") return;
    const facts = factsOfRuns(model.statuses, this.#options.now());
    const here = answerHere(model.graph, query.expression, facts);
    if (here !== null) this.#answer = here;
    else this.#options.host.post({ type: "select", expression: query.expression });
  }

  /** Whether what is in the box depends on the runs. */
  asksRuns(): boolean {
    return /\b(?:status|stale|not_materialized_in_hours)\s*:/.test(this.#options.input().state.filter);
  }

  /** False for an answer to what was in the box before. */
  take({ expression, result }: Extract<ToWebview, { type: "selection" }>): boolean {
    const query = parseFilter(this.#options.input().state.filter);
    if (query.kind !== "selection" || query.expression !== expression) return false;
    this.#answer = result;
    return true;
  }

  suggest(text: string, caret: number): readonly Suggestion[] {
    const { model, state } = this.#options.input();
    const facts = factsOfRuns(model.statuses, this.#options.now());
    return suggestionsFor(text, caret, {
      ...{ graph: model.graph, facts },
      ...{ history: state.history, offers: offersFor(model.graph, state.selected) },
    });
  }

  step(matched: ReadonlySet<string> | null, step: 1 | -1): string | null {
    return stepMatch(this.#ordered(matched), this.#selected(), step);
  }

  /** Which of the matches is selected, from 0; null: none. */
  placeOfSelected(matched: ReadonlySet<string> | null): number | null {
    const selected = this.#selected();
    if (selected === null || matched?.has(selected) !== true) return null;
    return this.#ordered(matched).indexOf(selected);
  }

  /** All matches in the order of the steps: the likest first for words, by key for an expression. */
  #ordered(matched: ReadonlySet<string> | null): readonly string[] {
    if (matched === null) return [];
    const { model, state } = this.#options.input();
    const query = parseFilter(state.filter);
    return query.kind === "search" ? searchKeys(model.graph, query.words) : [...matched];
  }

  #selected(): string | null {
    return this.#options.input().state.selected[0] ?? null;
  }
}
