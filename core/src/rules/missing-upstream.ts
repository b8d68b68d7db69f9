// A dep names a key that nobody declares.
import type { Fix } from "../diagnostics/index.ts";
import { shortKey } from "../keys/index.ts";
import type { NearKey } from "../keys/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedDep, LinkedFile } from "../project/linked.ts";
import { declaredHere } from "./declaredHere.ts";
import { changeDep } from "./fixes/changeKey.ts";
import { createAsset, declareSource } from "./fixes/newFile.ts";
import type { Finding, FileRule, FileContext } from "./model.ts";

/** A second candidate this near makes the first one a guess. */
const CLEAR_LEAD = 0.15;
const MOST_OFFERED = 3;

export const missingUpstream: FileRule = {
  code: "missing-upstream",
  scope: "file",
  tellsDoubt: true,
  defaultSeverity: "error",
  doc: `A dep, a check's \`ref()\` or a schedule names a key that no asset and no source declares, so there is nothing to read and the run
would fail.

\`\`\`ts
deps: { orders: "bronze/ordrs" }, // ✗ no asset or source has the key "bronze/ordrs"
deps: { orders: "bronze/orders" }, // ✓
\`\`\`

Quick fixes change the key to the nearest one, create the missing asset, or declare it as a source.`,

  *check({ definitions, schedules }: LinkedFile, { keys }: FileContext): Iterable<Finding> {
    const isMissing = (dep: LinkedDep): boolean => keys.definition(dep.key.key) === undefined;
    for (const definition of definitions) {
      for (const dep of definition.deps) if (isMissing(dep)) yield missing(definition, dep, definition.id);
      for (const { refs } of definition.checks) {
        for (const dep of refs) if (isMissing(dep)) yield missing(definition, dep, definition.id);
      }
    }
    for (const { targets, name } of schedules) {
      for (const dep of targets) if (isMissing(dep)) yield missing(null, dep, name ?? "a schedule");
    }
  },
};

/** Looks for near keys when the finding is told: a project half checked out has thousands of missing keys. */
function missing(reader: LinkedDefinition | null, dep: LinkedDep, name: string): Finding {
  const key = dep.key.key;
  return {
    site: dep.site,
    about: `${name} ← ${key}`,
    message: (keys) => messageOf(key, nearestTo(reader, key, keys), keys.dynamicCount),
    related: (keys) => nearestTo(reader, key, keys).flatMap((near) => declaredHere(near.key)(keys)),
    fixes: (view, keys) => fixesOf(view, keys, reader, dep),
  };
}

function messageOf(key: string, near: readonly NearKey[], dynamic: number): string {
  const [first] = near;
  const what = key === "" ? "This dep has no key." : `No asset or source has the key "${shortKey(key)}".`;
  const hint = first === undefined ? "" : ` Did you mean "${first.key}"?`;
  const doubt =
    dynamic === 0
      ? ""
      : ` (${dynamic} ${dynamic === 1 ? "asset has a key" : "assets have keys"} that cannot be read.)`;
  return what + hint + doubt;
}

/** Keys that can be read from where the reader stands come first among equals; the reader itself is never meant. */
function nearestTo(reader: LinkedDefinition | null, wrong: string, keys: KeyIndex): readonly NearKey[] {
  const near = keys.nearest(wrong);
  if (reader === null) return near.slice(0, MOST_OFFERED);
  const own = keys.position(reader);
  const read = new Set([reader.id, ...reader.deps.map(({ key }) => key.key)]);
  const preferred = ({ key, score }: NearKey): NearKey => {
    const definition = keys.definition(key);
    const position = definition === undefined ? null : keys.position(definition);
    return { key, score: score + preferenceOf(own, position) / 100 };
  };
  return near
    .filter(({ key }) => !read.has(key))
    .map(preferred)
    .sort((a, b) => a.score - b.score)
    .slice(0, MOST_OFFERED);
}

/** Smaller is better, under 1. */
function preferenceOf(own: number | null, position: number | null): number {
  if (own === null || position === null) return 0;
  return position > own ? 0.99 : Math.min(0.9, Math.abs(own - 1 - position) / 10);
}

function fixesOf(
  view: ProjectView,
  keys: KeyIndex,
  reader: LinkedDefinition | null,
  dep: LinkedDep,
): readonly Fix[] {
  const key = dep.key.key;
  const near = nearestTo(reader, key, keys);
  const [first, second] = near;
  const isClear =
    first !== undefined &&
    first.score < 1 &&
    (second === undefined || second.score - first.score > CLEAR_LEAD);
  const changes = near.map((one, at) => changeDep(view, keys, dep, one.key, isClear && at === 0));
  const layer = reader?.layer ?? keys.layers.at(-1)?.name ?? null;
  return [...changes, createAsset(view, keys, key, layer), declareSource(view, key)].filter(
    (fix) => fix !== null,
  );
}
