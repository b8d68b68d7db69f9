// The config names no layer at all.
import { WHOLE_FILE } from "../project/linked.ts";
import type { Finding, ProjectRule } from "./model.ts";

export const noLayers: ProjectRule = {
  code: "no-layers",
  scope: "project",
  defaultSeverity: "error",
  doc: `The config names no layers, so no asset has a place and no layer rule can hold.

\`\`\`ts
export default defineConfig({ layers: layers([]) }); // ✗
export default defineConfig({ layers: medallion() }); // ✓ bronze, silver, gold
\`\`\``,

  *check({ linked: { config } }): Iterable<Finding> {
    const { path, layers, layersSite, unresolved } = config;
    // What cannot be read may hold the layers; `dynamic-config` reports it.
    if (path === null || layers.length > 0 || unresolved.length > 0) return;
    yield {
      message: "The project has no layers. Name them in the order data flows, or use medallion().",
      site: layersSite ?? { path, at: WHOLE_FILE },
      about: "layers",
    };
  },
};
