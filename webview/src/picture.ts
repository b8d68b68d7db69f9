// The drawn graph: the SVG with its layers, the band headers, the camera and the minimap. Told what to show; decides nothing.
import { select, type ZoomTransform } from "d3";
import type { Point, Size } from "@strataline/core/graph";
import { drawBands, placeBands } from "./draw/bands.ts";
import { contains, CULL_ABOVE, edgesIn, EVERYWHERE, grow, nodesIn, type Area } from "./draw/cull.ts";
import { drawEdges, paintEdges } from "./draw/edges.ts";
import { drawExpanders } from "./draw/expanders.ts";
import { createMinimap, type Minimap } from "./draw/minimap.ts";
import type { Detail } from "./draw/names.ts";
import { drawNodes, paintNodes } from "./draw/nodes.ts";
import {
  drawnEdges,
  drawnNodes,
  type DrawnEdge,
  type DrawnNode,
  type Emphasis,
  type Scene,
} from "./draw/scene.ts";
import { html } from "./dom.ts";
import type { Expansion } from "./state.ts";
import {
  centreOn,
  createCamera,
  FAR_ZOOM,
  TINY_ZOOM,
  fitTransform,
  revealTransform,
  type Camera,
} from "./zoom.ts";

export interface PictureEvents {
  hover(key: string | null): void;
  click(key: string, extend: boolean): void;
  background(): void;
  open(key: string): void;
  focus(key: string): void;
  expand(expansion: Expansion): void;
  /** The camera moved; `byUser`: by hand. */
  moved(transform: ZoomTransform, byUser: boolean): void;
}

export interface PictureOptions {
  readonly document: Document;
  readonly events: PictureEvents;
  readonly size: () => Size;
  /** Milliseconds an animation may take now: 0 when the user wants less motion. */
  readonly duration: () => number;
}

/** Names can be read down to this zoom: what fits so is shown whole at first. */
const READABLE = 0.33;
/** Else the first sight is at this zoom. */
const CLOSE = 0.75;

export class Picture {
  readonly element: HTMLElement;
  readonly minimap: Minimap;
  readonly camera: Camera;
  readonly #svg: SVGSVGElement;
  readonly #lanes: SVGGElement;
  readonly #world: SVGGElement;
  readonly #layers: { edges: SVGGElement; nodes: SVGGElement; expanders: SVGGElement };
  readonly #headers: HTMLElement;
  readonly #options: PictureOptions;
  #scene: Scene | null = null;
  #nodes: readonly DrawnNode[] = [];
  #edges: readonly DrawnEdge[] = [];
  #emphasis: Emphasis | null = null;
  /** What is drawn now, when culling. */
  #drawn: Area = EVERYWHERE;
  #detail: Detail = "full";

