// Draws the whole layout small, with the part in the viewport framed; a click or drag moves the viewport there.
import { drag, pointer, select } from "d3";
import type { Point } from "@strataline/core/graph";
import { drawnNodes, type DrawnNode, type Scene } from "./scene.ts";
import type { Area } from "./cull.ts";

const WIDTH = 168;
const HEIGHT = 104;
const PADDING = 6;
/** Fewer nodes are found without a map, which would only cover some of them. */
const WORTH_A_MAP = 30;

export interface Minimap {
  readonly element: SVGSVGElement;
  draw(scene: Scene): void;
  /** Hidden while everything is in sight anyway, and for small graphs. */
  frame(viewport: Area, layout: Scene["layout"]): void;
}

export function createMinimap(document: Document, onMove: (centre: Point) => void): Minimap {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const svg = select(element).attr("class", "minimap").attr("aria-hidden", "true");
  svg.attr("width", WIDTH).attr("height", HEIGHT);
  const world = svg.append("g");
  const nodes = world.append("g");
  const frameRect = world.append("rect").attr("class", "frame");
  let scale = 1;
  let origin: Point = { x: 0, y: 0 };
  const moveTo = (event: { sourceEvent: Event }) => {
    const [x, y] = pointer(event.sourceEvent, element);
    onMove({ x: (x - origin.x) / scale, y: (y - origin.y) / scale });
  };
  svg.call(drag<SVGSVGElement, unknown>().on("start", moveTo).on("drag", moveTo));
  return {
    element,
    draw(scene) {
      const { width, height } = scene.layout;
      scale = Math.min(
        (WIDTH - 2 * PADDING) / Math.max(1, width),
        (HEIGHT - 2 * PADDING) / Math.max(1, height),
      );
      origin = { x: (WIDTH - width * scale) / 2, y: (HEIGHT - height * scale) / 2 };
      world.attr("transform", `translate(${origin.x},${origin.y}) scale(${scale})`);
      nodes
        .selectAll<SVGRectElement, DrawnNode>("rect")
        .data(drawnNodes(scene), ({ place }) => place.key)
        .join("rect")
        .attr("data-accent", ({ accent }) => accent)
        .attr("class", ({ card }) => (card.state === null ? "" : `is-${card.state}`))
        .attr("x", ({ place }) => place.x)
        .attr("y", ({ place }) => place.y)
        .attr("width", ({ place }) => place.width)
        .attr("height", ({ place }) => place.height);
    },
    frame(viewport, layout) {
      const { left, top, right, bottom } = viewport;
      const allInSight = left <= 0 && top <= 0 && right >= layout.width && bottom >= layout.height;
      svg.classed("off", allInSight || layout.nodes.size < WORTH_A_MAP);
      frameRect
        .attr("x", left)
        .attr("y", top)
        .attr("width", right - left)
        .attr("height", bottom - top);
    },
  };
}
