// How wide a text is where there is no DOM: from average widths of letters. An estimate, on the wide side: fonts differ by a tenth and
// more, and nobody knows which one the reader's machine has. The view measures with a canvas instead.

/** name: 14 px, bold. line: 12 px. */
export type CardFont = "name" | "line";

/** Width in CSS pixels. */
export type MeasureText = (text: string, font: CardFont) => number;

/** Widths in thousandths of the size, about those of Arial. */
const CLASSES: readonly (readonly [letters: string, width: number])[] = [
  ["ijl'|!.,:;", 265],
  ['ftrI /\\()[]{}-"`*', 345],
  ["abcdeghknopqsuvxyz0123456789_?#$+=<>~^JL", 565],
  ["ABEFKPSTVXYZ&", 670],
  ["CDGHNOQRUw", 735],
  ["mMW%@…", 890],
];
const OTHER = 620;
/** Letters as wide as high: Chinese, Japanese, Korean, emoji. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]/u;
const SIZES: Readonly<Record<CardFont, number>> = { name: 14, line: 12 };
const BOLD = 1.14;
/** So that a text fits in DejaVu Sans too, the widest of the usual fonts; in Arial it then has a fifth to spare. */
const MARGIN = 1.06;

export const averageMeasure: MeasureText = (text, font) => {
  let thousandths = 0;
  for (const letter of text) thousandths += widthOf(letter);
  return (thousandths / 1000) * SIZES[font] * (font === "name" ? BOLD : 1) * MARGIN;
};

function widthOf(letter: string): number {
  const known = CLASSES.find(([letters]) => letters.includes(letter));
  return known?.[1] ?? (WIDE.test(letter) ? 1000 : OTHER);
}

/** The text, or its two ends around an ellipsis: keys differ at both ends more than in the middle. */
export function fitText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let kept = 0;
  for (let low = 1, high = text.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    if (measure(shorten(text, middle)) <= width) {
      kept = middle;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return shorten(text, kept);
}

function shorten(text: string, letters: number): string {
  const head = Math.ceil(letters * 0.6);
  return `${text.slice(0, head)}…${text.slice(text.length - (letters - head))}`;
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
