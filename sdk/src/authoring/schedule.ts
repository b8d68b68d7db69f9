// schedule(): when which assets are to be materialized. Not a part of the graph: it names assets as deps do, or selects them.
import { optionsOf } from "./asset.ts";
import { collectSchedule } from "./collector.ts";
import { isDefinition, DEFINITION, type Asset, type DataProduct, type Source } from "./definition.ts";
import type { CheckedKey } from "./registry.ts";

export const SCHEDULE: unique symbol = Symbol.for("strataline.schedule");

export interface Schedule {
  readonly [SCHEDULE]: true;
  /** Unique in the project. */
  readonly name: string;
  readonly cron: string;
  /** null: UTC. */
  readonly timezone: string | null;
  /** Keys of the assets it names; null when it selects. */
  readonly assets: readonly string[] | null;
  /** Selection expression; null when it names. */
  readonly select: string | null;
  /** What is wrong with the options, in words. */
  readonly problems: readonly string[];
}

export type ScheduleTarget = string | Asset;

/** What each target must also be: a key that exists, and of something that is computed. */
export type CheckedTargets<T> = {
  readonly [N in keyof T]: T[N] extends string
    ? CheckedKey<T[N]>
    : T[N] extends Source | DataProduct
      ? { readonly error: "Only assets are materialized: this is a source or a data product" }
      : unknown;
};

interface Timing {
  /** Unique in the project. */
  readonly name: string;
  /** Five fields: "0 6 * * 1-5". */
  readonly cron: string;
  /** IANA name: "Europe/Berlin". Default UTC. */
  readonly timezone?: string;
}

/** Exactly one of `assets` and `select`. */
export type ScheduleOptions<T> = Timing &
  (
    | {
        /** Keys or assets. */
        readonly assets: T & CheckedTargets<T>;
        readonly select?: never;
      }
    | {
        /** A selection: `'layer:gold'`, `'+key:"gold/revenue"'`. */
        readonly select: string;
        readonly assets?: never;
      }
  );

/** Declares when assets are materialized. `strataline schedules` lists what is declared. */
export function schedule<const T extends readonly ScheduleTarget[] = readonly never[]>(
  options: ScheduleOptions<T>,
): Schedule {
  const given = optionsOf<Record<"name" | "cron" | "timezone" | "assets" | "select", unknown>>(options);
  const problems: string[] = [];
  const required = (name: "name" | "cron"): string => {
    const value = given[name];
    if (typeof value === "string" && value.trim() !== "") return value;
    problems.push(`\`${name}\` is missing.`);
    return "";
  };
  if ((given.assets === undefined) === (given.select === undefined)) {
    problems.push("Give either `assets` or `select`, to say what it materializes.");
  }
  if (given.select !== undefined && typeof given.select !== "string")
    problems.push("`select` must be a text.");
  if (given.timezone !== undefined && typeof given.timezone !== "string") {
    problems.push('`timezone` must be a text, like "Europe/Berlin".');
  }
  return collectSchedule(
    Object.freeze({
      [SCHEDULE]: true as const,
      name: required("name"),
      cron: required("cron"),
      timezone: typeof given.timezone === "string" ? given.timezone : null,
      assets: given.assets === undefined ? null : keysOf(given.assets, problems),
      select: typeof given.select === "string" ? given.select : null,
      problems,
    }),
  );
}

function keysOf(targets: unknown, problems: string[]): readonly string[] {
  if (!Array.isArray(targets)) {
    problems.push("`assets` must be an array of keys or assets.");
    return [];
  }
  return (targets as readonly unknown[]).flatMap((target) => {
    if (typeof target === "string" && target !== "") return [target];
    if (isDefinition(target) && target[DEFINITION] === "asset") return [target.key];
    problems.push("`assets` holds something that is neither a key nor an asset.");
    return [];
  });
}
