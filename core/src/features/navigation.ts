// Where the key or name under the cursor leads: definition, declaration, type definition and implementation.
import type { KeyIndex } from "../occurrences/index.ts";
import { sameSite } from "../occurrences/index.ts";
import type { LinkedDefinition, Site } from "../project/linked.ts";
import type { Location } from "../text/index.ts";
import { boundNames, declarationOf } from "./declarationOf.ts";
import type { ModulesView } from "./declarationOf.ts";
import { keyAt } from "./keyAt.ts";
import { ownSpan } from "./hierarchy.ts";
import { givenAt, nameAt } from "./nameAt.ts";

/** Several when the key is duplicated; the definition itself on its own key. */
export function definition(
  view: ModulesView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Location[] {
  const definitions = definitionsAt(view, index, path, offset);
  if (definitions !== null) return distinct(definitions.map((one) => ownPlace(view, one)));
  const name = nameAt(view, path, offset);
  const given = name && givenAt(view, name.place);
  return given === null ? [] : [given];
}

/** The name an asset is assigned to; for one made by a factory, the call inside of it. */
export function declaration(
  view: ModulesView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Location[] {
  const definitions = definitionsAt(view, index, path, offset) ?? [];
  return distinct(definitions.map((one) => declarationPlace(view, one)));
}

export function typeDefinition(
  view: ModulesView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Location[] {
  const definitions = definitionsAt(view, index, path, offset) ?? ownerOfColumn(view, path, offset);
  return distinct(
    definitions.map((one) =>
      one.schemaSite === null ? ownPlace(view, one) : followed(view, one.schemaSite),
    ),
  );
}

export function implementation(
  view: ModulesView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Location[] {
  const definitions = definitionsAt(view, index, path, offset) ?? [];
  return distinct(
    definitions.flatMap(({ runSite, querySite }) => {
      const site = runSite ?? querySite;
      return site === null ? [] : [followed(view, site)];
    }),
  );
}

/** null where no key is. */
function definitionsAt(
  view: ModulesView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly LinkedDefinition[] | null {
  const at = keyAt(view, index, path, offset);
  return at?.keys.flatMap((key) => index.definitions(key)) ?? null;
}

function ownerOfColumn(view: ModulesView, path: string, offset: number): readonly LinkedDefinition[] {
  const place = nameAt(view, path, offset)?.place;
  return place?.k === "column" && place.definition !== null ? [place.definition] : [];
}

/** The key, wherever it is written; the call of the factory where the factory writes it. */
function ownPlace(view: ModulesView, definition: LinkedDefinition): Location {
  const { site, declarationSite, keySite } = definition;
  const isPlain = sameSite(site, declarationSite) && !sameSite(site, keySite);
  return isPlain ? locate(view, keySite) : { path: site.path, span: ownSpan(view, definition) };
}

function declarationPlace(view: ModulesView, definition: LinkedDefinition): Location {
  const { site, declarationSite, nameSite, binding, isInFunction } = definition;
  if (!sameSite(site, declarationSite)) return headOf(view, declarationSite);
  const bound = isInFunction ? undefined : boundNames(view, site.path).find(({ name }) => name === binding);
  return bound === undefined ? locate(view, nameSite) : { path: site.path, span: bound.span };
}

/** `asset` of `asset({…})`: nobody wants to arrive at twenty selected lines. */
function headOf(view: ModulesView, call: Site): Location {
  const { start, end } = view.span(call);
  const open = view.text(call.path)?.indexOf("(", start) ?? -1;
  return { path: call.path, span: { start, end: open < 0 || open > end ? end : open } };
}

function followed(view: ModulesView, site: Site): Location {
  return declarationOf(view, site) ?? locate(view, site);
}

function distinct(places: readonly Location[]): readonly Location[] {
  return [
    ...new Map(
      places.map((place) => [`${place.span.start}:${place.span.end}:${place.path}`, place]),
    ).values(),
  ];
}

function locate(view: ModulesView, site: Site): Location {
  return { path: site.path, span: view.span(site) };
}
