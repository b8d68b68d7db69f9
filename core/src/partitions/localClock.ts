// The clock of a time zone, remembered by the day: asking the engine for every window would take most of the time.
import { endOfGap, instantsOf, offsetAt, type Instant } from "../cron/timeZone.ts";
import type { ParsedTime } from "./strftime.ts";

const DAY_MS = 86_400_000;

interface LocalMoment {
  /** What is added to an instant for the local time, in milliseconds. */
  readonly offset: number;
  /** The clock was put back, and this is the second time that it shows this time. */
  readonly isRepeated: boolean;
}

export class LocalClock {
  readonly #zone: string;
  readonly #byDay = new Map<number, number>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  at(instant: Instant): LocalMoment {
    const { before, after } = this.#around(instant);
    if (before === after) return { offset: before, isRepeated: false };
    const offset = offsetAt(instant, this.#zone);
    const twice = instantsOf(instant + offset, this.#zone, before, after);
    return { offset, isRepeated: twice.length > 1 && twice.at(-1) === instant };
  }

  /** Of a time that occurs twice, the first; of one that does not exist, the first after the gap. */
  instant({ local, offset }: ParsedTime): Instant {
    if (offset !== null) return local - offset;
    const { before, after } = this.#around(local);
    if (before === after) return local - before;
    const [first] = instantsOf(local, this.#zone, before, after);
    return first ?? endOfGap(local, this.#zone, before, after);
  }

  #around(instant: Instant): { readonly before: number; readonly after: number } {
    const day = Math.floor(instant / DAY_MS);
    return { before: this.#offsetOf(day - 1), after: this.#offsetOf(day + 2) };
  }

  #offsetOf(day: number): number {
    if (this.#zone === "UTC") return 0;
    let offset = this.#byDay.get(day);
    if (offset === undefined) {
      offset = offsetAt(day * DAY_MS, this.#zone);
      this.#byDay.set(day, offset);
    }
    return offset;
  }
}
