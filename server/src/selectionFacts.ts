// What the run history answers to a selection: `status:failed`, and how old a materialization is.
import type { AssetFacts, AssetStatus } from "@strataline/core";
import type { OpenProject } from "./projects.ts";

const HOUR_MS = 3_600_000;

/** Nothing at all while no run is known: then such a selection is an error that says so. */
export function factsOf(
  { statuses }: OpenProject,
  now = Date.now(),
): (key: string) => AssetFacts | undefined {
  const isAnyKnown = statuses.all().length > 0;
  return (key) => (isAnyKnown ? facts(statuses.of(key), now) : undefined);
}

function facts(status: AssetStatus | undefined, now: number): AssetFacts {
  const at = status?.lastSucceededAt;
  return {
    status: status === undefined ? [] : [status.state],
    hoursSinceMaterialization: at === undefined ? null : (now - at) / HOUR_MS,
  };
}
