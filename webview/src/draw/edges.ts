// Draws the edges: a keyed join of line and arrowhead. Dashed = order only; red = on a cycle or against the layers' order.
import { select, type Selection } from "d3";
import { arrowPath, edgePath } from "./edgePath.ts";
import { createDrawn } from "./drawn.ts";
import { isTracedEdge, type DrawnEdge, type Emphasis } from "./scene.ts";

type EdgeGroup = Selection<SVGGElement, DrawnEdge, SVGGElement, unknown>;

export function drawEdges(layer: SVGGElement, edges: readonly DrawnEdge[], duration: number): void {
  const groups = select(layer)
    .selectAll<SVGGElement, DrawnEdge>("g.edge")
    .data(edges, ({ id }) => id);
  groups.exit().remove();
  const entered = groups.enter().append("g");
  entered.append("path").attr("class", "line");
  entered.append("path").attr("class", "arrow");
  if (duration > 0) entered.style("opacity", 0).transition("enter").duration(duration).style("opacity", null);
  const all = entered.merge(groups).order();
  all
    .filter(function (edge) {
      return looks.isNew(this, edgeClass(edge));
    })
    .attr("class", edgeClass);
  place(entered, 0);
  place(groups, duration);
}

const ways = createDrawn();
const looks = createDrawn();

function edgeClass({ kind, cyclic, route }: DrawnEdge): string {
  return ["edge", kind, cyclic ? "cyclic" : "", route.backward ? "backward" : ""].filter(Boolean).join(" ");
}

function place(groups: EdgeGroup, duration: number): void {
  const moved = groups.filter(function ({ route }) {
    return ways.isNew(this, edgePath(route));
  });
  const line = moved.select<SVGPathElement>("path.line").interrupt("move");
  const arrow = moved.select<SVGPathElement>("path.arrow").interrupt("move");
  if (duration === 0) {
    line.attr("d", ({ route }) => edgePath(route));
    arrow.attr("d", ({ route }) => arrowPath(route));
    return;
  }
  line
    .transition("move")
    .duration(duration)
    .attr("d", ({ route }) => edgePath(route));
  arrow
    .transition("move")
    .duration(duration)
    .attr("d", ({ route }) => arrowPath(route));
}

export function paintEdges(layer: SVGGElement, emphasis: Emphasis): void {
  const { traced, matched, selected } = emphasis;
  select(layer)
    .selectAll<SVGGElement, DrawnEdge>("g.edge")
    .classed("lit", ({ route }) => traced !== null && isTracedEdge(traced, route.from, route.to))
    .classed("dim", ({ route }) => {
      if (traced !== null) return !isTracedEdge(traced, route.from, route.to);
      return matched !== null && !(matched.has(route.from) && matched.has(route.to));
    })
    .classed(
      "touches",
      ({ route }) => traced === null && (selected.has(route.from) || selected.has(route.to)),
    );
}
