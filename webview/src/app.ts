// The lineage view: takes the host's messages and the user's actions, keeps model and state, and tells picture and panels what to show.
import type { ToWebview } from "@strataline/protocol";
import type { ZoomTransform } from "d3";
import { zoomIdentity } from "d3";
import { createActs, type Acts } from "./acts/acts.ts";
import { createAsides, isAside, type Asides } from "./acts/asides.ts";
import { aroundCandidate, followCursor, settledScope } from "./follow.ts";
import { GroupControl } from "./groupControl.ts";
import { firstKey, nextKey, nothingThere, type Key } from "./keyboard.ts";
import { INITIAL_MODEL, receive, type Change, type Model, type Renames } from "./model.ts";
import { fillPage } from "./page.ts";
import { createControls, type Controls } from "./panels/controls.ts";
import { createPanels, type Panels } from "./panels/panels.ts";
import { announcementOf, progressOf } from "./progress.ts";
import { Stage } from "./stage.ts";
import { listenToKeys } from "./shortcuts.ts";
import { chosen, withAll } from "./selection.ts";
import { clampDepth, restoreState, type Expansion, type Groups, type ViewState } from "./state.ts";
import { coverOf } from "./room.ts";
import type { Surroundings } from "./surroundings.ts";
import { createTimer } from "./timers.ts";
import { renameState } from "./view.ts";

/** Longest a picture may take to settle after a change, in milliseconds. */
const SETTLE = 180;
const SAVE_DELAY = 200;
const RUNNING_TICK = 1000;
const RESTING_TICK = 30_000;

