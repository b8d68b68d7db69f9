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
  const byPath = new Map<string, Place[]>();
  const usesByKey = new Map<string, KeyPlace[]>();
  const declared = new Map<string, LinkedDefinition[]>();
  const schedulesByKey = new Map<string, LinkedSchedule[]>();
  const selecting: LinkedSchedule[] = [];
  for (const [path, file] of files) {
    for (const place of filePlaces(file)) {
      push(byPath, place.site.path, place);
      if (place.k === "key" && place.role !== "own") push(usesByKey, place.key.key, place);
    }
    for (const definition of file.definitions) {
      push(declared, path, definition);
      if (definition.declarationSite.path !== path)
        push(declared, definition.declarationSite.path, definition);
    }
    for (const schedule of file.schedules) {
      for (const key of new Set(schedule.targets.map((target) => target.key.key))) {
        push(schedulesByKey, key, schedule);
      }
      if (schedule.selection !== null) selecting.push(schedule);
    }
  }
  return {
    in: (path) => byPath.get(path) ?? [],
    uses: (key) => usesByKey.get(key) ?? [],
    declaredIn: (path) => declared.get(path) ?? [],
    schedules: (key) => schedulesByKey.get(key) ?? [],
    selecting,
  };
}

const knownOfFiles = new WeakMap<LinkedFile, readonly Place[]>();

function filePlaces(file: LinkedFile): readonly Place[] {
  let places = knownOfFiles.get(file);
  if (places === undefined) {
    places = [...file.definitions.flatMap(definitionPlaces), ...file.schedules.flatMap(schedulePlaces)];
    knownOfFiles.set(file, places);
  }
  return places;
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
