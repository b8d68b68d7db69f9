// Draws the cards: a keyed join, so that a node keeps its element (and focus, and animation) as long as its key lives.
import { select, type Selection } from "d3";
import type { Direction } from "@strataline/core/graph";
import { ICONS } from "../icons.ts";
import { CARD_HEIGHT, MARK_WIDTH, TEXT_LEFT, TEXT_RIGHT } from "../layout.ts";
import { fitText, type Measure } from "../text.ts";
import { createDrawn } from "./drawn.ts";
import type { Leave } from "./leaving.ts";
import { appendName, drawName, type Detail } from "./names.ts";
import { isDimmed, type DrawnNode, type Emphasis } from "./scene.ts";

export type NodeGroup = Selection<SVGGElement, DrawnNode, SVGGElement, unknown>;

const RADIUS = 7;
const STRIP = 4;
const LINE1 = 24;
const LINE2 = 44;
const KINDS_GAP = 12;

export interface NodeStyle {
  readonly measure: Measure;
  /** Milliseconds a move may take; 0 draws at once. */
  readonly duration: number;
  readonly leave: Leave;
  readonly direction: Direction;
  readonly detail: Detail;
  /** Nodes there are, drawn or not. */
  readonly total: number;
}

export function drawNodes(layer: SVGGElement, nodes: readonly DrawnNode[], style: NodeStyle): void {
  const groups = select(layer)
    .selectAll<SVGGElement, DrawnNode>("g.node")
    .data(nodes, ({ place }) => place.key);
  style.leave(groups.exit<DrawnNode>());
  const entered = groups.enter().append("g").attr("role", "option").attr("tabindex", -1).call(appendParts);
  const all = entered.merge(groups).order();
  move(entered, 0);
  move(groups, style.duration);
  if (style.duration > 0) {
    entered.style("opacity", 0).transition("enter").duration(style.duration).style("opacity", null);
  }
  const changed = all.filter(function ({ card, place, accent }) {
    return looks.isNew(this, JSON.stringify([card, place.width, accent, style.detail, style.direction]));
  });
  updateParts(changed, style);
}

const looks = createDrawn();
const places = createDrawn();

function move(groups: NodeGroup, duration: number): void {
  const at = ({ place }: DrawnNode) => `translate(${place.x},${place.y})`;
  const moved = groups.filter(function (node) {
    return places.isNew(this, at(node));
  });
  moved.interrupt("move");
  if (duration === 0) moved.attr("transform", at);
  else moved.transition("move").duration(duration).attr("transform", at);
}

function appendParts(groups: NodeGroup): void {
  groups.append("title");
  groups.append("rect").attr("class", "deepest");
  groups.append("rect").attr("class", "behind");
  groups.append("rect").attr("class", "halo");
  groups.append("rect").attr("class", "card");
  groups.append("path").attr("class", "strip");
  groups.append("rect").attr("class", "ring");
  groups.append("path").attr("class", "icon kind-icon");
  groups.each(function () {
    appendName(this);
  });
  const stateIcon = groups.append("g").attr("class", "state-icon").append("g");
  stateIcon.append("circle").attr("class", "track").attr("cx", 8).attr("cy", 8).attr("r", 6);
  stateIcon.append("path").attr("class", "icon");
  groups.append("text").attr("class", "kinds");
  groups.append("text").attr("class", "line");
  const checks = groups.append("g").attr("class", "checks");
  checks.append("text");
  checks.append("path").attr("class", "icon").attr("d", ICONS.check);
  groups.append("g").attr("class", "marks");
  groups.append("path").attr("class", "cursor-mark");
  groups.append("path").attr("class", "unknown-deps");
  // The label says it all, in words.
  groups.selectAll("text").attr("aria-hidden", "true");
}

function updateParts(all: NodeGroup, { measure, detail, direction }: NodeStyle): void {
  all
    .attr("class", nodeClass)
    .attr("data-key", ({ place }) => place.key)
    .attr("data-accent", ({ accent }) => accent)
    .attr("aria-label", ({ card }) => card.label);
  all.select("title").text(({ card }) => card.tooltip);
  drawShapes(all, direction);
  drawNames(all, measure, detail);
  drawKinds(all, measure);
  drawLine(all, measure);
  drawChecks(all, measure);
  drawMarks(all);
}

function nodeClass({ card }: DrawnNode): string {
  const state = card.state === null ? [] : [`is-${card.state}`];
  const stale = card.isStale ? ["is-stale"] : [];
  const problem = card.problem === null ? [] : [`has-${card.problem}`];
  const ran = card.kind === "asset" && card.state === null ? ["never-ran"] : [];
  return [
    "node",
    `kind-${card.kind}`,
    ...state,
    ...stale,
    ...ran,
    ...problem,
    ...card.marks.map((mark) => `is-${mark}`),
  ].join(" ");
}

function drawShapes(all: NodeGroup, direction: Direction): void {
  const box = (name: string, inset: number, dx = 0) =>
    all
      .select(`rect.${name}`)
      .attr("x", inset + dx)
      .attr("y", inset + dx)
      .attr("width", ({ place }) => place.width - 2 * inset)
      .attr("height", ({ place }) => place.height - 2 * inset)
      .attr("rx", RADIUS - inset);
  box("card", 0);
  box("ring", 0);
  box("halo", -4);
  box("behind", 0, 4);
  box("deepest", 0, 8);
  // Beside the place where edges arrive.
  all
    .select("path.unknown-deps")
    .attr("d", ({ place }) =>
      direction === "down" ? `M${place.width * 0.75},-20V-5` : `M-20,${CARD_HEIGHT * 0.75}H-5`,
    );
  all.select("path.strip").attr("d", stripPath());
  all
    .select("path.kind-icon")
    .attr("d", ({ card }) => ICONS[card.icon])
    .attr("transform", `translate(14,11)`);
  all
    .select("path.cursor-mark")
    // Above the place where edges arrive.
    .attr("d", `M-11,${LINE1 - 10}l7,5l-7,5z`);
}

