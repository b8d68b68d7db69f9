// Draws the frames of open groups, each with its name and a sign that closes it.
import { select } from "d3";
import { groupId, type GroupBox } from "@strataline/core/graph";
import { ICONS } from "../icons.ts";
import type { Leave } from "./leaving.ts";
import type { Scene } from "./scene.ts";

const RADIUS = 8;
const TITLE_LEFT = 24;
const TITLE_BASELINE = 18;

export interface BoxStyle {
  /** Milliseconds a move may take; 0 draws at once. */
  readonly duration: number;
  readonly leave: Leave;
}

/** The element's data-group is the id of the group that a click on its title closes. */
export function drawGroupBoxes(layer: SVGGElement, { layout }: Scene, { duration, leave }: BoxStyle): void {
  const groups = select(layer)
    .selectAll<SVGGElement, GroupBox>("g.group-box")
    .data(layout.groups, ({ band, path }) => `${band} ${groupId(path)}`);
  leave(groups.exit<GroupBox>());
  const entered = groups.enter().append("g").attr("class", "group-box");
  entered.append("rect").attr("class", "frame").attr("rx", RADIUS);
  const title = entered.append("g").attr("class", "group-title");
  title.append("title");
  title.append("rect").attr("class", "hit").attr("height", 24).attr("rx", RADIUS);
  title
    .append("path")
    .attr("class", "icon")
    .attr("d", ICONS.collapse)
    .attr("transform", "translate(8,7) scale(0.8)");
  title.append("text").attr("x", TITLE_LEFT).attr("y", TITLE_BASELINE);
  const all = entered.merge(groups).order();
  all.attr("data-group", ({ path }) => groupId(path));
  all.select(".group-title title").text(({ path }) => `Close ${path.join("/")}`);
  all.select(".group-title text").text(({ path, count }) => `${path.at(-1) ?? ""} · ${count}`);
  all.select("rect.hit").attr("width", ({ width }) => width);
  const at = ({ x, y }: GroupBox) => `translate(${x},${y})`;
  const wide = ({ width }: GroupBox) => width;
  const high = ({ height }: GroupBox) => height;
  entered.attr("transform", at).select("rect.frame").attr("width", wide).attr("height", high);
  if (duration === 0) {
    groups.attr("transform", at).select("rect.frame").attr("width", wide).attr("height", high);
    return;
  }
  const glide = groups.transition("move").duration(duration).attr("transform", at);
  glide.select("rect.frame").attr("width", wide).attr("height", high);
}
