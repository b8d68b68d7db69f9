// Which assets a few letters mean: the best matches among all keys, without their places, which only the chosen one needs.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { Location } from "../text/index.ts";
import { ownSpan } from "./hierarchy.ts";
import type { FoundSymbol } from "./model.ts";

/** More than anybody reads; editors ask again as one types. */
const LIMIT = 200;

const RANKS = 6;

/** Best first, then by key. An empty query finds the first keys. */
export function workspaceSymbols(
  index: KeyIndex,
  query: string,
  limit: number = LIMIT,
): readonly FoundSymbol[] {
  const wanted = query.trim().toLowerCase();
  const byRank: string[][] = Array.from({ length: RANKS }, () => []);
  for (const key of index.keys) {
    const rank = rankOf(wanted, key.toLowerCase());
    // Keys come sorted: of each rank the first ones are enough.
    const same = rank === null ? undefined : byRank[rank];
    if (same !== undefined && same.length < limit) same.push(key);
  }
  return byRank
    .flat()
    .slice(0, limit)
    .flatMap((key) =>
      index.definitions(key).map(({ kind, layer, site }, at) => ({ key, kind, layer, path: site.path, at })),
    );
}

export function symbolPlace(
  view: ProjectView,
  index: KeyIndex,
  { key, at }: Pick<FoundSymbol, "key" | "at">,
): Location | null {
  const definition = index.definitions(key)[at] ?? index.definition(key);
  return definition === undefined ? null : { path: definition.site.path, span: ownSpan(view, definition) };
}

/** 0 the key itself or its last component · 1 prefix · 2 prefix of the last component · 3 starts of words · 4 within · 5 letters in order. */
function rankOf(query: string, key: string): number | null {
  if (query === "") return 1;
  const last = key.slice(key.lastIndexOf("/") + 1);
  if (key === query || last === query) return 0;
  if (key.startsWith(query)) return 1;
  if (last.startsWith(query)) return 2;
  if (!isSubsequence(query, key)) return null;
  if (areWordStarts(query, key)) return 3;
  return key.includes(query) ? 4 : 5;
}

function isSubsequence(query: string, text: string): boolean {
  let from = 0;
  for (const character of query) {
    const found = text.indexOf(character, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}

/** "so" and "silor" for "silver/orders": the query is made of beginnings of words, in order. */
function areWordStarts(query: string, key: string): boolean {
  // How much of the query the words so far can have written.
  const written = new Set([0]);
  for (const word of key.split(/[^a-z0-9]+/)) {
    for (const from of [...written]) {
      for (let length = 0; length < word.length && query[from + length] === word[length]; length++) {
        written.add(from + length + 1);
      }
    }
  }
  return written.has(query.length);
}
