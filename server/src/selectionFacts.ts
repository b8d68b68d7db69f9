// What the run history answers to a selection: `status:failed`, and how old a materialization is.
import { runFacts, type FactsOf } from "@strataline/core/graph";
import type { OpenProject } from "./projects.ts";

/** Nothing at all while no run is known: then such a selection is an error that says so. */
export function factsOf({ statuses }: OpenProject, now = Date.now()): FactsOf {
  const isAnyKnown = statuses.all().length > 0;
  return (key) => (isAnyKnown ? runFacts(statuses.of(key), now) : undefined);
}
