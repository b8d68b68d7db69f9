// Draws the edges: a keyed join of line and arrowhead. What state and emphasis look like is edgeLook.ts and the style sheet.
import { select, type Selection } from "d3";
import type { Direction } from "@strataline/core/graph";
import { arrowPath, edgePath } from "./edgePath.ts";
import { createDrawn } from "./drawn.ts";
import type { Leave } from "./leaving.ts";
import { bundleWidth, edgeState, stressOf } from "./edgeLook.ts";
import { edgeId, type DrawnEdge, type Emphasis } from "./scene.ts";

type EdgeGroup = Selection<SVGGElement, DrawnEdge, SVGGElement, unknown>;

export interface EdgeStyle {
  readonly direction: Direction;
  /** Milliseconds a move may take; 0 draws at once. */
  readonly duration: number;
  readonly leave: Leave;
}

export function drawEdges(layer: SVGGElement, edges: readonly DrawnEdge[], style: EdgeStyle): void {
  const { duration } = style;
  const groups = select(layer)
    .selectAll<SVGGElement, DrawnEdge>("g.edge")
    .data(edges, ({ route }) => edgeId(route));
  style.leave(groups.exit<DrawnEdge>());
  const entered = groups.enter().append("g");
  entered.append("path").attr("class", "line");
  entered.append("path").attr("class", "arrow");
  if (duration > 0) entered.style("opacity", 0).transition("enter").duration(duration).style("opacity", null);
  const all = entered.merge(groups).order();
  all
    .filter(function (edge) {
      return looks.isNew(this, `${edgeClass(edge)} ${edge.count}`);
    })
    .attr("class", edgeClass)
    .style("--bundle", ({ count }) => (count > 1 ? bundleWidth(count) : null));
  place(entered, { ...style, duration: 0 });
  place(groups, style);
}

const ways = createDrawn();
const looks = createDrawn();

function edgeClass(edge: DrawnEdge): string {
  return `edge ${edge.kind} ${edgeState(edge)}${edge.count > 1 ? ` bundle` : ""}`;
}

function place(groups: EdgeGroup, { direction, duration }: Omit<EdgeStyle, "leave">): void {
  const way = ({ route }: DrawnEdge) => edgePath(route, direction);
  const tip = ({ route }: DrawnEdge) => arrowPath(route, direction);
  const moved = groups.filter(function (edge) {
    return ways.isNew(this, way(edge));
  });
  const line = moved.select<SVGPathElement>("path.line").interrupt("move");
  const arrow = moved.select<SVGPathElement>("path.arrow").interrupt("move");
  if (duration === 0) {
    line.attr("d", way);
    arrow.attr("d", tip);
    return;
  }
  line.transition("move").duration(duration).attr("d", way);
  arrow.transition("move").duration(duration).attr("d", tip);
}

export function paintEdges(layer: SVGGElement, emphasis: Emphasis): void {
  select(layer)
    .selectAll<SVGGElement, DrawnEdge>("g.edge")
    .each(function (edge) {
      const stress = stressOf(edge, emphasis);
      for (const name of STRESSES) this.classList.toggle(name, name === stress);
    });
}

const STRESSES = ["lit", "touches", "dim"] as const;
