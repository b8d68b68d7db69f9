// The theme's colours for the canvas, which knows no style sheet: read from an element that wears each of them in turn.
import type { Accent } from "./accents.ts";

const NAMES = [
  "surface",
  "text-strong",
  "text-quiet",
  "card",
  "card-border",
  "edge",
  "edge-dim",
  "accent-focus",
  "bad",
  "warn",
  "busy",
  "good",
] as const;

export type ColourName = (typeof NAMES)[number];

export interface Palette {
  colour(name: ColourName): string;
  accent(accent: Accent): string;
  readonly family: string;
}

/** As the theme is now: read again when it changes. */
export function readPalette(document: Document): Palette {
  const view = document.defaultView;
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const read = (value: string) => {
    probe.style.color = value;
    return view?.getComputedStyle(probe).color ?? "";
  };
  const colours = new Map(NAMES.map((name) => [name, read(`var(--${name})`)]));
  const accents = new Map<Accent, string>();
  const family = view?.getComputedStyle(document.body).fontFamily ?? "sans-serif";
  probe.remove();
  return {
    family,
    colour: (name) => colours.get(name) ?? "",
    accent(accent) {
      const known = accents.get(accent);
      if (known !== undefined) return known;
      document.body.append(probe);
      probe.dataset.accent = accent;
      const colour = read("var(--accent)");
      probe.remove();
      accents.set(accent, colour);
      return colour;
    },
  };
}
