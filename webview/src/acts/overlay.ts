// What is drawn over the picture while one acts on it: a card's handle, the edge being drawn, the edge that is picked.
import type { PlacedNode, Point } from "@strataline/core/graph";
import type { ZoomTransform } from "d3";
import { html } from "../dom.ts";

const SVG = "http://www.w3.org/2000/svg";

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
  const parts = [picked, reader, wire];
  for (const part of parts) show(part, false);
  world.append(ground, ...parts);
  svg.append(world);
  const handle = html(document, "div", {
    class: "edge-handle",
    title: "Drag to an asset that is to read this one, or to an empty place for a new one",
    "aria-hidden": "true",
  });
  handle.hidden = true;
  let at: Point | null = null;
  let transform: ZoomTransform | null = null;
  const placeHandle = (): void => {
    handle.hidden = at === null || transform === null;
    if (at === null || transform === null) return;
    handle.style.transform = `translate(${transform.applyX(at.x)}px,${transform.applyY(at.y)}px)`;
  };
  picture.append(svg, handle);
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
        for (const [name, value] of Object.entries({
          x: over.x,
          y: over.y,
          width: over.width,
          height: over.height,
        }))
          reader.setAttribute(name, String(value));
      }
      if (drawn === null) return;
      const from = { x: drawn.from.x + drawn.from.width, y: drawn.from.y + drawn.from.height / 2 };
      const to = over === null ? drawn.to : { x: over.x, y: over.y + over.height / 2 };
      const middle = (from.x + to.x) / 2;
      wire.setAttribute("d", `M${from.x},${from.y}C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`);
    },
    isHandle: (element) => element === handle,
    onGrab: (grab) => handle.addEventListener("pointerdown", grab),
  };
}

function show(element: SVGElement, isShown: boolean): void {
  if (isShown) element.removeAttribute("display");
  else element.setAttribute("display", "none");
}
