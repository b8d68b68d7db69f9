// Definition, references and highlights of the key under the cursor.
import type { KeyIndex, ProjectView, Read } from "../occurrences/index.ts";
import { siteId } from "../occurrences/index.ts";
import type { Site } from "../project/linked.ts";
import type { Location } from "../text/index.ts";
import { keyAt } from "./keyAt.ts";
import type { Reference, ReferenceKind } from "./model.ts";

/** Where the asset is defined: its key. Several when the key is duplicated; the definition itself on its own key. */
export function definition(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Location[] {
  const keys = keyAt(view, index, path, offset)?.keys ?? [];
  return keys.flatMap((key) => index.definitions(key).map(({ keySite }) => locate(view, keySite)));
}

/** Readers in order of path and position; the definition first when it is included. */
export function references(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
  includeDefinition: boolean,
): readonly Reference[] {
  const keys = keyAt(view, index, path, offset)?.keys ?? [];
  return keys.flatMap((key) => [
    ...(includeDefinition ? definitionsOf(view, index, key) : []),
    ...readsOf(view, index, key),
  ]);
}

/** All places of the key in this file, with the literal of a constant that wrote it. */
export function highlights(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Reference[] {
  const at = keyAt(view, index, path, offset);
  if (at === null) return [];
  const here = at.keys
    .flatMap((key) => [...definitionsOf(view, index, key), ...readsOf(view, index, key)])
    .filter((reference) => reference.path === path);
  const isListed = here.some(({ span }) => span.start <= at.span.start && at.span.end <= span.end);
  if (!isListed) here.push({ path, span: at.span, kind: "definition", by: null });
  return here.sort((a, b) => a.span.start - b.span.start);
}

function definitionsOf(view: ProjectView, index: KeyIndex, key: string): Reference[] {
  return index
    .definitions(key)
    .map(({ keySite }) => ({ ...locate(view, keySite), kind: "definition" as const, by: null }));
}

function readsOf(view: ProjectView, index: KeyIndex, key: string): Reference[] {
  const told = new Set<string>();
  return index
    .reads(key)
    .filter(({ dep, reader }) => {
      const id = `${siteId(dep.site)} ${reader.id}`;
      return told.has(id) ? false : told.add(id);
    })
    .map((read) => ({ ...locate(view, read.dep.site), kind: kindOf(read), by: read.reader.id }));
}

function kindOf({ reader, dep }: Read): ReferenceKind {
  if (reader.kind === "dataProduct") return "product";
  return dep.kind === "order" ? "order" : "read";
}

function locate(view: ProjectView, site: Site): Location {
  return { path: site.path, span: view.span(site) };
}
