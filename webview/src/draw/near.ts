// The drawing as SVG elements: lanes, edges, cards and what hangs on them. Draws what it is given and finds its own elements again.
import { select, type ZoomTransform } from "d3";
import type { Expansion } from "../state.ts";
import { drawEdges, paintEdges } from "./edges.ts";
import { drawExpanders } from "./expanders.ts";
import { drawGroupBoxes } from "./groupBoxes.ts";
import { leaveTo } from "./leaving.ts";
import type { Detail } from "./names.ts";
import { drawNodes, paintNodes } from "./nodes.ts";
import type { DrawnEdge, DrawnNode, Emphasis, Scene } from "./scene.ts";
import { isClose } from "./sheet.ts";

export interface NearPicture {
  readonly scene: Scene;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly emphasis: Emphasis;
  readonly detail: Detail;
  /** Nodes there are, drawn or not. */
  readonly total: number;
  /** Milliseconds that moves may take. */
  readonly duration: number;
}

export class Near {
  readonly svg: SVGSVGElement;
  readonly lanes: SVGGElement;
  readonly #world: SVGGElement;
  readonly #layers: Readonly<Record<"leaving" | "boxes" | "edges" | "nodes" | "expanders", SVGGElement>>;
  readonly #onExpand: (expansion: Expansion) => void;

  constructor(document: Document, onExpand: (expansion: Expansion) => void) {
    this.#onExpand = onExpand;
    this.svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    select(this.svg).attr("class", "graph").attr("role", "group").attr("aria-label", "Lineage");
    const layer = (parent: SVGElement, name: string) => {
      const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
      group.setAttribute("class", name);
      parent.append(group);
      return group;
    };
    this.lanes = layer(this.svg, "lanes");
    this.#world = layer(this.svg, "world");
    this.#layers = {
      leaving: layer(this.#world, "leaving"),
      edges: layer(this.#world, "edges"),
      // Over the edges, or they would strike the names out.
      boxes: layer(this.#world, "boxes"),
      nodes: layer(this.#world, "nodes"),
      expanders: layer(this.#world, "expanders"),
    };
    this.#layers.leaving.setAttribute("aria-hidden", "true");
    select(this.#layers.nodes)
      .attr("role", "listbox")
      .attr("aria-label", "Assets")
      .attr("aria-multiselectable", "true")
      .attr("aria-orientation", "horizontal");
  }

  place(transform: ZoomTransform, detail: Detail): void {
    select(this.#world).attr("transform", transform.toString());
    select(this.svg)
      .classed("far", detail !== "full")
      .classed("tiny", detail === "tiny" || detail === "dot")
      .classed("dot", detail === "dot")
      .classed("close", isClose(transform.k));
  }

  draw({ scene, nodes, edges, emphasis, duration, ...style }: NearPicture): void {
    const { focused } = emphasis;
    const hadFocus = this.hasFocus();
    const leave = leaveTo(this.#layers.leaving, duration);
    drawGroupBoxes(this.#layers.boxes, scene, { duration, leave });
    const { direction } = scene.layout;
    drawEdges(this.#layers.edges, edges, { direction, duration, leave });
    drawNodes(this.#layers.nodes, nodes, { ...style, measure: scene.measure, direction, duration, leave });
    drawExpanders(this.#layers.expanders, nodes, { direction, duration }, this.#onExpand);
    this.paint(emphasis);
    // Putting elements in order moves some, and a moved element loses the focus.
    if (hadFocus && focused !== null && !this.hasFocus()) this.focus(focused);
  }

  paint(emphasis: Emphasis): void {
    paintNodes(this.#layers.nodes, emphasis);
    paintEdges(this.#layers.edges, emphasis);
  }

  focus(key: string): void {
    select(this.#layers.nodes)
      .selectAll<SVGGElement, DrawnNode>("g.node")
      .filter(({ place }) => place.key === key)
      .nodes()[0]
      ?.focus({ preventScroll: true });
  }

  hasFocus(): boolean {
    const focused = this.svg.ownerDocument.activeElement;
    return focused !== null && this.#layers.nodes.contains(focused);
  }

  /** The key of the card that the event happened on. */
  static keyAt({ target }: Event): string | null {
    return target instanceof Element ? (target.closest("g.node")?.getAttribute("data-key") ?? null) : null;
  }
}
