// The drawn graph: camera, band headers, minimap and the drawing, as elements or, far out in a large graph, on a canvas. Told what to
// show; decides nothing.
import type { ZoomTransform } from "d3";
import type { Direction, PlacedNode, Point, Size } from "@strataline/core/graph";
import { drawBands, placeHeaders, placeLanes, type BandsView } from "./draw/bands.ts";
import { CULL_ABOVE, edgesIn, EVERYWHERE, nodesIn, type Area } from "./draw/cull.ts";
import { createFarCanvas, type FarCanvas } from "./draw/farCanvas.ts";
import { createHitIndex, type HitIndex } from "./draw/hit.ts";
import { createMinimap, type Minimap } from "./draw/minimap.ts";
import { Near } from "./draw/near.ts";
import { readPalette, type Palette } from "./draw/palette.ts";
import { listenToPointer, type PointerEvents } from "./draw/pointer.ts";
import {
  drawnEdges,
  drawnNodes,
  type DrawnEdge,
  type DrawnNode,
  type Emphasis,
  type Scene,
} from "./draw/scene.ts";
import { isUsable, sheetFor, shiftOf, type Sheet } from "./draw/sheet.ts";
import { html } from "./dom.ts";
import { isCovered, roomBeside, roomOf, type Cover, type Room } from "./room.ts";
import type { Expansion } from "./state.ts";
import { centreOn, createCamera, DOT_ZOOM, fitTransform, revealTransform, type Camera } from "./zoom.ts";

export interface PictureEvents extends PointerEvents {
  focus(key: string): void;
  expand(expansion: Expansion): void;
  /** The camera moved. */
  moved(transform: ZoomTransform): void;
}

export interface PictureOptions {
  readonly document: Document;
  readonly events: PictureEvents;
  readonly size: () => Size;
  /** What a panel hides of it; null while there is none. */
  readonly cover: () => Cover | null;
  /** Milliseconds an animation may take now: 0 when the user wants less motion. */
  readonly duration: () => number;
}

/** Names can be read down to this zoom: what fits so is shown whole at first. */
const READABLE = 0.33;
/** Else the first sight of a node is at this zoom; without a node, as much as can be seen. */
const CLOSE = 0.75;

export class Picture {
  readonly element: HTMLElement;
  readonly minimap: Minimap;
  readonly camera: Camera;
  readonly #near: Near;
  readonly #far: FarCanvas | null;
  readonly #ground: HTMLElement;
  readonly #headers: HTMLElement;
  readonly #options: PictureOptions;
  #scene: Scene | null = null;
  #drawnScene: Scene | null = null;
  #nodes: readonly DrawnNode[] = [];
  #edges: readonly DrawnEdge[] = [];
  #hits: HitIndex = createHitIndex([]);
  #emphasis: Emphasis | null = null;
  #sheet: Sheet | null = null;
  #palette: Palette | null = null;
  #repaint: number | null = null;
  #sizeNow: Size | null = null;

