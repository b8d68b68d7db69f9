// The controls behind the toolbar's box and menus, wired to the view: who answers filters, keeps views, makes exports.
import type { Host } from "../host.ts";
import type { Measure } from "../text.ts";
import { ExportControl, type ExportSource } from "./exportControl.ts";
import { FilterActions, type ViewAccess } from "./filterActions.ts";
import { FilterControl } from "./filterControl.ts";
import { looksOf, rasterize } from "./looks.ts";
import type { ToolbarEvents } from "./toolbar.ts";
import { ViewsControl } from "./viewsControl.ts";

export interface ControlsOptions {
  readonly document: Document;
  readonly host: Host;
  readonly measure: Measure;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly input: () => Pick<ExportSource, "model" | "state">;
  readonly picture: () => Pick<ExportSource, "shown" | "layout">;
  readonly view: Omit<ViewAccess, "state" | "matched">;
}

type ControlEvents = Pick<
  ToolbarEvents,
  | "filter"
  | "onlyMatches"
  | "stepMatch"
  | "remember"
  | "suggest"
  | "focusOn"
  | "hideBands"
  | "viewEntries"
  | "exportEntries"
>;

export interface Controls {
  readonly filter: FilterControl;
  readonly actions: FilterActions;
  readonly views: ViewsControl;
  readonly events: ControlEvents;
}

export function createControls(options: ControlsOptions): Controls {
  const { document, host, measure, now, input, picture } = options;
  const state = () => input().state;
  const filter = new FilterControl({ host, now, input });
  const view: ViewAccess = { ...options.view, state, matched: () => picture().shown.matched };
  const actions = new FilterActions(view, filter);
  const views = new ViewsControl({ host, state, apply: (changed) => actions.applyView(changed) });
  const exports = new ExportControl({
    ...{ host, measure, now, announce: view.announce },
    source: () => ({ ...input(), ...picture() }),
    looks: () => looksOf(document),
    rasterize: (svg) => rasterize(document, svg),
  });
  return {
    ...{ filter, actions, views },
    events: {
      filter: (text) => actions.filter(text),
      onlyMatches: (on) => actions.onlyMatches(on),
      stepMatch: (step) => actions.stepMatch(step),
      remember: (text) => actions.remember(text),
      suggest: (text, caret) => filter.suggest(text, caret),
      focusOn: (expression) => actions.focusOn(expression),
      hideBands: (bands) => actions.hideBands(bands),
      viewEntries: () => views.entries(),
      exportEntries: () => exports.entries(),
    },
  };
}
