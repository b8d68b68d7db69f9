// Which accent colour a band has: a name that the style sheet turns into a theme colour.
import type { Layout } from "@strataline/core/graph";

export type Accent = "sources" | "dataProducts" | "unknown" | `layer${number}`;

const LAYER_ACCENTS = 6;

/** By order of the layers in the project, not of what is shown: a layer keeps its colour when another is hidden. */
export function accentOf(bandId: string, layers: readonly { readonly name: string }[]): Accent {
  if (bandId === "sources" || bandId === "dataProducts") return bandId;
  const index = layers.findIndex(({ name }) => bandId === `layer:${name}`);
  return index < 0 ? "unknown" : `layer${index % LAYER_ACCENTS}`;
}

export function accentsOf(layout: Layout, layers: readonly { readonly name: string }[]): readonly Accent[] {
  return layout.bands.map((band) => accentOf(band.id, layers));
}
