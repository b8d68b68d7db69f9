// The bar above the picture: which part is shown, the filter box, following the cursor, the legend.
import type { Direction } from "@strataline/core/graph";
import { html, icon, iconButton } from "../dom.ts";
import type { IconName } from "../icons.ts";
import { MAX_DEPTH, type Scope } from "../state.ts";
import type { ImpactMessage } from "../acts/impact.ts";
import { createFilterBox, type FilterBox, type FilterBoxEvents, type FilterView } from "./filterBox.ts";
import { filterEntries, type FilterMenuEvents, type FilterMenuView } from "./filterMenu.ts";
import { groupEntries, type GroupMenuEvents } from "./groupMenu.ts";
import { createMenu, type MenuEntry } from "./menu.ts";
import { createImpactToggle } from "./inspectorImpact.ts";

export interface ToolbarEvents extends FilterBoxEvents, FilterMenuEvents, GroupMenuEvents {
  around(): void;
  project(): void;
  depth(depth: number): void;
  filter(text: string): void;
  viewEntries(): readonly MenuEntry[];
  exportEntries(): readonly MenuEntry[];
  pin(on: boolean): void;
  turn(): void;
  legend(): void;
  /** Shows what changed since the last commit, or no longer. */
  impact(on: boolean): void;
}

export interface ToolbarView extends FilterMenuView {
  readonly scope: Scope;
  /** Name of the asset "Around" would show; null when there is none. */
  readonly aroundName: string | null;
  readonly pinned: boolean;
  readonly direction: Direction;
  /** Assets are drawn in groups. */
  readonly grouped: boolean;
  readonly legendOpen: boolean;
  readonly impact: ImpactMessage;
  readonly filter: FilterView;
}

export interface Toolbar {
  readonly element: HTMLElement;
  readonly filterBox: FilterBox;
  update(view: ToolbarView): void;
}

export function createToolbar(document: Document, events: ToolbarEvents): Toolbar {
  const around = labelButton(document, "around", "Around", () => events.around());
  const project = labelButton(document, "project", "Project", () => events.project());
  project.title = "Show the whole project";
  const scopes = group(document, "segmented", "What is shown", around, project);
  const depth = createDepth(document, events);
  const filterBox = createFilterBox(document, events);
  let shown: ToolbarView | null = null;
  const filters = createMenu(document, {
    ...{ icon: "layers", title: "Filters and layers" },
    entries: () => (shown === null ? [] : filterEntries(shown, events)),
  });
  const groups = createMenu(document, {
    ...{ icon: "group", title: "Groups" },
    entries: () => groupEntries(events),
  });
  const views = createMenu(document, {
    ...{ icon: "bookmark", title: "Saved views" },
    entries: () => events.viewEntries(),
  });
  const exports = createMenu(document, {
    ...{ icon: "export", title: "Export" },
    entries: () => events.exportEntries(),
  });
  const pin = iconButton(document, "pin", "", () => events.pin(pin.getAttribute("aria-pressed") !== "true"));
  const turn = iconButton(document, "flowDown", "", () => events.turn());
  const legend = iconButton(document, "legend", "Legend", () => events.legend());
  const impact = createImpactToggle(document, (on) => events.impact(on));
  const menus = [groups, filters, views, exports];
  const side = group(
    document,
    "buttons",
    "View",
    ...menus.map(({ element }) => element),
    impact.element,
    turn,
    pin,
    legend,
  );
  const element = html(
    document,
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": "Lineage" },
    scopes,
    depth.element,
    filterBox.element,
    side,
  );
  return {
    element,
    filterBox,
    update(view) {
      shown = view;
      filters.mark(view.state.hiddenBands.length > 0);
      groups.mark(view.grouped);
      views.mark(view.state.savedView !== null);
      for (const menu of menus) menu.refresh();
      const near = view.scope.kind === "neighbourhood";
      press(around, near);
      press(project, !near);
      around.disabled = view.aroundName === null;
      around.lastChild?.replaceWith(
        label(document, view.aroundName === null ? "Around" : `Around ${view.aroundName}`),
      );
      around.title =
        view.aroundName === null
          ? "Select an asset to show its neighbourhood"
          : `Show what is around ${view.aroundName}`;
      depth.show(view.scope.kind === "neighbourhood" ? view.scope.depth : null);
      const isDown = view.direction === "down";
      turn.replaceChildren(icon(document, isDown ? "flowDown" : "flowRight"));
      turn.title = isDown
        ? "Drawn from top to bottom. Click to draw from left to right (d)"
        : "Drawn from left to right. Click to draw from top to bottom (d)";
      turn.setAttribute("aria-label", "Draw from top to bottom");
      press(turn, isDown);
      press(pin, view.pinned);
      pin.title = view.pinned
        ? "Pinned: the view stays. Click to follow the cursor"
        : "Following the cursor. Click to pin the view";
      pin.setAttribute("aria-label", "Pin the view");
      impact.update(view.impact);
      legend.setAttribute("aria-expanded", String(view.legendOpen));
      filterBox.update(view.filter);
    },
  };
}

function createDepth(document: Document, events: ToolbarEvents) {
  let depth = 2;
  const less = iconButton(document, "zoomOut", "One step less", () => events.depth(depth - 1));
  const more = iconButton(document, "zoomIn", "One step more", () => events.depth(depth + 1));
  const figure = html(document, "span", { class: "depth-figure" });
  const element = group(document, "depth", "Steps around the asset", less, figure, more);
  return {
    element,
    show(shown: number | null) {
      element.hidden = shown === null;
      depth = shown ?? depth;
      figure.textContent = `±${depth}`;
      figure.title = `${depth} steps up- and downstream`;
      less.disabled = depth <= 1;
      more.disabled = depth >= MAX_DEPTH;
    },
  };
}

function labelButton(
  document: Document,
  name: IconName,
  text: string,
  onClick: () => void,
): HTMLButtonElement {
  const button = html(document, "button", { type: "button" }, icon(document, name), label(document, text));
  button.addEventListener("click", onClick);
  return button;
}

function label(document: Document, text: string): HTMLElement {
  return html(document, "span", { class: "label" }, text);
}

function group(document: Document, className: string, name: string, ...children: Node[]): HTMLElement {
  return html(document, "div", { class: className, role: "group", "aria-label": name }, ...children);
}

function press(button: HTMLButtonElement, on: boolean): void {
  button.setAttribute("aria-pressed", String(on));
}
