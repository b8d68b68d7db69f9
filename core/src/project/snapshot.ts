// The questions one may ask of a project at one revision. Immutable, answers from what is in memory.
import type { Diagnostic } from "../diagnostics/index.ts";
import type { Features } from "../features/model.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { CodeParts } from "../staleness/index.ts";
import type { FileFacts } from "../syntax/facts.ts";
import type { LineIndex, Location, Span } from "../text/index.ts";
import type { FileChange } from "./host.ts";
import type { LinkedProject, Site } from "./linked.ts";

/** A project whose snapshots are `S`: what analysis knows, extended by features. */
export interface ProjectOf<S extends SnapshotBase> {
  /** The world changed. Cheap: work is done when a snapshot is asked. */
  apply(changes: readonly FileChange[]): void;
  /** Same object until something changes. */
  snapshot(): S;

  /** Whether there has been a first snapshot: the next one costs what has changed, not everything. */
  isReady(): boolean;
  /** Does some of the work of the first snapshot, as long as `mayGoOn`; answers whether all of it is done. */
  prepare(mayGoOn: () => boolean): boolean;
  /**
   * What can be said at once of these files, before the first snapshot: only they are known, and the files they import, with
   * findings that nothing else could change. Once there has been a first snapshot, that of now.
   */
  partial(paths: readonly string[]): S;
}

export type Project = ProjectOf<Snapshot>;

/** What analysis knows by itself; features build their answers on it. */
export interface SnapshotBase {
  /** Grows with every change. */
  readonly revision: number;
  /** Files whose texts may be others than at a revision before; undefined where these may be any. */
  changedSince(revision: number): ReadonlySet<string> | undefined;
  /** Only some files are known: what is not there may be in another one. */
  readonly isPartial: boolean;
  /** The same object as in the snapshot before when no shape changed: compare by identity to know. */
  readonly graph: AssetGraph;
  readonly linked: LinkedProject;

  /** Text as analysed; undefined when the file does not exist. */
  text(path: string): string | undefined;
  lines(path: string): LineIndex;
  /** Offsets of a site now. */
  span(site: Site): Span;
  /** Place of the declaration of a graph node: its name span and its whole span; undefined for `missing`. */
  locate(key: string): { readonly name: Location; readonly full: Location } | undefined;
  /** Graph key of the innermost declaration around an offset. */
  assetAt(path: string, offset: number): string | undefined;
  /** Hash of the declaration and everything local it uses, across files; "" for a key without declaration. */
  codeVersion(key: string): string;
  /** The same in parts, each with a hash: which of them has changed, `codeChanges` tells. */
  codeParts(key: string): CodeParts;
  /** Asset files and everything local they import, sorted. */
  readonly paths: readonly string[];
  /** What a file says; undefined when the file does not exist. */
  facts(path: string): FileFacts | undefined;
  /** The project's file an import means; undefined for packages and missing files. */
  resolveModule(from: string, specifier: string): string | undefined;
}

export interface Snapshot extends SnapshotBase, Features {
  /**
   * Findings of one file, without those that the baseline has adopted. The same list as in a snapshot before while nothing
   * about them has changed, their places and related places included: compare by identity to know.
   */
  diagnostics(path: string): readonly Diagnostic[];
  /** Do assets read each other in a circle? */
  hasCycle(): boolean;
  /** Files with findings, in order, with them. Their entries, and the list, are the same objects while nothing has changed. */
  allDiagnostics(): readonly { readonly path: string; readonly diagnostics: readonly Diagnostic[] }[];
  /** With those that the baseline hides, by path: what a new baseline adopts. */
  diagnosticsBeforeBaseline(): readonly Diagnostic[];
}
