// What the run history answers to a selection: `status:failed`, and how old a materialization is.
import type { AssetFacts, AssetStatus, Staleness } from "@strataline/core";
import { stalenessIn } from "./details.ts";
import type { OpenProject } from "./projects.ts";

const HOUR_MS = 3_600_000;

/** Nothing at all while no run is known: then such a selection is an error that says so. */
export function factsOf(project: OpenProject, now = Date.now()): (key: string) => AssetFacts | undefined {
  const { statuses } = project;
  if (statuses.isEmpty()) return () => undefined;
  const staleness = stalenessIn(project);
  return (key) => {
    const status = statuses.of(key);
    return {
      ...facts(status, now),
      // Only a selection that asks for it pays for reading the code.
      get stale() {
        return causesOf(staleness.of(key));
      },
    };
  };
}

/** In the words of the selection language. What is not known is no cause. */
function causesOf(state: Staleness): readonly string[] {
  if (state.kind !== "stale") return [];
  switch (state.reason.kind) {
    case "neverMaterialized":
    case "lastRunFailed":
      return ["missing"];
    case "codeChanged":
      return ["code"];
    case "depsChanged":
      return ["dependencies"];
    case "upstreamChanged":
    case "upstreamStale":
      return ["data"];
  }
}

function facts(status: AssetStatus | undefined, now: number): AssetFacts {
  const at = status?.lastSucceededAt;
  return {
    status: status === undefined ? [] : [status.state],
    hoursSinceMaterialization: at === undefined ? null : (now - at) / HOUR_MS,
  };
}
