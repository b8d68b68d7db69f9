// The related place that most findings have: where an upstream is declared.
import type { KeyIndex } from "../occurrences/index.ts";
import type { RelatedSite } from "./model.ts";

export function declaredHere(key: string): (keys: KeyIndex) => readonly RelatedSite[] {
  return (keys) => {
    const definition = keys.definition(key);
    return definition ? [{ message: `"${key}" is declared here`, site: definition.keySite }] : [];
  };
}
