// What is drawn over the picture while one acts on it: a card's handle, the edge being drawn, the edge that is picked, the
// card being moved and the band it would go to.
import type { Band, Layout, PlacedNode, Point } from "@strataline/core/graph";
import type { ZoomTransform } from "d3";
import { html } from "../dom.ts";

const SVG = "http://www.w3.org/2000/svg";

export interface Moving {
  readonly layout: Layout;
  readonly place: PlacedNode;
  readonly by: Point;
  /** Where it would be dropped; null: nowhere. */
  readonly band: Band | null;
}

export interface Overlay {
  /** Below everything else, in the layout's coordinates. */
  readonly ground: SVGGElement;
  place(transform: ZoomTransform): void;
  /** On the right side of the card, always equally large. */
  showHandle(node: PlacedNode | null): void;
  /** SVG path data. */
  showPicked(path: string | null): void;
  /** From a card to the pointer, or to the card that would read it. */
  showWire(wire: { readonly from: PlacedNode; readonly to: Point } | null, reader: PlacedNode | null): void;
  showMove(moving: Moving | null): void;
  isHandle(element: EventTarget | null): boolean;
  onGrab(grab: (event: PointerEvent) => void): void;
}

export function createOverlay(document: Document, picture: HTMLElement): Overlay {
  const make = <Tag extends keyof SVGElementTagNameMap>(
    tag: Tag,
    name: string,
  ): SVGElementTagNameMap[Tag] => {
    const element = document.createElementNS(SVG, tag);
    element.setAttribute("class", name);
    return element;
  };
  const svg = make("svg", "acts");
  svg.setAttribute("aria-hidden", "true");
  const world = make("g", "acts-world");
  const ground = make("g", "impact");
  const picked = make("path", "picked-edge");
  const reader = make("rect", "wire-reader");
  const wire = make("path", "wire");
  const dropBand = make("rect", "drop-band");
  const moved = make("rect", "moved-card");
  const parts = [picked, reader, wire, dropBand, moved];
  for (const part of parts) show(part, false);
  world.append(ground, ...parts);
  svg.append(world);
  const handle = html(document, "div", {
    class: "edge-handle",
    title: "Drag to an asset that is to read this one, or to an empty place for a new one",
    "aria-hidden": "true",
  });
  handle.hidden = true;
  const tip = html(document, "div", { class: "drop-tip", "aria-hidden": "true" });
  tip.hidden = true;
  let at: Point | null = null;
  let transform: ZoomTransform | null = null;
  const placeHandle = (): void => {
    handle.hidden = at === null || transform === null;
    if (at === null || transform === null) return;
    handle.style.transform = `translate(${transform.applyX(at.x)}px,${transform.applyY(at.y)}px)`;
  };
  /** All of the band that is in sight: lanes are as high as the window. */
  const placeBand = ({ x, y, width, height }: Band, direction: Layout["direction"], at: ZoomTransform) => {
    const [left, top] = at.invert([0, 0]);
    const [right, bottom] = at.invert([picture.clientWidth, picture.clientHeight]);
    const lane =
      direction === "right"
        ? { x, y: top, width, height: bottom - top }
        : { x: left, y, width: right - left, height };
    setAll(dropBand, lane);
  };
  picture.append(svg, handle, tip);
  return {
    ground,
    place(moved) {
      transform = moved;
      world.setAttribute("transform", moved.toString());
      placeHandle();
    },
    showHandle(node) {
      at = node === null ? null : { x: node.x + node.width, y: node.y + node.height / 2 };
      placeHandle();
    },
    showPicked(path) {
      show(picked, path !== null);
      if (path !== null) picked.setAttribute("d", path);
    },
    showWire(drawn, over) {
      show(wire, drawn !== null);
      show(reader, over !== null);
      if (over !== null) {
        const { x, y, width, height } = over;
        setAll(reader, { x, y, width, height });
      }
      if (drawn === null) return;
      const from = { x: drawn.from.x + drawn.from.width, y: drawn.from.y + drawn.from.height / 2 };
      const to = over === null ? drawn.to : { x: over.x, y: over.y + over.height / 2 };
      const middle = (from.x + to.x) / 2;
      wire.setAttribute("d", `M${from.x},${from.y}C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`);
    },
    showMove(moving) {
      const band = moving?.band ?? null;
      show(moved, moving !== null);
      show(dropBand, band !== null);
      tip.hidden = band === null;
      if (moving === null || transform === null) return;
      const { layout, place, by } = moving;
      const at = { x: place.x + by.x, y: place.y + by.y };
      setAll(moved, { ...at, width: place.width, height: place.height });
      if (band === null) return;
      placeBand(band, layout.direction, transform);
      tip.textContent = `Move ${place.key.slice(place.key.lastIndexOf("/") + 1)} to ${band.title}`;
      const below = at.y + place.height;
      tip.style.transform = `translate(${transform.applyX(at.x)}px,${transform.applyY(below) + 6}px)`;
    },
    isHandle: (element) => element === handle,
    onGrab: (grab) => handle.addEventListener("pointerdown", grab),
  };
}

function setAll(element: SVGElement, attributes: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

function show(element: SVGElement, isShown: boolean): void {
  if (isShown) element.removeAttribute("display");
  else element.setAttribute("display", "none");
}
