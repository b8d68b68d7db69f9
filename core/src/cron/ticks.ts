// The instants at which a cron schedule ticks in a time zone. At clock changes as Dagster has it: a local time that does not
// exist moves to the first instant after the gap; one that occurs twice counts once, the second time, unless the schedule
// ticks in every hour: that one ticks in every hour there is.
import { daysFrom, DAY_MS, timesOf, type Day } from "./calendar.ts";
import type { Cron } from "./parse.ts";
import { endOfGap, instantsOf, localTime, offsetAt, type Instant } from "./timeZone.ts";

/** Ticks at `from` (milliseconds since 1970) or later, ascending. Throws a RangeError for an unknown time zone. */
export function* ticksFrom(cron: Cron, timeZone: string, from: Instant): Generator<Instant> {
  const here = localTime(from, timeZone);
  // A day earlier: a tick in a gap or a repeated hour may belong to another local time than that of its instant.
  const first = Math.floor(here / DAY_MS) * DAY_MS - DAY_MS;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of daysFrom(cron, first)) {
    for (const tick of ticksOfDay(cron, timeZone, day)) {
      if (tick < from || tick <= last) continue;
      last = tick;
      yield tick;
    }
  }
}

/** The first `count` ticks after `after`. */
export function nextTicks(cron: Cron, timeZone: string, after: Instant, count: number): readonly Instant[] {
  const ticks: Instant[] = [];
  if (count <= 0) return ticks;
  for (const tick of ticksFrom(cron, timeZone, after + 1)) {
    ticks.push(tick);
    if (ticks.length >= count) break;
  }
  return ticks;
}

function ticksOfDay(cron: Cron, timeZone: string, day: Day): readonly Instant[] {
  const before = offsetAt(day - DAY_MS, timeZone);
  const after = offsetAt(day + 2 * DAY_MS, timeZone);
  if (before === after) return timesOf(cron).map((time) => day + time - before);
  const isInEveryHour = cron.hours.length === 24;
  const ticks = timesOf(cron).flatMap((time) => {
    const local = day + time;
    const instants = instantsOf(local, timeZone, before, after);
    if (isInEveryHour) return instants;
    return [instants.at(-1) ?? endOfGap(local, timeZone, before, after)];
  });
  return [...new Set(ticks)].sort((a, b) => a - b);
}
