// The ticks of a schedule as a numbered row: 0 is the first at or after an anchor, negative ones lie before. They are computed
// once and as far as asked, so that 100,000 of them can be looked up by number and by time.
import { ticksFrom, type Cron, type Instant } from "../cron/index.ts";

const DAY_MS = 86_400_000;
/** Ticks are at most 8 years apart (29 February over 1900 or 2100). */
const LONGEST_PAUSE_MS = 9 * 366 * DAY_MS;
/** A key far in the future must not fill the memory. */
const MOST_TICKS = 5_000_000;

export class TickSeries {
  readonly #cron: Cron;
  readonly #timeZone: string;
  readonly #later: Instant[] = [];
  readonly #source: Iterator<Instant>;
  /** Descending: -1, -2, … */
  readonly #earlier: Instant[] = [];
  #anchor: Instant;

  constructor(cron: Cron, timeZone: string, anchor: Instant) {
    this.#cron = cron;
    this.#timeZone = timeZone;
    this.#anchor = anchor;
    this.#source = ticksFrom(cron, timeZone, anchor);
  }

  /** Throws a RangeError when it is absurdly far away. */
  at(index: number): Instant {
    const found = index < 0 ? this.#before(-index - 1) : this.#after(index);
    if (found === undefined) throw new RangeError("There are too many windows up to there.");
    return found;
  }

  /** The number of the newest tick at or before the instant. */
  floor(instant: Instant): number {
    if (instant < this.at(0)) return this.#floorBefore(instant);
    while ((this.#later.at(-1) ?? instant) <= instant) this.at(this.#later.length);
    let low = 0;
    let high = this.#later.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#later[middle] ?? instant + 1) <= instant) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #floorBefore(instant: Instant): number {
    while ((this.#earlier.at(-1) ?? instant + 1) > instant) this.at(-this.#earlier.length - 1);
    let low = 0;
    let high = this.#earlier.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#earlier[middle] ?? instant) <= instant) high = middle;
      else low = middle + 1;
    }
    return -low - 1;
  }

  /** The number of the first tick at or after the instant. */
  ceil(instant: Instant): number {
    const floor = this.floor(instant);
    return this.at(floor) === instant ? floor : floor + 1;
  }

  #after(index: number): Instant | undefined {
    while (this.#later.length <= index && this.#later.length < MOST_TICKS) {
      const next = this.#source.next();
      if (next.done === true) break;
      this.#later.push(next.value);
    }
    return this.#later[index];
  }

  #before(place: number): Instant | undefined {
    let step = 2 * DAY_MS;
    while (this.#earlier.length <= place && this.#earlier.length < MOST_TICKS) {
      const from = this.#anchor - step;
      const found: Instant[] = [];
      for (const tick of ticksFrom(this.#cron, this.#timeZone, from)) {
        if (tick >= this.#anchor) break;
        found.push(tick);
      }
      for (const tick of found.reverse()) this.#earlier.push(tick);
      this.#anchor = from;
      if (found.length === 0 && step > LONGEST_PAUSE_MS) break;
      step *= 2;
    }
    return this.#earlier[place];
  }
}
