// The tables under the key index: who declares, reads and mentions each key. They change file by file; whoever holds a list
// that they gave out keeps it, because lists are replaced and never written to.
import type {
  LinkedCheck,
  LinkedDefinition,
  LinkedDep,
  LinkedFile,
  LinkedProject,
  LinkedSchedule,
  ResolvedKey,
  Site,
} from "../project/linked.ts";

/** One dep of one definition. */
export interface Read {
  readonly reader: LinkedDefinition;
  readonly dep: LinkedDep;
}

/** A key that is named without being read by an asset: by the SQL of a check, or as the target of a schedule. */
export type Mention =
  | {
      readonly by: "check";
      readonly definition: LinkedDefinition;
      readonly check: LinkedCheck;
      readonly dep: LinkedDep;
    }
  | { readonly by: "schedule"; readonly schedule: LinkedSchedule; readonly dep: LinkedDep };

/** One place where a key is written out: a whole key, or one part of it. */
export interface WrittenPart {
  readonly site: Site;
  readonly key: ResolvedKey;
  readonly role: "definition" | "read";
}

/** What stands in the text of one file, whichever file it belongs to. */
interface FilePlaces {
  readonly reads: readonly Read[];
  readonly mentions: readonly Mention[];
  readonly written: readonly WrittenPart[];
  readonly keysAt: ReadonlyMap<number, ReadonlySet<string>>;
}

const NOTHING: LinkedFile = { definitions: [], schedules: [] };

export class KeyTables {
  readonly #declared = new Map<string, readonly LinkedDefinition[]>();
  readonly #reads = new Map<string, readonly Read[]>();
  readonly #mentions = new Map<string, readonly Mention[]>();
  /** Files whose declarations have places in another file: deps that are a constant of a shared module. */
  readonly #visitors = new Map<string, Set<string>>();
  /** Made when they are asked: few files are looked at. */
  readonly #places = new Map<string, FilePlaces>();
  #files: LinkedProject["files"] = new Map();

  static of({ files }: LinkedProject): KeyTables {
    const tables = new KeyTables();
    tables.change(files, [...files.keys()]);
    return tables;
  }

  definitions(id: string): readonly LinkedDefinition[] {
    return this.#declared.get(id) ?? [];
  }

  reads(key: string): readonly Read[] {
    return this.#reads.get(key) ?? [];
  }

  mentions(key: string): readonly Mention[] {
    return this.#mentions.get(key) ?? [];
  }

  /** Of every key and id that is declared. */
  declared(): Iterable<string> {
    return this.#declared.keys();
  }

  /** Every key that is read or mentioned, some of them twice. */
  *used(): Iterable<string> {
    yield* this.#reads.keys();
    yield* this.#mentions.keys();
  }

