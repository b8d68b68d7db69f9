// What features answer: plain data with offsets. Only `server/` turns it into LSP.
import type { EditFeatures } from "./editModel.ts";
import type { NavigationFeatures } from "./navigationModel.ts";

export type * from "./editModel.ts";
export type * from "./navigationModel.ts";

/** What the run history says of one asset. Kept by the runner, given to core from outside: core never reads state. */
export interface AssetStatus {
  readonly key: string;
  readonly state: "queued" | "running" | "succeeded" | "failed" | "skipped" | "cancelled";
  /** Epoch milliseconds of the last change of `state`. */
  readonly at: number;
  readonly durationMs?: number;
  readonly rows?: number;
  readonly bytes?: number;
  readonly checks?: { readonly passed: number; readonly failed: number };
  readonly error?: {
    readonly message: string;
    readonly path?: string;
    readonly line?: number;
    readonly character?: number;
  };
  /** Last success, kept while a later run is running or has failed. Epoch milliseconds. */
  readonly lastSucceededAt?: number;
  readonly runId?: string;
  /** Of the last success: what it is and what it was made of. Absent: not known. */
  readonly version?: AssetVersion;
}

/** One stored version of an asset: enough to say whether it is still what its code and its inputs would give. */
export interface AssetVersion {
  /** Its id. */
  readonly materialization: string;
  /** Of the code that made it; as `Snapshot.codeVersion`. */
  readonly codeVersion: string;
  /** Equal data has an equal version. */
  readonly dataVersion: string;
  /** What it read. `materialization`: null for a source. */
  readonly inputs: readonly {
    readonly key: string;
    readonly materialization: string | null;
    readonly dataVersion: string;
  }[];
  /** The blocking check that it did not pass: it is there, and nothing may read it. */
  readonly rejectedBy?: string;
}

export type StatusOf = (key: string) => AssetStatus | undefined;

/** Everything an editor may ask about keys. Offsets are UTF-16 code units into the file's text as analysed. */
export interface Features extends NavigationFeatures, EditFeatures {}
