// The types of what is written into `asset({…})`: how deps become arguments, and how rows flow from `schema` and `run`.
import type { Check } from "./check.ts";
import type { Asset, DataProduct, Source } from "./definition.ts";
import type { KeyInput } from "./key.ts";
import type { Metadata } from "./metadata.ts";
import type { Partitions } from "./partitions.ts";
import type { CheckedKey, InferOutput, ResourceRegistry, Row, ValueOfKey } from "./registry.ts";
import type { SqlQuery } from "./sql.ts";
import type { SchemaInput, SchemaOutput, StandardSchema } from "./standardSchema.ts";

export type DepInput = string | Asset | Source;
/** By name: loaded and passed to `run`. As an array: only runs after. */
export type DepsInput = Readonly<Record<string, DepInput>> | readonly DepInput[];

/** What each dep must also be: see `CheckedKey`. */
export type CheckedDeps<D> = { readonly [N in keyof D]: CheckedDep<D[N]> };
type CheckedDep<T> = T extends string
  ? CheckedKey<T>
  : T extends DataProduct
    ? { readonly error: "A data product cannot be read: it stands at the end of the pipeline" }
    : unknown;

/** The first argument of `run`. */
export type InputsOf<D> = D extends readonly unknown[] ? object : { readonly [N in keyof D]: ValueOf<D[N]> };
type ValueOf<T> = T extends string ? ValueOfKey<T> : InferOutput<T>;

export type RowsOf<T> = Iterable<T> | AsyncIterable<T>;
/** What `run` may return with a schema: rows, one value (for `json()`), or a query. */
export type Returned<S> = S extends StandardSchema
  ? RowsOf<SchemaInput<S>> | SchemaInput<S> | SqlQuery<never> | SqlQuery
  : unknown;

/**
 * What downstreams get, from the schema and what `run` returned. An asset with a `query` gives TypeScript nothing to infer
 * `R` from, so `R` is then all that may be returned: rows.
 */
export type ValueFrom<S, R> = S extends StandardSchema
  ? [Returned<S>] extends [R]
    ? SchemaOutput<S>[]
    : IsRows<Awaited<R>> extends true
      ? SchemaOutput<S>[]
      : SchemaOutput<S>
  : unknown extends R
    ? Row[]
    : PlainValue<Awaited<R>>;
type IsRows<V> = [V] extends [string]
  ? false
  : [V] extends [SqlQuery<never> | RowsOf<unknown>]
    ? true
    : false;
type PlainValue<V> =
  V extends SqlQuery<infer T> ? T[] : V extends string ? V : V extends RowsOf<infer T> ? T[] : V;

/** `ctx.resources`: what the asset asked for, typed by `ResourceRegistry`. */
export type ResourcesOf<Name extends string> = {
  readonly [P in Name]: P extends keyof ResourceRegistry ? ResourceRegistry[P] : unknown;
};

export interface RunContext<Name extends string = string> {
  readonly key: string;
  readonly runId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted when the run is cancelled or the asset's timeout has passed: hand it to `fetch` and the like. */
  readonly signal: AbortSignal;
  /** The resources that the asset names. */
  readonly resources: ResourcesOf<Name>;
  /** A line in the log of this asset; `console.log` goes there too. */
  log(...values: readonly unknown[]): void;
  /** Says something of what is made, kept with its version: `context.metadata({ rejected: 12, report: link(url) })`. */
  metadata(entries: Metadata): void;
  /** How far a long computation is, for whoever watches: `context.progress(3, 10, "pages")`. */
  progress(done: number, total?: number, message?: string): void;
  /** Rows of a query over this asset's deps: `await ctx.query(sql\`select … from ${ref("bronze/orders")}\`)`. */
  query<R = Row>(query: SqlQuery<R>): Promise<R[]>;
}

/** `run` without its types, as the runner calls it. */
export type RunFunction = (inputs: Readonly<Record<string, unknown>>, context: RunContext) => unknown;

/** How often and when a failed asset is tried again. Delays are milliseconds. */
export interface RetryPolicy {
  /** Attempts after the first one. Default 1. */
  readonly maxRetries?: number;
  /** Before retry n: `delay`, or n · delay (LINEAR), or (2ⁿ − 1) · delay (EXPONENTIAL). Default 0. */
  readonly delay?: number;
  readonly backoff?: "LINEAR" | "EXPONENTIAL";
  /** FULL: a random part of the delay. PLUS_MINUS: the delay ± a random part of `delay`. */
  readonly jitter?: "FULL" | "PLUS_MINUS";
}

/** What every declaration may say about itself. */
export interface Described {
  readonly description?: string;
  readonly group?: string;
  /** E-mail addresses or `team:name`. */
  readonly owners?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Technologies, for people and selections: "sql", "duckdb". */
  readonly kinds?: readonly string[];
}

export interface AssetOptions<K, D, S, R, N extends string = never> extends Described {
  /** Unique in the project: "silver/orders", or ["silver", "orders"]. */
  readonly key: K & KeyInput;
  /** `{ name: keyOrAsset }`: loaded and passed to `run` by name. `[keyOrAsset]`: only runs after. */
  readonly deps?: D & CheckedDeps<D>;
  /** Default: the first component of the key, when it is a layer's name. */
  readonly layer?: string;
  /** Name of an IO manager of the config's `io`. Default "default". */
  readonly io?: string;
  /** Names of the config's `resources`; `run` gets them as `ctx.resources`. */
  readonly resources?: readonly N[];
  /** Name of a pool of the config's `pools`, which limits how many of its assets are computed at once. */
  readonly pool?: string;
  /** Of assets that could start, the one with the highest number does. Default 0. */
  readonly priority?: number;
  /** "process": computed in a process of its own, for what would keep all else waiting or might crash. Default: none. */
  readonly isolation?: "none" | "process";
  /** How it is divided: `daily({ start: "2024-01-01" })`. Declared and analysed; this version cannot run such an asset yet. */
  readonly partitions?: Partitions;
  /** Any Standard Schema (zod, valibot, arktype) of one row, or of the whole value when `run` returns no rows. */
  readonly schema?: S & (StandardSchema | undefined);
  readonly checks?: readonly Check[];
  readonly retry?: RetryPolicy;
  /** Milliseconds for one attempt. */
  readonly timeout?: number;
  /** Keys it had before: its history and data go on under the new one. */
  readonly renamedFrom?: string | readonly string[];
  /** Computes the asset: returns rows (array, iterable, async iterable), a `sql` query, or any JSON value. */
  readonly run?: (inputs: InputsOf<D>, context: RunContext<N>) => R | Promise<R>;
  /** Computes the asset by SQL; its `ref()`s are its deps. Either `run` or `query`. */
  readonly query?: SqlQuery;
}
