// A project whose schemas have been read: every asset with these columns, written in its schema, or its callee without one.
import { createFeatures } from "../../../core/src/features/index.ts";
import type { Features, LinkedDefinition, Snapshot } from "../../../core/src/index.ts";

export function withColumns(snapshot: Snapshot, names: readonly string[]): Features {
  const give = (definition: LinkedDefinition): LinkedDefinition => ({
    ...definition,
    columns: names.map((text) => ({ text, site: definition.schemaSite ?? definition.nameSite })),
  });
  const { linked } = snapshot;
  const files = [...linked.files].map(
    ([path, file]) => [path, { ...file, definitions: file.definitions.map(give) }] as const,
  );
  return createFeatures({
    ...snapshot,
    linked: {
      ...linked,
      files: new Map(files),
      definitions: files.flatMap(([, { definitions }]) => definitions),
    },
  });
}
