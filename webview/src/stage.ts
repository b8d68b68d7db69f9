// The picture together with what it shows: turns model and choices into a scene, and remembers pointer and keyboard focus.
import type { Layout, Size } from "@strataline/core/graph";
import type { Emphasis, Scene } from "./draw/scene.ts";
import { emphasisOf } from "./emphasis.ts";
import type { FilterAnswer } from "./filter.ts";
import { firstKey } from "./keyboard.ts";
import type { Model, Renames } from "./model.ts";
import { Picture, type PictureEvents } from "./picture.ts";
import type { Cover } from "./room.ts";
import type { ViewState } from "./state.ts";
import type { Measure } from "./text.ts";
import { createTidy, type CreateWorker, type Tidy } from "./tidy.ts";
import { cardsOf, problemOf, renameLayout, sceneOf, shownOf, type Shown } from "./view.ts";

export interface StageInput {
  readonly model: Model;
  readonly state: ViewState;
  readonly answer: FilterAnswer | null;
}

export interface StageOptions {
  readonly document: Document;
  readonly measure: Measure;
  readonly now: () => number;
  readonly duration: () => number;
  readonly createWorker: CreateWorker;
  readonly size: (picture: HTMLElement) => Size;
  readonly cover: () => Cover | null;
  /** Model and choices as they are now. */
  readonly input: () => StageInput;
  readonly events: Omit<PictureEvents, "hover" | "focus">;
}

export class Stage {
  readonly picture: Picture;
  readonly #options: StageOptions;
  #shown: Shown;
  #scene: Scene | null = null;
  #hovered: string | null = null;
  #focused: string | null = null;
  readonly #tidy: Tidy;

  constructor(options: StageOptions) {
    this.#options = options;
    this.#tidy = createTidy(options.createWorker);
    const { model, state, answer } = options.input();
    this.#shown = shownOf(model, state, answer);
    this.picture = new Picture({
      document: options.document,
      duration: options.duration,
      size: () => options.size(this.picture.element),
      cover: options.cover,
      events: {
        ...options.events,
        hover: (key) => this.#hover(key),
        focus: (key) => this.focus(key),
      },
    });
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** Null before the first graph. */
  get layout(): Layout | null {
    return this.#scene?.layout ?? null;
  }

  /** The node that stands for an asset: itself, or the closed group that it is in. */
  nodeFor(key: string): string {
    return this.#shown.grouped.standIn.get(key) ?? key;
  }

  /** The assets that a node stands for: itself, or those of a closed group. */
  assetsOf(key: string): readonly string[] {
    return this.#shown.grouped.groups.get(key)?.members ?? [key];
  }

  /** The node with the keyboard focus; null when the focus is elsewhere. */
  get focusedKey(): string | null {
    return this.picture.hasFocus() ? this.#focused : null;
  }

  /** Lays out what is to be shown now. `keep`: known nodes stay where they are, under their new keys. */
  relayout(how: { readonly keep: boolean; readonly animate: boolean; readonly renames?: Renames }): void {
    const { model, state, answer } = this.#options.input();
    const renames: Renames = how.renames ?? new Map<string, string>();
    this.#shown = shownOf(model, state, answer);
    const cards = cardsOf(model, this.#shown, this.#options.now());
    const previous = how.keep && this.layout !== null ? renameLayout(this.layout, renames) : null;
    this.#draw(cards, { previous }, how.animate, renames);
    this.#tidyUp(cards);
  }

  dispose(): void {
    this.#tidy.stop();
  }

  /** The camera moves. */
  postponeTidying(): void {
    this.#tidy.postpone();
  }

  /** Looks for a better layout of what is shown, and lets the nodes glide there. */
  #tidyUp(cards: Scene["cards"]): void {
    const { layout } = this;
    if (layout === null || layout.nodes.size === 0) return;
    this.#tidy.start(problemOf(this.#shown, cards, this.#options.measure), layout, (placed) => {
      const now = cardsOf(this.#options.input().model, this.#shown, this.#options.now());
      this.#draw(now, { previous: null, placed }, true, new Map<string, string>());
    });
  }

  #draw(
    cards: Scene["cards"],
    from: Parameters<typeof sceneOf>[2],
    animate: boolean,
    renames: Renames,
  ): void {
    this.#scene = sceneOf(this.#shown, cards, from, this.#options.measure);
    const { nodes } = this.#scene.layout;
    if (this.#hovered !== null && !nodes.has(this.#hovered)) this.#hovered = null;
    this.#focused = this.#focusableKey(nodes, renames);
    this.picture.show(this.#scene, this.#emphasis(), animate);
  }

  /** Texts and states changed, places did not. */
  refreshCards(): void {
    if (this.#scene === null) return;
    const cards = cardsOf(this.#options.input().model, this.#shown, this.#options.now());
    this.#scene = { ...this.#scene, cards };
    this.picture.update(this.#scene);
  }

  /** Matches changed; what is shown did not. */
  rematch(): void {
    const { model, state, answer } = this.#options.input();
    this.#shown = shownOf(model, state, answer);
    this.paint();
  }

  paint(): void {
    this.picture.paint(this.#emphasis());
  }

  /** Makes this the node that Tab goes to. */
  focus(key: string): void {
    if (key === this.#focused) return;
    this.#focused = key;
    this.paint();
  }

  /** Makes it the node that Tab goes to and shows it; `focus`: the keyboard goes there too. */
  goTo(key: string, focus: boolean): void {
    this.focus(key);
    if (focus) this.picture.focus(key);
    else this.picture.reveal(key);
  }

  #hover(key: string | null): void {
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.paint();
  }

  /** Where the focus was, else the selected, the active, the first. */
  #focusableKey(nodes: Layout["nodes"], renames: Renames): string | null {
    const { model, state } = this.#options.input();
    const before = this.#focused === null ? null : (renames.get(this.#focused) ?? this.#focused);
    const wanted = [before, state.selected[0], model.active].flatMap((key) =>
      key === null || key === undefined ? [] : [key, this.nodeFor(key)],
    );
    const known = wanted.find((key) => nodes.has(key));
    return known ?? (this.layout === null ? null : firstKey(this.layout));
  }

  #emphasis(): Emphasis {
    const { model, state } = this.#options.input();
    return emphasisOf({
      graph: model.graph,
      selected: state.selected,
      active: model.active,
      focused: this.#focused,
      hovered: this.#hovered,
      matched: this.#shown.matched,
      grouped: this.#shown.grouped,
    });
  }
}