  constructor(options: PictureOptions) {
    const { document, events } = options;
    this.#options = options;
    this.#near = new Near(document, (expansion) => events.expand(expansion));
    this.#far = createFarCanvas(document, () => this.#shiftFar(this.camera.transform()));
    this.#headers = html(document, "ol", { class: "band-headers", "aria-label": "Layers" });
    this.minimap = createMinimap(document, (centre) => {
      this.camera.jump(centreOn(centre, this.camera.transform().k, this.#room()));
    });
    const sheets = this.#far === null ? [this.#near.svg] : [this.#far.element, this.#near.svg];
    this.#ground = html(document, "div", { class: "ground" }, ...sheets);
    this.element = html(
      document,
      "div",
      { class: "picture" },
      this.#ground,
      this.#headers,
      this.minimap.element,
    );
    this.camera = createCamera(this.#ground, {
      size: () => this.#size(),
      room: () => this.#room(),
      duration: options.duration,
      onChange: (transform) => {
        this.#follow(transform);
        events.moved(transform);
      },
      onRest: () => this.#settle(),
    });
    listenToPointer(this.#ground, {
      events,
      keyAt: (event) => Near.keyAt(event) ?? this.#keyOnCanvas(event),
      within: (area) => this.#hits.within(area),
      transform: () => this.camera.transform(),
    });
    this.#near.svg.addEventListener("focusin", (event) => {
      const key = Near.keyAt(event);
      if (key !== null) events.focus(key);
    });
  }

  /** Draws the scene; `animate`: known nodes glide to their new places. */
  show(scene: Scene, emphasis: Emphasis, animate: boolean): void {
    this.#scene = scene;
    this.#emphasis = emphasis;
    this.#nodes = drawnNodes(scene);
    this.#edges = drawnEdges(scene);
    this.#hits = createHitIndex(scene.layout.nodes.values(), scene.layout.direction);
    drawBands(this.#near.lanes, this.#headers, scene);
    const transform = this.camera.transform();
    this.#layOut(transform, animate ? this.#options.duration() : 0);
    this.#placeAround(transform);
    this.minimap.draw(this.#nodes, scene.layout, this.#colours());
  }

  /** Cards' contents changed, places did not. */
  update(scene: Scene): void {
    this.#scene = scene;
    this.#nodes = drawnNodes(scene);
    this.#edges = drawnEdges(scene);
    this.#draw(0);
    this.minimap.draw(this.#nodes, scene.layout, this.#colours());
  }

  paint(emphasis: Emphasis): void {
    const before = this.#emphasis;
    this.#emphasis = emphasis;
    if (!this.#isFar()) {
      this.#near.paint(emphasis);
      return;
    }
    // A canvas is painted whole: once a frame, however many emphases come.
    if (before?.focused !== emphasis.focused) this.#draw(0);
    else this.#repaint ??= requestAnimationFrame(() => this.#draw(0));
  }

  /** The theme changed: a canvas does not follow by itself. */
  retheme(): void {
    this.#palette = null;
    if (this.#scene === null) return;
    if (this.#isFar()) this.#draw(0);
    this.minimap.draw(this.#nodes, this.#scene.layout, this.#colours());
  }

  #colours(): Palette {
    return (this.#palette ??= readPalette(this.#options.document));
  }

  fit(glide: boolean): void {
    if (this.#scene === null) return;
    this.#move(fitTransform(this.#scene.layout, this.#free()), glide);
  }

  #move(transform: ZoomTransform, glide: boolean): void {
    if (glide) this.camera.glide(transform);
    else this.camera.jump(transform);
  }

  /** First sight: everything when that can be read, else around the node. */
  frame(key: string | null, glide: boolean): void {
    if (this.#scene === null) return;
    const room = this.#free();
    const whole = fitTransform(this.#scene.layout, room);
    const place = key === null ? undefined : this.#scene.layout.nodes.get(key);
    if (whole.k >= READABLE) this.#move(whole, glide);
    else if (place !== undefined) this.#move(centreOn(middle(place), CLOSE, room), glide);
    else this.#move(fitTransform(this.#scene.layout, room, DOT_ZOOM), glide);
  }

  /** Brings the node into view with the smallest pan. */
  reveal(key: string): void {
    const place = this.#scene?.layout.nodes.get(key);
    if (place === undefined) return;
    const now = this.camera.transform();
    const isInSight = revealTransform(place, now, this.#room()) === null;
    const transform = isInSight && !this.#isCovered(place) ? null : revealTransform(place, now, this.#free());
    if (transform !== null) this.camera.glide(transform);
  }

  /** Brings the node out from under the panel; one that is out of sight stays there. */
  uncover(key: string): void {
    const place = this.#scene?.layout.nodes.get(key);
    if (place !== undefined && this.#isCovered(place)) this.reveal(key);
  }

  #isCovered({ x, y, width, height }: PlacedNode): boolean {
    const transform = this.camera.transform();
    const [left, top] = transform.apply([x, y]);
    const [right, bottom] = transform.apply([x + width, y + height]);
    return isCovered({ left, top, right, bottom }, this.#options.cover());
  }

  /** The emphasis names it already, so its element is there or comes with the next drawing. */
  focus(key: string): void {
    this.reveal(key);
    this.#draw(0, key);
    this.#near.focus(key);
  }

  hasFocus(): boolean {
    return this.#near.hasFocus();
  }

  resize(): void {
    this.#sizeNow = null;
    this.#sheet = null;
    this.#follow(this.camera.transform());
  }

  /** Asked once a frame: after something was drawn, asking makes the browser lay out the page at once. */
  #size(): Size {
    if (this.#sizeNow === null) {
      this.#sizeNow = this.#options.size();
      requestAnimationFrame(() => {
        this.#sizeNow = null;
      });
    }
    return this.#sizeNow;
  }

  #direction(): Direction {
    return this.#scene?.layout.direction ?? "right";
  }

  /** Beside the headers. */
  #room(): Room {
    return roomOf(this.#size(), this.#direction());
  }

  /** Beside the panel too. */
  #free(): Room {
    return roomBeside(this.#room(), this.#options.cover());
  }

  #bandsView(transform: ZoomTransform): BandsView {
    return { transform, size: this.#size(), direction: this.#direction() };
  }

  //#region Camera

  #follow(transform: ZoomTransform): void {
    const sheet = this.#sheet;
    if (sheet !== null && isUsable(sheet, transform, this.camera.viewport())) {
      this.#near.svg.style.transform = shiftOf(sheet, transform);
      this.#shiftFar(transform);
    } else {
      this.#layOut(transform, 0);
    }
    this.#placeAround(transform);
  }

  /** The camera rests: what was only stretched is painted at its size. */
  #settle(): void {
    const transform = this.camera.transform();
    if (this.#sheet !== null && shiftOf(this.#sheet, transform) !== "") this.#layOut(transform, 0);
  }

  /** A new sheet for where the camera is. */
  #layOut(transform: ZoomTransform, duration: number): void {
    const before = this.#sheet;
    this.#sheet = sheetFor(transform, this.camera.viewport(), this.#nodes.length > CULL_ABOVE);
    this.#near.place(transform, this.#sheet.detail);
    this.#near.svg.style.transform = "";
    placeLanes(this.#near.lanes, this.#bandsView(transform));
    this.#shiftFar(transform);
    // Of a small graph everything is drawn already, if only it is drawn like this.
    const isDrawn = before?.detail === this.#sheet.detail && this.#nodes.length <= CULL_ABOVE;
    if (!isDrawn || this.#scene !== this.#drawnScene) this.#draw(duration);
  }

  #shiftFar(transform: ZoomTransform): void {
    const far = this.#far;
    if (far?.sheet != null) far.element.style.transform = shiftOf(far.sheet, transform);
  }

  /** What is beside the sheet and follows every move. */
  #placeAround(transform: ZoomTransform): void {
    placeHeaders(this.#headers, this.#bandsView(transform));
    if (this.#scene !== null) this.minimap.frame(this.camera.viewport(), this.#scene.layout);
  }

  //#endregion

  //#region Drawing

  /** Too large for elements at this zoom. */
  #isFar(): boolean {
    return (
      this.#far !== null &&
      this.#nodes.length > CULL_ABOVE &&
      this.#sheet !== null &&
      this.#sheet.detail !== "full"
    );
  }

  /** `also`: to be drawn though it may be out of sight. */
  #draw(duration: number, also: string | null = null): void {
    if (this.#repaint !== null) cancelAnimationFrame(this.#repaint);
    this.#repaint = null;
    const [scene, emphasis, sheet] = [this.#scene, this.#emphasis, this.#sheet];
    if (scene === null || emphasis === null || sheet === null) return;
    const { detail, transform } = sheet;
    const { measure } = scene;
    const isFar = this.#isFar();
    const area: Area = this.#nodes.length <= CULL_ABOVE ? EVERYWHERE : sheet.area;
    const always = new Set([emphasis.focused, also].filter((key) => key !== null));
    const nodes = nodesIn(this.#nodes, area, always);
    const edges = edgesIn(this.#edges, area);
    this.#near.draw({
      ...{ scene, detail, emphasis, duration, total: this.#nodes.length },
      nodes: isFar ? nodes.filter(({ place }) => always.has(place.key)) : nodes,
      edges: isFar ? [] : edges,
    });
    if (isFar && detail !== "full") {
      const picture = {
        direction: scene.layout.direction,
        boxes: scene.layout.groups,
        nodes,
        edges,
        emphasis,
        measure,
        detail,
        zoom: transform.k,
        palette: this.#colours(),
      };
      const isFirst = this.#far?.sheet === null || this.#drawnScene !== scene;
      this.#far?.paint(sheet, picture, this.#size(), isFirst);
    } else if (this.#far?.sheet) {
      this.#far.clear();
    }
    this.#drawnScene = scene;
  }

  #keyOnCanvas(event: MouseEvent): string | null {
    if (!this.#isFar()) return null;
    const { left, top } = this.#ground.getBoundingClientRect();
    const [x, y] = this.camera.transform().invert([event.clientX - left, event.clientY - top]);
    return this.#hits.at({ x, y });
  }

  //#endregion
}

function middle(place: { x: number; y: number; width: number; height: number }): Point {
  return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}
