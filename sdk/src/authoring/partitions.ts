// How an asset or source is divided: plain data, so that the editor can read it without running anything. A wrong option is
// noted and told with the asset that uses it: declarations never throw.
import { cadenceCron, type Cadence, type CadenceOffsets } from "@strataline/core/cadence";

export const PARTITIONS: unique symbol = Symbol.for("strataline.partitions");

interface PartitionsOf<Kind extends string> {
  readonly [PARTITIONS]: Kind;
  readonly problems: readonly string[];
}

/** One partition for each tick of a cron schedule, from `start` on. */
export interface TimeWindowPartitions extends PartitionsOf<"timeWindow"> {
  readonly cron: string;
  readonly start: string;
  readonly end: string | null;
  /** null: UTC. */
  readonly timezone: string | null;
  /** How a partition's key is written (strftime); null: by the cadence. */
  readonly format: string | null;
}

export interface StaticPartitions<Key extends string = string> extends PartitionsOf<"static"> {
  readonly keys: readonly Key[];
}

/** Keys are added while the pipeline lives. */
export interface DynamicPartitions extends PartitionsOf<"dynamic"> {
  readonly name: string;
}

/** One partition for each combination of the dimensions' keys. */
export interface MultiPartitions extends PartitionsOf<"multi"> {
  readonly dimensions: Readonly<Record<string, Partitions>>;
}

export type Partitions = TimeWindowPartitions | StaticPartitions | DynamicPartitions | MultiPartitions;

export interface TimeRange {
  /** The first partition begins here: "2024-01-01", or "2024-01-01T06:00". */
  readonly start: string;
  /** There is none that begins at or after it. Default: up to now. */
  readonly end?: string;
  /** IANA name: "Europe/Berlin". Default UTC. */
  readonly timezone?: string;
  /** How a partition's key is written, as in strftime: "%Y-%m-%d". */
  readonly format?: string;
}

export interface HourlyOptions extends TimeRange {
  /** Minutes after the hour, 0 to 59. */
  readonly minuteOffset?: number;
}
export interface DailyOptions extends HourlyOptions {
  /** Hours after midnight, 0 to 23. */
  readonly hourOffset?: number;
}
export interface WeeklyOptions extends DailyOptions {
  /** Day of the week, 0 (Sunday, default) to 6. */
  readonly dayOffset?: number;
}
export interface MonthlyOptions extends DailyOptions {
  /** Day of the month, 1 (default) to 31. */
  readonly dayOffset?: number;
}
export interface TimeWindowOptions extends TimeRange {
  /** When partitions begin: "0 6 * * 1-5". */
  readonly cron: string;
}

/** One partition an hour, from `start` on. */
export function hourly(options: HourlyOptions): TimeWindowPartitions {
  return byCadence("hourly", options);
}

/** One partition a day, from `start` on. */
export function daily(options: DailyOptions): TimeWindowPartitions {
  return byCadence("daily", options);
}

/** One partition a week, from `start` on; it begins on Sunday unless `dayOffset` says otherwise. */
export function weekly(options: WeeklyOptions): TimeWindowPartitions {
  return byCadence("weekly", options);
}

/** One partition a month, from `start` on. */
export function monthly(options: MonthlyOptions): TimeWindowPartitions {
  return byCadence("monthly", options);
}

/** Partitions that begin when a cron expression says so. */
export function timeWindow(options: TimeWindowOptions): TimeWindowPartitions {
  const given = looked(options);
  const problems = typeof given.cron === "string" && given.cron !== "" ? [] : ["`cron` is missing"];
  return range(given, textOr(given.cron, ""), problems);
}

/** A fixed list: `staticPartitions(["emea", "apac"])`. */
export function staticPartitions<const Key extends string>(keys: readonly Key[]): StaticPartitions<Key> {
  const given: readonly unknown[] = Array.isArray(keys) ? keys : [];
  const texts = given.filter((key): key is Key => typeof key === "string" && key !== "");
  const problems = [
    ...(texts.length === 0 ? ["the list has no keys"] : []),
    ...(texts.length < given.length ? ["a key is no text"] : []),
    ...(new Set(texts).size < texts.length ? ["a key is there twice"] : []),
  ];
  return Object.freeze({
    [PARTITIONS]: "static" as const,
    keys: Object.freeze(texts),
    problems: named("staticPartitions", problems),
  });
}

