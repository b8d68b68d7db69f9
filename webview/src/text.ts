// Making text fit a width: SVG has no ellipsis. Measuring is injected, so that tests need no canvas.

export { fitName, fitText } from "@strataline/core/graph";

/** Width in pixels of a text in one of the card's fonts. */
export type Measure = (text: string, font: "name" | "line") => number;

/** Measures with a canvas in the view's own font; guesses from the letter count where there is no canvas. */
export function canvasMeasure(document: Document, root: Element): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return guessMeasure;
  const family = document.defaultView?.getComputedStyle(root).fontFamily ?? "sans-serif";
  const fonts = { name: `600 14px ${family}`, line: `400 12px ${family}` };
  const known = new Map<string, number>();
  let current: keyof typeof fonts | null = null;
  return (text, font) => {
    const id = font + text;
    const before = known.get(id);
    if (before !== undefined) return before;
    // Setting a font is slow, even the one that is set.
    if (current !== font) context.font = fonts[font];
    current = font;
    const { width } = context.measureText(text);
    known.set(id, width);
    return width;
  };
}

export const guessMeasure: Measure = (text, font) => text.length * (font === "name" ? 7.7 : 6.3);
