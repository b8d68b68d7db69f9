// What the user's choices of filters, layers and saved views do to the view.
import { plural } from "../format.ts";
import type { ViewState } from "../state.ts";
import type { FilterControl } from "./filterControl.ts";
import { remembered } from "./suggest.ts";

/** The view as these choices change it. */
export interface ViewAccess {
  readonly state: () => ViewState;
  /** Takes over choices and remembers them; nothing is drawn yet. */
  readonly set: (changed: Partial<ViewState>) => void;
  /** Shows another part, from the start: laid out anew and framed. */
  readonly rescope: () => void;
  /** Shows less or more: what stays keeps its place. */
  readonly relayout: () => void;
  /** The same is shown; other assets match. */
  readonly rematch: () => void;
  readonly refreshPanels: () => void;
  /** In the whole project; null without a filter. */
  readonly matched: () => ReadonlySet<string> | null;
  /** Selects it and brings it into view. */
  readonly goTo: (key: string) => void;
  readonly announce: (text: string) => void;
}

export class FilterActions {
  readonly #view: ViewAccess;
  readonly #control: FilterControl;

  constructor(view: ViewAccess, control: FilterControl) {
    this.#view = view;
    this.#control = control;
  }

  filter(filter: string): void {
    this.#view.set({ filter });
    this.#control.askAnew();
    this.showMatches();
  }

  onlyMatches(onlyMatches: boolean): void {
    this.#view.set({ onlyMatches });
    this.#view.rescope();
  }

  showMatches(): void {
    if (this.#view.state().onlyMatches) this.#view.relayout();
    else this.#view.rematch();
    const matched = this.#view.matched();
    if (matched !== null) this.#view.announce(plural(matched.size, "match", "matches"));
  }

  /** The runs changed. */
  followRuns(): void {
    if (!this.#control.asksRuns()) return;
    this.#control.ask();
    this.showMatches();
  }

  /** Shows what the expression matches, wherever it is, and nothing else. */
  focusOn(filter: string): void {
    const history = remembered(this.#view.state().history, filter);
    this.#view.set({ filter, history, onlyMatches: true, scope: { kind: "project" }, expanded: [] });
    this.#control.askAnew();
    this.#view.rescope();
  }

  remember(text: string): void {
    this.#view.set({ history: remembered(this.#view.state().history, text) });
  }

  hideBands(hiddenBands: readonly string[]): void {
    this.#view.set({ hiddenBands });
    this.#view.relayout();
  }

  stepMatch(step: 1 | -1): void {
    const next = this.#control.step(this.#view.matched(), step);
    if (next !== null) this.#view.goTo(next);
  }

  /** Only the name when that is all: nothing moves then. */
  applyView(changed: Partial<ViewState>): void {
    this.#view.set(changed);
    this.#control.askAnew();
    if (Object.keys(changed).length > 1) this.#view.rescope();
    else this.#view.refreshPanels();
  }
}
