// The lineage view: takes the host's messages and the user's actions, keeps model and state, and tells picture and panels what to show.
import type { ToWebview } from "@strataline/protocol";
import { nodeOf, type Layout, type Size } from "@strataline/core/graph";
import type { ZoomTransform } from "d3";
import { zoomIdentity } from "d3";
import { html } from "./dom.ts";
import { emphasisOf } from "./emphasis.ts";
import { parseFilter, searchKeys, type FilterAnswer } from "./filter.ts";
import type { Host } from "./host.ts";
import { firstKey, nextKey, type Direction } from "./keyboard.ts";
import { INITIAL_MODEL, receive, type Change, type Model, type Renames } from "./model.ts";
import { createPanels, type Panels } from "./panels/panels.ts";
import { Picture } from "./picture.ts";
import { describeProgress, progressOf } from "./progress.ts";
import { listenToKeys } from "./shortcuts.ts";
import { clampDepth, restoreState, type Expansion, type ViewState } from "./state.ts";
import type { Measure } from "./text.ts";
import { cardsOf, renameLayout, renameState, sceneOf, shownOf, type Shown } from "./view.ts";
import type { Scene } from "./draw/scene.ts";

export interface Surroundings {
  readonly document: Document;
  readonly root: HTMLElement;
  readonly host: Host;
  readonly measure: Measure;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly reducedMotion: () => boolean;
  /** Of the picture, in CSS pixels. */
  readonly size: (picture: HTMLElement) => Size;
}

/** Longest a picture may take to settle after a change, in milliseconds. */
const SETTLE = 180;
const SAVE_DELAY = 200;
const RUNNING_TICK = 1000;
const RESTING_TICK = 30_000;

