// Draws the layer bands: lanes as high as the viewport behind the graph, and headers that stay in sight above it.
import { select, type ZoomTransform } from "d3";
import type { Band } from "@strataline/core/graph";
import type { Accent } from "./accents.ts";
import type { Scene } from "./scene.ts";

interface Lane {
  readonly band: Band;
  /** "12", or "3 of 12" when some are not shown. */
  readonly count: string;
  readonly accent: Accent;
}

export function drawBands(
  lanes: SVGGElement,
  headers: HTMLElement,
  { layout, accents, totals }: Scene,
): void {
  const data = layout.bands.map((band, index): Lane => {
    const total = totals.get(band.id) ?? band.count;
    const count = total === band.count ? String(total) : `${band.count} of ${total}`;
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

/** Follows zoom and horizontal pan; vertical pan leaves bands where they are. */
export function placeBands(
  lanes: SVGGElement,
  headers: HTMLElement,
  transform: ZoomTransform,
  width: number,
): void {
  const left = ({ band }: Lane) => transform.applyX(band.x);
  const wide = ({ band }: Lane) => band.width * transform.k;
  select(lanes)
    .selectAll<SVGRectElement, Lane>("rect")
    .attr("x", left)
    .attr("width", wide)
    .attr("y", 0)
    .attr("height", "100%");
  select(headers)
    .selectAll<HTMLLIElement, Lane>("li")
    .each(function (lane) {
      const x = left(lane);
      const right = x + wide(lane);
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
