// Partitions by time: each is the window from one tick of a schedule to the next, numbered from 0, and its key is the beginning
// as text. A window exists once it is complete; `endOffset` moves that.
import { nextTicks, parseCron, smallestInterval, type Instant } from "../cron/index.ts";
import { isKnownTimeZone } from "../cron/index.ts";
import type { TimeWindowDefinition } from "./definition.ts";
import { LocalClock } from "./localClock.ts";
import type { Range } from "./ranges.ts";
import { formatProblem, timeFormatter, timeParser, writtenOffset, type ParsedTime } from "./strftime.ts";
import { TickSeries } from "./tickSeries.ts";

const DAY_MS = 86_400_000;
const ISO_FORMATS = [
  "%Y-%m-%d",
  "%Y-%m-%dT%H:%M",
  "%Y-%m-%dT%H:%M:%S",
  "%Y-%m-%dT%H:%M%z",
  "%Y-%m-%dT%H:%M:%S%z",
];
const isoParsers = ISO_FORMATS.map(timeParser);

const known = new WeakMap<TimeWindowDefinition, TimeWindows>();

/** The windows of a definition. Throws a RangeError with what is wrong with it. */
export function timeWindowsOf(definition: TimeWindowDefinition): TimeWindows {
  let windows = known.get(definition);
  if (!windows) {
    windows = new TimeWindows(definition);
    known.set(definition, windows);
  }
  return windows;
}

export class TimeWindows {
  readonly start: Instant;
  readonly end: Instant | null;
  readonly #endOffset: number;
  readonly #ticks: TickSeries;
  readonly #clock: LocalClock;
  readonly #next: (from: Instant) => readonly Instant[];
  readonly #write: (local: number, offset: number) => string;
  readonly #parsers: readonly ((text: string) => ParsedTime | null)[];
  /** Repeated hours need a suffix to tell them apart. */
  readonly #hasSuffix: boolean;

  constructor({ cron, start, end = null, timezone, format, endOffset = 0 }: TimeWindowDefinition) {
    const parsed = parseCron(cron);
    if (!parsed.ok) throw new RangeError(`Invalid cron schedule "${cron}": ${parsed.message}`);
    const zone = timezone ?? "UTC";
    if (!isKnownTimeZone(zone)) throw new RangeError(`There is no time zone "${zone}".`);
    const isSubDaily = (smallestInterval(parsed.cron) ?? DAY_MS) < DAY_MS;
    const written = format ?? (isSubDaily ? "%Y-%m-%d-%H:%M" : "%Y-%m-%d");
    const problem = formatProblem(written);
    if (problem !== null) throw new RangeError(problem);
    if (!Number.isInteger(endOffset)) throw new RangeError("`endOffset` is a whole number of windows.");
    this.#hasSuffix = isSubDaily && !written.includes("%z");
    this.#clock = new LocalClock(zone);
    this.#write = timeFormatter(written);
    this.#parsers = [timeParser(written), ...(this.#hasSuffix ? [timeParser(`${written}%z`)] : [])];
    this.#endOffset = endOffset;
    this.start = this.#bound("start", start);
    this.end = end === null ? null : this.#bound("end", end);
    this.#ticks = new TickSeries(parsed.cron, zone, this.start);
    this.#next = (from) => nextTicks(parsed.cron, zone, from - 1, 2);
  }

  /** How many windows exist: they are numbered from 0. */
  count(now: Instant): number {
    const complete = this.#completeAt(now) + this.#endOffset;
    return Math.max(0, Math.min(complete, this.#mostByEnd()));
  }

  /** Windows that are complete; below 0 by at most what an offset can make up for. */
  #completeAt(now: Instant): number {
    const least = -Math.max(0, this.#endOffset);
    // Long before the start nothing has to be counted.
    return now < this.#ticks.at(least)
      ? least
      : this.#ticks.floor(this.end === null ? now : Math.min(now, Math.max(this.end, this.start)));
  }

  #mostByEnd(): number {
    if (this.end === null) return Number.POSITIVE_INFINITY;
    return this.end < this.#ticks.at(0) ? 0 : this.#ticks.floor(this.end);
  }

  /** Milliseconds since 1970: begins at the first, ends before the second. */
  window(index: number): Range {
    return [this.#ticks.at(index), this.#ticks.at(index + 1)];
  }

  key(index: number): string {
    return this.keyAt(this.#ticks.at(index));
  }

  /** The key of the window that begins at a tick. */
  keyAt(tick: Instant): string {
    const { offset, isRepeated } = this.#clock.at(tick);
    const text = this.#write(tick + offset, offset);
    return isRepeated && this.#hasSuffix ? text + writtenOffset(offset) : text;
  }

  keys(from: number, to: number): readonly string[] {
    const keys: string[] = [];
    for (let index = from; index < to; index++) keys.push(this.key(index));
    return keys;
  }

  /** The window a key means, also when it lies outside of the definition: the first that begins at or after the time it says. */
  windowOfKey(key: string): Range | null {
    const instant = this.#instantOf(key);
    if (instant === null) return null;
    const [start, end] = this.#next(instant);
    return start === undefined || end === undefined ? null : [start, end];
  }

  /** The number of the window a key means, whether it exists or not; null when the text is no key. */
  index(key: string): number | null {
    const instant = this.#instantOf(key);
    return instant === null ? null : this.#ticks.ceil(instant);
  }

  /** The number of a key, written exactly as we write it and existing; null otherwise. */
  existingIndex(key: string, now: Instant): number | null {
    const count = this.count(now);
    const instant = this.#instantOf(key);
    if (
      instant === null ||
      count === 0 ||
      instant < this.start - DAY_MS * 366 ||
      instant > this.#ticks.at(count)
    )
      return null;
    const index = this.#ticks.ceil(instant);
    return index >= 0 && index < count && this.key(index) === key ? index : null;
  }

  /** Numbers of the windows that overlap a span, existing or not. */
  overlapping([start, end]: Range): Range {
    return [this.#ticks.floor(start), this.#ticks.ceil(end)];
  }

  /**
   * The first window that exists. As Dagster has it, a positive `endOffset` counts from the next tick here, not from the newest:
   * shortly before the start there is a first window though `count` says 0.
   */
  firstWindow(now: Instant): Range | null {
    if (this.count(now) > 0) return this.window(0);
    if (this.#endOffset <= 0 || now < this.#ticks.at(-this.#endOffset)) return null;
    return this.#ticks.ceil(now) + this.#endOffset >= 1 && this.#mostByEnd() > 0 ? this.window(0) : null;
  }

  #bound(name: string, text: string): Instant {
    for (const parse of [...this.#parsers, ...isoParsers]) {
      const parsed = parse(text);
      if (parsed) return this.#clock.instant(parsed);
    }
    throw new RangeError(`\`${name}\` is "${text}", which is no date: write it as "2024-01-01".`);
  }

  #instantOf(key: string): Instant | null {
    for (const parse of this.#parsers) {
      const parsed = parse(key);
      if (parsed) return this.#clock.instant(parsed);
    }
    return null;
  }
}
