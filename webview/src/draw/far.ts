// Paints nodes and edges on a canvas, for graphs too large for elements: names on cards, or dots further out. In steps, so that
// whoever paints can let a frame pass between two of them. Fill says what colour says: hollow never ran, crossed failed, framed is stale.
import type { Direction, GroupBox, Point } from "@strataline/core/graph";
import type { Card } from "../cards.ts";
import type { Measure } from "../text.ts";
import { edgeState, stressOf, type EdgeState, type Stress } from "./edgeLook.ts";
import { NAME_SIZE, nameLines, type Detail } from "./names.ts";
import type { ColourName, Palette } from "./palette.ts";
import { isDimmed, type DrawnEdge, type DrawnNode, type Emphasis } from "./scene.ts";

export interface FarPicture {
  readonly direction: Direction;
  readonly boxes: readonly GroupBox[];
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly emphasis: Emphasis;
  readonly detail: Exclude<Detail, "full">;
  /** Screen pixels in one of the layout's. */
  readonly zoom: number;
  readonly palette: Palette;
  readonly measure: Measure;
}

const EDGES_A_STEP = 800;
const NODES_A_STEP = 300;
const RADIUS = 7;
const STRIP = 6;
const BOX_TITLE = 20;
const DIM = 0.28;

/** The context's transform is the layout's. */
export function* paintFar(context: CanvasRenderingContext2D, picture: FarPicture): Generator<void> {
  for (const box of picture.boxes) paintBox(context, box, picture);
  for (const [pen, edges] of byPen(picture.edges, picture.emphasis)) {
    for (let i = 0; i < edges.length; i += EDGES_A_STEP) {
      strokeEdges(context, edges.slice(i, i + EDGES_A_STEP), PENS[pen], picture);
      yield;
    }
  }
  for (let i = 0; i < picture.nodes.length; i += NODES_A_STEP) {
    for (const node of picture.nodes.slice(i, i + NODES_A_STEP)) paintNode(context, node, picture);
    yield;
  }
  context.globalAlpha = 1;
}

function paintBox(
  context: CanvasRenderingContext2D,
  { path, x, y, width, height }: GroupBox,
  { palette, zoom, detail }: FarPicture,
): void {
  context.strokeStyle = palette.colour("card-border");
  context.lineWidth = 1 / zoom;
  context.beginPath();
  context.roundRect(x, y, width, height, RADIUS);
  context.stroke();
  if (detail === "dot") return;
  context.fillStyle = palette.colour("text-quiet");
  context.font = `600 ${BOX_TITLE}px ${palette.family}`;
  context.fillText(path.at(-1) ?? "", x + 10, y + BOX_TITLE + 4);
}

//#region Edges

interface Pen {
  readonly colour: ColourName;
  /** In screen pixels. */
  readonly width: number;
  readonly dash: readonly number[];
}

type PenName = EdgeState | "dim" | "lit";

const PENS: Readonly<Record<PenName, Pen>> = {
  dim: { colour: "edge-dim", width: 0.7, dash: [] },
  normal: { colour: "edge", width: 0.8, dash: [] },
  failed: { colour: "warn", width: 1, dash: [2, 3] },
  backward: { colour: "bad", width: 1, dash: [] },
  cyclic: { colour: "bad", width: 1.8, dash: [] },
  lit: { colour: "accent-focus", width: 1.6, dash: [] },
};

/** From the least to the most important: what is painted last is on top. */
function byPen(edges: readonly DrawnEdge[], emphasis: Emphasis): ReadonlyMap<PenName, readonly DrawnEdge[]> {
  const groups = new Map<PenName, DrawnEdge[]>(
    (["dim", "normal", "failed", "backward", "cyclic", "lit"] as const).map((name) => [name, []]),
  );
  for (const edge of edges) groups.get(penOf(edgeState(edge), stressOf(edge, emphasis)))?.push(edge);
  return groups;
}

function penOf(state: EdgeState, stress: Stress): PenName {
  if (stress === "dim") return "dim";
  if (state === "cyclic" || state === "backward") return state;
  return stress === "none" ? state : "lit";
}

function strokeEdges(
  context: CanvasRenderingContext2D,
  edges: readonly DrawnEdge[],
  { colour, width, dash }: Pen,
  { palette, zoom, detail, direction }: FarPicture,
): void {
  context.strokeStyle = palette.colour(colour);
  // Far out many lines share few pixels: paler, they show where they are dense.
  context.globalAlpha = detail === "dot" && colour === "edge" ? 0.55 : 1;
  context.lineWidth = width / zoom;
  context.setLineDash(dash.map((length) => length / zoom));
  context.beginPath();
  for (const { route } of edges) {
    let before = ORIGIN;
    for (const [index, point] of route.points.entries()) {
      const { x, y } = point;
      if (index === 0) context.moveTo(x, y);
      else if (detail === "dot" || isStraight(before, point)) context.lineTo(x, y);
      else if (direction === "down") {
        const middle = (before.y + y) / 2;
        context.bezierCurveTo(before.x, middle, x, middle, x, y);
      } else {
        const middle = (before.x + x) / 2;
        context.bezierCurveTo(middle, before.y, middle, y, x, y);
      }
      before = point;
    }
  }
  context.stroke();
  context.setLineDash([]);
}

