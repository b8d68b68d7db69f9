// Who hears of a declaration: while the loader evaluates modules, every `asset`, `source`, `dataProduct` and `schedule` call
// reports here, exported or not. The slots are global (`Symbol.for`) so that several copies of this package share them; schedules
// have one of their own, as they are no definitions to a copy that is older than they are.
import type { AnyDefinition } from "./definition.ts";
import type { Schedule } from "./schedule.ts";

type Listener<T> = (declared: T) => void;

const DEFINITIONS = Symbol.for("strataline.collector");
const SCHEDULES = Symbol.for("strataline.scheduleCollector");
const slots = globalThis as {
  [DEFINITIONS]?: Listener<AnyDefinition> | undefined;
  [SCHEDULES]?: Listener<Schedule> | undefined;
};

export function collect<D extends AnyDefinition>(definition: D): D {
  slots[DEFINITIONS]?.(definition);
  return definition;
}

export function collectSchedule(schedule: Schedule): Schedule {
  slots[SCHEDULES]?.(schedule);
  return schedule;
}

export interface Collector {
  readonly definition: Listener<AnyDefinition>;
  readonly schedule: Listener<Schedule>;
}

/** Hears every declaration made until the returned function is called. */
export function listenToDeclarations({ definition, schedule }: Collector): () => void {
  const before = { definition: slots[DEFINITIONS], schedule: slots[SCHEDULES] };
  slots[DEFINITIONS] = definition;
  slots[SCHEDULES] = schedule;
  return () => {
    slots[DEFINITIONS] = before.definition;
    slots[SCHEDULES] = before.schedule;
  };
}
