// Draws "+3" on the side of a node where neighbours are hidden; a click shows them.
import { select } from "d3";
import { CARD_HEIGHT } from "../layout.ts";
import type { Expansion } from "../state.ts";
import type { DrawnNode } from "./scene.ts";

interface Expander extends Expansion {
  readonly count: number;
  readonly x: number;
  readonly y: number;
}

export function drawExpanders(
  layer: SVGGElement,
  nodes: readonly DrawnNode[],
  duration: number,
  onExpand: (expansion: Expansion) => void,
): void {
  const groups = select(layer)
    .selectAll<SVGGElement, Expander>("g.expander")
    .data(nodes.flatMap(expandersOf), ({ key, side }) => `${side} ${key}`);
  groups.exit().remove();
  const entered = groups.enter().append("g").attr("class", "expander").attr("aria-hidden", "true");
  entered.append("title");
  entered.append("rect").attr("y", -8.5).attr("height", 17).attr("rx", 8.5);
  entered.append("text").attr("y", 3.5);
  entered.on("click", (event: Event, { key, side }) => {
    event.stopPropagation();
    onExpand({ key, side });
  });
  const all = entered.merge(groups);
  const width = ({ count }: Expander) => 16 + String(count).length * 7;
  all.select("title").text(({ count, side }) => `Show ${count} more ${side}`);
  all
    .select("rect")
    .attr("width", width)
    .attr("x", (expander) => -width(expander) / 2);
  all.select("text").text(({ count }) => `+${count}`);
  const at = ({ x, y }: Expander) => `translate(${x},${y})`;
  entered.attr("transform", at);
  if (duration === 0) groups.attr("transform", at);
  else groups.transition("move").duration(duration).attr("transform", at);
}

function expandersOf({ place, card }: DrawnNode): readonly Expander[] {
  const y = place.y + CARD_HEIGHT;
  const { upstream, downstream } = card.hidden;
  const expanders: Expander[] = [];
  if (upstream > 0) expanders.push({ key: place.key, side: "upstream", count: upstream, x: place.x + 14, y });
  if (downstream > 0) {
    expanders.push({
      key: place.key,
      side: "downstream",
      count: downstream,
      x: place.x + place.width - 14,
      y,
    });
  }
  return expanders;
}
