// Which name that is no key the cursor is on: a layer, an IO manager, a resource, a column, or a schedule's selection.
import { contains } from "../text/index.ts";
import type { Location, Span } from "../text/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { Site } from "../project/linked.ts";
import { placesOf } from "./places.ts";
import type { NamePlace } from "./places.ts";

export interface NameAt {
  readonly place: NamePlace;
  readonly span: Span;
}

export function nameAt(view: ProjectView, path: string, offset: number): NameAt | null {
  for (const place of placesOf(view.linked).in(path)) {
    const span = view.span(place.site);
    if (contains(span, offset)) return { place, span };
  }
  return null;
}

/** Where a name is given: its entry in the config, or the column of the schema. */
export function givenAt(view: ProjectView, place: NamePlace): Location | null {
  const site = siteGiving(view, place);
  return site === undefined ? null : { path: site.path, span: view.span(site) };
}

function siteGiving({ linked }: ProjectView, { k, name, definition }: NamePlace): Site | undefined {
  const { layerSites, ioSites, resourceSites } = linked.config;
  const of = (sites: Readonly<Record<string, Site>>): Site | undefined =>
    Object.hasOwn(sites, name) ? sites[name] : undefined;
  switch (k) {
    case "layer":
      return of(layerSites);
    case "io":
      return of(ioSites);
    case "resource":
      return of(resourceSites);
    case "column":
      return definition?.columns?.find(({ text }) => text === name)?.site;
    case "selection":
      return undefined;
  }
}