export class LineageView {
  readonly #around: Surroundings;
  readonly #picture: Picture;
  readonly #panels: Panels;
  #model: Model = INITIAL_MODEL;
  #state: ViewState;
  #answer: FilterAnswer | null = null;
  #shown: Shown;
  #scene: Scene | null = null;
  #hovered: string | null = null;
  #focused: string | null = null;
  #legendOpen = false;
  #saveTimer: ReturnType<typeof setTimeout> | null = null;
  #tickTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #stop: () => void;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
    const { document, root, host } = surroundings;
    this.#state = restoreState(host.savedState());
    this.#shown = shownOf(this.#model, this.#state, null);
    this.#picture = new Picture({
      document,
      size: () => surroundings.size(this.#picture.element),
      duration: () => (surroundings.reducedMotion() ? 0 : SETTLE),
      events: {
        hover: (key) => this.#hover(key),
        click: (key, extend) => this.select(key, extend),
        background: () => this.#setSelected([]),
        open: (key) => this.open(key),
        focus: (key) => this.#focus(key),
        expand: (expansion) => this.#expand(expansion),
        moved: (transform, byUser) => this.#moved(transform, byUser),
      },
    });
    this.#panels = createPanels(document, this.#panelEvents());
    const { toolbar, strip, notice, inspector, legend, zoomBar, live } = this.#panels;
    const stage = html(
      document,
      "main",
      { class: "stage" },
      ...[this.#picture.element, inspector.element, zoomBar.element, legend, notice.element],
    );
    root.replaceChildren(toolbar.element, strip.element, stage, live);
    this.#stop = listenToKeys(document, this);
    this.#refreshPanels();
    host.post({ type: "ready" });
  }

  receive(message: ToWebview): void {
    if (message.type === "selection") {
      this.#receiveSelection(message);
      return;
    }
    const wasRunning = progressOf(this.#model.statuses);
    const { model, change } = receive(this.#model, message);
    this.#model = model;
    this.#apply(change);
    const running = progressOf(model.statuses);
    if (wasRunning !== null && running === null) this.#announce("The run finished");
    else if (running !== null && running.failed > (wasRunning?.failed ?? 0))
      this.#announce(describeProgress(running));
    this.#scheduleTick();
  }

  /** The viewport's size changed. */
  resize(): void {
    this.#picture.resize();
  }

  dispose(): void {
    this.#stop();
    if (this.#saveTimer !== null) clearTimeout(this.#saveTimer);
    if (this.#tickTimer !== null) clearTimeout(this.#tickTimer);
  }

  //#region What keys and clicks do

  select(key: string, extend: boolean): void {
    const { selected } = this.#state;
    const others = selected.filter((other) => other !== key);
    if (!extend) this.#setSelected([key]);
    else this.#setSelected(selected.includes(key) ? others : [...selected, key]);
    this.#focused = key;
    this.#paint();
  }

  open(key: string): void {
    this.#around.host.post({ type: "open", key, preview: false });
  }

  move(direction: Direction): void {
    const layout = this.#scene?.layout;
    if (layout === undefined) return;
    const from = this.focusedKey();
    const to = from === null ? firstKey(layout) : nextKey(layout, this.#model.graph, from, direction);
    if (to === null) this.#announce(NOTHING_THERE[direction]);
    else this.#picture.focus(to);
  }

  /** The node with the keyboard focus, or where it would go. */
  focusedKey(): string | null {
    return this.#picture.hasFocus() ? this.#focused : null;
  }

  fit(): void {
    this.#picture.fit(true);
  }

  zoomBy(factor: number): void {
    this.#picture.camera.zoomBy(factor);
  }

  focusFilter(): void {
    this.#panels.toolbar.filterBox.focus();
  }

  /** Escape: the legend, then the filter, then the selection. */
  clear(): void {
    if (this.#legendOpen) this.#toggleLegend();
    else if (this.#state.filter !== "") this.#filter("");
    else this.#setSelected([]);
  }

  //#endregion

  #panelEvents(): Parameters<typeof createPanels>[1] {
    const { host } = this.#around;
    return {
      around: () => this.#aroundKey(this.#aroundCandidate(), 2),
      project: () => this.#change({ scope: { kind: "project" }, expanded: [] }, "scope"),
      depth: (depth) => {
        const { scope } = this.#shown;
        if (scope.kind === "neighbourhood") this.#aroundKey(scope.key, depth);
      },
      filter: (text) => this.#filter(text),
      onlyMatches: (onlyMatches) => this.#change({ onlyMatches }, "scope"),
      nextMatch: () => this.#nextMatch(),
      pin: (pinned) => this.#change({ pinned }, "none"),
      legend: () => this.#toggleLegend(),
      open: (key) => this.open(key),
      run: (keys, upstream) => host.post({ type: "run", keys, upstream }),
      copy: (text) => host.post({ type: "copy", text }),
      aroundKey: (key, depth) => this.#aroundKey(key, depth),
      close: () => this.#setSelected([]),
      command: (command) => host.post({ type: "command", command }),
      fit: () => this.fit(),
      zoomBy: (factor) => this.zoomBy(factor),
    };
  }

  //#region Messages

  #apply(change: Change): void {
    switch (change.kind) {
      case "project":
        this.#openProject();
        return;
      case "graph":
        this.#changeGraph(change.renames);
        return;
      case "status":
        this.#refreshCards();
        return;
      case "active":
        this.#follow(change.reveal);
        return;
      case "resync":
        this.#around.host.post({ type: "resync" });
        return;
      case "notice":
        this.#refreshPanels();
        return;
      case "none":
        return;
    }
  }

  /** The first graph takes over what was saved; a graph of another project starts anew. */
  #openProject(): void {
    if (this.#scene !== null) this.#state = { ...restoreState(null), pinned: this.#state.pinned };
    const { transform } = this.#state;
    this.#relayout(null, false);
    if (transform === null) this.#picture.frame(this.#centreKey(), false);
    else this.#picture.camera.jump(zoomIdentity.translate(transform.x, transform.y).scale(transform.k));
    this.#ask();
  }

  #changeGraph(renames: Renames): void {
    this.#state = renameState(this.#state, renames);
    const focused = this.#focused;
    if (focused !== null) this.#focused = renames.get(focused) ?? focused;
    const wasEmpty = this.#scene === null || this.#scene.layout.nodes.size === 0;
    this.#relayout(this.#scene === null ? null : renameLayout(this.#scene.layout, renames), true);
    if (wasEmpty) this.#picture.frame(this.#centreKey(), false);
    // A selection is an answer about a graph: a new graph asks again.
    this.#ask();
  }

  /** The cursor moved to another asset. */
  #follow(reveal: boolean): void {
    const { active } = this.#model;
    const scene = this.#scene;
    if (active === null || scene === null || (this.#state.pinned && !reveal)) {
      this.#paint();
      return;
    }
    const inSight = scene.layout.nodes.has(active);
    const known = nodeOf(this.#model.graph, active) !== undefined;
    const { scope } = this.#shown;
    const offCentre = scope.kind === "neighbourhood" && scope.key !== active;
    if (known && (!inSight || (reveal && offCentre)))
      this.#aroundKey(active, scope.kind === "neighbourhood" ? scope.depth : 2);
    if (reveal && known) this.#setSelected([active]);
    this.#paint();
    this.#picture.reveal(active);
  }

  #receiveSelection(message: Extract<ToWebview, { type: "selection" }>): void {
    const query = parseFilter(this.#state.filter);
    // An answer to what was in the box before says nothing about what is in it now.
    if (query.kind !== "selection" || query.expression !== message.expression) return;
    this.#answer = message.result;
    if (this.#state.onlyMatches) this.#relayout(this.#scene?.layout ?? null, true);
    else this.#reshow();
    if (message.result.ok) this.#announce(`${message.result.keys.length} match`);
  }

  //#endregion

  //#region The user's choices

  #change(changed: Partial<ViewState>, effect: "scope" | "paint" | "none"): void {
    this.#state = { ...this.#state, ...changed };
    if (effect === "scope") {
      this.#relayout(null, true);
      this.#picture.frame(this.#centreKey(), true);
    } else if (effect === "paint") {
      this.#paint();
    }
    this.#refreshPanels();
    this.#save();
  }

  #aroundKey(key: string | null, depth: number): void {
    if (key === null) return;
    this.#change({ scope: { kind: "neighbourhood", key, depth: clampDepth(depth) }, expanded: [] }, "scope");
  }

  /** More of the graph next to what is there: the rest keeps its place. */
  #expand(expansion: Expansion): void {
    this.#state = { ...this.#state, expanded: [...this.#state.expanded, expansion] };
    this.#relayout(this.#scene?.layout ?? null, true);
    this.#save();
  }

  #setSelected(selected: readonly string[]): void {
    this.#change({ selected }, "paint");
  }

  #filter(filter: string): void {
    this.#answer = null;
    this.#state = { ...this.#state, filter };
    this.#ask();
    if (this.#state.onlyMatches) this.#relayout(this.#scene?.layout ?? null, true);
    else this.#reshow();
    this.#save();
  }

  /** Sends the expression in the box, if it is one. */
  #ask(): void {
    const query = parseFilter(this.#state.filter);
    if (query.kind === "selection") this.#around.host.post({ type: "select", expression: query.expression });
  }

  /** Goes through the matches in the order of the picture; one out of sight is shown with its neighbourhood. */
  #nextMatch(): void {
    const { matched } = this.#shown;
    if (matched === null || matched.size === 0) return;
    const query = parseFilter(this.#state.filter);
    const keys = query.kind === "search" ? searchKeys(this.#model.graph, query.word) : [...matched];
    const next = keys[(keys.indexOf(this.#state.selected[0] ?? "") + 1) % keys.length];
    if (next === undefined) return;
    if (this.#scene?.layout.nodes.has(next) !== true) this.#aroundKey(next, 2);
    this.select(next, false);
    this.#picture.reveal(next);
  }

  #hover(key: string | null): void {
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.#paint();
  }

  #focus(key: string): void {
    if (key === this.#focused) return;
    this.#focused = key;
    this.#paint();
  }

  #toggleLegend(): void {
    this.#legendOpen = !this.#legendOpen;
    this.#refreshPanels();
  }

  #moved({ x, y, k }: ZoomTransform, byUser: boolean): void {
    this.#state = { ...this.#state, transform: { x, y, k } };
    this.#panels.zoomBar.show(k);
    if (byUser || this.#scene !== null) this.#save();
  }

  //#endregion

  //#region Showing

  #relayout(previous: Layout | null, animate: boolean): void {
    this.#shown = shownOf(this.#model, this.#state, this.#answer);
    const cards = cardsOf(this.#model, this.#shown, this.#around.now());
    this.#scene = sceneOf(this.#shown, cards, previous, this.#around.measure);
    const { nodes } = this.#scene.layout;
    if (this.#hovered !== null && !nodes.has(this.#hovered)) this.#hovered = null;
    this.#focused = this.#focusableKey(nodes);
    this.#picture.show(this.#scene, this.#emphasis(), animate);
    this.#refreshPanels();
  }

  /** The node that Tab goes to: where the focus was, else the selected, the active, the first. */
  #focusableKey(nodes: Layout["nodes"]): string | null {
    const wanted = [this.#focused, this.#state.selected[0], this.#model.active];
    const known = wanted.find((key) => key !== null && key !== undefined && nodes.has(key));
    return known ?? (this.#scene === null ? null : firstKey(this.#scene.layout));
  }

  /** Texts and states changed, places did not. */
  #refreshCards(): void {
    if (this.#scene === null) return;
    const cards = cardsOf(this.#model, this.#shown, this.#around.now());
    this.#scene = { ...this.#scene, cards };
    this.#picture.update(this.#scene);
    this.#refreshPanels();
  }

  /** Matches changed, what is shown did not. */
  #reshow(): void {
    this.#shown = shownOf(this.#model, this.#state, this.#answer);
    this.#paint();
    this.#refreshPanels();
  }

  #paint(): void {
    this.#picture.paint(this.#emphasis());
  }

  #emphasis() {
    return emphasisOf({
      graph: this.#model.graph,
      selected: this.#state.selected,
      active: this.#model.active,
      focused: this.#focused,
      hovered: this.#hovered,
      matched: this.#shown.matched,
    });
  }

  #refreshPanels(): void {
    this.#panels.update({
      model: this.#model,
      state: this.#state,
      shown: this.#shown,
      answer: this.#answer,
      aroundKey: this.#aroundCandidate(),
      legendOpen: this.#legendOpen,
      now: this.#around.now(),
    });
  }

  /** What "Around" would show: the selected asset, else the one with the cursor, else the one it shows already. */
  #aroundCandidate(): string | null {
    const { scope } = this.#shown;
    const current = scope.kind === "neighbourhood" ? scope.key : null;
    const wanted = [this.#state.selected[0], this.#model.active, current];
    return (
      wanted.find(
        (key) => key !== null && key !== undefined && nodeOf(this.#model.graph, key) !== undefined,
      ) ?? null
    );
  }

  #centreKey(): string | null {
    const { scope } = this.#shown;
    return scope.kind === "neighbourhood" ? scope.key : this.#aroundCandidate();
  }

  //#endregion

  #announce(text: string): void {
    this.#panels.live.textContent = text;
  }

  #save(): void {
    this.#saveTimer ??= setTimeout(() => {
      this.#saveTimer = null;
      this.#around.host.saveState({ ...this.#state, scope: this.#state.scope ?? this.#shown.scope });
    }, SAVE_DELAY);
  }

  /** Ages grow and seconds tick while nothing is sent. */
  #scheduleTick(): void {
    if (this.#tickTimer !== null) clearTimeout(this.#tickTimer);
    const delay = progressOf(this.#model.statuses) === null ? RESTING_TICK : RUNNING_TICK;
    this.#tickTimer = setTimeout(() => {
      this.#refreshCards();
      this.#scheduleTick();
    }, delay);
  }
}

const NOTHING_THERE: Readonly<Record<Direction, string>> = {
  left: "Nothing upstream is shown",
  right: "Nothing downstream is shown",
  up: "Top of the column",
  down: "End of the column",
  home: "First of the layer",
  end: "Last of the layer",
};
