// Every place of the text that names something that is no key: layers, IO managers, resources, columns and selections; and
// which declarations stand in a file though they are called elsewhere. Derived once for each file that says the same.
import type { LinkedDefinition, LinkedFile, LinkedProject, LinkedSchedule, Site } from "../project/linked.ts";

export interface NamePlace {
  readonly k: "layer" | "io" | "resource" | "column" | "selection";
  readonly name: string;
  readonly site: Site;
  /** The asset it is said of; null for a schedule. */
  readonly definition: LinkedDefinition | null;
}

export interface Places {
  in(path: string): readonly NamePlace[];
  /** Declarations whose `asset({…})` stands in a file, though the call that makes them may stand elsewhere. */
  declaredIn(path: string): readonly LinkedDefinition[];
}

const known = new WeakMap<LinkedProject, Places>();

/** Same object for the same linked project. */
export function placesOf(linked: LinkedProject): Places {
  let places = known.get(linked);
  if (places === undefined) known.set(linked, (places = createPlaces(linked)));
  return places;
}

function createPlaces({ files }: LinkedProject): Places {
  /** Lists as the files have them: few files are ever looked at. */
  const byPath = new Map<string, (readonly NamePlace[])[]>();
  const visitors = new Map<string, LinkedDefinition[]>();
  for (const file of files.values()) {
    const said = filePlaces(file);
    for (const [path, places] of said.byPath) push(byPath, path, places);
    for (const definition of said.visitors) push(visitors, definition.declarationSite.path, definition);
  }
  return {
    in: (path) => byPath.get(path)?.flat() ?? [],
    declaredIn: (path) => [...(files.get(path)?.definitions ?? []), ...(visitors.get(path) ?? [])],
  };
}

/** What one file says, wherever that stands. */
interface FilePlaces {
  readonly byPath: ReadonlyMap<string, readonly NamePlace[]>;
  /** Declarations whose `asset({…})` stands in another file. */
  readonly visitors: readonly LinkedDefinition[];
}

const knownOfFiles = new WeakMap<LinkedFile, FilePlaces>();

function filePlaces(file: LinkedFile): FilePlaces {
  let said = knownOfFiles.get(file);
  if (said === undefined) {
    const byPath = new Map<string, NamePlace[]>();
    const places = [...file.definitions.flatMap(definitionPlaces), ...file.schedules.flatMap(schedulePlaces)];
    for (const place of places) push(byPath, place.site.path, place);
    said = {
      byPath,
      visitors: file.definitions.filter(({ site, declarationSite }) => site.path !== declarationSite.path),
    };
    knownOfFiles.set(file, said);
  }
  return said;
}

function definitionPlaces(definition: LinkedDefinition): readonly NamePlace[] {
  const { layer, layerSite, io, resources, checks } = definition;
  const places: NamePlace[] = [];
  const add = (k: NamePlace["k"], name: string, site: Site): void => {
    places.push({ k, name, site, definition });
  };
  if (layer !== null && layerSite !== null) add("layer", layer, layerSite);
  if (io !== null) add("io", io.text, io.site);
  for (const { text, site } of resources) add("resource", text, site);
  for (const { text, site } of checks.flatMap(({ columns }) => columns)) add("column", text, site);
  return places;
}

function schedulePlaces({ selection }: LinkedSchedule): readonly NamePlace[] {
  if (selection === null) return [];
  return [{ k: "selection", name: selection.text, site: selection.site, definition: null }];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
