// Renaming a key: every literal that wrote it, in every file, and selections that name it, or a refusal that says why.
import { isValidKey, keyProblem, nearestValidKey, shortKey } from "../keys/index.ts";
import { placeOf, rekey, rekeyPlaces } from "../occurrences/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import { dynamicDefinitionAt, keyAt } from "./keyAt.ts";
import type { RenameResult, RenameTarget } from "./model.ts";
import { reselect } from "./reselect.ts";

/**
 * Null where no string is under the cursor: names are TypeScript's to rename. Looks at the declarations alone; a reader
 * that cannot follow is found by `rename`.
 */
export function prepareRename(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): RenameTarget | null {
  const at = keyAt(view, index, path, offset);
  if (at === null) return dynamicRefusal(view, index, path, offset);
  const [key] = at.keys;
  if (at.literal === null || key === undefined) return null;
  const written = index.definitions(key).flatMap((definition) => definition.key ?? []);
  // Another key of the same length and layer: what can be split for it can be split for most.
  const probe = rekeyPlaces(view, index, written, `${key}_`);
  if (!probe.ok) return { ok: false, reason: refused(key, probe.reason) };
  return { ok: true, span: at.literal, placeholder: key };
}

export function rename(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
  newKey: string,
): RenameResult {
  const key = keyAt(view, index, path, offset)?.keys[0];
  if (key === undefined) {
    const refusal = dynamicRefusal(view, index, path, offset);
    return refusal?.ok === false ? refusal : { ok: false, reason: "There is no asset key here." };
  }
  return renameKey(view, index, key, newKey);
}

/** The same wherever the wish comes from. */
export function renameKey(view: ProjectView, index: KeyIndex, key: string, newKey: string): RenameResult {
  if (newKey === key) return { ok: true, edits: [] };
  if (!isValidKey(newKey)) return { ok: false, reason: invalid(newKey) };
  const taken = index.definition(newKey);
  if (taken !== undefined) {
    return { ok: false, reason: `"${newKey}" exists already, in ${taken.site.path}.` };
  }
  const rekeyed = rekey(view, index, key, newKey);
  if (!rekeyed.ok) return { ok: false, reason: refused(key, rekeyed.reason) };
  const selections = reselect(view, new Map([[key, newKey]]));
  if (selections.computed !== null) {
    const where = placeOf(selections.computed, view);
    return {
      ok: false,
      reason: refused(key, `the selection at ${where} names it and is not written out there`),
    };
  }
  return { ok: true, edits: [...rekeyed.edits, ...selections.edits] };
}

function dynamicRefusal(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): { readonly ok: false; readonly reason: string } | null {
  const reason = dynamicDefinitionAt(view, index, path, offset)?.keyUnresolved?.reason;
  if (reason === undefined) return null;
  return { ok: false, reason: `This key cannot be renamed: it is not known, because ${reason}.` };
}

function invalid(key: string): string {
  const nearest = nearestValidKey(key);
  const hint = nearest === null ? "" : ` Nearest valid key: "${shortKey(nearest)}".`;
  return `The key ${key === "" ? "" : `"${shortKey(key)}" `}${keyProblem(key) ?? ""}.${hint}`;
}

function refused(key: string, reason: string): string {
  return `"${shortKey(key)}" cannot be renamed: ${reason}.`;
}
