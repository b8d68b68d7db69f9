// The days on which a cron schedule ticks, in the calendar alone: no time zone.
import type { Cron } from "./parse.ts";

/** A day as the milliseconds of its midnight, as if its zone were UTC. */
export type Day = number;

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether a schedule can tick on this day. */
function matchesDay(cron: Cron, day: Day): boolean {
  const date = new Date(day);
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const { daysOfMonth, lastDayOfMonth, daysOfWeek } = cron;
  const isWeekday = daysOfWeek?.includes(date.getUTCDay()) ?? null;
  const isLast = lastDayOfMonth && new Date(day + DAY_MS).getUTCDate() === 1;
  const isMonthDay = daysOfMonth === null ? null : isLast || daysOfMonth.includes(date.getUTCDate());
  // Either is enough when both are given.
  if (isWeekday === null || isMonthDay === null) return isWeekday ?? isMonthDay ?? true;
  return isWeekday || isMonthDay;
}

/** Days on which it ticks, from `first` on; ends when none comes within the years after which the calendar repeats itself. */
export function* daysFrom(cron: Cron, first: Day): Generator<Day> {
  let quiet = 0;
  for (let day = first; quiet < LONGEST_PAUSE;) {
    const date = new Date(day);
    if (!cron.months.includes(date.getUTCMonth() + 1)) {
      const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
      quiet += (next - day) / DAY_MS;
      day = next;
      continue;
    }
    quiet++;
    if (matchesDay(cron, day)) {
      quiet = 0;
      yield day;
    }
    day += DAY_MS;
  }
}

/** 29 February, over a century without a leap day. */
const LONGEST_PAUSE = 366 * 9;
/** A leap day every four years is the rarest. */
const ROUND = 366 * 9;

const intervals = new Map<string, number | null>();
const MOST_REMEMBERED = 1_000;

/** Milliseconds of the shortest time between two ticks, by the calendar (no clock change); null when there is only one. */
export function smallestInterval(cron: Cron): number | null {
  const id = JSON.stringify(cron);
  const known = intervals.get(id);
  if (known !== undefined) return known;
  const found = findSmallestInterval(cron);
  if (intervals.size >= MOST_REMEMBERED) intervals.clear();
  intervals.set(id, found);
  return found;
}

function findSmallestInterval(cron: Cron): number | null {
  const times = timesOf(cron);
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  let smallest = Number.POSITIVE_INFINITY;
  times.forEach((time, at) => {
    const before = times[at - 1];
    if (before !== undefined) smallest = Math.min(smallest, time - before);
  });
  const overnight = first + DAY_MS - last;
  const start = Date.UTC(2024, 0, 1);
  let previous: Day | undefined;
  for (const day of daysFrom(cron, start)) {
    if (previous !== undefined) smallest = Math.min(smallest, day - previous - DAY_MS + overnight);
    if (smallest <= overnight || day - start > ROUND * DAY_MS) break;
    previous = day;
  }
  return Number.isFinite(smallest) ? smallest : null;
}

/** Milliseconds after midnight, ascending. */
export function timesOf({ hours, minutes }: Cron): readonly number[] {
  return hours.flatMap((hour) => minutes.map((minute) => (hour * 60 + minute) * MINUTE_MS));
}
