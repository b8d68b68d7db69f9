// A dep names a key that nobody declares.
import type { Fix } from "../diagnostics/index.ts";
import { shortKey } from "../keys/index.ts";
import type { NearKey } from "../keys/index.ts";
import type { KeyIndex, ProjectView, Read } from "../occurrences/index.ts";
import { changeDep } from "./fixes/changeKey.ts";
import { createAsset, declareSource } from "./fixes/newFile.ts";
import type { Finding, Rule, RuleContext } from "./model.ts";

/** A second candidate this near makes the first one a guess. */
const CLEAR_LEAD = 0.15;

export const missingUpstream: Rule = {
  code: "missing-upstream",
  defaultSeverity: "error",
  doc: `A dep names a key that no asset and no source declares, so there is nothing to read and the run would fail.

\`\`\`ts
deps: { orders: "bronze/ordrs" }, // ✗ no asset or source has the key "bronze/ordrs"
deps: { orders: "bronze/orders" }, // ✓
\`\`\`

Quick fixes change the key to the nearest one, create the missing asset, or declare it as a source.`,

  *check({ linked, keys }: RuleContext): Iterable<Finding> {
    const dynamic = linked.definitions.filter(({ key }) => key === null).length;
    for (const reader of linked.definitions) {
      for (const dep of reader.deps) {
        if (keys.definition(dep.key.key) === undefined) yield missing({ reader, dep }, keys, dynamic);
      }
    }
  },
};

/** Looks for near keys when the finding is shown: a project half checked out has thousands of missing keys. */
function missing(read: Read, keys: KeyIndex, dynamic: number): Finding {
  let found: readonly NearKey[] | undefined;
  const near = (): readonly NearKey[] => (found ??= nearestTo(read, keys));
  return {
    site: read.dep.site,
    get message() {
      return messageOf(read.dep.key.key, near(), dynamic);
    },
    get related() {
      return near().flatMap(({ key }) => {
        const definition = keys.definition(key);
        if (definition === undefined) return [];
        return [{ message: `"${key}" is declared here`, site: definition.keySite }];
      });
    },
    fixes: (view) => fixesOf(view, keys, read, near()),
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
function nearestTo({ reader, dep }: Read, keys: KeyIndex): readonly NearKey[] {
  const own = keys.position(reader);
  const read = new Set([reader.id, ...keys.upstream(reader.id)]);
  const preference = (candidate: string): number | null => {
    if (read.has(candidate)) return null;
    const definition = keys.definition(candidate);
    const position = definition === undefined ? null : keys.position(definition);
    if (own === null || position === null) return 0;
    if (position > own) return 0.99;
    return Math.min(0.9, Math.abs(own - 1 - position) / 10);
  };
  return keys.suggester.near(dep.key.key, preference, 3);
}

function fixesOf(view: ProjectView, keys: KeyIndex, read: Read, near: readonly NearKey[]): readonly Fix[] {
  const [first, second] = near;
  const isClear =
    first !== undefined &&
    first.score < 1 &&
    (second === undefined || second.score - first.score > CLEAR_LEAD);
  const changes = near.map(({ key }, at) => changeDep(view, keys, read.dep, key, isClear && at === 0));
  const layer = read.reader.layer ?? keys.layers.at(-1)?.name ?? null;
  const key = read.dep.key.key;
  return [...changes, createAsset(view, keys, key, layer), declareSource(view, key)].filter(
    (fix) => fix !== null,
  );
}
