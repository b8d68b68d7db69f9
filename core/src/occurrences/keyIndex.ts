// Who declares and who reads each key, and how layers follow each other: made once for a linked project, read by all
// rules and features.
import { layerIndex } from "../graph/index.ts";
import { createKeySuggester } from "../keys/index.ts";
import type { KeySuggester } from "../keys/index.ts";
import type { Layer } from "../graph/index.ts";
import type { LinkedDefinition, LinkedDep, LinkedProject, ResolvedKey, Site } from "../project/linked.ts";

/** One dep of one definition. */
export interface Read {
  readonly reader: LinkedDefinition;
  readonly dep: LinkedDep;
}

/** A dep that names a key without reading it: in a check or a schedule. */
export interface Mention {
  readonly dep: LinkedDep;
}

/** One place where a key is written out: a whole key, or one part of it. */
export interface WrittenPart {
  readonly site: Site;
  readonly key: ResolvedKey;
  readonly role: "definition" | "read";
}

export interface KeyIndex {
  readonly layers: readonly Layer[];
  /** Declared keys, sorted. */
  readonly keys: readonly string[];
  /** Keys that are read and not declared, sorted. */
  readonly missingKeys: readonly string[];
  /** "Did you mean …?" among the declared keys. */
  readonly suggester: KeySuggester;
  /** By key, or by the id of a dynamic one. */
  definitions(key: string): readonly LinkedDefinition[];
  /** The first of `definitions(key)`: the one in the graph. */
  definition(key: string): LinkedDefinition | undefined;
  reads(key: string): readonly Read[];
  /** Who names the key without reading it: checks and schedules. */
  mentions(key: string): readonly Mention[];
  /** Keys of assets and data products that read `key`, sorted; dynamic readers by their id. */
  readers(key: string): readonly string[];
  /** What the definition with this id reads, sorted. */
  upstream(id: string): readonly string[];
  /** Everything that can be reached downstream, `key` itself only when it is in a cycle. */
  downstreamClosure(key: string): ReadonlySet<string>;
  definitionsIn(path: string): readonly LinkedDefinition[];
  /** Places in a file that wrote keys or parts of them. */
  writtenIn(path: string): readonly WrittenPart[];
  /** Deps whose expression stands in a file. */
  readsIn(path: string): readonly Read[];
  /** All keys that a literal takes part in. */
  keysWrittenAt(site: Site): ReadonlySet<string>;
  /** -1 for sources, 0… for layers in order, number of layers for data products; null when the layer is unknown. */
  position(definition: LinkedDefinition): number | null;
}

const indexes = new WeakMap<LinkedProject, KeyIndex>();

/** Same object for the same linked project. */
export function keyIndexOf(linked: LinkedProject): KeyIndex {
  let index = indexes.get(linked);
  if (index === undefined) {
    index = createKeyIndex(linked);
    indexes.set(linked, index);
  }
  return index;
}

function createKeyIndex(linked: LinkedProject): KeyIndex {
  const layers = linked.config.layers;
  const definitionsById = new Map<string, LinkedDefinition[]>();
  const readsByKey = new Map<string, Read[]>();
  const definitionsByPath = new Map<string, LinkedDefinition[]>();
  const readsByPath = new Map<string, Read[]>();
  const writtenByPath = new Map<string, WrittenPart[]>();
  const keysBySite = new Map<string, Set<string>>();
  const upstreamById = new Map<string, string[]>();

  const addWritten = (key: ResolvedKey, role: WrittenPart["role"]): void => {
    for (const { site } of key.parts) {
      if (site === null) continue;
      push(writtenByPath, site.path, { site, key, role });
      const id = siteId(site);
      const keys = keysBySite.get(id);
      if (keys === undefined) keysBySite.set(id, new Set([key.key]));
      else keys.add(key.key);
    }
  };

  for (const definition of linked.definitions) {
    push(definitionsByPath, definition.site.path, definition);
    push(definitionsById, definition.id, definition);
    if (definition.key !== null) addWritten(definition.key, "definition");
    for (const dep of definition.deps) {
      const read = { reader: definition, dep };
      push(readsByKey, dep.key.key, read);
      push(readsByPath, dep.site.path, read);
      push(upstreamById, definition.id, dep.key.key);
      if (dep.via !== "value") addWritten(dep.key, "read");
    }
  }

  const mentionsByKey = new Map<string, Mention[]>();
  const mentioned = [
    ...linked.definitions.flatMap(({ checks }) => checks.flatMap(({ refs }) => refs)),
    ...linked.schedules.flatMap(({ targets }) => targets),
  ];
  for (const dep of mentioned) {
    push(mentionsByKey, dep.key.key, { dep });
    if (dep.via !== "value") addWritten(dep.key, "read");
  }

  const readers = (key: string): readonly string[] =>
    sortedSet((readsByKey.get(key) ?? []).map(({ reader }) => reader.id));

  const keys = sortedSet(linked.definitions.flatMap(({ key }) => (key === null ? [] : [key.key])));
  let suggester: KeySuggester | undefined;

  return {
    layers,
    keys,
    get suggester() {
      return (suggester ??= createKeySuggester(keys));
    },
    missingKeys: [...readsByKey.keys()].filter((key) => !definitionsById.has(key)).sort(),
    definitions: (key) => definitionsById.get(key) ?? [],
    definition: (key) => definitionsById.get(key)?.[0],
    reads: (key) => readsByKey.get(key) ?? [],
    mentions: (key) => mentionsByKey.get(key) ?? [],
    readers,
    upstream: (id) => sortedSet(upstreamById.get(id) ?? []),
    downstreamClosure: (key) => {
      const reached = new Set<string>();
      const queue = [key];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        for (const { reader } of readsByKey.get(next) ?? []) {
          if (reached.has(reader.id)) continue;
          reached.add(reader.id);
          queue.push(reader.id);
        }
      }
      return reached;
    },
    definitionsIn: (path) => definitionsByPath.get(path) ?? [],
    writtenIn: (path) => writtenByPath.get(path) ?? [],
    readsIn: (path) => readsByPath.get(path) ?? [],
    keysWrittenAt: (site) => keysBySite.get(siteId(site)) ?? new Set(),
    position: ({ id, kind, layer, site }) =>
      layerIndex({ layers }, { key: id, kind, layer, file: site.path }),
  };
}

export function siteId(site: Site): string {
  return `${site.path}#${site.at}`;
}

export function sameSite(a: Site, b: Site): boolean {
  return a.path === b.path && a.at === b.at;
}

/** The name instead of the whole call: nobody wants a declaration underlined from end to end. */
export function narrow(site: Site, { site: call, nameSite }: LinkedDefinition): Site {
  return sameSite(site, call) ? nameSite : site;
}

function sortedSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
