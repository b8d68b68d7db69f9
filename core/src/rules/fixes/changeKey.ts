// "Change to …": makes a dep read another key.
import type { Fix } from "../../diagnostics/index.ts";
import { rekeyPlaces } from "../../occurrences/index.ts";
import type { KeyIndex, ProjectView } from "../../occurrences/index.ts";
import type { LinkedDep } from "../../project/linked.ts";
import { replaceLiteral } from "./literal.ts";

/** Edits the literals that wrote the key; where they are shared with other keys, the expression in `deps` itself. */
export function changeDep(
  view: ProjectView,
  keys: KeyIndex,
  dep: LinkedDep,
  newKey: string,
  preferred: boolean,
): Fix | null {
  if (dep.via === "value") return null;
  const rekeyed = rekeyPlaces(view, keys, [dep.key], newKey);
  const edits = rekeyed.ok ? rekeyed.edits : replaceLiteral(view, dep.site, newKey);
  return edits === null ? null : { title: `Change to "${newKey}"`, edits, preferred };
}
