// What changed since a git ref, over the picture: a frame and a word at each card that is another or that comes from one. And in words. Pure
// but for the drawing.
import type { Layout } from "@strataline/core/graph";
import type { ImpactResult, ToWebview } from "@strataline/protocol";
import { plural } from "../format.ts";

export type ImpactMessage = Extract<ToWebview, { type: "impact" }>;

type Mark = "added" | "changed" | ImpactResult["affected"][number]["severity"];

interface Marked {
  readonly key: string;
  readonly mark: Mark;
}

const WORDS: Readonly<Record<Mark, string>> = {
  added: "new",
  changed: "changed",
  low: "affected",
  medium: "affected · medium",
  high: "affected · high",
};

/** More frames than one can look at make panning slow. */
const MOST_FRAMES = 1500;

function marksOf({ changed, affected }: ImpactResult): readonly Marked[] {
  return [
    ...changed.map(({ key, change }) => ({ key, mark: change })),
    ...affected.map(({ key, severity }) => ({ key, mark: severity })),
  ];
}

/** For the toolbar and screen readers: "2 changed · 1 removed · 5 affected, 3 high". */
export function impactText({ changed, removed, affected }: ImpactResult): string {
  const high = affected.filter(({ severity }) => severity === "high").length;
  const parts = [
    `${changed.length} changed`,
    ...(removed.length === 0 ? [] : [`${removed.length} removed`]),
    `${affected.length} affected${high === 0 ? "" : `, ${high} high`}`,
  ];
  return changed.length + removed.length === 0 ? "no changes" : parts.join(" · ");
}

/** The same at length. */
export function impactTitle({ ref, impact, problem }: ImpactMessage): string {
  if (problem !== null) return problem;
  if (impact === null) return "Show what changed since the last commit, and what it affects";
  const { changed, removed, affected } = impact;
  const gone = removed.length === 0 ? "" : ` Removed: ${removed.join(", ")}.`;
  return `Since ${ref ?? "HEAD"}: ${plural(changed.length, "asset")} changed, ${plural(affected.length, "asset")} downstream.${gone}`;
}

const SVG = "http://www.w3.org/2000/svg";

export function drawImpact(group: SVGGElement, layout: Layout | null, impact: ImpactResult | null): void {
  const document = group.ownerDocument;
  const make = (
    tag: "rect" | "text",
    mark: Mark,
    attributes: Readonly<Record<string, number>>,
  ): SVGElement => {
    const element = document.createElementNS(SVG, tag);
    element.setAttribute("data-impact", mark);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };
  const marked = impact === null || layout === null ? [] : marksOf(impact);
  const drawn = marked.flatMap(({ key, mark }) => {
    const place = layout?.nodes.get(key);
    if (place === undefined) return [];
    const { x, y, width, height } = place;
    const frame = make("rect", mark, { x: x - 2, y: y - 2, width: width + 4, height: height + 4, rx: 8 });
    const word = make("text", mark, { x: x + width, y: y - 6 });
    word.textContent = WORDS[mark];
    return [[frame, word]];
  });
  group.replaceChildren(...drawn.slice(0, MOST_FRAMES).flat());
}
