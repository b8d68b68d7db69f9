// Draws the layer bands: lanes as high as the viewport behind the graph, and headers that stay in sight above it.
import { select, type ZoomTransform } from "d3";
import type { Band, Size } from "@strataline/core/graph";
import type { Accent } from "./accents.ts";
import type { Scene } from "./scene.ts";
import { MARGIN } from "./sheet.ts";

interface Lane {
  readonly band: Band;
  /** "12", or "3 of 12" when some are not shown. */
  readonly count: string;
  readonly accent: Accent;
}

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

/** Lanes of the sheet: as high as it is, and no wider. */
export function placeLanes(lanes: SVGGElement, transform: ZoomTransform, { width, height }: Size): void {
  const [start, end] = [-MARGIN * width, (1 + MARGIN) * width];
  const clamp = (x: number) => Math.min(end, Math.max(start, x));
  const left = ({ band }: Lane) => clamp(transform.applyX(band.x));
  const right = ({ band }: Lane) => clamp(transform.applyX(band.x + band.width));
  select(lanes)
    .selectAll<SVGRectElement, Lane>("rect")
    .attr("x", left)
    .attr("width", (lane) => right(lane) - left(lane))
    .attr("y", -MARGIN * height)
    .attr("height", (1 + 2 * MARGIN) * height);
}

/** Follows zoom and horizontal pan; vertical pan leaves headers where they are. */
export function placeHeaders(headers: HTMLElement, transform: ZoomTransform, width: number): void {
  select(headers)
    .selectAll<HTMLLIElement, Lane>("li")
    .each(function ({ band }) {
      const x = transform.applyX(band.x);
      const right = transform.applyX(band.x + band.width);
      // The title stays in sight as long as any part of its band is.
      const shownLeft = Math.max(x, 0);
      const shownWidth = Math.max(0, Math.min(right, width) - shownLeft);
      select(this)
        .style("transform", `translateX(${shownLeft}px)`)
        .style("width", `${shownWidth}px`)
        .classed("off", shownWidth < 12)
        .classed("narrow", shownWidth < 90);
    });
}
