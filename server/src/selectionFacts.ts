// What the run history answers to a selection: `status:failed`, how old a materialization is, and why one is stale.
import type { Staleness } from "@strataline/core";
import { runFacts, type FactsOf } from "@strataline/core/graph";
import { stalenessIn } from "./details.ts";
import type { OpenProject } from "./projects.ts";

/** Nothing at all while no run is known: then such a selection is an error that says so. */
export function factsOf(project: OpenProject, now = Date.now()): FactsOf {
  const { statuses } = project;
  if (statuses.isEmpty()) return () => undefined;
  const staleness = stalenessIn(project);
  return (key) => ({
    ...runFacts(statuses.of(key), now),
    // Only a selection that asks for it pays for reading the code.
    get stale() {
      return causesOf(staleness.of(key));
    },
  });
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
