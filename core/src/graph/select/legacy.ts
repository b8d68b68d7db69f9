// Strings from before the grammar: `my_asset`, `++my_asset`, `*my_asset*`. A bare key with levels on either side.
import type { ParsedSelection, Selection } from "./model.ts";
import { parseSelection } from "./parse.ts";

const CLAUSE = /^(?<up>\+*|\*)(?<key>[^\s+*:()"]+)(?<down>\+*|\*)$/;

/** The grammar first; what it does not take may be an old clause, where every `+` is one level and `*` is all of them. */
export function parseLegacySelection(text: string): ParsedSelection {
  const parsed = parseSelection(text);
  const clause = parsed.ok ? undefined : CLAUSE.exec(text.trim())?.groups;
  if (clause === undefined) return parsed;
  const child: Selection = { type: "keys", keys: [clause.key ?? ""] };
  const up = levels(clause.up);
  const down = levels(clause.down);
  return { ok: true, ast: up === 0 && down === 0 ? child : { type: "traversal", child, up, down } };
}

function levels(signs = ""): number {
  return signs === "*" ? Number.POSITIVE_INFINITY : signs.length;
}