/** Keys that are added while the pipeline lives, under a name that several assets may share. */
export function dynamicPartitions(name: string): DynamicPartitions {
  const isName = typeof name === "string" && name !== "";
  return Object.freeze({
    [PARTITIONS]: "dynamic" as const,
    name: isName ? name : "",
    problems: named("dynamicPartitions", isName ? [] : ["the name is missing"]),
  });
}

/** Combinations: `multiPartitions({ date: daily({ start: "2024-01-01" }), region: staticPartitions(["emea"]) })`. */
export function multiPartitions(dimensions: Readonly<Record<string, Partitions>>): MultiPartitions {
  const entries = Object.entries(looked(dimensions));
  const valid = entries.filter((entry): entry is [string, Partitions] => isPartitions(entry[1]));
  const wrong = entries
    .filter(([, value]) => !isPartitions(value))
    .map(([dimension]) => `"${dimension}" is not made by daily(), staticPartitions() or the like`);
  const problems = [...(entries.length < 2 ? ["it needs two dimensions"] : []), ...wrong];
  return Object.freeze({
    [PARTITIONS]: "multi" as const,
    dimensions: Object.freeze(Object.fromEntries(valid)),
    problems: [
      ...named("multiPartitions", problems),
      ...valid.flatMap(([dimension, { problems: own }]) => own.map((text) => `"${dimension}": ${text}`)),
    ],
  });
}

export function isPartitions(value: unknown): value is Partitions {
  return typeof value === "object" && value !== null && PARTITIONS in value;
}

/** The `partitions` option: null when there is none, or when it is none. */
export function partitionsOf(given: unknown, note: (problem: string) => void): Partitions | null {
  if (given === undefined) return null;
  if (!isPartitions(given)) {
    note("`partitions` must be made by daily(), staticPartitions() or the like.");
    return null;
  }
  for (const problem of given.problems) note(`\`partitions\`: ${problem}.`);
  return given;
}

function byCadence(cadence: Cadence, options: MonthlyOptions): TimeWindowPartitions {
  const given = looked(options);
  const isMonthly = cadence === "monthly";
  const limits = [
    ["minuteOffset", 0, 59],
    ["hourOffset", 0, 23],
    ["dayOffset", isMonthly ? 1 : 0, isMonthly ? 31 : 6],
  ] as const;
  const problems = limits.flatMap(([name, least, most]) => {
    const value = given[name];
    const isFine =
      value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most);
    return isFine ? [] : [`\`${name}\` is a whole number from ${least} to ${most}`];
  });
  const offsets: CadenceOffsets = problems.length === 0 ? offsetsOf(given) : {};
  return range(given, cadenceCron(cadence, offsets), problems, cadence);
}

function offsetsOf(given: Readonly<Record<string, unknown>>): CadenceOffsets {
  const offset = (name: string): number | undefined => given[name] as number | undefined;
  const [minute, hour, day] = [offset("minuteOffset"), offset("hourOffset"), offset("dayOffset")];
  return {
    ...(minute === undefined ? {} : { minute }),
    ...(hour === undefined ? {} : { hour }),
    ...(day === undefined ? {} : { day }),
  };
}

function range(
  given: Readonly<Record<string, unknown>>,
  cron: string,
  problems: readonly string[],
  maker = "timeWindow",
): TimeWindowPartitions {
  const hasStart = typeof given.start === "string" && !Number.isNaN(Date.parse(given.start));
  const hasEnd =
    given.end === undefined || (typeof given.end === "string" && !Number.isNaN(Date.parse(given.end)));
  return Object.freeze({
    [PARTITIONS]: "timeWindow" as const,
    cron,
    start: textOr(given.start, ""),
    end: textOr(given.end, null),
    timezone: textOr(given.timezone, null),
    format: textOr(given.format, null),
    problems: named(maker, [
      ...problems,
      ...(hasStart ? [] : ['`start` must be a date, like "2024-01-01"']),
      ...(hasEnd ? [] : ['`end` must be a date, like "2024-01-01"']),
    ]),
  });
}

/** The options without their types: a user may not use TypeScript, so nothing is believed. */
function looked(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === "object" && given !== null ? { ...given } : {};
}

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === "string" ? value : otherwise;
}

function named(maker: string, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `${maker}(): ${problem}`);
}
