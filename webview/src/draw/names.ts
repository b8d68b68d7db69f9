// How a node's name is written: beside its icon with its prefix; zoomed out, larger and alone, in two lines where it is long.
import { select } from "d3";
import type { Card } from "../cards.ts";
import { CARD_HEIGHT, TEXT_LEFT, TEXT_RIGHT } from "../layout.ts";
import { fitText } from "../text.ts";

/** Zoomed out, names are drawn larger and alone: `far`; and larger still: `tiny`. */
export type Detail = "full" | "far" | "tiny";

/** Size of the name in CSS pixels; the style sheet has the same. */
const NAME_SIZE: Readonly<Record<Detail, number>> = { full: 14, far: 22, tiny: 26 };
const LINE_HEIGHT = 1.06;

export interface NameBox {
  readonly card: Card;
  /** Of the card, in CSS pixels. */
  readonly width: number;
  /** Room that badges take on the right. */
  readonly badges: number;
  /** Baseline of the name beside its icon. */
  readonly baseline: number;
  readonly detail: Detail;
  /** Width at the full size. */
  readonly measure: (text: string) => number;
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
    const { prefix, name } = fitName(card.prefix, card.name, room, measure);
    text.attr("x", TEXT_LEFT).attr("y", baseline);
    write("prefix", prefix);
    write("own", name);
    write("rest", "");
    return;
  }
  const size = NAME_SIZE[detail];
  const room = ((width - 2 * TEXT_RIGHT) * NAME_SIZE.full) / size;
  const [own, rest] = wrapName(card.name, room, measure);
  // A third of the size below the middle is where a baseline centres its line.
  const middle = CARD_HEIGHT / 2 + size * 0.35;
  const step = rest === "" ? 0 : size * LINE_HEIGHT;
  text.attr("x", TEXT_RIGHT).attr("y", middle - step / 2);
  write("prefix", "");
  write("own", own);
  write("rest", rest);
  text.select("tspan.rest").attr("x", TEXT_RIGHT).attr("dy", step);
}

/** The prefix gives way first: the name is what people look for. */
export function fitName(
  prefix: string,
  name: string,
  room: number,
  measure: (text: string) => number,
): { prefix: string; name: string } {
  if (measure(prefix + name) <= room) return { prefix, name };
  const short = prefix === "" ? "" : "…/";
  if (measure(short + name) <= room) return { prefix: short, name };
  return { prefix: "", name: fitText(name, room, measure) };
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
