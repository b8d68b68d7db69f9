// The config names no layer at all.
import { sameSite } from "../occurrences/index.ts";
import type { Finding, Rule } from "./model.ts";

export const noLayers: Rule = {
  code: "no-layers",
  defaultSeverity: "error",
  doc: `The config gives an empty list of layers, so no asset has a place and no layer rule can hold.

\`\`\`ts
layers: layers([]), // ✗
layers: medallion(), // ✓ bronze, silver, gold
\`\`\``,

  *check({ linked: { config } }): Iterable<Finding> {
    const { layers, layersSite, unresolved } = config;
    if (layers.length > 0 || layersSite === null) return;
    if (unresolved.some(({ site }) => sameSite(site, layersSite))) return;
    yield {
      message: "The project has no layers. Name them in the order data flows, or use medallion().",
      site: layersSite,
    };
  },
};
