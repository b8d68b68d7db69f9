// Pan and zoom: which transform shows what. Wheel zooms, Shift+wheel pans sideways, drag pans; moves by program take at most 200 ms.
import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3";
import type { PlacedNode, Point, Size } from "@strataline/core/graph";
import type { Area } from "./draw/cull.ts";
import type { Room } from "./room.ts";

const MIN_ZOOM = 0.02;
const MAX_ZOOM = 2.5;
/** Below this names are drawn alone and larger. */
export const FAR_ZOOM = 0.55;
/** The same in a graph with too many cards to draw them as elements this small. */
export const LARGE_FAR_ZOOM = 0.7;
export const TINY_ZOOM = 0.34;
/** Below this a name cannot be read: cards are dots. */
export const DOT_ZOOM = 0.2;
/** From here on there is room for what an asset is made with. */
export const CLOSE_ZOOM = 0.85;
/** Around what is brought into view, in pixels. */
const MARGIN = 28;

export interface Camera {
  readonly transform: () => ZoomTransform;
  readonly viewport: () => Area;
  jump(transform: ZoomTransform): void;
  glide(transform: ZoomTransform): void;
  zoomBy(factor: number): void;
}

export interface CameraOptions {
  readonly size: () => Size;
  /** Beside the headers. */
  readonly room: () => Room;
  readonly duration: () => number;
  readonly onChange: (transform: ZoomTransform) => void;
  /** The gesture or glide is over. */
  readonly onRest: () => void;
}

/** `element` stays where it is: what moves lies in it. */
export function createCamera(
  element: HTMLElement,
  { size, room, duration, onChange, onRest }: CameraOptions,
): Camera {
  let current = zoomIdentity;
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([MIN_ZOOM, MAX_ZOOM])
    .extent(() => [
      [0, 0],
      [size().width, size().height],
    ])
    .clickDistance(4)
    // Shift and a drag draw a box.
    .filter(
      (event: MouseEvent) =>
        event.type === "wheel" || (!event.ctrlKey && !event.shiftKey && event.button === 0),
    )
    .on("zoom", (event: D3ZoomEvent<HTMLElement, unknown>) => {
      current = event.transform;
      onChange(current);
    })
    .on("end", onRest);
  const target = select(element);
  target.call(behaviour).on("dblclick.zoom", null);
  element.addEventListener(
    "wheel",
    (event) => {
      if (!event.shiftKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      behaviour.translateBy(target, -(event.deltaX || event.deltaY) / current.k, 0);
    },
    { capture: true, passive: false },
  );
  const glide = (transform: ZoomTransform) => {
    const time = duration();
    if (time === 0) behaviour.transform(target.interrupt(), transform);
    else behaviour.transform(target.transition().duration(time), transform);
  };
  return {
    transform: () => current,
    viewport: () => areaIn(current, room()),
    jump: (transform) => behaviour.transform(target.interrupt(), transform),
    glide,
    zoomBy: (factor) => {
      const time = duration();
      if (time === 0) behaviour.scaleBy(target, factor);
      else behaviour.scaleBy(target.transition().duration(time), factor);
    },
  };
}

function areaIn(transform: ZoomTransform, room: Room): Area {
  const [left, top] = transform.invert([room.left, room.top]);
  const [right, bottom] = transform.invert([room.right, room.bottom]);
  return { left, top, right, bottom };
}

/** Everything in sight, not larger than life; a graph too large to read is shown at `least` from its start. */
export function fitTransform(content: Size, room: Room, least = MIN_ZOOM): ZoomTransform {
  const free = {
    width: room.right - room.left - 2 * MARGIN,
    height: room.bottom - room.top - 2 * MARGIN,
  };
  const whole = Math.min(
    free.width / Math.max(1, content.width),
    free.height / Math.max(1, content.height),
    1,
  );
  const k = Math.max(whole, least, MIN_ZOOM);
  const x = room.left + MARGIN + Math.max(0, (free.width - content.width * k) / 2);
  const y = room.top + MARGIN + Math.max(0, (free.height - content.height * k) / 2);
  return zoomIdentity.translate(x, y).scale(k);
}

export function centreOn(centre: Point, k: number, room: Room): ZoomTransform {
  const x = (room.left + room.right) / 2 - centre.x * k;
  const y = (room.top + room.bottom) / 2 - centre.y * k;
  return zoomIdentity.translate(x, y).scale(k);
}

/** The smallest pan that brings the node into view; null when it is in view already. */
export function revealTransform(
  place: PlacedNode,
  transform: ZoomTransform,
  room: Room,
): ZoomTransform | null {
  const left = transform.applyX(place.x);
  const right = transform.applyX(place.x + place.width);
  const top = transform.applyY(place.y);
  const bottom = transform.applyY(place.y + place.height);
  const dx = intoRange(left, right, room.left + MARGIN, room.right - MARGIN);
  const dy = intoRange(top, bottom, room.top + MARGIN, room.bottom - MARGIN);
  if (dx === 0 && dy === 0) return null;
  return zoomIdentity.translate(transform.x + dx, transform.y + dy).scale(transform.k);
}

function intoRange(start: number, end: number, low: number, high: number): number {
  if (start < low) return low - start;
  if (end > high) return Math.max(high - end, low - start);
  return 0;
}
