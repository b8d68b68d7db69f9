// What a shell may ask of the past: versions of assets, what they were made of, how they differ, which one counts, what goes.
import type { PastMaterialization } from "../store/model.ts";
import type { GarbageReason } from "../store/retention.ts";
import type { Rollback } from "../store/history.ts";

export type { PastMaterialization, Rollback };

export interface VersionList {
  /** Newest first. */
  readonly versions: readonly PastMaterialization[];
  /** Newest first. */
  readonly rollbacks: readonly Rollback[];
}

/** A materialization with everything it was made of, the nearest first, each once. */
export interface Lineage {
  readonly of: PastMaterialization;
  readonly all: ReadonlyMap<string, PastMaterialization>;
  /** Ids that are known as inputs and forgotten themselves. */
  readonly forgotten: readonly string[];
}

export interface DiffOptions {
  /** A version: its id, how it begins or ends, "previous" or "current". Default: "previous". */
  readonly before?: string;
  /** Default: "current". */
  readonly after?: string;
  /** Columns that tell which row is which. Default: those of a `check.unique`; without one, rows are compared whole. */
  readonly by?: readonly string[];
  /** Rows of each kind that are given out. Default 10. */
  readonly rows?: number;
}

export type Row = Readonly<Record<string, unknown>>;

export interface ChangedRow {
  /** Values of the `by` columns. */
  readonly by: Row;
  /** Of the columns that differ. */
  readonly before: Row;
  readonly after: Row;
}

export interface RowDiff {
  readonly kind: "rows";
  readonly before: PastMaterialization;
  readonly after: PastMaterialization;
  readonly by: readonly string[];
  readonly columns: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Have another type: compared as text. */
    readonly retyped: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  };
  /** `changed` is 0 when rows are compared whole. */
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  readonly changed: readonly ChangedRow[];
}

/** Values that are no rows. */
export interface ValueDiff {
  readonly kind: "value";
  readonly before: PastMaterialization;
  readonly after: PastMaterialization;
  readonly isEqual: boolean;
  readonly values: readonly [unknown, unknown];
}

export interface RolledBack {
  readonly key: string;
  readonly from: PastMaterialization;
  readonly to: PastMaterialization;
  /** False: it was only asked what would happen. */
  readonly isDone: boolean;
  /** Assets that read it and were made of another version: they are stale then. */
  readonly staleReaders: readonly string[];
  /** Why the version itself is stale, so that the next run replaces it; empty when it is fresh. */
  readonly why: readonly string[];
}

export interface GarbageReport {
  /** False: it was only asked what would go. */
  readonly isDone: boolean;
  readonly versions: readonly {
    readonly id: string;
    readonly key: string;
    readonly partition?: string;
    readonly bytes: number;
    readonly because: GarbageReason;
  }[];
  readonly runs: readonly { readonly id: string; readonly bytes: number }[];
  /** Versions whose provenance goes, too. */
  readonly forgotten: number;
  /** Of data and logs. */
  readonly bytes: number;
  /** Bytes over the limit that stay, as something that counts rests on them. */
  readonly protectedBytes: number;
}
