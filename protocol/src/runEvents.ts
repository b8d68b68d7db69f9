// What a run says, in order: the only thing terminal, `--json`, live view and store know of a run. Closed union.
// `strataline run --json` prints one per line. Publicly documented in docs/protocol.md: add, never change.
import type { AssetVersion } from "@strataline/core";

export type RunStatus = "succeeded" | "failed" | "cancelled";

/** Why an asset is in the plan. */
export type PlanReason =
  | { readonly kind: "forced" }
  | { readonly kind: "neverMaterialized" }
  | { readonly kind: "codeChanged" }
  | { readonly kind: "upstreamChanged"; readonly upstream: readonly string[] }
  | { readonly kind: "depsChanged"; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** Nothing is known to have changed yet: it runs only if the output of one of these, which are in the plan, changes. */
  | { readonly kind: "upstreamPlanned"; readonly upstream: readonly string[] }
  /** The stored value is gone, or the IO manager keeps none. */
  | { readonly kind: "notStored" }
  | { readonly kind: "lastRunFailed" };

export interface RunError {
  readonly name: string;
  readonly message: string;
  /** Source-mapped, without frames of the runner itself. */
  readonly stack?: string;
  /** First frame in the user's code. `file` relative to the project when inside of it; zero-based, UTF-16. */
  readonly location?: { readonly file: string; readonly line: number; readonly character: number };
}

/** Texts and tables are cut to a size that can be shown. */
export type MetadataValue =
  | number
  | string
  | boolean
  | { readonly type: "markdown"; readonly text: string }
  | { readonly type: "link"; readonly url: string; readonly title?: string }
  | {
      readonly type: "table";
      readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
    };

/** `at`: epoch milliseconds. `durationMs`: wall clock. */
export type RunEvent =
  | {
      readonly type: "runStarted";
      readonly runId: string;
      readonly at: number;
      readonly selection: string | null;
      readonly pid: number;
      readonly assets: readonly { readonly key: string; readonly reason: PlanReason }[];
      readonly fresh: readonly string[];
    }
  | {
      readonly type: "assetStarted";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      /** 1 for the first */ readonly attempt: number;
    }
  | {
      readonly type: "assetLog";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly stream: "stdout" | "stderr";
      readonly text: string;
      /** The line of user code that printed it. */
      readonly location?: RunError["location"];
    }
  | {
      /** How far a long computation is: at most some a second. Not in the log of the run. */
      readonly type: "assetProgress";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly done: number;
      /** null when the end is not known */ readonly total: number | null;
      readonly message: string | null;
    }
  | {
      /** What the computation said of what it made; comes before the asset's end. */
      readonly type: "assetMetadata";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly entries: Readonly<Record<string, MetadataValue>>;
    }
  | {
      readonly type: "assetRetrying";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly attempt: number;
      readonly delayMs: number;
      readonly error: RunError;
    }
  | {
      readonly type: "assetSucceeded";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly durationMs: number;
      readonly rows: number | null;
      readonly bytes: number | null;
      readonly materialization: string;
      readonly dataVersion: string;
      /** the output equals the one before: downstreams stay fresh */ readonly unchanged: boolean;
      /** the stored version, with what it was made of */ readonly version?: AssetVersion;
    }
  | {
      readonly type: "assetFailed";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly durationMs: number;
      readonly error: RunError;
    }
  | {
      readonly type: "assetSkipped";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly reason: "fresh" | "upstreamFailed" | "checkFailed" | "cancelled";
      /** the key that caused it */ readonly because: string | null;
    }
  | {
      readonly type: "checkFinished";
      readonly runId: string;
      readonly at: number;
      readonly key: string;
      readonly check: string;
      readonly passed: boolean;
      readonly severity: "error" | "warning";
      readonly blocking: boolean;
      readonly message: string | null;
      readonly durationMs: number;
    }
  | {
      readonly type: "runFinished";
      readonly runId: string;
      readonly at: number;
      readonly status: RunStatus;
      readonly durationMs: number;
      readonly succeeded: number;
      readonly failed: number;
      readonly skipped: number;
      readonly checksFailed: number;
    };
