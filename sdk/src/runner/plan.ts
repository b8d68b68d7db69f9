// What a run would do, with the reason for each asset. Pure: printing a plan and running it are the same plan.
import { topologicalOrder, type AssetGraph } from "@strataline/core/graph";
import type { Plan, PlanStep } from "./api.ts";
import { staleReason, type AssetNow, type Versions } from "./freshness.ts";

export interface PlanRequest {
  readonly graph: AssetGraph;
  readonly selection: string | null;
  /** Selected keys; those that are no assets are left out. */
  readonly keys: readonly string[];
  /** Runs also what is fresh. */
  readonly force: boolean;
  readonly asset: (key: string) => AssetNow | undefined;
  readonly versions: Versions;
  /** Root causes in words. */
  readonly why: (key: string) => readonly string[];
}

export function plan(request: PlanRequest): Plan {
  const selected = new Set(request.keys);
  const steps = new Map<string, PlanStep>();
  const fresh: string[] = [];
  for (const key of topologicalOrder(request.graph)) {
    const asset = selected.has(key) ? request.asset(key) : undefined;
    if (asset === undefined) continue;
    const after = asset.deps.filter((dep) => steps.has(dep));
    const reason = request.force ? { kind: "forced" as const } : staleReason(asset, request.versions);
    if (reason !== null) {
      const why = reason.kind === "forced" ? [] : request.why(key);
      steps.set(key, { key, reason, why, certainty: "run", after });
    } else if (after.length > 0) {
      steps.set(key, {
        key,
        reason: { kind: "upstreamPlanned", upstream: after },
        why: request.why(key),
        certainty: "maybe",
        after,
      });
    } else fresh.push(key);
  }
  return { selection: request.selection, steps: [...steps.values()], fresh };
}
