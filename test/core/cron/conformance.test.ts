// Dagster's cases for ticks, intervals and validity. Left out: `smallest_gap` (a helper of its implementation), and iteration
// backwards, which we do not have.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  nextTicks,
  parseCron,
  smallestInterval,
  ticksFrom,
  type Cron,
} from "../../../core/src/cron/index.ts";

interface Cases {
  readonly cases: readonly {
    readonly id: string;
    readonly cron: string;
    readonly timezone: string;
    readonly ticks: readonly { readonly epoch: number }[];
  }[];
  readonly smallest_interval: readonly {
    readonly cron: string;
    readonly timezone: string | null;
    readonly seconds: number;
  }[];
  readonly validity: readonly { readonly cron: string; readonly valid: boolean }[];
}

const file = new URL("../../conformance/cron-iteration.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Cases;

function cronOf(text: string): Cron {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`);
  return parsed.cron;
}

function take(count: number, cron: Cron, timezone: string, from: number): readonly number[] {
  const ticks: number[] = [];
  for (const tick of ticksFrom(cron, timezone, from)) {
    ticks.push(tick / 1000);
    if (ticks.length === count) break;
  }
  return ticks;
}

describe("ticks", () => {
  test.for(cases.cases)("$id $cron $timezone", ({ cron, timezone, ticks }) => {
    const parsed = cronOf(cron);
    const epochs = ticks.map(({ epoch }) => epoch);
    for (const [at, epoch] of epochs.entries()) {
      const rest = epochs.slice(at);
      expect(take(rest.length, parsed, timezone, epoch * 1000)).toEqual(rest);
      const next = epochs[at + 1];
      if (next === undefined) continue;
      for (let sample = 1; sample < 20; sample++) {
        const between = epoch + Math.max(1, Math.floor(((next - epoch) * sample) / 20));
        if (between < next) expect(take(1, parsed, timezone, between * 1000)).toEqual([next]);
      }
    }
  });
});

describe("smallest interval", () => {
  // With a time zone, Dagster samples a year with its clock changes; ours is that of the calendar.
  const inCalendar = cases.smallest_interval.filter(
    ({ timezone }) => timezone === null || timezone === "UTC",
  );
  test.for(inCalendar)("$cron", ({ cron, seconds }) => {
    expect(smallestInterval(cronOf(cron))).toBe(seconds * 1000);
  });
  test("of rare ones", () => {
    const days = (cron: string): number => (smallestInterval(cronOf(cron)) ?? 0) / 86_400_000;
    expect(days("0 0 29 2 *")).toBe(1461);
    expect(days("0 9 1,15 * *")).toBe(14);
    expect(days("0 0 1 1 *")).toBe(365);
  });
});

describe("validity", () => {
  test.for(cases.validity)("$cron", ({ cron, valid }) => {
    expect(parseCron(cron).ok).toBe(valid);
  });
});

describe("properties", () => {
  test("time always advances", () => {
    const cron = cronOf("0 2 * * *");
    for (let at = 1679792401; at < 1679875200; at += 75) {
      const [next = 0] = take(1, cron, "Europe/Berlin", (at + 1) * 1000);
      expect(next).toBeGreaterThan(at);
    }
  });

  test("a hundred leap days", () => {
    const ticks = nextTicks(cronOf("2 4 29 2 *"), "Europe/Berlin", Date.UTC(2023, 2, 27), 100);
    const clock = new Intl.DateTimeFormat("sv", {
      timeZone: "Europe/Berlin",
      dateStyle: "short",
      timeStyle: "short",
    });
    expect(new Set(ticks.map((tick) => clock.format(tick).slice(5)))).toEqual(new Set(["02-29 04:02"]));
    expect(new Set(ticks).size).toBe(100);
  });

  test.for(["Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "America/St_Johns", "Pacific/Chatham"])(
    "minutes are local in %s",
    (timeZone) => {
      const minute = new Intl.DateTimeFormat("en", { timeZone, minute: "numeric" });
      for (const wanted of [0, 30]) {
        const ticks = nextTicks(cronOf(`${wanted} * * * *`), timeZone, Date.UTC(2026, 1, 16), 6);
        expect(ticks.map((tick) => Number(minute.format(tick)))).toEqual(Array(6).fill(wanted));
      }
    },
  );
});
