// One card as SVG text, with the measures of the view's own (webview/src/draw/nodes.ts).
import type { PlacedNode } from "../layout/index.ts";
import type { GraphNode } from "../model.ts";
import type { PictureCard } from "./card.ts";
import { CARD_ICONS, type CardIcon } from "./icons.ts";
import { fitName, fitText, type MeasureText } from "./measure.ts";
import { badgesOf, badgesWidth, CARD_HEIGHT, MARK_WIDTH, TEXT_LEFT, TEXT_RIGHT } from "./picture.ts";
import { escapeXml, tag } from "./xml.ts";

const [RADIUS, STRIP, LINE1, LINE2] = [7, 4, 24, 44];

export interface CardDrawing {
  readonly card: PictureCard;
  readonly place: PlacedNode;
  readonly accent: string;
  readonly measure: MeasureText;
}

export function svgCard(node: GraphNode, { card, place, accent, measure }: CardDrawing): string {
  const { width } = place;
  const box = (name: string, at = 0): string =>
    tag("rect", { class: name, x: at, y: at, width, height: CARD_HEIGHT, rx: RADIUS });
  const has = (mark: PictureCard["marks"][number], part: string): string =>
    card.marks.includes(mark) ? part : "";
  const isGroup = card.icon === "group";
  const kind = isGroup ? "group" : node.kind;
  const classes = ["node", accent, kind, card.state ?? "", has("older", "older")].filter(Boolean).join(" ");
  const parts = [
    tag("title", {}, escapeXml(isGroup ? card.prefix + card.name : tooltip(node))),
    has("duplicate", box("behind", 4)),
    // A closed group is a pile of cards.
    isGroup ? box("pile", 8) + box("pile", 4) : "",
    box("card"),
    node.kind === "missing" ? "" : tag("path", { class: "strip", d: STRIP_PATH }),
    has("cycle", box("ring")),
    icon(card.icon, "kind", 14, 11),
    name(card, width, measure),
    status(card, width, measure),
    badges(card, width),
    has("dynamicDeps", tag("path", { class: "unknown-deps", d: `M-20,${CARD_HEIGHT * 0.75}H-5` })),
    more(card.hidden.upstream, 14),
    more(card.hidden.downstream, width - 14),
  ];
  const at = `translate(${round(place.x)},${round(place.y)})`;
  return tag("g", { class: classes, "data-key": node.key, transform: at }, parts.join(""));
}

/** The left edge in the layer's colour, rounded like the card. */
const STRIP_PATH = `M${STRIP},0V${CARD_HEIGHT}A${RADIUS},${RADIUS} 0 0 1 0,${CARD_HEIGHT - RADIUS}V${RADIUS}A${RADIUS},${RADIUS} 0 0 1 ${STRIP},0Z`;

/** `size`: of its 16 × 16 grid, in CSS pixels. */
function icon(name: CardIcon, className: string, x: number, y: number, size = 16): string {
  const scale = size === 16 ? "" : ` scale(${size / 16})`;
  return tag("path", {
    class: `icon ${className}`,
    d: CARD_ICONS[name],
    transform: `translate(${round(x)},${round(y)})${scale}`,
  });
}

function name(card: PictureCard, width: number, measure: MeasureText): string {
  const wide = (text: string): number => measure(text, "name");
  const room = width - TEXT_LEFT - TEXT_RIGHT - badgesWidth(card);
  const fitted = fitName(card.prefix, card.name, room, wide);
  const start = fitted.prefix === "" ? "" : tag("tspan", { class: "prefix" }, escapeXml(fitted.prefix));
  return tag("text", { class: "name", x: TEXT_LEFT, y: LINE1 }, start + escapeXml(fitted.name));
}

function status({ line, checks }: PictureCard, width: number, measure: MeasureText): string {
  const wide = (text: string): number => measure(text, "line");
  const checksWidth = checks === null ? 0 : wide(checks.text) + 16;
  const room = width - TEXT_LEFT - TEXT_RIGHT - (checks === null ? 0 : checksWidth + 8);
  const text = wide(line.text) <= room ? line.text : (line.short ?? line.text);
  const left = tag(
    "g",
    { class: `is-${line.tone}` },
    stateIcon(line.icon) +
      tag("text", { class: "line", x: TEXT_LEFT, y: LINE2 }, escapeXml(fitText(text, room, wide))),
  );
  if (checks === null) return left;
  const x = width - TEXT_RIGHT - checksWidth + 2;
  const right =
    icon("check", "check", x, LINE2 - 10.7, 13) +
    tag("text", { class: "line", x: x + 16, y: LINE2 }, escapeXml(checks.text));
  return left + tag("g", { class: `is-${checks.tone}` }, right);
}

/** The arc of a running one stands on its circle, as it does where it turns. */
function stateIcon(name: CardIcon | null): string {
  if (name === null) return "";
  const circle = tag("circle", { class: "icon track", cx: 22, cy: LINE2 - 4, r: 5.3 });
  return (name === "running" ? circle : "") + icon(name, "state", 15, LINE2 - 11, 14);
}

function badges(card: PictureCard, width: number): string {
  return badgesOf(card)
    .map((badge, index) =>
      icon(badge, `badge-${badge}`, width - TEXT_RIGHT - 12 - index * MARK_WIDTH, 12, 15),
    )
    .join("");
}

/** How many neighbours are not in the picture. */
function more(count: number, x: number): string {
  if (count === 0) return "";
  const width = 16 + String(count).length * 7;
  return tag(
    "g",
    { class: "more", transform: `translate(${round(x)},${CARD_HEIGHT})` },
    tag("rect", { x: -width / 2, y: -8.5, width, height: 17, rx: 8.5 }) +
      tag("text", { y: 3.5 }, `+${count}`),
  );
}

function tooltip({ key, kind, description, file }: GraphNode): string {
  return [kind === "dynamic" ? "" : key, description ?? "", file ?? ""]
    .filter((line) => line !== "")
    .join("\n");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
