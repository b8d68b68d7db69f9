// Draws "+3" on the side of a node where neighbours are hidden; a click shows them.
import { select } from "d3";
import type { Direction } from "@strataline/core/graph";
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
  { direction, duration }: { readonly direction: Direction; readonly duration: number },
  onExpand: (expansion: Expansion) => void,
): void {
  const groups = select(layer)
    .selectAll<SVGGElement, Expander>("g.expander")
    .data(
      nodes.flatMap((node) => expandersOf(node, direction)),
      ({ key, side }) => `${side} ${key}`,
    );
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

/** Beside the edges: where the first would arrive and the last leave. */
function expandersOf({ place, card }: DrawnNode, direction: Direction): readonly Expander[] {
  const { key, x, y, width, height } = place;
  const at =
    direction === "down"
      ? { upstream: { x: x + width / 4, y }, downstream: { x: x + width / 4, y: y + height } }
      : { upstream: { x: x + 14, y: y + height }, downstream: { x: x + width - 14, y: y + height } };
  return SIDES.filter((side) => card.hidden[side] > 0).map((side) => ({
    ...{ key, side, count: card.hidden[side] },
    ...at[side],
  }));
}

const SIDES = ["upstream", "downstream"] as const;
