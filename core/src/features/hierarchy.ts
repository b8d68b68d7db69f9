// What is made of what, one step at a time: consumers and upstreams of an asset with the places that read.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedDep } from "../project/linked.ts";
import { contains } from "../text/index.ts";
import type { Span } from "../text/index.ts";
import { boundNames } from "./declarationOf.ts";
import type { ModulesView } from "./declarationOf.ts";
import { keyAt } from "./keyAt.ts";
import type { HierarchyItem, HierarchyLink } from "./model.ts";

/** On a key; on the callee of a declaration; on the name it is assigned to. Not in bodies: those are TypeScript's. */
export function hierarchyAt(
  view: ModulesView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly HierarchyItem[] {
  const keys = keyAt(view, index, path, offset)?.keys ?? declaredAt(view, index, path, offset);
  return keys.flatMap((key) => itemOf(view, index, key) ?? []);
}

function declaredAt(view: ModulesView, index: KeyIndex, path: string, offset: number): readonly string[] {
  const bound = boundNames(view, path).find(({ span }) => contains(span, offset))?.name;
  return index
    .definitionsIn(path)
    .filter(
      ({ nameSite, binding }) =>
        contains(view.span(nameSite), offset) || (bound !== undefined && binding === bound),
    )
    .map(({ id }) => id);
}

/** Who reads the key. */
export function consumers(view: ProjectView, index: KeyIndex, key: string): readonly HierarchyLink[] {
  return index.readers(key).flatMap((reader) => {
    const deps = index.reads(key).flatMap((read) => (read.reader.id === reader ? read.dep : []));
    return linkOf(view, index, { key: reader, reader, deps });
  });
}

/** What the asset reads. */
export function upstreams(view: ProjectView, index: KeyIndex, key: string): readonly HierarchyLink[] {
  const deps = index.definitions(key).flatMap((definition) => definition.deps);
  return index.upstream(key).flatMap((upstream) =>
    linkOf(view, index, {
      key: upstream,
      reader: key,
      deps: deps.filter((dep) => dep.key.key === upstream),
    }),
  );
}

interface Link {
  /** The neighbour that is listed. */
  readonly key: string;
  readonly reader: string;
  readonly deps: readonly LinkedDep[];
}

/** The protocol wants the places in the file of the reader: a dep that a factory elsewhere wrote shows the call. */
function linkOf(view: ProjectView, index: KeyIndex, { key, reader, deps }: Link): readonly HierarchyLink[] {
  const item = itemOf(view, index, key);
  const from = index.definition(reader);
  if (item === undefined || from === undefined) return [];
  const path = from.site.path;
  const spans = deps.flatMap(({ site }) => (site.path === path ? [view.span(site)] : []));
  return [{ item, places: spans.length > 0 ? distinct(spans) : [view.span(from.nameSite)] }];
}

function itemOf(view: ProjectView, index: KeyIndex, key: string): HierarchyItem | undefined {
  const definition = index.definition(key);
  return definition && describeItem(view, definition);
}

export function describeItem(view: ProjectView, definition: LinkedDefinition): HierarchyItem {
  const { id, kind, layer, site } = definition;
  return {
    key: id,
    kind,
    layer,
    location: { path: site.path, span: view.span(site) },
    selection: ownSpan(view, definition),
  };
}

/** The key's own place inside of its declaration; the callee when it is written elsewhere. */
export function ownSpan(view: ProjectView, { site, keySite, nameSite }: LinkedDefinition): Span {
  const full = view.span(site);
  const key = keySite.path === site.path ? view.span(keySite) : null;
  const isInside = key !== null && full.start <= key.start && key.end <= full.end;
  return isInside ? key : view.span(nameSite);
}

function distinct(spans: readonly Span[]): readonly Span[] {
  return [...new Map(spans.map((span) => [span.start, span])).values()].sort((a, b) => a.start - b.start);
}
