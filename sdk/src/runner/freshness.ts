// Is an asset up to date, and if not, why? Fresh = its stored version was computed by the same code from the same data.
import type { PlanReason } from "@strataline/protocol";
import { blockingFailure, type AssetOutcome, type Materialization } from "../store/model.ts";

/** What one asset is now, by its declaration. */
export interface AssetNow {
  readonly key: string;
  readonly codeVersion: string;
  /** Everything it depends on, sorted. */
  readonly deps: readonly string[];
}

/** What is known of the rest. Asked again during a run, as upstreams get new versions. */
export interface Versions {
  latest(key: string): Materialization | undefined;
  outcome(key: string): AssetOutcome | undefined;
  /** Current data version of an asset or source; null when it was never materialized. */
  dataVersion(key: string): string | null;
  /** Whether the stored value of this version can be read, and by the IO manager that the asset has now. */
  isStored(materialization: Materialization): boolean;
}

/** Why the asset must run, or null when it is fresh. The first reason counts. */
export function staleReason(asset: AssetNow, versions: Versions): PlanReason | null {
  const last = versions.latest(asset.key);
  if (last === undefined) return { kind: "neverMaterialized" };
  if (last.codeVersion !== asset.codeVersion) return { kind: "codeChanged" };
  const before = new Set(last.inputs.map(({ key }) => key));
  const deps = new Set(asset.deps);
  const added = asset.deps.filter((key) => !before.has(key));
  const removed = [...before].filter((key) => !deps.has(key));
  if (added.length > 0 || removed.length > 0) return { kind: "depsChanged", added, removed };
  const changed = last.inputs.filter(({ key, dataVersion }) => versions.dataVersion(key) !== dataVersion);
  if (changed.length > 0) return { kind: "upstreamChanged", upstream: changed.map(({ key }) => key) };
  const left = leftByLastRun(last, versions);
  return left === null ? null : { kind: left };
}

/** What is wrong with a version whatever code and inputs say. */
export function leftByLastRun(
  last: Materialization,
  versions: Versions,
): "notStored" | "lastRunFailed" | null {
  if (!versions.isStored(last)) return "notStored";
  return lastRunFailed(last, versions.outcome(last.key)) ? "lastRunFailed" : null;
}

/** A version that a blocking check rejected counts as failed: its downstreams wait until it is good. */
function lastRunFailed(last: Materialization, outcome: AssetOutcome | undefined): boolean {
  const failedSince = outcome?.state === "failed" && outcome.at >= last.at;
  return failedSince || blockingFailure(last.checks) !== undefined;
}