const ORIGIN: Point = { x: 0, y: 0 };

function isStraight(from: Point, to: Point): boolean {
  return Math.abs(from.x - to.x) < 0.5 || Math.abs(from.y - to.y) < 0.5;
}

//#endregion

//#region Nodes

function paintNode(context: CanvasRenderingContext2D, node: DrawnNode, picture: FarPicture): void {
  const { emphasis, zoom, palette } = picture;
  const { key, x, y, width, height } = node.place;
  context.globalAlpha = isDimmed(emphasis, key) ? DIM : 1;
  if (picture.detail === "dot") paintDot(context, node, picture);
  else paintCard(context, node, picture);
  const isSelected = emphasis.selected.has(key);
  if (!isSelected && emphasis.active !== key) return;
  const gap = (isSelected ? 2.5 : 0) / zoom;
  context.strokeStyle = palette.colour("accent-focus");
  context.lineWidth = 2 / zoom;
  context.strokeRect(x - gap, y - gap, width + 2 * gap, height + 2 * gap);
}

function paintDot(context: CanvasRenderingContext2D, node: DrawnNode, { palette, zoom }: FarPicture): void {
  const { card, accent, place } = node;
  const { x, y, width, height } = place;
  const isBad = card.state === "failed" || card.kind === "missing" || card.problem === "error";
  const colour = isBad ? palette.colour("bad") : palette.accent(accent);
  const isHollow = isGhost(card) || (card.kind === "asset" && card.state === null);
  context.fillStyle = isHollow ? palette.colour("surface") : colour;
  context.fillRect(x, y, width, height);
  const isOld = card.isStale && !isBad;
  context.strokeStyle = isOld ? palette.colour("warn") : colour;
  context.lineWidth = (isOld ? 1.5 : 1) / zoom;
  if (isHollow || isOld) context.strokeRect(x, y, width, height);
  if (!isBad || isHollow || height * zoom < 4) return;
  context.strokeStyle = palette.colour("surface");
  cross(context, { x: x + width / 2, y: y + height / 2 }, height / 4);
}

function paintCard(context: CanvasRenderingContext2D, node: DrawnNode, picture: FarPicture): void {
  const { palette, zoom } = picture;
  const { card, accent, place } = node;
  const { x, y, width, height } = place;
  const isBad = card.state === "failed" || card.kind === "missing" || card.marks.includes("cycle");
  context.fillStyle = palette.colour("card");
  context.beginPath();
  context.roundRect(x, y, width, height, RADIUS);
  context.fill();
  context.strokeStyle = palette.colour(isBad ? "bad" : card.isStale ? "warn" : "card-border");
  context.lineWidth = (isBad || card.isStale ? 1.5 : 1) / zoom;
  context.setLineDash(isGhost(card) ? [4 / zoom, 3 / zoom] : []);
  context.stroke();
  context.setLineDash([]);
  if (card.kind !== "missing") {
    context.fillStyle = palette.accent(accent);
    context.fillRect(x, y + 1, STRIP, height - 2);
  }
  if (card.state === "failed") {
    context.strokeStyle = palette.colour("bad");
    context.lineWidth = 2 / zoom;
    cross(context, { x: x + width - 14, y: y + 14 }, 6);
  }
  writeName(context, card, place, picture);
}

/** Not there as others are: dashed. */
function isGhost({ kind, marks }: Card): boolean {
  return kind === "missing" || kind === "dynamic" || marks.includes("older");
}

function cross(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, half: number): void {
  context.beginPath();
  context.moveTo(x - half, y - half);
  context.lineTo(x + half, y + half);
  context.moveTo(x + half, y - half);
  context.lineTo(x - half, y + half);
  context.stroke();
}

function writeName(
  context: CanvasRenderingContext2D,
  card: Card,
  place: DrawnNode["place"],
  { detail, palette, measure }: FarPicture,
): void {
  if (detail === "dot") return;
  context.fillStyle = palette.colour("text-strong");
  context.font = `600 ${NAME_SIZE[detail]}px ${palette.family}`;
  for (const { text, x, y } of nameLines(card.name, place.width, detail, measure)) {
    if (text !== "") context.fillText(text, place.x + x, place.y + y);
  }
}

//#endregion
