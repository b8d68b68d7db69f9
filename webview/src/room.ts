// The part of the picture that the graph can be seen in: beside the headers of its bands, and beside a panel that lies over it.
import type { Direction, Size } from "@strataline/core/graph";

/** In pixels of the picture. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Height of the headers over bands that stand side by side. */
const HEADER_HEIGHT = 34;
/** Width of the headers beside bands that lie under each other. */
const HEADER_WIDTH = 128;
const NARROW_HEADER_WIDTH = 88;
const NARROW = 640;
/** With less beside it than this, a panel is looked at for itself: the graph stays where it is. */
const LEAST = 240;

export function headerWidth(size: Size): number {
  return size.width < NARROW ? NARROW_HEADER_WIDTH : HEADER_WIDTH;
}

export function roomOf(size: Size, direction: Direction): Room {
  const { width: right, height: bottom } = size;
  if (direction === "down") return { left: headerWidth(size), top: 0, right, bottom };
  return { left: 0, top: HEADER_HEIGHT, right, bottom };
}

/** What of the picture a panel at its lower left hides: from the left to `right`, from `top` down. */
export interface Cover {
  readonly right: number;
  readonly top: number;
}

/** Null: nothing is covered. */
export function roomBeside(room: Room, cover: Cover | null): Room {
  const left = Math.max(room.left, cover?.right ?? 0);
  return room.right - left < LEAST ? room : { ...room, left };
}

/** Whether any of `place`, in pixels of the picture, is hidden. */
export function isCovered(place: Room, cover: Cover | null): boolean {
  return cover !== null && place.left < cover.right && place.bottom > cover.top;
}

/** Of a panel that lies over the picture, in the same parent. */
export function coverOf(panel: HTMLElement): Cover | null {
  const { hidden, offsetLeft, offsetTop, offsetWidth } = panel;
  return hidden ? null : { right: offsetLeft + offsetWidth, top: offsetTop };
}