export class LineageView {
  readonly #around: Surroundings;
  readonly #stage: Stage;
  readonly #panels: Panels;
  readonly #acts: Acts;
  readonly #asides: Asides;
  #model: Model = INITIAL_MODEL;
  #state: ViewState;
  readonly #controls: Controls;
  readonly groups: GroupControl;
  #legendOpen = false;
  readonly #save = createTimer(
    () => SAVE_DELAY,
    () => this.#around.host.saveState(this.#state),
  );
  /** Ages grow and seconds tick while nothing is sent. */
  readonly #tick = createTimer(
    () => (progressOf(this.#model.statuses) === null ? RESTING_TICK : RUNNING_TICK),
    () => {
      this.#refreshCards();
      this.#tick.start();
    },
  );
  readonly #stopListening: () => void;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
    const { document, root, host } = surroundings;
    this.#state = restoreState(host.savedState());
    const input = () => ({ model: this.#model, state: this.#state });
    this.#controls = createControls({
      ...{ ...surroundings, input },
      picture: () => ({ shown: this.#stage.shown, layout: this.#stage.layout }),
      view: {
        set: (changed) => this.#set(changed),
        rescope: () => this.#change({}, "scope"),
        relayout: () => this.#relayout({ keep: true, animate: true }),
        rematch: () => this.#rematch(),
        refreshPanels: () => this.#refreshPanels(),
        goTo: (key) => this.#goTo(key),
        announce: (text) => this.#announce(text),
      },
    });
    this.groups = new GroupControl({
      graph: () => this.#model.graph,
      shown: () => this.#stage.shown,
      change: (groups, how) => this.#regroup(groups, how),
      announce: (text) => this.#announce(text),
    });
    this.#asides = createAsides((message) => host.post(message));
    this.#stage = new Stage({
      ...surroundings,
      duration: () => (surroundings.reducedMotion() ? 0 : SETTLE),
      input: () => ({ ...input(), answer: this.#controls.filter.answer }),
      cover: () => coverOf(this.#panels.inspector.element),
      events: {
        click: (key, extend) => this.select(key, extend),
        background: () => this.#setSelected([]),
        open: (key) => this.open(key),
        expand: (expansion) => this.#expand(expansion),
        closeGroup: (id) => this.groups.closeById(id),
        box: (keys) => this.#selectAlso(keys),
        moved: (transform) => this.#moved(transform),
      },
    });
    this.#panels = createPanels(document, this.#panelEvents());
    fillPage(document, root, this.#stage.picture.element, this.#panels);
    this.#stopListening = listenToKeys(document, this);
    this.#acts = createActs(document, {
      picture: this.#stage.picture.element,
      layout: () => this.#stage.layout,
      transform: () => this.#stage.picture.camera.transform(),
      model: () => this.#model,
      selected: () => this.#state.selected,
      focusedKey: () => this.focusedKey(),
      select: (key) => this.select(key, false),
      post: (message) => host.post(message),
      announce: (text) => this.#announce(text),
    });
    this.#refreshPanels();
    host.post({ type: "ready" });
  }

  receive(message: ToWebview): void {
    if (message.type === "selection") {
      if (this.#controls.filter.take(message)) this.#controls.actions.showMatches();
      return;
    }
    if (message.type === "views") {
      this.#controls.views.receive(message);
      this.#refreshPanels();
      return;
    }
    if (isAside(message)) {
      if (message.type === "impact") this.#set({ impactRef: message.ref });
      const said = this.#asides.receive(message);
      this.#acts.showImpact(this.#asides.impact.impact);
      this.#refreshPanels();
      if (said !== null) this.#announce(said);
      return;
    }
    const wasRunning = progressOf(this.#model.statuses);
    const { model, change } = receive(this.#model, message);
    this.#model = model;
    this.#apply(change);
    const text = announcementOf(wasRunning, progressOf(model.statuses));
    if (text !== null) this.#announce(text);
    this.#tick.restart();
  }

  /** The viewport's size changed. */
  resize(): void {
    this.#stage.picture.resize();
  }

  /** The theme's colours changed. */
  retheme(): void {
    this.#stage.picture.retheme();
  }

  dispose(): void {
    this.#stopListening();
    this.#stage.dispose();
    this.#acts.dispose();
    this.#save.stop();
    this.#tick.stop();
  }

  //#region What keys and clicks do

  /** `extend`: the others stay selected, and this one is when it was not. A closed group stands for its assets. */
  select(key: string, extend: boolean): void {
    this.#setSelected(chosen(this.#state.selected, this.#stage.assetsOf(key), extend));
    this.#stage.focus(key);
    this.#stage.picture.uncover(key);
  }

  #selectAlso(nodes: readonly string[]): void {
    this.#setSelected(
      withAll(
        this.#state.selected,
        nodes.flatMap((key) => this.#stage.assetsOf(key)),
      ),
    );
    this.#announce(`${this.#state.selected.length} selected`);
  }

  selectAll(): void {
    this.#setSelected(this.#stage.shown.part.graph.nodes.map(({ key }) => key));
    this.#announce(`${this.#state.selected.length} selected`);
  }

  open(key: string): void {
    if (this.groups.open(key)) return;
    this.#around.host.post({ type: "open", key, preview: false });
  }

  /** `extend`: selects what it goes to as well. */
  move(key: Key, extend: boolean): void {
    const { layout, shown } = this.#stage;
    if (layout === null) return;
    const from = this.focusedKey();
    const to = from === null ? firstKey(layout) : nextKey(layout, shown.grouped.graph, from, key);
    if (to === null) {
      this.#announce(nothingThere(layout.direction, key));
      return;
    }
    this.#stage.picture.focus(to);
    if (extend) this.#selectAlso(from === null ? [to] : [from, to]);
  }

  /** The node with the keyboard focus, or where it would go. */
  focusedKey(): string | null {
    return this.#stage.focusedKey;
  }

  fit(): void {
    this.#stage.picture.fit(true);
  }

  turn(): void {
    const isDown = this.#state.direction === "down";
    this.#change({ direction: isDown ? "right" : "down" }, "scope");
    this.#announce(isDown ? "Drawn from left to right" : "Drawn from top to bottom");
  }

  zoomBy(factor: number): void {
    this.#stage.picture.camera.zoomBy(factor);
  }

  focusFilter(): void {
    this.#panels.toolbar.filterBox.focus();
  }

  /** Escape: the legend, then the filter, then the selection. */
  clear(): void {
    if (this.#legendOpen) this.#toggleLegend();
    else if (this.#state.filter !== "") this.#controls.actions.filter("");
    else this.#setSelected([]);
  }

  //#endregion

  #panelEvents(): Parameters<typeof createPanels>[1] {
    const { host } = this.#around;
    return {
      around: () => this.#aroundKey(this.#aroundCandidate(), 2),
      project: () => this.#change({ scope: { kind: "project" }, expanded: [] }, "scope"),
      depth: (depth) => {
        const { scope } = this.#stage.shown;
        if (scope.kind === "neighbourhood") this.#aroundKey(scope.key, depth);
      },
      ...this.#controls.events,
      groupMenu: () => this.groups.menu(),
      group: (by) => this.groups.group(by),
      openAllGroups: () => this.groups.openAll(),
      closeAllGroups: () => this.groups.closeAll(),
      pin: (pinned) => {
        this.#change({ pinned }, "none");
        host.post({ type: "pinned", on: pinned });
      },
      turn: () => this.turn(),
      legend: () => this.#toggleLegend(),
      impact: (on) => host.post({ type: "impact", on, ref: null }),
      open: (key) => this.open(key),
      run: (keys, upstream) => host.post({ type: "run", keys, upstream }),
      copy: (text) => host.post({ type: "copy", text }),
      aroundKey: (key, depth) => this.#aroundKey(key, depth),
      goTo: (key) => this.#goTo(key),
      act: (act, keys) => host.post({ type: "act", act, keys }),
      menu: (key, below) => this.#acts.menus.open(key, below),
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
        this.#controls.actions.followRuns();
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
    const { pinned, direction, impactRef } = this.#state;
    if (this.#stage.layout !== null) this.#state = { ...restoreState(null), pinned, direction, impactRef };
    const { transform } = this.#state;
    if (impactRef !== null) this.#around.host.post({ type: "impact", on: true, ref: impactRef });
    this.#controls.filter.askAnew();
    this.#relayout({ keep: false, animate: false });
    if (transform === null) this.#stage.picture.frame(this.#centreKey(), false);
    else this.#stage.picture.camera.jump(zoomIdentity.translate(transform.x, transform.y).scale(transform.k));
  }

  #changeGraph(renames: Renames): void {
    this.#state = renameState(this.#state, renames);
    // A selection is an answer about a graph: a new graph asks again.
    this.#controls.filter.ask();
    const wasEmpty = this.#stage.layout === null || this.#stage.layout.nodes.size === 0;
    this.#relayout({ keep: true, animate: true, renames });
    if (wasEmpty) this.#stage.picture.frame(this.#centreKey(), false);
  }

  /** The cursor moved to another asset. */
  #follow(reveal: boolean): void {
    const { layout, shown } = this.#stage;
    const follow = followCursor({ model: this.#model, state: this.#state, shown, layout, reveal });
    if (follow.kind === "go") {
      if (follow.recentre) this.#aroundKey(follow.key, this.#depth());
      if (reveal) this.#setSelected([follow.key]);
      this.#stage.picture.reveal(this.#stage.nodeFor(follow.key));
    }
    this.#stage.paint();
    this.#refreshPanels();
  }

  #depth(): number {
    const { scope } = this.#stage.shown;
    return scope.kind === "neighbourhood" ? scope.depth : 2;
  }

  //#endregion

  //#region The user's choices

  #set(changed: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#save.start();
  }

  #change(changed: Partial<ViewState>, effect: "scope" | "paint" | "none"): void {
    this.#set(changed);
    if (effect === "scope") {
      this.#relayout({ keep: false, animate: true });
      this.#stage.picture.frame(this.#centreKey(), true);
    } else if (effect === "paint") {
      this.#stage.paint();
    }
    this.#refreshPanels();
  }

  #aroundKey(key: string | null, depth: number): void {
    if (key === null) return;
    this.#change({ scope: { kind: "neighbourhood", key, depth: clampDepth(depth) }, expanded: [] }, "scope");
  }

  /** More of the graph next to what is there: the rest keeps its place. */
  #expand(expansion: Expansion): void {
    this.#set({ expanded: [...this.#state.expanded, expansion] });
    this.#relayout({ keep: true, animate: true });
  }

  /** One that is not shown, not in a closed group either, comes with its neighbourhood. */
  #goTo(key: string): void {
    if (this.#stage.layout?.nodes.has(this.#stage.nodeFor(key)) !== true) this.#aroundKey(key, this.#depth());
    this.#setSelected([key]);
    const node = this.#stage.nodeFor(key);
    this.#stage.focus(node);
    this.#stage.picture.reveal(node);
  }

  #setSelected(selected: readonly string[]): void {
    this.#change({ selected }, "paint");
  }

  #regroup(groups: Groups, { focus, keep }: { focus: string | null; keep: boolean }): void {
    const hadFocus = this.#stage.picture.hasFocus();
    this.#set({ groups });
    this.#relayout({ keep, animate: true });
    if (!keep) this.#stage.picture.frame(this.#centreKey(), true);
    else if (focus !== null) this.#stage.goTo(this.#stage.nodeFor(focus), hadFocus);
  }

  #toggleLegend(): void {
    this.#legendOpen = !this.#legendOpen;
    this.#refreshPanels();
  }

  #moved({ x, y, k }: ZoomTransform): void {
    this.#set({ transform: { x, y, k } });
    this.#panels.zoomBar.show(k);
    this.#stage.postponeTidying();
    this.#acts.follow();
  }

  //#endregion

  //#region Showing

  #relayout(how: Parameters<Stage["relayout"]>[0]): void {
    this.#stage.relayout(how);
    this.#acts.follow();
    this.#state = { ...this.#state, scope: settledScope(this.#model, this.#state, this.#stage.shown) };
    this.#refreshPanels();
  }

  #refreshCards(): void {
    this.#stage.refreshCards();
    this.#refreshPanels();
  }

  #rematch(): void {
    this.#stage.rematch();
    this.#refreshPanels();
  }

  #refreshPanels(): void {
    this.#panels.update({
      model: this.#model,
      state: this.#state,
      shown: this.#stage.shown,
      answer: this.#controls.filter.answer,
      matchAt: this.#controls.filter.placeOfSelected(this.#stage.shown.matched),
      details: this.#asides.details(this.#model, this.#state.selected),
      aroundKey: this.#aroundCandidate(),
      legendOpen: this.#legendOpen,
      impact: this.#asides.impact,
      now: this.#around.now(),
    });
  }

  #aroundCandidate(): string | null {
    return aroundCandidate(this.#model, this.#state.selected, this.#stage.shown.scope);
  }

  #centreKey(): string | null {
    const { scope } = this.#stage.shown;
    return scope.kind === "neighbourhood" ? scope.key : this.#aroundCandidate();
  }

  //#endregion

  #announce(text: string): void {
    this.#panels.live.textContent = text;
  }
}
