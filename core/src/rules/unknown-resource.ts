// An asset asks for a resource that the config does not have.
import type { FileRule, Finding } from "./model.ts";
import { unknownName } from "./named.ts";

export const unknownResource: FileRule = {
  code: "unknown-resource",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `An asset names a resource that the config does not have, so its \`run\` would not get it.

\`\`\`ts
defineConfig({ resources: { weather: resource(…) } });
asset({ key: "bronze/rain", resources: ["wether"], … }); // ✗ did you mean "weather"?
asset({ key: "bronze/rain", resources: ["weather"], … }); // ✓
\`\`\``,

  *check({ definitions }, { config: { resourceNames } }): Iterable<Finding> {
    if (resourceNames === null) return;
    for (const { resources, id } of definitions) {
      for (const resource of resources) {
        if (resourceNames.includes(resource.text)) continue;
        const what = `The config has no resource "${resource.text}".`;
        yield unknownName(what, resource, resourceNames, "resources", `${id}: ${resource.text}`);
      }
    }
  },
};
