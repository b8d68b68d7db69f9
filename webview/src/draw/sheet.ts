// When the drawing is painted anew. It is a sheet larger than the window: while the camera moves the browser only shifts and scales
// what is painted; at rest, or where the sheet ends, it is painted again. Pure.
import type { ZoomTransform } from "d3";
import { contains, grow, type Area } from "./cull.ts";
import type { Detail } from "./names.ts";
import { CLOSE_ZOOM, DOT_ZOOM, FAR_ZOOM, TINY_ZOOM } from "../zoom.ts";

export interface Sheet {
  readonly transform: ZoomTransform;
  /** In the layout's coordinates. */
  readonly area: Area;
  readonly detail: Detail;
}

/** On each side, in windows. */
export const MARGIN = 0.5;
/** Painted letters may be stretched or shrunk this much while the camera moves. */
const STRETCH = 2;

export function sheetFor(transform: ZoomTransform, viewport: Area): Sheet {
  return { transform, area: grow(viewport, MARGIN), detail: detailAt(transform.k) };
}

export function detailAt(zoom: number): Detail {
  if (zoom < DOT_ZOOM) return "dot";
  if (zoom < TINY_ZOOM) return "tiny";
  return zoom < FAR_ZOOM ? "far" : "full";
}

export function isClose(zoom: number): boolean {
  return zoom >= CLOSE_ZOOM;
}

export function isUsable({ transform, area }: Sheet, now: ZoomTransform, viewport: Area): boolean {
  const stretch = now.k / transform.k;
  return stretch <= STRETCH && stretch >= 1 / STRETCH && contains(area, viewport);
}

/** CSS that brings a sheet painted for one transform to where another wants it; from the top left corner. */
export function shiftOf({ transform: painted }: Sheet, now: ZoomTransform): string {
  const scale = now.k / painted.k;
  if (scale === 1 && now.x === painted.x && now.y === painted.y) return "";
  return `matrix(${scale},0,0,${scale},${now.x - scale * painted.x},${now.y - scale * painted.y})`;
}