  constructor(options: PictureOptions) {
    const { document, events } = options;
    this.#options = options;
    this.#svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const root = select(this.#svg).attr("class", "graph").attr("role", "group").attr("aria-label", "Lineage");
    const layer = (parent: SVGGElement | SVGSVGElement, name: string) =>
      select(parent).append("g").attr("class", name).nodes()[0] ?? fail();
    this.#lanes = layer(this.#svg, "lanes");
    this.#world = layer(this.#svg, "world");
    this.#layers = {
      edges: layer(this.#world, "edges"),
      nodes: layer(this.#world, "nodes"),
      expanders: layer(this.#world, "expanders"),
    };
    select(this.#layers.nodes)
      .attr("role", "listbox")
      .attr("aria-label", "Assets")
      .attr("aria-multiselectable", "true")
      .attr("aria-orientation", "horizontal");
    this.#headers = html(document, "ol", { class: "band-headers", "aria-label": "Layers" });
    this.minimap = createMinimap(document, (centre) => {
      this.camera.jump(centreOn(centre, this.camera.transform().k, options.size()));
    });
    this.element = html(
      document,
      "div",
      { class: "picture" },
      this.#svg,
      this.#headers,
      this.minimap.element,
    );
    this.camera = createCamera(this.#svg, options.size, options.duration, (transform, byUser) => {
      this.#follow(transform);
      events.moved(transform, byUser);
    });
    root.on("click", (event: Event) => {
      if (event.target === this.#svg || this.#lanes.contains(event.target as Node)) events.background();
    });
    this.#listen(this.#layers.nodes, events);
  }

  /** Draws the scene; `animate`: known nodes glide to their new places. */
  show(scene: Scene, emphasis: Emphasis, animate: boolean): void {
    this.#scene = scene;
    this.#emphasis = emphasis;
    this.#nodes = drawnNodes(scene);
    this.#edges = drawnEdges(scene);
    drawBands(this.#lanes, this.#headers, scene);
    this.#drawn = this.#areaToDraw();
    this.#join(animate ? this.#options.duration() : 0);
    this.#follow(this.camera.transform());
    this.minimap.draw(scene);
  }

  /** Cards' contents changed, places did not. */
  update(scene: Scene): void {
    this.#scene = scene;
    this.#nodes = drawnNodes(scene);
    this.#join(0);
    this.minimap.draw(scene);
  }

  paint(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    paintNodes(this.#layers.nodes, emphasis);
    paintEdges(this.#layers.edges, emphasis);
  }

  fit(glide: boolean): void {
    if (this.#scene === null) return;
    this.#move(fitTransform(this.#scene.layout, this.#options.size()), glide);
  }

  #move(transform: ZoomTransform, glide: boolean): void {
    if (glide) this.camera.glide(transform);
    else this.camera.jump(transform);
  }

  /** First sight: everything when that can be read, else around the node. */
  frame(key: string | null, glide: boolean): void {
    if (this.#scene === null) return;
    const size = this.#options.size();
    const whole = fitTransform(this.#scene.layout, size);
    const place = key === null ? undefined : this.#scene.layout.nodes.get(key);
    if (whole.k >= READABLE) this.#move(whole, glide);
    else if (place !== undefined) this.#move(centreOn(middle(place), CLOSE, size), glide);
    else this.#move(fitTransform(this.#scene.layout, size, CLOSE), glide);
  }

  /** Brings the node into view with the smallest pan. */
  reveal(key: string): void {
    const place = this.#scene?.layout.nodes.get(key);
    if (place === undefined) return;
    const transform = revealTransform(place, this.camera.transform(), this.#options.size());
    if (transform !== null) this.camera.glide(transform);
  }

  focus(key: string): void {
    this.reveal(key);
    this.#cull();
    this.#nodeElement(key)?.focus({ preventScroll: true });
  }

  hasFocus(): boolean {
    const focused = this.#svg.ownerDocument.activeElement;
    return focused !== null && this.#layers.nodes.contains(focused);
  }

  resize(): void {
    this.#follow(this.camera.transform());
  }

  #nodeElement(key: string): SVGGElement | undefined {
    return select(this.#layers.nodes)
      .selectAll<SVGGElement, DrawnNode>("g.node")
      .filter(({ place }) => place.key === key)
      .nodes()[0];
  }

  #follow(transform: ZoomTransform): void {
    select(this.#world).attr("transform", transform.toString());
    placeBands(this.#lanes, this.#headers, transform, this.#options.size().width);
    if (this.#scene !== null) this.minimap.frame(this.camera.viewport(), this.#scene.layout);
    const detail = transform.k < TINY_ZOOM ? "tiny" : transform.k < FAR_ZOOM ? "far" : "full";
    if (detail !== this.#detail) {
      this.#detail = detail;
      select(this.#svg)
        .classed("far", detail !== "full")
        .classed("tiny", detail === "tiny");
      this.#join(0);
    }
    this.#cull();
  }

  #areaToDraw(): Area {
    return this.#nodes.length <= CULL_ABOVE ? EVERYWHERE : grow(this.camera.viewport(), 0.5);
  }

  #cull(): void {
    if (this.#nodes.length <= CULL_ABOVE || contains(this.#drawn, this.camera.viewport())) return;
    this.#drawn = this.#areaToDraw();
    this.#join(0);
  }

  #join(duration: number): void {
    if (this.#scene === null || this.#emphasis === null) return;
    const { focused } = this.#emphasis;
    const hadFocus = this.hasFocus();
    const nodes = nodesIn(this.#nodes, this.#drawn, new Set(focused === null ? [] : [focused]));
    drawEdges(this.#layers.edges, edgesIn(this.#edges, this.#drawn), duration);
    drawNodes(this.#layers.nodes, nodes, { measure: this.#scene.measure, duration, detail: this.#detail });
    drawExpanders(this.#layers.expanders, nodes, duration, (expansion) =>
      this.#options.events.expand(expansion),
    );
    this.paint(this.#emphasis);
    // Putting elements in order moves some, and a moved element loses the focus.
    if (hadFocus && focused !== null && !this.hasFocus())
      this.#nodeElement(focused)?.focus({ preventScroll: true });
  }

  /** One listener for all nodes: they come and go. */
  #listen(nodes: SVGGElement, events: PictureEvents): void {
    const keyAt = (event: Event) =>
      event.target instanceof Element
        ? (event.target.closest("g.node")?.getAttribute("data-key") ?? null)
        : null;
    const withKey =
      <E extends Event>(act: (key: string, event: E) => void) =>
      (event: E) => {
        const key = keyAt(event);
        if (key !== null) act(key, event);
      };
    select(nodes)
      .on("pointerover", (event: PointerEvent) => events.hover(keyAt(event)))
      .on("pointerout", (event: PointerEvent) => {
        if (!(event.relatedTarget instanceof Node && nodes.contains(event.relatedTarget))) events.hover(null);
      })
      .on(
        "click",
        withKey<MouseEvent>((key, event) =>
          events.click(key, event.ctrlKey || event.metaKey || event.shiftKey),
        ),
      )
      .on(
        "dblclick",
        withKey<MouseEvent>((key) => events.open(key)),
      )
      .on(
        "focusin",
        withKey<FocusEvent>((key) => events.focus(key)),
      );
  }
}

function middle(place: { x: number; y: number; width: number; height: number }): Point {
  return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}

function fail(): never {
  throw new Error("an appended element is there");
}
