// More stages than a reader can keep apart.
import type { Finding, ProjectRule } from "./model.ts";

const MOST = 4;

export const tooManyLayers: ProjectRule = {
  code: "too-many-layers",
  scope: "project",
  defaultSeverity: "warning",
  doc: `The project has more than ${MOST} layers. Three or four stages are enough to land, clean and serve data; each further one
copies everything once more and blurs what the others promise.

\`\`\`ts
layers: layers(["landing", "raw", "clean", "core", "mart"]), // ✗ 5 layers
layers: medallion(), // ✓ bronze, silver, gold
\`\`\`

Use \`group\` to structure assets inside of a layer.`,

  *check({ linked: { config } }): Iterable<Finding> {
    const { layers, layersSite } = config;
    if (layers.length <= MOST || layersSite === null) return;
    const names = layers.map((layer) => layer.name).join(", ");
    yield {
      message: `${layers.length} layers (${names}); 3 or 4 are enough. Use \`group\` to structure a layer.`,
      site: layersSite,
      about: "layers",
    };
  },
};
