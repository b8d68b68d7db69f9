// The controls behind the toolbar's box and menus, wired to the view: who answers filters, keeps views, makes exports.
import type { Host } from "../host.ts";
import type { ViewState } from "../state.ts";
import type { Measure } from "../text.ts";
import { ExportControl, type ExportSource } from "./exportControl.ts";
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
  /** Takes over what a saved view keeps. */
  readonly apply: (changed: Partial<ViewState>) => void;
  readonly announce: (text: string) => void;
}

export interface Controls {
  readonly filter: FilterControl;
  readonly views: ViewsControl;
  readonly events: Pick<ToolbarEvents, "suggest" | "viewEntries" | "exportEntries">;
}

export function createControls(options: ControlsOptions): Controls {
  const { document, host, measure, now, input, picture, apply, announce } = options;
  const filter = new FilterControl({ host, now, input });
  const views = new ViewsControl({ host, apply, state: () => input().state });
  const exports = new ExportControl({
    ...{ host, measure, now, announce },
    source: () => ({ ...input(), ...picture() }),
    looks: () => looksOf(document),
    rasterize: (svg) => rasterize(document, svg),
  });
  return {
    ...{ filter, views },
    events: {
      suggest: (text, caret) => filter.suggest(text, caret),
      viewEntries: () => views.entries(),
      exportEntries: () => exports.entries(),
    },
  };
}
