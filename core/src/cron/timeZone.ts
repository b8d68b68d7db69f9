// Local times of a time zone as instants, by the zone data of the JavaScript engine.

/** Milliseconds since 1970. */
export type Instant = number;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Looks like a name of the IANA list: `Europe/Berlin`, `UTC`. Whether there is such a zone, only the list knows. */
export function looksLikeTimeZone(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(name);
}

/** Whether this engine knows the zone. */
export function isKnownTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** The clock of the zone, as milliseconds of a UTC clock that shows the same. Throws for an unknown zone. */
export function localTime(instant: Instant, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** What is added to an instant for the local time. */
export function offsetAt(instant: Instant, timeZone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000;
  return localTime(seconds, timeZone) - seconds;
}

/**
 * The instants at which the clock shows `local`: none in the gap of a clock put forward, two when it is put back. `before` and
 * `after` are the offsets on both sides of a change.
 */
export function instantsOf(
  local: number,
  timeZone: string,
  before: number,
  after: number,
): readonly Instant[] {
  const offsets = before === after ? [before] : [Math.max(before, after), Math.min(before, after)];
  return offsets
    .map((offset) => local - offset)
    .filter((instant) => offsetAt(instant, timeZone) === local - instant);
}

/** The first instant after the gap in which `local` falls. */
export function endOfGap(local: number, timeZone: string, before: number, after: number): Instant {
  let low = local - Math.max(before, after);
  let high = local - Math.min(before, after);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle, timeZone) === after) high = middle;
    else low = middle;
  }
  return high;
}
