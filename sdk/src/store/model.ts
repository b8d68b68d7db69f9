// What is remembered between runs.
import type { AssetVersion } from "@strataline/core";
import type { RunError, RunStatus } from "@strataline/protocol";
import type { Metadata } from "../authoring/metadata.ts";
import type { Stored } from "../io/ioManager.ts";

/** The version of an upstream that a materialization was computed from. */
export interface InputVersion {
  readonly key: string;
  /** Absent: it has none. */
  readonly partition?: string;
  /** Id of the upstream's materialization; null for a source. */
  readonly materialization: string | null;
  readonly dataVersion: string;
}

export interface CheckResult {
  readonly check: string;
  readonly passed: boolean;
  readonly severity: "error" | "warning";
  readonly blocking: boolean;
  readonly message: string | null;
  readonly durationMs: number;
}

/** One version of an asset, with all that explains it: why did it run, from what, and how good is it. */
export interface Materialization {
  readonly id: string;
  readonly key: string;
  /** Absent: the asset has none. */
  readonly partition?: string;
  readonly runId: string;
  /** Epoch milliseconds of the commit. */
  readonly at: number;
  readonly durationMs: number;
  readonly codeVersion: string;
  /** Equal data has an equal version. */
  readonly dataVersion: string;
  /** Name of the kind of IO manager that stored it. */
  readonly io: string;
  readonly stored: Stored;
  /** Sorted by key. */
  readonly inputs: readonly InputVersion[];
  readonly checks: readonly CheckResult[];
  readonly metadata: Metadata;
}

/** A materialization as the history lists it. */
export interface PastMaterialization extends Materialization {
  /** It is the version that counts. */
  readonly isCurrent: boolean;
  /** Its data is still stored. */
  readonly hasData: boolean;
}

/** An asset, or one partition of it. */
export interface Claimed {
  readonly key: string;
  readonly partition?: string;
}

/** How the last attempt to compute an asset ended. */
export interface AssetOutcome {
  readonly key: string;
  /** Absent: the asset has none. */
  readonly partition?: string;
  readonly state: "succeeded" | "failed" | "skipped" | "cancelled";
  readonly runId: string;
  readonly at: number;
  readonly durationMs: number | null;
  readonly error: RunError | null;
}

/** A downstream must not be computed from it in the same run. */
export function blockingFailure(checks: readonly CheckResult[]): CheckResult | undefined {
  return checks.find(({ passed, blocking, severity }) => !passed && blocking && severity === "error");
}

/** What is told of it outside of the store. */
export function versionOf({ id, codeVersion, dataVersion, inputs, checks }: Materialization): AssetVersion {
  const rejected = blockingFailure(checks);
  return {
    materialization: id,
    codeVersion,
    dataVersion,
    inputs,
    ...(rejected === undefined ? {} : { rejectedBy: rejected.check }),
  };
}

export interface RunCounts {
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly checksFailed: number;
}

export interface RunEnd extends RunCounts {
  readonly status: RunStatus;
  readonly at: number;
}
