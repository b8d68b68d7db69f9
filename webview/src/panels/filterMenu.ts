// The menu of ready-made filters: by the last run, around the selection, and which layers are shown.
import { bandsOf } from "@strataline/core/graph";
import { offersFor } from "../filter.ts";
import type { Model } from "../model.ts";
import type { ViewState } from "../state.ts";
import type { MenuEntry } from "./menu.ts";
import { QUICK_FILTERS } from "./suggest.ts";

export interface FilterMenuEvents {
  filter(text: string): void;
  /** Shows what the expression matches and nothing else. */
  focusOn(expression: string): void;
  hideBands(bands: readonly string[]): void;
}

export interface FilterMenuView {
  readonly model: Model;
  readonly state: ViewState;
}

export function filterEntries({ model, state }: FilterMenuView, events: FilterMenuEvents): MenuEntry[] {
  return [
    { kind: "heading", text: "By the last run" },
    ...QUICK_FILTERS.map((quick): MenuEntry => {
      const on = state.filter.trim() === quick.expression;
      const run = () => events.filter(on ? "" : quick.expression);
      return { kind: "check", text: quick.title, detail: quick.expression, on, run };
    }),
    { kind: "heading", text: "Around the selection" },
    ...selectionEntries(model, state.selected, events),
    { kind: "heading", text: "Layers" },
    ...layerEntries(model, state.hiddenBands, events),
  ];
}

function selectionEntries(
  { graph }: Model,
  selected: readonly string[],
  events: FilterMenuEvents,
): readonly MenuEntry[] {
  if (selected.length === 0) {
    return [{ kind: "note", text: "Select an asset, or two for the path between them." }];
  }
  return offersFor(graph, selected).map(({ title, expression }) => ({
    ...{ kind: "action", text: title },
    run: () => events.focusOn(expression),
  }));
}

function layerEntries(
  { graph }: Model,
  hidden: readonly string[],
  events: FilterMenuEvents,
): readonly MenuEntry[] {
  const bands = bandsOf(graph).map(({ id, title, nodes }): MenuEntry => {
    const on = !hidden.includes(id);
    const others = hidden.filter((other) => other !== id);
    const run = () => events.hideBands(on ? [...others, id] : others);
    return { kind: "check", text: title, detail: String(nodes.length), on, run };
  });
  if (hidden.length === 0) return bands;
  return [...bands, { kind: "action", text: "Show all layers", run: () => events.hideBands([]) }];
}
