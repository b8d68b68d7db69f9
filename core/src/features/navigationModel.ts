// What features answer that find and show: definitions, references, symbols, hints. Those that change text: `model.ts`.
import type { Location, Span } from "../text/index.ts";
import type { StatusOf } from "./model.ts";

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** How a place uses a key. */
export type ReferenceKind = "definition" | "read" | "order" | "check" | "schedule" | "product";

export interface Reference extends Location {
  readonly kind: ReferenceKind;
  /** The asset that reads or checks, or the name of the schedule; null at a definition. */
  readonly by: string | null;
}

/** What stands above a declaration. The client makes commands of it, when they are needed. */
export type Lens = AssetLens | ScheduleLens;

export interface AssetLens {
  readonly kind: "asset";
  readonly span: Span;
  /** One; several where one call declares several: a factory, a loop. */
  readonly keys: readonly string[];
  /** Those of `keys` that can run: sources, data products and dynamic ones have lineage and downstream only. */
  readonly runnable: readonly string[];
}

export interface ScheduleLens {
  readonly kind: "schedule";
  readonly span: Span;
  /** Position among the schedules of its file, for `scheduledKeys`. */
  readonly at: number;
}

export interface AssetSymbol {
  /** The name of a schedule. */
  readonly key: string;
  readonly kind: "asset" | "source" | "dataProduct" | "schedule";
  readonly layer: string | null;
  readonly location: Location;
  /** The key's own place inside `location`. */
  readonly selection: Span;
  readonly children: readonly {
    readonly name: string;
    readonly kind: "dep" | "check" | "column";
    readonly span: Span;
  }[];
}

/** A symbol of the whole project, without its place: `symbolPlace` gives that for the one that is chosen. */
export interface FoundSymbol {
  readonly key: string;
  readonly kind: "asset" | "source" | "dataProduct";
  readonly layer: string | null;
  readonly path: string;
  /** Position among the declarations of the key: more than one when it is duplicated. */
  readonly at: number;
}

/** One asset, source or data product in the hierarchy of what is made of what. */
export interface HierarchyItem {
  readonly key: string;
  readonly kind: "asset" | "source" | "dataProduct";
  readonly layer: string | null;
  /** The whole declaration. */
  readonly location: Location;
  /** The key's own place inside `location`. */
  readonly selection: Span;
}

/** A neighbour of an item, with the places in the reader's file that read. */
export interface HierarchyLink {
  readonly item: HierarchyItem;
  readonly places: readonly Span[];
}

export type InlayHintKind = "key" | "layer" | "partitions" | "rows";

export interface InlayHint {
  readonly kind: InlayHintKind;
  readonly offset: number;
  readonly label: string;
  /** What it is about: for `inlayHintDetail`. */
  readonly keys: readonly string[];
}

/** The file of a source, as it is written: relative to the project, or `npm:<package>/<path>`. */
export interface FileLink {
  readonly span: Span;
  readonly file: string;
}

/** The call around the cursor and what may be given to it. */
export interface Signature {
  readonly label: string;
  readonly doc: string | null;
  readonly parameters: readonly {
    /** In `label`. */
    readonly span: Span;
    readonly doc: string | null;
  }[];
  /** The one at the cursor; null when it is none of them. */
  readonly active: number | null;
}

/** A key as it stands in the text, for highlighting. */
export interface KeyToken {
  readonly span: Span;
  readonly kind: "definition" | "dep" | "missing";
}

/** The address of a place, for a link in Markdown; null when there is none. Only the server knows addresses. */
export type LinkTo = (place: Location) => string | null;

export interface NavigationFeatures {
  /** Of a key: where it is written; of a layer, IO manager or resource: its entry in the config; of a column: the schema's. */
  definition(path: string, offset: number): readonly Location[];
  /** The `asset({…})` that declares: inside of the factory when one does. */
  declaration(path: string, offset: number): readonly Location[];
  /** The schema of what the asset gives, or the asset when it has none. */
  typeDefinition(path: string, offset: number): readonly Location[];
  /** `run` or `query`. */
  implementation(path: string, offset: number): readonly Location[];
  keysAt(path: string, offset: number): readonly string[];
  /** By kind in the order of `ReferenceKind`, then by place. */
  references(path: string, offset: number, includeDefinition: boolean): readonly Reference[];
  referencesOf(keys: readonly string[]): readonly Reference[];
  highlights(path: string, offset: number): readonly Reference[];
  hierarchyAt(path: string, offset: number): readonly HierarchyItem[];
  consumers(key: string): readonly HierarchyLink[];
  upstreams(key: string): readonly HierarchyLink[];
  hover(path: string, offset: number, status: StatusOf, link?: LinkTo): Hover | null;
  signature(path: string, offset: number): Signature | null;
  lenses(path: string): readonly Lens[];
  /** What the schedule `at` (as in its lens) of a file runs, sorted. */
  scheduledKeys(path: string, at: number): readonly string[];
  inlayHints(path: string, span: Span, status: StatusOf): readonly InlayHint[];
  /** Markdown for one that is pointed at. */
  inlayHintDetail(kind: InlayHintKind, keys: readonly string[], status: StatusOf): string;
  symbols(path: string): readonly AssetSymbol[];
  /** The best `limit` matches, best first. */
  workspaceSymbols(query: string, limit?: number): readonly FoundSymbol[];
  symbolPlace(symbol: Pick<FoundSymbol, "key" | "at">): Location | null;
  keyTokens(path: string): readonly KeyToken[];
  links(path: string): readonly FileLink[];
  /** Parts of declarations that may be folded: more than one line each. */
  folds(path: string): readonly Span[];
}
