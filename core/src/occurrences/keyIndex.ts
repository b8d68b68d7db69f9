// Who declares and who reads each key, and how layers follow each other: made once for a linked project, read by all
// rules and features. The index of the next linked project is made from the one before, file by file.
import { layerIndex } from "../graph/index.ts";
import type { Layer } from "../graph/index.ts";
import { createKeySuggester, isNearKey } from "../keys/index.ts";
import type { KeySuggester, NearKey } from "../keys/index.ts";
import type { LinkedDefinition, LinkedProject, Site } from "../project/linked.ts";
import { changedFiles } from "../project/changedFiles.ts";
import { KeyTables } from "./keyTables.ts";
import type { Mention, Read, WrittenPart } from "./keyTables.ts";
import { updateSorted } from "./sorted.ts";

export interface KeyIndex {
  readonly layers: readonly Layer[];
  /** Declared keys, sorted. */
  readonly keys: readonly string[];
  /** Keys that are read or mentioned and not declared, sorted. */
  readonly missingKeys: readonly string[];
  /** How many declarations have a key that only running could tell. */
  readonly dynamicCount: number;
  /** Some asset has deps that only running could tell. */
  readonly hasUnknownDeps: boolean;
  /** "Did you mean …?" among the declared keys. */
  readonly suggester: KeySuggester;
  /** The declared keys that a wrong one may stand for, nearest first: looked for once for each wrong key. */
  nearest(wrong: string): readonly NearKey[];
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
  /** Mentions whose expression stands in a file. */
  mentionsIn(path: string): readonly Mention[];
  /** All keys that a literal takes part in. */
  keysWrittenAt(site: Site): ReadonlySet<string>;
  /** -1 for sources, 0… for layers in order, number of layers for data products; null when the layer is unknown. */
  position(definition: LinkedDefinition): number | null;
}

const indexes = new WeakMap<LinkedProject, Index>();

/** Same object for the same linked project. `before`: that of a linked project before, from which it is made quickly. */
export function keyIndexOf(linked: LinkedProject, before?: KeyIndex): KeyIndex {
  let index = indexes.get(linked);
  if (!index) {
    index = before instanceof Index ? Index.after(before, linked) : Index.of(linked);
    indexes.set(linked, index);
  }
  return index;
}

/** Candidates that are kept for each wrong key; readers choose among them by their layer. */
const MOST_NEAR = 20;

class Index implements KeyIndex {
  readonly layers: readonly Layer[];
  readonly keys: readonly string[];
  readonly missingKeys: readonly string[];
  readonly dynamicCount: number;
  readonly #unknownDeps: number;
  readonly #linked: LinkedProject;
  /** Those of the newest index. One before lost them to its successor, and makes its own if it is still asked. */
  #tables: KeyTables | undefined;
  #suggester: KeySuggester | undefined;
  #near: Map<string, readonly NearKey[]>;

  private constructor(
    linked: LinkedProject,
    tables: KeyTables,
    lists: Pick<KeyIndex, "keys" | "missingKeys">,
    unknown: Unknown,
    near = new Map<string, readonly NearKey[]>(),
  ) {
    this.layers = linked.config.layers;
    this.keys = lists.keys;
    this.missingKeys = lists.missingKeys;
    this.dynamicCount = unknown.keys;
    this.#unknownDeps = unknown.deps;
    this.#linked = linked;
    this.#tables = tables;
    this.#near = near;
  }

  static of(linked: LinkedProject): Index {
    const tables = KeyTables.of(linked);
    const lists = {
      keys: [...tables.declared()].filter((key) => isKey(tables, key)).sort(),
      missingKeys: [...new Set(tables.used())].filter((key) => isMissing(tables, key)).sort(),
    };
    return new Index(linked, tables, lists, countUnknown(linked.definitions));
  }

  static after(before: Index, linked: LinkedProject): Index {
    const old = before.#linked;
    const paths = changedFiles(old, linked);
    const tables = before.#own();
    const touched = tables.change(linked.files, paths);
    const keys = updateSorted(before.keys, touched, (key) => isKey(tables, key));
    const inChanged = ({ files }: LinkedProject): Unknown =>
      countUnknown(paths.flatMap((path) => files.get(path)?.definitions ?? []));
    const [less, more] = [inChanged(old), inChanged(linked)];
    const next = new Index(
      linked,
      tables,
      {
        keys: keys.list,
        missingKeys: updateSorted(before.missingKeys, touched, (key) => isMissing(tables, key)).list,
      },
      {
        keys: before.dynamicCount - less.keys + more.keys,
        deps: before.#unknownDeps - less.deps + more.deps,
      },
      before.#near,
    );
    next.#forgetNear(keys.changed);
    const suggester = before.#suggester;
    if (suggester)
      next.#suggester = keys.changed.length === 0 ? suggester : createKeySuggester(keys.list, suggester);
    before.#tables = undefined;
    before.#near = new Map();
    return next;
  }

