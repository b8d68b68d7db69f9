// What all files say together: the declarations with their keys evaluated across files, and the provenance of every
// character of every key. Made by the linker, read by graph/build, rules and features.
//
// Places are `Site`s, not offsets: when only positions move, the linked project is kept and sites give the new spans.
import type { EdgeKind, Layer } from "../graph/index.ts";
import type { SpanIndex } from "../syntax/facts.ts";

/** A place that survives edits elsewhere in the file. `Snapshot.span(site)` gives its offsets now. */
export interface Site {
  readonly path: string;
  readonly at: SpanIndex;
}

/** `at` of a file as a whole: its first character. */
export const WHOLE_FILE = -1;

/** One piece of a key and the literal that wrote it. */
export interface KeyPart {
  readonly text: string;
  /** Between the quotes of the literal; null when no single literal wrote it (computed, escaped, a number). */
  readonly site: Site | null;
}

/** `parts` joined are `key`. More than one part: a template, a concatenation or an array of components. */
export interface ResolvedKey {
  readonly key: string;
  readonly parts: readonly KeyPart[];
}

/** Why evaluation stopped, and at which expression. */
export interface Unresolved {
  readonly site: Site;
  /** For people, to go after "because": "`process.env.STAGE` is only known when the code runs". */
  readonly reason: string;
  /** Nothing is unknown: what is written could never be a key or a list of deps. */
  readonly isMistake?: true;
}

export type DefinitionKind = "asset" | "source" | "dataProduct";

/** A text that an option gives, and the expression that gives it. */
export interface WrittenText {
  readonly text: string;
  readonly site: Site;
}

export interface LinkedDefinition {
  /** Key of its graph node: the asset key, or `?<path>#<name>` when the key is dynamic. Not unique when keys are duplicated. */
  readonly id: string;
  readonly kind: DefinitionKind;
  readonly key: ResolvedKey | null;
  /** Set exactly when `key` is null. */
  readonly keyUnresolved: Unresolved | null;
  /** The expression given as `key`; the call when there is none. */
  readonly keySite: Site;
  /**
   * The whole call that makes it: `asset({…})`, or the call of a factory (a function with a name) that declares it, or that of a
   * method that calls the factory: `names.map(make)`. In the file that declares it, always. Several definitions may share it: a
   * loop, or a factory that declares several.
   */
  readonly site: Site;
  /** The call `asset({…})` itself: inside of the factory when one declares it, else the same as `site`. */
  readonly declarationSite: Site;
  /** The call `asset({…})` stands in a function, loop or condition. */
  readonly isInFunction: boolean;
  /** The callee of `site`: where an error about the asset as a whole is shown, and where a lens stands. */
  readonly nameSite: Site;
  /** Its text cannot be read at the moment: this is what it said before. */
  readonly isOlder: boolean;
  /** The binding it is assigned to, if any, and the name a key registry can import it by. */
  readonly binding: string | null;
  readonly exportName: string | null;
  /** Name as written or derived from the key's first component; whether it is a layer of the project is a rule's business. */
  readonly layer: string | null;
  /** The `layer:` option when it is written. */
  readonly layerSite: Site | null;
  /** Why the `layer:` option cannot be known; `layer` is null then. */
  readonly layerUnresolved: Unresolved | null;
  readonly description: string | null;
  /** The JSDoc comment of its declaration. */
  readonly doc: string | null;
  readonly group: string | null;
  readonly owners: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly kinds: readonly string[];
  readonly deps: readonly LinkedDep[];
  /** Entries of `deps` (or all of it) that cannot be known. */
  readonly unresolvedDeps: readonly Unresolved[];
  /** Where a new dep can be written: the array or object literal of `deps`, else null. */
  readonly depsSite: Site | null;
  readonly depsForm: "array" | "object" | null;
  readonly checks: readonly LinkedCheck[];
  /** Checks are given by an expression that cannot be read: there may be some. */
  readonly hasUnknownChecks: boolean;
  readonly optionsSite: Site | null;
  readonly runSite: Site | null;
  readonly querySite: Site | null;
  readonly schemaSite: Site | null;
  /** Columns of the schema, when it is an object schema that can be read; null when they cannot be known. */
  readonly columns: readonly WrittenText[] | null;
  /** The `file:` option of a source. */
  readonly file: WrittenText | null;
  /** The `io:` option. */
  readonly io: WrittenText | null;
  /** Names in `resources: [...]`. */
  readonly resources: readonly WrittenText[];
  readonly partitions: LinkedPartitions | null;
}

