// The assets of a file and of the project, as symbols, lenses and tokens.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import type { AssetLens, AssetSymbol, KeyToken, StatusOf } from "./model.ts";

export function symbols(view: ProjectView, index: KeyIndex, path: string): readonly AssetSymbol[] {
  return index.definitionsIn(path).map((definition) => symbolOf(view, definition));
}

/** Keys in which the letters of the query occur in order; all for an empty query. Sorted by key. */
export function workspaceSymbols(view: ProjectView, index: KeyIndex, query: string): readonly AssetSymbol[] {
  return index.keys
    .filter((key) => isSubsequence(query.toLowerCase(), key.toLowerCase()))
    .flatMap((key) => index.definitions(key).map((definition) => symbolOf(view, definition)));
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

function symbolOf(view: ProjectView, definition: LinkedDefinition): AssetSymbol {
  const { id, kind, layer, site, keySite, nameSite, deps, checks } = definition;
  const full = view.span(site);
  const key = keySite.path === site.path ? view.span(keySite) : null;
  const isInside = key !== null && full.start <= key.start && key.end <= full.end;
  return {
    key: id,
    kind,
    layer,
    location: { path: site.path, span: full },
    selection: isInside ? key : view.span(nameSite),
    children: [
      ...deps
        .filter((dep) => dep.site.path === site.path)
        .map((dep) => ({ name: dep.key.key, kind: "dep" as const, span: view.span(dep.site) })),
      ...checks
        .filter((check) => check.site.path === site.path)
        .map((check) => ({
          name: check.name ?? "check",
          kind: "check" as const,
          span: view.span(check.site),
        })),
    ].sort((a, b) => a.span.start - b.span.start),
  };
}

/** `downstream` are the direct readers: what a click on "n downstream" lists. */
export function lenses(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  status: StatusOf,
): readonly AssetLens[] {
  return index.definitionsIn(path).map((definition) => ({
    key: definition.id,
    runnable: definition.kind === "asset" && definition.key !== null,
    span: view.span(definition.nameSite),
    downstream: index.readers(definition.id),
    status: status(definition.id) ?? null,
  }));
}

/** Each literal that writes a key, once, by position. A constant that a definition uses counts as a definition. */
export function keyTokens(view: ProjectView, index: KeyIndex, path: string): readonly KeyToken[] {
  const tokens = new Map<number, KeyToken>();
  for (const { site, key, role } of index.writtenIn(path)) {
    const span = view.span(site);
    if (span.start === span.end) continue;
    const kind = role === "definition" ? role : index.definition(key.key) === undefined ? "missing" : "dep";
    const known = tokens.get(span.start);
    if (known === undefined || kind === "definition" || known.kind === "missing") {
      tokens.set(span.start, { span, kind });
    }
  }
  return [...tokens.values()].sort((a, b) => a.span.start - b.span.start);
}
