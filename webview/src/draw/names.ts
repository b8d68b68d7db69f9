// How a node's name is written: beside its icon with its prefix; zoomed out, larger and alone, in two lines where it is long.
import { select } from "d3";
import type { Card } from "../cards.ts";
import { CARD_HEIGHT, TEXT_LEFT, TEXT_RIGHT } from "../layout.ts";
import { plural } from "../format.ts";
import { fitName, fitText, type Measure } from "../text.ts";

/** Zoomed out, names are drawn larger and alone: `far`; larger still: `tiny`; not at all: `dot`. */
export type Detail = "full" | "far" | "tiny" | "dot";

/** Size of the name in CSS pixels; the style sheet has the same. */
export const NAME_SIZE: Readonly<Record<Detail, number>> = { full: 14, far: 22, tiny: 26, dot: 26 };
const LINE_HEIGHT = 1.06;
/** From a group's name to its size, in sizes of the name. */
const SIZE_LINE = 0.95;

export interface NameBox {
  readonly card: Card;
  /** Of the card, in CSS pixels. */
  readonly width: number;
  /** Room that badges take on the right. */
  readonly badges: number;
  /** Baseline of the name beside its icon. */
  readonly baseline: number;
  readonly detail: Detail;
  readonly measure: Measure;
}

export function appendName(group: SVGGElement): void {
  const name = select(group).append("text").attr("class", "name");
  for (const part of ["prefix", "own", "rest"]) name.append("tspan").attr("class", part);
}

export function drawName(group: SVGGElement, box: NameBox): void {
  const text = select(group).select("text.name");
  const write = (part: string, content: string) => text.select(`tspan.${part}`).text(content);
  const { card, width, badges, baseline, detail, measure } = box;
  if (detail === "full") {
    const room = width - TEXT_LEFT - TEXT_RIGHT - badges;
    const { prefix, name } = fitName(card.prefix, card.name, room, (part) => measure(part, "name"));
    text.attr("x", TEXT_LEFT).attr("y", baseline);
    write("prefix", prefix);
    write("own", name);
    write("rest", "");
    text.classed("with-size", false);
    return;
  }
  const [own, rest] = nameLines(card.name, width, detail, measure);
  text.attr("x", own.x).attr("y", own.y);
  write("prefix", "");
  write("own", own.text);
  const pile = card.group;
  const withSize = pile !== null && rest.text === "";
  // A group's name in one line leaves room for how many it holds.
  const step = withSize ? SIZE_LINE * NAME_SIZE[detail] : rest.y - own.y;
  text.classed("with-size", withSize).attr("y", withSize ? own.y - step / 2 : own.y);
  write("rest", withSize ? plural(pile.size, "asset") : rest.text);
  text.select("tspan.rest").attr("x", rest.x).attr("dy", step);
}

interface NameLine {
  readonly text: string;
  /** Of the baseline, from the card's corner. */
  readonly x: number;
  readonly y: number;
}

/** Breaking names is slow enough to do it once; a measure is one font in one page. */
const linesOf = new WeakMap<Measure, Map<string, readonly [NameLine, NameLine]>>();
const MANY_LINES = 40_000;

/** A name alone on a card, in one or two lines around its middle; the second is empty where one is enough. */
export function nameLines(
  name: string,
  width: number,
  detail: Exclude<Detail, "full">,
  measure: Measure,
): readonly [NameLine, NameLine] {
  let known = linesOf.get(measure);
  if (known === undefined || known.size > MANY_LINES) {
    known = new Map<string, readonly [NameLine, NameLine]>();
    linesOf.set(measure, known);
  }
  const id = `${detail} ${width} ${name}`;
  const before = known.get(id);
  if (before !== undefined) return before;
  const size = NAME_SIZE[detail];
  const room = ((width - 2 * TEXT_RIGHT) * NAME_SIZE.full) / size;
  const [own, rest] = wrapName(name, room, (part) => measure(part, "name"));
  // A third of the size below the middle is where a baseline centres its line.
  const middle = CARD_HEIGHT / 2 + size * 0.35;
  const step = rest === "" ? 0 : size * LINE_HEIGHT;
  const lines = [
    { text: own, x: TEXT_RIGHT, y: middle - step / 2 },
    { text: rest, x: TEXT_RIGHT, y: middle + step / 2 },
  ] as const;
  known.set(id, lines);
  return lines;
}

/** One line when it fits; else two, parted after the word that leaves them most alike. */
export function wrapName(
  name: string,
  room: number,
  measure: (text: string) => number,
): readonly [string, string] {
  if (measure(name) <= room) return [name, ""];
  const breaks = [...name.matchAll(/[_.-]/g)].map(({ index }) => index + 1);
  const unlike = (at: number) => Math.abs(name.length - 2 * at);
  const at = breaks.sort((a, b) => unlike(a) - unlike(b))[0];
  if (at === undefined) return [fitText(name, room, measure), ""];
  return [fitText(name.slice(0, at), room, measure), fitText(name.slice(at), room, measure)];
}