  /** Goes on to the files of another linked project, in which only `paths` may differ. Answers the keys it touched. */
  change(files: LinkedProject["files"], paths: readonly string[]): ReadonlySet<string> {
    const definitions = new Changes<LinkedDefinition>();
    const reads = new Changes<Read>();
    const mentions = new Changes<Mention>();
    for (const path of paths) {
      const before = this.#files.get(path) ?? NOTHING;
      const after = files.get(path) ?? NOTHING;
      for (const definition of before.definitions) {
        definitions.remove(definition.id, definition.site);
        for (const { key } of definition.deps) reads.remove(key.key, definition.site);
      }
      for (const definition of after.definitions) {
        definitions.add(definition.id, definition);
        for (const dep of definition.deps) reads.add(dep.key.key, { reader: definition, dep });
      }
      for (const mention of mentionsOf(before)) mentions.remove(mention.dep.key.key, siteOf(mention));
      for (const mention of mentionsOf(after)) mentions.add(mention.dep.key.key, mention);
      this.#changePlaces(path, before, after);
    }
    this.#files = files;
    definitions.applyTo(this.#declared, ({ site }) => site.path);
    reads.applyTo(this.#reads, ({ reader }) => reader.site.path);
    mentions.applyTo(this.#mentions, (mention) => siteOf(mention).path);
    return new Set([...definitions.keys(), ...reads.keys(), ...mentions.keys()]);
  }

  readsIn(path: string): readonly Read[] {
    return this.#placesIn(path).reads;
  }

  mentionsIn(path: string): readonly Mention[] {
    return this.#placesIn(path).mentions;
  }

  writtenIn(path: string): readonly WrittenPart[] {
    return this.#placesIn(path).written;
  }

  keysWrittenAt({ path, at }: Site): ReadonlySet<string> {
    return this.#placesIn(path).keysAt.get(at) ?? new Set();
  }

  #changePlaces(path: string, before: LinkedFile, after: LinkedFile): void {
    const old = pathsOf(before);
    const now = pathsOf(after);
    for (const place of new Set([path, ...old, ...now])) this.#places.delete(place);
    for (const place of old) if (!now.has(place)) this.#visitors.get(place)?.delete(path);
    for (const place of now) {
      if (place === path) continue;
      const visitors = this.#visitors.get(place);
      if (visitors) visitors.add(path);
      else this.#visitors.set(place, new Set([path]));
    }
  }

  #placesIn(path: string): FilePlaces {
    let places = this.#places.get(path);
    if (!places) {
      const files = [...(this.#visitors.get(path) ?? []), path].sort();
      places = findPlaces(
        path,
        files.map((file) => this.#files.get(file) ?? NOTHING),
      );
      this.#places.set(path, places);
    }
    return places;
  }
}

/** What leaves and enters the lists of a table, by key. */
class Changes<T> {
  readonly #changes = new Map<string, { readonly gone: Set<string>; readonly come: T[] }>();

  #of(key: string): { readonly gone: Set<string>; readonly come: T[] } {
    let change = this.#changes.get(key);
    if (!change) this.#changes.set(key, (change = { gone: new Set(), come: [] }));
    return change;
  }

  /** Whatever the file of `site` has in the list leaves it. */
  remove(key: string, { path }: Site): void {
    this.#of(key).gone.add(path);
  }

  add(key: string, value: T): void {
    this.#of(key).come.push(value);
  }

  keys(): Iterable<string> {
    return this.#changes.keys();
  }

  /** Lists stay in the order of the files, and of the declarations in each of them. */
  applyTo(table: Map<string, readonly T[]>, pathOf: (value: T) => string): void {
    for (const [key, { gone, come }] of this.#changes) {
      const before = table.get(key) ?? [];
      const kept = gone.size === 0 ? before : before.filter((value) => !gone.has(pathOf(value)));
      const next = kept.length === 0 ? come : mergeByPath(kept, come, pathOf);
      if (next.length === 0) table.delete(key);
      else table.set(key, next);
    }
  }
}

/** Both in the order of paths, and no path in both. */
function mergeByPath<T>(a: readonly T[], b: readonly T[], pathOf: (value: T) => string): readonly T[] {
  if (b.length === 0) return a;
  const merged: T[] = [];
  let at = 0;
  for (const value of a) {
    for (let next = b[at]; next !== undefined && pathOf(next) < pathOf(value); next = b[at]) {
      merged.push(next);
      at++;
    }
    merged.push(value);
  }
  return [...merged, ...b.slice(at)];
}

function siteOf(mention: Mention): Site {
  return mention.by === "check" ? mention.definition.site : mention.schedule.site;
}

function* mentionsOf({ definitions, schedules }: LinkedFile): Iterable<Mention> {
  for (const definition of definitions) {
    for (const check of definition.checks) {
      for (const dep of check.refs) yield { by: "check", definition, check, dep };
    }
  }
  for (const schedule of schedules) {
    for (const dep of schedule.targets) yield { by: "schedule", schedule, dep };
  }
}

/** Everything that a file's declarations say about keys, with its places. */
function* writtenBy(file: LinkedFile): Iterable<Read | Mention | LinkedDefinition> {
  for (const definition of file.definitions) {
    yield definition;
    for (const dep of definition.deps) yield { reader: definition, dep };
  }
  yield* mentionsOf(file);
}

/** Files in which keys of these declarations are written. */
function pathsOf(file: LinkedFile): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const one of writtenBy(file)) {
    if ("dep" in one) paths.add(one.dep.site.path);
    for (const { site } of partsOf(one)) if (site) paths.add(site.path);
  }
  return paths;
}

function partsOf(one: Read | Mention | LinkedDefinition): ResolvedKey["parts"] {
  if (!("dep" in one)) return one.key?.parts ?? [];
  // The literals behind a value are those of its declaration.
  return one.dep.via === "value" ? [] : one.dep.key.parts;
}

function findPlaces(path: string, files: readonly LinkedFile[]): FilePlaces {
  const reads: Read[] = [];
  const mentions: Mention[] = [];
  const written: WrittenPart[] = [];
  const keysAt = new Map<number, Set<string>>();
  for (const one of files.flatMap((file) => [...writtenBy(file)])) {
    if ("dep" in one && one.dep.site.path === path) {
      if ("reader" in one) reads.push(one);
      else mentions.push(one);
    }
    const key = "dep" in one ? one.dep.key : one.key;
    if (!key) continue;
    for (const { site } of partsOf(one)) {
      if (site?.path !== path) continue;
      written.push({ site, key, role: "dep" in one ? "read" : "definition" });
      const keys = keysAt.get(site.at);
      if (keys) keys.add(key.key);
      else keysAt.set(site.at, new Set([key.key]));
    }
  }
  return { reads, mentions, written, keysAt };
}
