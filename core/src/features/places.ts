// Every place of the text that names something without being a dep: keys in checks, schedules and selections, layers, IO
// managers, resources and columns. Derived once for each file that says the same; found by file and by key.
import type {
  LinkedDefinition,
  LinkedFile,
  LinkedProject,
  LinkedSchedule,
  ResolvedKey,
  Site,
} from "../project/linked.ts";

export type Place = KeyPlace | NamePlace;

/** A place that stands for a key. */
export interface KeyPlace {
  readonly k: "key";
  /** own: the key of a declaration, written in another file than the call that makes it. */
  readonly role: "own" | "check" | "schedule";
  readonly key: ResolvedKey;
  readonly site: Site;
  /** The asset that checks, or the name of the schedule. */
  readonly by: string;
}

export interface NamePlace {
  readonly k: "layer" | "io" | "resource" | "column" | "selection";
  readonly name: string;
  readonly site: Site;
  /** The asset it is said of; null for a schedule. */
  readonly definition: LinkedDefinition | null;
}

export interface Places {
  in(path: string): readonly Place[];
  /** Checks and schedules that name a key. */
  uses(key: string): readonly KeyPlace[];
  /** Declarations whose `asset({…})` stands in a file, though the call that makes them may stand elsewhere. */
  declaredIn(path: string): readonly LinkedDefinition[];
  /** Schedules that select instead of naming. */
  readonly selecting: readonly LinkedSchedule[];
  /** Schedules that name a key. */
  schedules(key: string): readonly LinkedSchedule[];
}

const known = new WeakMap<LinkedProject, Places>();

/** Same object for the same linked project. */
export function placesOf(linked: LinkedProject): Places {
  let places = known.get(linked);
  if (places === undefined) known.set(linked, (places = createPlaces(linked)));
  return places;
}

function createPlaces({ files }: LinkedProject): Places {
  /** By the file they stand in, for each file that says them: few files are ever looked at. */
  const byPath = new Map<string, (readonly Place[])[]>();
  const visitors = new Map<string, LinkedDefinition[]>();
  const schedulesByKey = new Map<string, LinkedSchedule[]>();
  const selecting: LinkedSchedule[] = [];
  for (const file of files.values()) {
    const said = filePlaces(file);
    for (const [path, places] of said.byPath) push(byPath, path, places);
    for (const definition of said.visitors) push(visitors, definition.declarationSite.path, definition);
    for (const schedule of file.schedules) {
      for (const key of new Set(schedule.targets.map((target) => target.key.key))) {
        push(schedulesByKey, key, schedule);
      }
      if (schedule.selection !== null) selecting.push(schedule);
    }
  }
  let usesByKey: Map<string, KeyPlace[]> | undefined;
  return {
    in: (path) => byPath.get(path)?.flat() ?? [],
    uses: (key) => (usesByKey ??= usesOf(byPath.values())).get(key) ?? [],
    declaredIn: (path) => [...(files.get(path)?.definitions ?? []), ...(visitors.get(path) ?? [])],
    schedules: (key) => schedulesByKey.get(key) ?? [],
    selecting,
  };
}

function usesOf(lists: Iterable<readonly (readonly Place[])[]>): Map<string, KeyPlace[]> {
  const uses = new Map<string, KeyPlace[]>();
  for (const places of lists) {
    for (const place of places.flat()) {
      if (place.k === "key" && place.role !== "own") push(uses, place.key.key, place);
    }
  }
  return uses;
}

/** What one file says, wherever that stands. */
interface FilePlaces {
  readonly byPath: ReadonlyMap<string, readonly Place[]>;
  /** Declarations whose `asset({…})` stands in another file. */
  readonly visitors: readonly LinkedDefinition[];
}

const knownOfFiles = new WeakMap<LinkedFile, FilePlaces>();

function filePlaces(file: LinkedFile): FilePlaces {
  let known = knownOfFiles.get(file);
  if (known === undefined) {
    const byPath = new Map<string, Place[]>();
    const places = [...file.definitions.flatMap(definitionPlaces), ...file.schedules.flatMap(schedulePlaces)];
    for (const place of places) push(byPath, place.site.path, place);
    known = {
      byPath,
      visitors: file.definitions.filter(({ site, declarationSite }) => site.path !== declarationSite.path),
    };
    knownOfFiles.set(file, known);
  }
  return known;
}

function definitionPlaces(definition: LinkedDefinition): readonly Place[] {
  const { id, key, keySite, site, layer, layerSite, io, resources, checks } = definition;
  const places: Place[] = [];
  const name = (k: NamePlace["k"], text: string, at: Site): void => {
    places.push({ k, name: text, site: at, definition });
  };
  if (key !== null && keySite.path !== site.path) {
    places.push({ k: "key", role: "own", key, site: keySite, by: id });
  }
  if (layer !== null && layerSite !== null) name("layer", layer, layerSite);
  if (io !== null) name("io", io.text, io.site);
  for (const resource of resources) name("resource", resource.text, resource.site);
  for (const check of checks) {
    for (const column of check.columns) name("column", column.text, column.site);
    for (const ref of check.refs) {
      places.push({ k: "key", role: "check", key: ref.key, site: ref.site, by: id });
    }
  }
  return places;
}

function schedulePlaces(schedule: LinkedSchedule): readonly Place[] {
  const { targets, selection } = schedule;
  const by = scheduleName(schedule);
  const places: Place[] = targets.map(({ key, site }) => ({ k: "key", role: "schedule", key, site, by }));
  if (selection !== null) {
    places.push({ k: "selection", name: selection.text, site: selection.site, definition: null });
  }
  return places;
}

/** As people call it. */
export function scheduleName({ name, cron }: LinkedSchedule): string {
  return name ?? cron?.text ?? "schedule";
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
