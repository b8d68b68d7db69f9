// Draws the layer bands: lanes that reach across the whole viewport behind the graph, and headers that stay in sight at its border.
import { select, type ZoomTransform } from "d3";
import type { Band, Direction, Size } from "@strataline/core/graph";
import { headerWidth } from "../room.ts";
import type { Accent } from "./accents.ts";
import type { Scene } from "./scene.ts";
import { MARGIN } from "./sheet.ts";

interface Lane {
  readonly band: Band;
  /** "12", or "3 of 12" when some are not shown. */
  readonly count: string;
  readonly accent: Accent;
}

/** A header shorter than this says nothing: from left to right in width, from top to bottom in height. */
const OFF: Readonly<Record<Direction, number>> = { right: 12, down: 14 };
/** A shorter one has no room for the count. */
const NARROW: Readonly<Record<Direction, number>> = { right: 90, down: 46 };

export function drawBands(
  lanes: SVGGElement,
  headers: HTMLElement,
  { layout, accents, totals, counts }: Scene,
): void {
  const data = layout.bands.map((band, index): Lane => {
    const shown = counts.get(band.id) ?? band.count;
    const total = totals.get(band.id) ?? shown;
    const count = total === shown ? String(total) : `${shown} of ${total}`;
    return { band, count, accent: accents[index] ?? "unknown" };
  });
  const groups = select(lanes)
    .selectAll<SVGRectElement, Lane>("rect")
    .data(data, ({ band }) => band.id);
  groups
    .join("rect")
    .attr("class", "lane")
    .attr("data-accent", ({ accent }) => accent);
  headers.classList.toggle("down", layout.direction === "down");
  const items = select(headers)
    .selectAll<HTMLLIElement, Lane>("li")
    .data(data, ({ band }) => band.id);
  items.exit().remove();
  const entered = items.enter().append("li");
  entered.append("span").attr("class", "band-title");
  entered.append("span").attr("class", "band-count");
  const all = entered.merge(items).order();
  all.attr("data-accent", ({ accent }) => accent);
  all.attr("aria-label", ({ band, count }) => `${band.title}: ${count}`);
  all.select(".band-title").text(({ band }) => band.title);
  all.select(".band-count").text(({ count }) => count);
}

interface Span {
  readonly start: number;
  readonly length: number;
}

export interface BandsView {
  readonly transform: ZoomTransform;
  readonly size: Size;
  readonly direction: Direction;
}

/** Lanes of the sheet: they reach across it, and no further along. */
export function placeLanes(lanes: SVGGElement, view: BandsView): void {
  const { width, height } = view.size;
  const isDown = view.direction === "down";
  const [along, across] = isDown ? [height, width] : [width, height];
  const span = ({ band }: Lane) => spanIn(band, view, [-MARGIN * along, (1 + MARGIN) * along]);
  const whole: Span = { start: -MARGIN * across, length: (1 + 2 * MARGIN) * across };
  const [x, y] = isDown ? [() => whole, span] : [span, () => whole];
  select(lanes)
    .selectAll<SVGRectElement, Lane>("rect")
    .attr("x", (lane) => x(lane).start)
    .attr("width", (lane) => x(lane).length)
    .attr("y", (lane) => y(lane).start)
    .attr("height", (lane) => y(lane).length);
}

/** Follows zoom and the pan along the bands; a pan across leaves headers where they are. */
export function placeHeaders(headers: HTMLElement, view: BandsView): void {
  const { direction, size } = view;
  const isDown = direction === "down";
  headers.style.width = isDown ? `${headerWidth(size)}px` : "";
  select(headers)
    .selectAll<HTMLLIElement, Lane>("li")
    .each(function ({ band }) {
      // The title stays in sight as long as any part of its band is.
      const { start, length } = spanIn(band, view, [0, isDown ? size.height : size.width]);
      this.style.transform = isDown ? `translateY(${start}px)` : `translateX(${start}px)`;
      this.style.width = isDown ? "" : `${length}px`;
      this.style.height = isDown ? `${length}px` : "";
      this.classList.toggle("off", length < OFF[direction]);
      this.classList.toggle("narrow", length < NARROW[direction]);
    });
}

/** From where to where a band reaches, in pixels, within `limits`. */
function spanIn(
  band: Band,
  { transform, direction }: BandsView,
  [low, high]: readonly [number, number],
): Span {
  const [start, end] =
    direction === "down"
      ? [transform.applyY(band.y), transform.applyY(band.y + band.height)]
      : [transform.applyX(band.x), transform.applyX(band.x + band.width)];
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  return { start: clamp(start), length: clamp(end) - clamp(start) };
}