/** How an asset is divided, as far as it can be read. */
export interface LinkedPartitions {
  readonly kind: "timeWindow" | "static" | "dynamic" | "multi";
  /** The whole expression. */
  readonly site: Site;
  /** Of a time window: `0 0 * * *` for daily(). null when it is none, or cannot be known. */
  readonly cron: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly timezone: string | null;
  /** Of static partitions; null when they are none, or cannot be known. */
  readonly keys: readonly string[] | null;
  /** Of dynamic partitions. */
  readonly name: string | null;
  /** Of multi partitions, by dimension. */
  readonly dimensions: Readonly<Record<string, LinkedPartitions>>;
}

/** A `schedule({…})`. */
export interface LinkedSchedule {
  readonly name: string | null;
  readonly site: Site;
  /** The callee. */
  readonly nameSite: Site;
  readonly cron: WrittenText | null;
  readonly cronUnresolved: Unresolved | null;
  readonly timezone: WrittenText | null;
  /** The assets it names one by one. */
  readonly targets: readonly LinkedDep[];
  readonly unresolvedTargets: readonly Unresolved[];
  /** Or those it selects, in the selection language. */
  readonly selection: WrittenText | null;
}

export interface LinkedDep {
  readonly key: ResolvedKey;
  readonly kind: EdgeKind;
  /** The property name under which the value is passed; null in arrays and `ref()`. */
  readonly name: string | null;
  /** The expression in `deps`, or the argument of `ref()`. */
  readonly site: Site;
  /** key: a string. value: an asset value, whose declaration gives the key. ref: inside a SQL template. */
  readonly via: "key" | "value" | "ref";
}

export interface LinkedCheck {
  /** null when it cannot be known. */
  readonly name: string | null;
  readonly blocking: boolean;
  readonly site: Site;
  /** Columns that a ready-made check names. */
  readonly columns: readonly WrittenText[];
  /** What its SQL reads by `ref()`: no edges of the graph, but references of the keys. */
  readonly refs: readonly LinkedDep[];
}

export interface LinkedConfig {
  /** The config file; null when the project has none (defaults hold). */
  readonly path: string | null;
  readonly layers: readonly Layer[];
  /** The `layers` expression, for findings about layers. */
  readonly layersSite: Site | null;
  /** Where each layer, IO manager and resource is given, by name. */
  readonly layerSites: Readonly<Record<string, Site>>;
  readonly ioSites: Readonly<Record<string, Site>>;
  readonly resourceSites: Readonly<Record<string, Site>>;
  /** Globs relative to the project. */
  readonly assets: readonly string[];
  /** `rules: { "skipped-layer": "off" }`: checked by the rules' list, not here. */
  readonly rules: Readonly<Record<string, string>>;
  /** Where each entry of `rules` is written (name and value), as far as it is known. */
  readonly ruleSites: Readonly<Record<string, Site>>;
  /** Names of `io: {…}`, "default" always among them; null when they cannot be known. */
  readonly ioNames: readonly string[] | null;
  /** Names of `resources: {…}`; null when they cannot be known. */
  readonly resourceNames: readonly string[] | null;
  /** Globs of the files with the project's own rules. */
  readonly userRules: readonly WrittenText[];
  readonly unresolved: readonly Unresolved[];
}

/** What one file declares. */
export interface LinkedFile {
  readonly definitions: readonly LinkedDefinition[];
  readonly schedules: readonly LinkedSchedule[];
}

/**
 * All that rules and features may ask. `definitions` are ordered by path, then position; so are `schedules`.
 * `files` has every file that declares something, sorted by path. A `LinkedFile` is the same object as in the linked project
 * before when nothing it says has changed: what is derived from files can be kept.
 */
export interface LinkedProject {
  readonly config: LinkedConfig;
  readonly files: ReadonlyMap<string, LinkedFile>;
  readonly definitions: readonly LinkedDefinition[];
  readonly schedules: readonly LinkedSchedule[];
}
