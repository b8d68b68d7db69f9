// All panels around the picture, and what each of them shows of the view's state.
import { downstreamOf, upstreamOf } from "@strataline/core/graph";
import type { AssetAct, AssetDetails } from "@strataline/protocol";
import type { ImpactMessage } from "../acts/impact.ts";
import { html } from "../dom.ts";
import { parseFilter, type FilterAnswer } from "../filter.ts";
import type { Model } from "../model.ts";
import { progressOf } from "../progress.ts";
import type { ViewState } from "../state.ts";
import type { Shown } from "../view.ts";
import { createInspector, type Inspector, type InspectorView } from "./inspector.ts";
import { createLegend, type Legend } from "./legend.ts";
import { legendFacts } from "./legendFacts.ts";
import { createNotice, type FilteredOut, type NoticeEvents, type NoticePanel } from "./notice.ts";
import { createProgressStrip, type ProgressStrip } from "./progressStrip.ts";
import { createToolbar, type Toolbar, type ToolbarEvents } from "./toolbar.ts";
import type { FilterError, FilterView } from "./filterBox.ts";
import { createTroubleBar, type TroubleBar } from "./troubleBar.ts";
import { createZoomBar, type ZoomBar, type ZoomBarEvents } from "./zoomBar.ts";

export interface PanelEvents extends ToolbarEvents, ZoomBarEvents, NoticeEvents {
  open(key: string): void;
  run(keys: readonly string[], upstream: boolean): void;
  copy(text: string): void;
  aroundKey(key: string, depth: number): void;
  goTo(key: string): void;
  act(act: AssetAct, keys: readonly string[]): void;
  menu(key: string, below: Element): void;
  close(): void;
}

export interface PanelsView {
  readonly model: Model;
  readonly state: ViewState;
  readonly shown: Shown;
  readonly answer: FilterAnswer | null;
  /** Which of the matches is selected, from 0. */
  readonly matchAt: number | null;
  /** Of the asset that is selected alone, once they are there. */
  readonly details: AssetDetails | null;
  readonly aroundKey: string | null;
  readonly legendOpen: boolean;
  readonly impact: ImpactMessage;
  readonly now: number;
}

export interface Panels {
  readonly toolbar: Toolbar;
  readonly strip: ProgressStrip;
  readonly trouble: TroubleBar;
  readonly inspector: Inspector;
  readonly legend: Legend;
  readonly notice: NoticePanel;
  readonly zoomBar: ZoomBar;
  /** What screen readers are told. */
  readonly live: HTMLElement;
  update(view: PanelsView): void;
}

export function createPanels(document: Document, events: PanelEvents): Panels {
  const toolbar = createToolbar(document, events);
  const strip = createProgressStrip(document);
  const trouble = createTroubleBar(document, (command) => events.command(command));
  const inspector = createInspector(document, {
    open: (key) => events.open(key),
    run: (keys, upstream) => events.run(keys, upstream),
    copy: (text) => events.copy(text),
    around: (key, depth) => events.aroundKey(key, depth),
    goTo: (key) => events.goTo(key),
    act: (act, keys) => events.act(act, keys),
    menu: (key, below) => events.menu(key, below),
    close: () => events.close(),
  });
  const legend = createLegend(document);
  const notice = createNotice(document, events);
  const zoomBar = createZoomBar(document, events);
  const live = html(document, "div", { class: "live", "aria-live": "polite" });
  return {
    ...{ toolbar, strip, trouble, inspector, legend, notice, zoomBar, live },
    update(view) {
      const { model, state, shown } = view;
      toolbar.update({
        scope: shown.scope,
        aroundName: view.aroundKey?.slice(view.aroundKey.lastIndexOf("/") + 1) ?? null,
        pinned: state.pinned,
        direction: state.direction,
        grouped: shown.grouping.by !== "none",
        legendOpen: view.legendOpen,
        impact: view.impact,
        filter: filterView(view),
        ...{ model, state },
      });
      strip.update(progressOf(model.statuses));
      trouble.update(model.trouble);
      inspector.update(inspectorView(view));
      legend.update(view.legendOpen ? legendFacts(view) : null);
      notice.update(model.notice ?? filteredOut(view));
    },
  };
}

function filterView({ model, state, shown, answer, matchAt }: PanelsView): FilterView {
  const leading = state.filter.length - state.filter.trimStart().length;
  const wrong = parseFilter(state.filter).kind === "selection" && answer?.ok === false ? answer : null;
  return {
    text: state.filter,
    matches: shown.matched?.size ?? null,
    at: matchAt,
    total: model.graph.nodes.length,
    onlyMatches: state.onlyMatches,
    error: wrong === null ? null : errorIn(wrong, leading),
    history: state.history,
  };
}

function errorIn({ message, offset, end = offset + 1 }: Wrong, leading: number): FilterError {
  return { message, offset: offset + leading, end: end + leading };
}

type Wrong = Extract<FilterAnswer, { ok: false }>;

/** There are assets, but the user's choices leave none of them. */
function filteredOut({ model, state, shown }: PanelsView): FilteredOut | null {
  if (model.graph.nodes.length === 0 || shown.part.graph.nodes.length > 0) return null;
  const total = model.graph.nodes.length;
  const byFilter = state.onlyMatches && shown.matched !== null;
  return {
    kind: "filteredOut",
    total,
    filter: byFilter ? state.filter.trim() : null,
    layers: state.hiddenBands.length > 0,
  };
}

function inspectorView({ model, state, details, now }: PanelsView): InspectorView {
  const selected = new Set(state.selected);
  const nodes = model.graph.nodes.filter(({ key }) => selected.has(key));
  const [node] = nodes;
  if (node === undefined) return { kind: "none" };
  if (nodes.length > 1) {
    const runnable = nodes.filter(({ kind }) => kind === "asset").map(({ key }) => key);
    return { kind: "many", keys: nodes.map(({ key }) => key), runnable };
  }
  return {
    kind: "one",
    node,
    status: model.statuses.get(node.key) ?? null,
    layerTitle: model.graph.layers.find(({ name }) => name === node.layer)?.title ?? null,
    details: details?.key === node.key ? details : null,
    upstream: upstreamOf(model.graph, node.key),
    downstream: downstreamOf(model.graph, node.key),
    now,
  };
}