/** The left edge in the layer's colour, rounded like the card. */
function stripPath(): string {
  const r = RADIUS;
  return `M${STRIP},0V${CARD_HEIGHT}A${r},${r} 0 0 1 0,${CARD_HEIGHT - r}V${r}A${r},${r} 0 0 1 ${STRIP},0Z`;
}

function drawNames(all: NodeGroup, measure: Measure, detail: Detail): void {
  all.each(function ({ card, place }) {
    drawName(this, {
      card,
      width: place.width,
      badges: marksShown(card).length * MARK_WIDTH,
      baseline: LINE1,
      detail,
      measure,
    });
  });
}

/** Beside the name, where that leaves room for all of it. Shown when it is close enough to be read. */
function drawKinds(all: NodeGroup, measure: Measure): void {
  all
    .select("text.kinds")
    .attr("y", LINE1)
    .attr("x", ({ card, place }) => place.width - TEXT_RIGHT - marksShown(card).length * MARK_WIDTH)
    .text(({ card, place }) => {
      const taken = TEXT_LEFT + measure(card.prefix + card.name, "name") + KINDS_GAP;
      const room = place.width - TEXT_RIGHT - marksShown(card).length * MARK_WIDTH - taken;
      return measure(card.kinds, "line") <= room ? card.kinds : "";
    });
}

function drawLine(all: NodeGroup, measure: Measure): void {
  all.select("g.state-icon").attr("transform", `translate(15,${LINE2 - 11}) scale(0.875)`);
  all.select("g.state-icon path").attr("d", ({ card }) => ICONS[card.line.icon]);
  all.select("g.state-icon").attr("data-tone", ({ card }) => card.line.tone);
  all
    .select("text.line")
    .attr("x", TEXT_LEFT)
    .attr("y", LINE2)
    .attr("data-tone", ({ card }) => card.line.tone)
    .text(({ card, place }) => {
      const checks = card.checks === null ? 0 : checksWidth(card.checks.text, measure) + 8;
      const room = place.width - TEXT_LEFT - TEXT_RIGHT - checks;
      const { text, short = text } = card.line;
      const wide = (part: string) => measure(part, "line");
      return fitText(wide(text) <= room ? text : short, room, wide);
    });
}

function checksWidth(text: string, measure: Measure): number {
  return measure(text, "line") + 16;
}

function drawChecks(all: NodeGroup, measure: Measure): void {
  const checks = all.select<SVGGElement>("g.checks");
  checks
    .attr("display", ({ card }) => (card.checks === null ? "none" : null))
    .attr("data-tone", ({ card }) => card.checks?.tone ?? "quiet")
    .attr("transform", ({ card, place }) => {
      const width = checksWidth(card.checks?.text ?? "", measure);
      return `translate(${place.width - TEXT_RIGHT - width + 2},${LINE2})`;
    });
  checks.select("path").attr("transform", "translate(0,-10.7) scale(0.8125)");
  checks
    .select("text")
    .attr("x", 16)
    .text(({ card }) => card.checks?.text ?? "");
}

type MarkIcon = "error" | "warning" | "cycle" | "duplicate" | "expand";

function marksShown(card: DrawnNode["card"]): readonly MarkIcon[] {
  const marks: MarkIcon[] = card.group === null ? [] : ["expand"];
  if (card.problem !== null) marks.push(card.problem);
  if (card.marks.includes("cycle")) marks.push("cycle");
  if (card.marks.includes("duplicate")) marks.push("duplicate");
  return marks;
}

function drawMarks(all: NodeGroup): void {
  all.each(function ({ card, place }) {
    const marks = marksShown(card);
    select(this)
      .select("g.marks")
      .selectAll<SVGPathElement, MarkIcon>("path")
      .data(marks, (mark) => mark)
      .join("path")
      .attr("class", (mark) => `icon mark-${mark}`)
      .attr("d", (mark) => ICONS[mark])
      .attr(
        "transform",
        (_, index) => `translate(${place.width - TEXT_RIGHT - 14 - index * MARK_WIDTH + 2},12) scale(0.9375)`,
      );
  });
}

export function paintNodes(layer: SVGGElement, emphasis: Emphasis): void {
  const { selected, active, focused, path, matched } = emphasis;
  select(layer)
    .selectAll<SVGGElement, DrawnNode>("g.node")
    .classed("selected", ({ place }) => selected.has(place.key))
    .classed("active", ({ place }) => place.key === active)
    .classed("matched", ({ place }) => matched?.has(place.key) === true)
    .classed("on-path", ({ place }) => path?.has(place.key) === true)
    .classed("dim", ({ place }) => isDimmed(emphasis, place.key))
    .attr("aria-selected", ({ place }) => String(selected.has(place.key)))
    .attr("aria-current", ({ place }) => (place.key === active ? "true" : null))
    .attr("tabindex", ({ place }) => (place.key === focused ? 0 : -1));
}
