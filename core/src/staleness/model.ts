// The vocabulary of staleness: what is declared, what is stored, and why the two no longer fit. Plain data, handed in as look-ups.

/** An asset or source, or one partition of it. `partition`: null where it has none. */
export interface Place {
  readonly key: string;
  readonly partition: string | null;
}

/** What an asset or source is now, by its declaration. */
export interface Declared {
  /** source: made by somebody else, never stale. */
  readonly kind: "asset" | "source";
  /** Keys it reads, each once. */
  readonly deps: readonly string[];
  /** null: its code has no version, so that every materialization counts as new. */
  readonly codeVersion: string | null;
  readonly isPartitioned: boolean;
}

/** Which version of an upstream something was made of. */
export interface InputUsed extends Place {
  /** Id of its materialization; null for a source, and for what was not there. */
  readonly materialization: string | null;
  readonly dataVersion: string;
}

export interface Provenance {
  readonly codeVersion: string | null;
  readonly inputs: readonly InputUsed[];
}

/** The newest stored version at a place. */
export interface Made {
  readonly materialization: string;
  readonly dataVersion: string;
  /** The data itself decides the version (a hash of it, or one the user gave), not the code and the inputs. */
  readonly isExplicit: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
  /** null: nobody recorded what it was made of. */
  readonly provenance: Provenance | null;
}

export type StaleStatus = "MISSING" | "FRESH" | "STALE";

/** CODE, DEPENDENCIES, DATA: as in Dagster. RUN: what the last attempt left, not what code and data say. */
export type CauseCategory = "CODE" | "DEPENDENCIES" | "DATA" | "RUN";

export interface StaleCause extends Place {
  readonly category: CauseCategory;
  /** In words that go after the key: "has a new code version". */
  readonly reason: string;
  /** The upstream it is about. */
  readonly dependency: Place | null;
  /** Why the upstream is as it is; empty for a root cause. */
  readonly children: readonly StaleCause[];
}

/** What staleness is judged from. Look-ups in maps: each is asked once or a few times for each place. */
export interface StalenessWorld {
  declared(key: string): Declared | undefined;
  newest(key: string, partition: string | null): Made | undefined;
  /** The partitions of `upstream` that `of` reads; `[null]` of one without partitions. */
  upstreamPartitions(of: Place, upstream: string): Iterable<string | null>;
  /** Causes of a place by itself that neither code nor data tell: its last attempt failed. */
  ownCauses?(of: Place): readonly StaleCause[];
}
