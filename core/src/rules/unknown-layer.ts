// An asset stands in no layer of the project.
import type { Fix } from "../diagnostics/index.ts";
import { isValidKey, nearestName } from "../keys/index.ts";
import { rekey } from "../occurrences/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedFile } from "../project/linked.ts";
import { addOption } from "./fixes/addOption.ts";
import { replaceLiteral } from "./fixes/literal.ts";
import type { Finding, FileRule, FileContext } from "./model.ts";

export const unknownLayer: FileRule = {
  code: "unknown-layer",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `An asset stands in no layer of the project. Its layer is the \`layer\` option, else the first component of its key.
Without one it has no place in the lineage, and no layer rule protects it.

\`\`\`ts
asset({ key: "sliver/orders", … }) // ✗ "sliver" is not a layer; nearest: "silver"
asset({ key: "silver/orders", … }) // ✓
asset({ key: "orders", layer: "silver", … }) // ✓
\`\`\``,

  *check({ definitions }: LinkedFile, { keys }: FileContext): Iterable<Finding> {
    if (keys.layers.length === 0) return;
    for (const definition of definitions) {
      if (definition.kind !== "asset" || keys.position(definition) !== null) continue;
      // A layer that cannot be read is `dynamic-key`.
      if (definition.layerUnresolved !== null) continue;
      const isWritten = definition.layerSite !== null;
      // A key that is dynamic or invalid is another rule's finding.
      if (!isWritten && (definition.key === null || !isValidKey(definition.key.key))) continue;
      yield unknown(definition, keys);
    }
  },
};

function unknown(definition: LinkedDefinition, keys: KeyIndex): Finding {
  const names = keys.layers.map((layer) => layer.name);
  const written = writtenLayer(definition);
  const nearest = written === null ? null : nearestName(written, names);
  const known = `The layers are ${names.join(", ")}.`;
  const what =
    written === null
      ? `"${definition.id}" stands in no layer: begin its key with one, or add \`layer\`.`
      : `"${written}" is not a layer${nearest === null ? "" : `; did you mean "${nearest}"?`}${nearest === null ? "." : ""}`;
  return {
    message: `${what} ${known}`,
    site: definition.layerSite ?? definition.keySite,
    about: definition.id,
    fixes: (view, now) => fixesOf(view, now, definition, written, nearest),
  };
}

/** The option, or the component of the key that stands where a layer's name is expected. */
function writtenLayer({ layer, layerSite, key }: LinkedDefinition): string | null {
  if (layerSite !== null) return layer;
  if (!key?.key.includes("/")) return null;
  return key.key.split("/")[0] ?? null;
}

function fixesOf(
  view: ProjectView,
  keys: KeyIndex,
  definition: LinkedDefinition,
  written: string | null,
  nearest: string | null,
): readonly Fix[] {
  const fixes: Fix[] = [];
  if (definition.layerSite !== null) {
    const edits = nearest === null ? null : replaceLiteral(view, definition.layerSite, nearest);
    if (nearest !== null && edits !== null)
      fixes.push({ title: `Change to "${nearest}"`, edits, preferred: true });
    return fixes;
  }
  if (nearest !== null && written !== null && definition.key !== null) {
    const key = nearest + definition.key.key.slice(written.length);
    const rekeyed = keys.definition(key) === undefined ? rekey(view, keys, definition.key.key, key) : null;
    if (rekeyed?.ok === true) {
      fixes.push({ title: `Rename to "${key}" everywhere`, edits: rekeyed.edits, preferred: true });
    }
  }
  for (const layer of keys.layers) {
    const edit = addOption(view, definition, `layer: "${layer.name}"`);
    if (edit !== null) fixes.push({ title: `Add layer: "${layer.name}"`, edits: [edit] });
  }
  return fixes;
}
