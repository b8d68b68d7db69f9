// A linked project that is written by hand, for what the linker does not make yet or makes in many ways: factories and loops
// that declare several assets by one call, columns of a schema, a text that cannot be read at the moment.
import { createFeatures } from "../../core/src/features/index.ts";
import type { Features, LinkedDefinition, LinkedFile, Snapshot } from "../../core/src/index.ts";
import { openFixture } from "./project.ts";

/** The features over a fixture's project after `change` has replaced definitions. */
export function featuresAfter(
  text: string,
  change: (definition: LinkedDefinition, snapshot: Snapshot) => LinkedDefinition,
): { readonly features: Features; readonly snapshot: Snapshot; readonly offset: number } {
  const { snapshot, fixture } = openFixture(text);
  const files = new Map<string, LinkedFile>();
  const definitions = snapshot.linked.definitions.map((definition) => change(definition, snapshot));
  for (const definition of definitions) {
    const { path } = definition.site;
    const before = files.get(path)?.definitions ?? [];
    const schedules = snapshot.linked.files.get(path)?.schedules ?? [];
    files.set(path, { definitions: [...before, definition], schedules });
  }
  const linked = { ...snapshot.linked, files, definitions };
  return {
    features: createFeatures({ ...snapshot, linked }),
    snapshot,
    offset: fixture.cursor?.offset ?? 0,
  };
}