  get hasUnknownDeps(): boolean {
    return this.#unknownDeps > 0;
  }

  get suggester(): KeySuggester {
    return (this.#suggester ??= createKeySuggester(this.keys));
  }

  nearest(wrong: string): readonly NearKey[] {
    let near = this.#near.get(wrong);
    if (!near) {
      near = this.suggester.near(wrong, () => 0, MOST_NEAR);
      this.#near.set(wrong, near);
    }
    return near;
  }

  definitions(key: string): readonly LinkedDefinition[] {
    return this.#own().definitions(key);
  }

  definition(key: string): LinkedDefinition | undefined {
    return this.#own().definitions(key)[0];
  }

  reads(key: string): readonly Read[] {
    return this.#own().reads(key);
  }

  mentions(key: string): readonly Mention[] {
    return this.#own().mentions(key);
  }

  readers(key: string): readonly string[] {
    return sortedSet(this.reads(key).map(({ reader }) => reader.id));
  }

  upstream(id: string): readonly string[] {
    return sortedSet(this.definitions(id).flatMap(({ deps }) => deps.map(({ key }) => key.key)));
  }

  downstreamClosure(key: string): ReadonlySet<string> {
    const tables = this.#own();
    const reached = new Set<string>();
    const queue = [key];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const { reader } of tables.reads(next)) {
        if (reached.has(reader.id)) continue;
        reached.add(reader.id);
        queue.push(reader.id);
      }
    }
    return reached;
  }

  definitionsIn(path: string): readonly LinkedDefinition[] {
    return this.#linked.files.get(path)?.definitions ?? [];
  }

  writtenIn(path: string): readonly WrittenPart[] {
    return this.#own().writtenIn(path);
  }

  readsIn(path: string): readonly Read[] {
    return this.#own().readsIn(path);
  }

  mentionsIn(path: string): readonly Mention[] {
    return this.#own().mentionsIn(path);
  }

  keysWrittenAt(site: Site): ReadonlySet<string> {
    return this.#own().keysWrittenAt(site);
  }

  position({ id, kind, layer, site }: LinkedDefinition): number | null {
    return layerIndex(this, { key: id, kind, layer, file: site.path });
  }

  #own(): KeyTables {
    return (this.#tables ??= KeyTables.of(this.#linked));
  }

  /** A key that came or went may be what a wrong one means. */
  #forgetNear(changed: readonly string[]): void {
    for (const key of changed) {
      for (const wrong of this.#near.keys()) if (isNearKey(wrong, key)) this.#near.delete(wrong);
    }
  }
}

function isKey(tables: KeyTables, id: string): boolean {
  return tables.definitions(id).some(({ key }) => key !== null);
}

function isMissing(tables: KeyTables, key: string): boolean {
  const isUsed = tables.reads(key).length > 0 || tables.mentions(key).length > 0;
  return isUsed && tables.definitions(key).length === 0;
}

/** How many definitions have a key, or deps, that cannot be read. */
interface Unknown {
  readonly keys: number;
  readonly deps: number;
}

function countUnknown(definitions: readonly LinkedDefinition[]): Unknown {
  let [keys, deps] = [0, 0];
  for (const { key, unresolvedDeps } of definitions) {
    if (key === null) keys++;
    if (unresolvedDeps.length > 0) deps++;
  }
  return { keys, deps };
}

export function siteId(site: Site): string {
  return `${site.path}#${site.at}`;
}

export function sameSite(a: Site, b: Site): boolean {
  return a.path === b.path && a.at === b.at;
}

/** The name instead of the whole call: nobody wants a declaration underlined from end to end. */
export function narrow(
  site: Site,
  { site: call, nameSite }: Pick<LinkedDefinition, "site" | "nameSite">,
): Site {
  return sameSite(site, call) ? nameSite : site;
}

function sortedSet(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
