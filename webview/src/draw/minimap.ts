// Draws the whole layout small, with the part in the viewport framed; a click or drag moves the viewport there.
import { drag, pointer, select } from "d3";
import type { Layout, Point } from "@strataline/core/graph";
import { html } from "../dom.ts";
import type { Area } from "./cull.ts";
import type { Palette } from "./palette.ts";
import type { DrawnNode } from "./scene.ts";

const WIDTH = 168;
const HEIGHT = 104;
const PADDING = 6;
/** Sharp on fine screens too. */
const RATIO = 2;
/** Fewer nodes are found without a map, which would only cover some of them. */
const WORTH_A_MAP = 30;

export interface Minimap {
  readonly element: HTMLElement;
  draw(nodes: readonly DrawnNode[], layout: Layout, palette: Palette): void;
  /** Hidden while everything is in sight anyway, and for small graphs. */
  frame(viewport: Area, layout: Layout): void;
}

export function createMinimap(document: Document, onMove: (centre: Point) => void): Minimap {
  const canvas = html(document, "canvas", {
    width: String(WIDTH * RATIO),
    height: String(HEIGHT * RATIO),
  });
  const frame = html(document, "div", { class: "frame" });
  const element = html(document, "div", { class: "minimap", "aria-hidden": "true" }, canvas, frame);
  let scale = 1;
  let origin: Point = { x: 0, y: 0 };
  const moveTo = (event: { sourceEvent: Event }) => {
    const [x, y] = pointer(event.sourceEvent, element);
    onMove({ x: (x - origin.x) / scale, y: (y - origin.y) / scale });
  };
  select(element).call(drag<HTMLDivElement, unknown>().on("start", moveTo).on("drag", moveTo));
  return {
    element,
    draw(nodes, { width, height }, palette) {
      scale = Math.min(
        (WIDTH - 2 * PADDING) / Math.max(1, width),
        (HEIGHT - 2 * PADDING) / Math.max(1, height),
      );
      origin = { x: (WIDTH - width * scale) / 2, y: (HEIGHT - height * scale) / 2 };
      const context = canvas.getContext("2d");
      if (context === null || nodes.length < WORTH_A_MAP) return;
      context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
      context.clearRect(0, 0, WIDTH, HEIGHT);
      const least = 1 / RATIO;
      for (const { place, accent, card } of nodes) {
        context.fillStyle =
          card.state === "failed"
            ? palette.colour("bad")
            : card.state === "running"
              ? palette.colour("busy")
              : palette.accent(accent);
        context.fillRect(
          origin.x + place.x * scale,
          origin.y + place.y * scale,
          Math.max(least, place.width * scale),
          Math.max(least, place.height * scale),
        );
      }
    },
    frame({ left, top, right, bottom }, layout) {
      const allInSight = left <= 0 && top <= 0 && right >= layout.width && bottom >= layout.height;
      element.classList.toggle("off", allInSight || layout.nodes.size < WORTH_A_MAP);
      frame.style.transform = `translate(${origin.x + left * scale}px,${origin.y + top * scale}px)`;
      frame.style.width = `${(right - left) * scale}px`;
      frame.style.height = `${(bottom - top) * scale}px`;
    },
  };
}
