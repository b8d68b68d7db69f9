// defineConfig() and the ready-made layer sets.
import type { IoManager } from "../io/ioManager.ts";
import type { RetryPolicy } from "./options.ts";

export const CONFIG: unique symbol = Symbol.for("strataline.config");

export interface LayerDefinition {
  readonly name: string;
  /** For people. Default: the name, capitalised. */
  readonly title?: string;
  readonly description?: string;
}

/** Ordered as the data flows: an asset reads its own or an earlier layer. */
export type Layers = readonly LayerDefinition[];
export type RuleSetting = "off" | "hint" | "information" | "warning" | "error";

export interface ConfigOptions {
  readonly layers: Layers;
  /** Globs of the files that declare assets, relative to the config. Default ["assets/**\/*.ts"]. */
  readonly assets?: readonly string[];
  /** IO managers by name; an asset without `io` uses "default", which is `lake()` when it is not given. */
  readonly io?: Readonly<Record<string, IoManager>>;
  /** What assets share while a run lasts, by name: values, or `resource({ setup, teardown })`. */
  readonly resources?: Readonly<Record<string, unknown>>;
  /** Globs of files whose exports are rules of your own, made by `rule()`; relative to the config. */
  readonly userRules?: readonly string[];
  /** Severity per rule: `{ "skipped-layer": "off" }`. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** How many assets of a pool (`asset({ pool })`) are computed at once, in all runs of this project together. */
  readonly pools?: Readonly<Record<string, number>>;
  /** Assets computed at the same time. Default: the number of processors, at most 4. */
  readonly concurrency?: number;
  /** For assets without `retry` of their own. */
  readonly retry?: RetryPolicy;
  /** How much history and data is kept. `false`: everything, for ever. Default: see `Retention`. */
  readonly retention?: Retention | false;
}

/**
 * What is forgotten after each run. Never the newest version of an asset or partition, nor the versions it was made of.
 * "forever", or `Infinity` for a number, lifts a limit.
 */
export interface Retention {
  /** How long runs, their logs and the versions they made are remembered: "90d", "12h", "2w". Default "90d". */
  readonly runs?: string;
  /** Runs that are remembered. Default 1,000. */
  readonly maxRuns?: number;
  /** Versions of each asset and partition whose data is kept, for time travel, `diff` and `rollback`. Default 5. */
  readonly versions?: number;
  /** Versions of each asset and partition that the history lists, with or without data. Default 100. */
  readonly history?: number;
  /** Of all stored data, old versions go first: "500MB", "2GB". Default "10GB". */
  readonly maxSize?: string;
}

export interface Config extends ConfigOptions {
  readonly [CONFIG]: true;
}

/** The default export of strataline.config.ts. */
export function defineConfig(options: ConfigOptions): Config {
  return Object.freeze({ ...options, [CONFIG]: true as const });
}

/** Your own layers, first to last: names, or names with a title and description. */
export function layers(list: readonly (string | LayerDefinition)[]): Layers {
  return list.map((item) => (typeof item === "string" ? { name: item } : item));
}

/** bronze → silver → gold. */
export function medallion(): Layers {
  return layers(["bronze", "silver", "gold"]);
}

/** raw → conformed → reference → modeled. */
export function snowflake(): Layers {
  return layers(["raw", "conformed", "reference", "modeled"]);
}

/** "bronze" → "Bronze": the title of a layer that has none. */
export function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
