// The menu of saved views: picks one, and asks the host to save, rename and delete, because the views are a file of the project.
import { isSameView, parseSavedViews, type SavedView, type ViewContent } from "@strataline/core/graph";
import type { ToWebview } from "@strataline/protocol";
import type { Host } from "../host.ts";
import { restoreState, type ViewState } from "../state.ts";
import type { MenuEntry } from "./menu.ts";

export interface ViewsControlOptions {
  readonly host: Host;
  readonly state: () => ViewState;
  /** Takes over what a view keeps. */
  readonly apply: (changed: Partial<ViewState>) => void;
}

/** What a view keeps of the state; where it has no such field, the view has none. */
const KEPT: readonly string[] = Object.keys({
  ...{ filter: 1, onlyMatches: 1, scope: 1, expanded: 1, hiddenBands: 1, groups: 1 },
} satisfies Record<keyof ViewContent, 1>);

export class ViewsControl {
  readonly #options: ViewsControlOptions;
  #views: readonly SavedView[] = [];
  #problem: string | null = null;

  constructor(options: ViewsControlOptions) {
    this.#options = options;
  }

  receive({ views, problem, picked }: Extract<ToWebview, { type: "views" }>): void {
    this.#views = views;
    this.#problem = problem;
    if (picked !== null) this.#options.apply({ savedView: picked });
  }

  entries(): MenuEntry[] {
    const { host } = this.#options;
    if (this.#problem !== null) {
      return [
        { kind: "heading", text: "Saved views" },
        { kind: "note", text: this.#problem },
        { kind: "action", text: "Open the file", icon: "open", run: () => host.post({ type: "openViews" }) },
      ];
    }
    return [
      { kind: "heading", text: "Saved views" },
      ...this.#pickEntries(),
      { kind: "heading", text: "What is shown now" },
      ...this.#changeEntries(),
    ];
  }

  /** What is shown now, as a view keeps it. */
  content(): ViewContent {
    const kept = Object.entries(this.#options.state()).filter(
      ([field, value]) => KEPT.includes(field) && value !== null,
    );
    // Read back as from the file: the state may be of a version with other fields.
    const text = JSON.stringify({ schemaVersion: 1, views: [{ name: "x", ...Object.fromEntries(kept) }] });
    const read = parseSavedViews(text);
    if (!read.ok || read.views[0] === undefined) throw new Error(read.ok ? "no view" : read.message);
    return contentOf(read.views[0]);
  }

  #pickEntries(): readonly MenuEntry[] {
    if (this.#views.length === 0) {
      return [
        { kind: "note", text: "None yet. One keeps filter, scope, groups and hidden layers, for everyone." },
      ];
    }
    const picked = this.#picked();
    return this.#views.map((view): MenuEntry => {
      const on = view === picked;
      const detail = on && !isSameView(view, this.content()) ? { detail: "changed since" } : {};
      return { kind: "radio", text: view.name, on, ...detail, run: () => this.#pick(view) };
    });
  }

  #changeEntries(): readonly MenuEntry[] {
    const { host } = this.#options;
    const save = (name: string | null) => host.post({ type: "saveView", name, view: this.content() });
    const saveAs: MenuEntry = {
      kind: "action",
      text: "Save as a view…",
      icon: "bookmark",
      run: () => save(null),
    };
    const picked = this.#picked();
    if (picked === undefined) return [saveAs];
    const { name } = picked;
    const refused = isSameView(picked, this.content()) ? { refused: "nothing changed" } : {};
    return [
      saveAs,
      { kind: "action", text: `Update “${name}”`, ...refused, run: () => save(name) },
      { kind: "action", text: `Rename “${name}”…`, run: () => host.post({ type: "renameView", name }) },
      { kind: "action", text: `Delete “${name}”…`, run: () => host.post({ type: "deleteView", name }) },
    ];
  }

  #picked(): SavedView | undefined {
    const { savedView } = this.#options.state();
    return this.#views.find(({ name }) => name === savedView);
  }

  #pick(view: SavedView): void {
    const read = Object.entries(restoreState({ version: 1, ...contentOf(view) }));
    const changed = Object.fromEntries(read.filter(([field]) => KEPT.includes(field)));
    this.#options.apply({ ...changed, savedView: view.name });
  }
}

function contentOf({ filter, onlyMatches, scope, expanded, hiddenBands, groups }: SavedView): ViewContent {
  return { filter, onlyMatches, scope, expanded, hiddenBands, groups };
}
