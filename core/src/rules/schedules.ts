// Which schedules compute which asset: those that name it, and those whose selection has it.
import { select } from "../graph/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { LinkedProject, LinkedSchedule } from "../project/linked.ts";

export type Schedules = ReadonlyMap<string, readonly LinkedSchedule[]>;

/** By key. A selection that cannot be read, or that asks for what only running tells, selects nothing here. */
export function schedulesByKey({ schedules }: LinkedProject, graph: AssetGraph): Schedules {
  const byKey = new Map<string, LinkedSchedule[]>();
  for (const schedule of schedules) {
    for (const key of keysOf(schedule, graph)) {
      const others = byKey.get(key);
      if (others) others.push(schedule);
      else byKey.set(key, [schedule]);
    }
  }
  return byKey;
}

function keysOf({ targets, selection }: LinkedSchedule, graph: AssetGraph): ReadonlySet<string> {
  const selected = selection ? select(graph, selection.text) : undefined;
  return new Set([...targets.map(({ key }) => key.key), ...(selected?.ok ? selected.keys : [])]);
}

/** Keys that are not scheduled as before. */
export function rescheduledKeys(before: Schedules, after: Schedules): readonly string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => cronsOf(before.get(key)) !== cronsOf(after.get(key)));
}

function cronsOf(schedules: readonly LinkedSchedule[] | undefined): string | undefined {
  return schedules && JSON.stringify(schedules.map(({ cron }) => cron?.text));
}
