// All diagnostics as they were told last: after most edits only a few files have to be looked at to tell them again.
import type { Diagnostic } from "../diagnostics/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { Findings } from "./findings.ts";

export interface ProjectDiagnostics {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A view of a revision that knows what has changed since another one. */
export interface RevisedView extends ProjectView {
  readonly revision: number;
  changedSince(revision: number): ReadonlySet<string> | undefined;
}

/** What was answered last, of what: after most edits only a few files have to be looked at. */
export interface LastAnswer {
  readonly revision: number;
  readonly byPath: Findings["byPath"];
  readonly settings: Findings["linked"]["config"]["rules"];
  readonly paths: readonly string[];
  /** The same, to be looked up. */
  readonly known: ReadonlySet<string>;
  readonly all: readonly ProjectDiagnostics[];
  /** The same by path, in the same order. */
  readonly entries: ReadonlyMap<string, ProjectDiagnostics>;
  /** By file, the others whose diagnostics speak of it. */
  readonly speakers: ReadonlyMap<string, readonly string[]>;
}

export function entriesOf(all: readonly ProjectDiagnostics[]): ReadonlyMap<string, ProjectDiagnostics> {
  return new Map(all.map((entry) => [entry.path, entry]));
}

/** Paths of which other things are found than when it was `before`; undefined when that may be any. */
export function changedLists(
  before: Findings["byPath"],
  { byPath, changed }: Findings,
): ReadonlySet<string> | undefined {
  if (byPath === before) return NO_PATHS;
  return changed?.from === before ? changed.paths : undefined;
}

const NO_PATHS: ReadonlySet<string> = new Set();
