// Definitions as the cases of Dagster write them.
import { cadenceCron, isCadence } from "../../../core/src/graph/partitions/cadence.ts";
import type {
  MultiDefinition,
  SingleDefinition,
  TimeWindowDefinition,
} from "../../../core/src/partitions/index.ts";

export interface GivenWindows {
  readonly kind: string;
  readonly start: string;
  readonly end?: string;
  readonly cron?: string;
  readonly fmt?: string;
  readonly timezone?: string;
  readonly end_offset?: number;
  readonly minute_offset?: number;
  readonly hour_offset?: number;
  readonly day_offset?: number;
}

export type Given = GivenWindows | readonly string[];

export function windowsFrom(given: GivenWindows): TimeWindowDefinition {
  const { kind, minute_offset: minute = 0, hour_offset: hour = 0, day_offset: day } = given;
  const cron = isCadence(kind)
    ? cadenceCron(kind, { minute, hour, ...(day === undefined ? {} : { day }) })
    : (given.cron ?? "");
  return {
    kind: "timeWindow",
    cron,
    start: given.start,
    ...(given.end === undefined ? {} : { end: given.end }),
    ...(given.timezone === undefined ? {} : { timezone: given.timezone }),
    ...(given.fmt === undefined ? {} : { format: given.fmt }),
    ...(given.end_offset === undefined ? {} : { endOffset: given.end_offset }),
  };
}

export function definitionFrom(given: Given): SingleDefinition {
  return isList(given) ? { kind: "static", keys: given } : windowsFrom(given);
}

export function multiFrom(dimensions: Readonly<Record<string, Given>>): MultiDefinition {
  const own = Object.entries(dimensions).map(([name, given]) => [name, definitionFrom(given)] as const);
  return { kind: "multi", dimensions: Object.fromEntries(own) };
}

function isList(given: Given): given is readonly string[] {
  return Array.isArray(given);
}

/** The cases were written when all their windows were past. */
export const LATER = Date.UTC(2026, 0, 1);

/** A time without a zone is of the zone given. */
export function at(text: string | null | undefined, timezone = "UTC"): number {
  if (text === null || text === undefined) return LATER;
  const clock = Date.parse(`${text}${text.includes("T") ? "" : "T00:00:00"}Z`);
  const offsetAt = (instant: number): number => {
    const shown = new Date(instant).toLocaleString("sv-SE", { timeZone: timezone }).replace(" ", "T");
    return Date.parse(`${shown}Z`) - instant;
  };
  // Twice, for hours after a clock change.
  return clock - offsetAt(clock - offsetAt(clock));
}

export function span([start, end]: readonly [string, string]): readonly [number, number] {
  return [at(start), at(end)];
}
