// An asset whose result nobody uses.
import type { KeyIndex } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedFile } from "../project/linked.ts";
import { addOption } from "./fixes/addOption.ts";
import type { FileContext, FileRule, Finding } from "./model.ts";

const TAG = "strataline/unused";

export const unusedAsset: FileRule = {
  code: "unused-asset",
  scope: "file",
  tellsDoubt: true,
  defaultSeverity: "hint",
  doc: `An asset before the last layer is not read by any asset, data product or check, and no schedule computes it. It costs time
and helps nobody.

\`\`\`ts
asset({ key: "silver/orders", … }) // faded: nothing reads it
asset({ key: "silver/orders", tags: { "${TAG}": "allowed" }, … }) // ✓ people read it
\`\`\`

The tag says that it is read outside of the project. Assets of the last layer are what the project is for.`,

  *check({ definitions }: LinkedFile, { keys, schedules }: FileContext): Iterable<Finding> {
    for (const definition of definitions) {
      const { id, tags, keySite } = definition;
      if (!isBeforeLastLayer(definition, keys) || Object.hasOwn(tags, TAG)) continue;
      if (keys.reads(id).length > 0 || keys.mentions(id).length > 0 || schedules.has(id)) continue;
      yield {
        message: (now) => messageOf(id, now),
        site: keySite,
        about: id,
        unnecessary: true,
        fixes: (view) => {
          const edit =
            Object.keys(tags).length > 0
              ? null
              : addOption(view, definition, `tags: { "${TAG}": "allowed" }`);
          return edit === null
            ? []
            : [{ title: "Say that it is used outside of the project", edits: [edit] }];
        },
      };
    }
  },
};

function isBeforeLastLayer(definition: LinkedDefinition, keys: KeyIndex): boolean {
  if (definition.kind !== "asset" || definition.key === null) return false;
  const position = keys.position(definition);
  return position !== null && position < keys.layers.length - 1;
}

function messageOf(id: string, { hasUnknownDeps }: KeyIndex): string {
  const doubt = hasUnknownDeps ? " (Some assets have deps that cannot be read.)" : "";
  return `Nothing reads "${id}", and no schedule computes it.${doubt}`;
}
