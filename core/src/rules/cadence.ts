// An asset is computed more often than what it reads.
import { parseCron, smallestInterval } from "../cron/index.ts";
import type { LinkedDefinition, LinkedFile } from "../project/linked.ts";
import { declaredHere } from "./declaredHere.ts";
import type { FileContext, FileRule, Finding } from "./model.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Calendars are not even: a month of 28 days is not more often than one of 31. */
const CLEARLY = 1.2;

export const cadence: FileRule = {
  code: "cadence",
  scope: "file",
  defaultSeverity: "information",
  doc: `An asset is computed more often than one that it reads: hourly from daily. Most of its runs read what the run before read.
The cadence of an asset is that of its time partitions, else that of its schedules; assets with neither are left alone.

\`\`\`ts
asset({ key: "silver/rates", partitions: daily({ start: "2026-01-01" }), … })
asset({ key: "gold/prices", partitions: hourly({ start: "2026-01-01" }), deps: ["silver/rates"], … }) // ✗ hourly from daily
asset({ key: "gold/prices", partitions: daily({ start: "2026-01-01" }), deps: ["silver/rates"], … }) // ✓
\`\`\``,

  *check({ definitions }: LinkedFile, context: FileContext): Iterable<Finding> {
    for (const reader of definitions) {
      const own = cadenceOf(reader, context);
      if (own === null) continue;
      for (const dep of reader.deps) {
        const upstream = context.keys.definition(dep.key.key);
        const theirs = upstream ? cadenceOf(upstream, context) : null;
        if (!upstream || theirs === null || theirs.interval < own.interval * CLEARLY) continue;
        yield {
          message: messageOf(reader, own, upstream, theirs),
          site: dep.site,
          about: `${reader.id} ← ${upstream.id}`,
          related: declaredHere(upstream.id),
        };
      }
    }
  },
};

interface Cadence {
  /** Milliseconds. */
  readonly interval: number;
  readonly isPartitioned: boolean;
}

/** null when it has none, or it cannot be known. */
function cadenceOf({ id, partitions }: LinkedDefinition, { schedules }: FileContext): Cadence | null {
  if (partitions?.kind === "timeWindow") {
    const interval = intervalOf(partitions.cron);
    return interval === null ? null : { interval, isPartitioned: true };
  }
  const intervals = (schedules.get(id) ?? []).map(({ cron }) => intervalOf(cron?.text ?? null));
  if (intervals.length === 0) return null;
  let least = Number.POSITIVE_INFINITY;
  for (const interval of intervals) {
    if (interval === null) return null;
    least = Math.min(least, interval);
  }
  return { interval: least, isPartitioned: false };
}

function intervalOf(text: string | null): number | null {
  const parsed = text === null ? null : parseCron(text);
  return parsed?.ok ? smallestInterval(parsed.cron) : null;
}

function messageOf(
  reader: LinkedDefinition,
  own: Cadence,
  upstream: LinkedDefinition,
  theirs: Cadence,
): string {
  const what = `"${reader.id}" is computed ${inWords(own.interval)}, and reads "${upstream.id}", which is computed ${inWords(theirs.interval)}`;
  return own.isPartitioned && theirs.isPartitioned
    ? `${what}: its partitions wait until the longer one is complete.`
    : `${what}: most of its runs read nothing new.`;
}

function inWords(interval: number): string {
  if (interval === HOUR) return "hourly";
  if (interval === DAY) return "daily";
  if (interval === 7 * DAY) return "weekly";
  if (interval >= 28 * DAY && interval <= 31 * DAY) return "monthly";
  if (interval >= 365 * DAY && interval <= 366 * DAY) return "yearly";
  const [unit, name] =
    interval % DAY === 0 ? [DAY, "day"] : interval % HOUR === 0 ? [HOUR, "hour"] : [MINUTE, "minute"];
  const count = Math.round(interval / unit);
  return count === 1 ? `every ${name}` : `every ${count} ${name}s`;
}
