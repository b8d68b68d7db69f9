// asset(): from the options to a definition. Wrong options are noted, never thrown: one bad asset must not hide the others.
import { collect } from "./collector.ts";
import type { Check } from "./check.ts";
import { DEFINITION, isReadable, type Asset, type Dep } from "./definition.ts";
import { joinKey, invalidKey, type JoinedKey, type KeyInput } from "./key.ts";
import type {
  AssetOptions,
  Described,
  DepsInput,
  Returned,
  RetryPolicy,
  RunFunction,
  ValueFrom,
} from "./options.ts";
import { partitionsOf } from "./partitions.ts";
import { isQuery, refsOf, sql } from "./sql.ts";
import type { StandardSchema } from "./standardSchema.ts";

/**
 * Declares an asset: a table, file or value with a unique key, what it reads, and how it is computed.
 * `run` gets the deps by name and returns rows (array, iterable or async iterable), a `sql` query, or any JSON value.
 */
export function asset<
  const K extends KeyInput,
  const D extends DepsInput = readonly never[],
  S extends StandardSchema | undefined = undefined,
  R extends Returned<S> = Returned<S>,
  const N extends string = never,
>(options: AssetOptions<K, D, S, R, N>): Asset<JoinedKey<K>, ValueFrom<S, R>> {
  return collect(Object.freeze(define(options)) as Asset<JoinedKey<K>, ValueFrom<S, R>>);
}

/** The options as the runner reads them: a user may not use TypeScript, so nothing is believed. */
interface LooseOptions extends Described {
  readonly key?: unknown;
  readonly renamedFrom?: unknown;
  readonly deps?: unknown;
  readonly layer?: string;
  readonly io?: string;
  readonly resources?: unknown;
  readonly pool?: unknown;
  readonly priority?: unknown;
  readonly isolation?: unknown;
  readonly partitions?: unknown;
  readonly schema?: StandardSchema | undefined;
  readonly checks?: unknown;
  readonly retry?: RetryPolicy;
  readonly timeout?: number;
  readonly run?: unknown;
  readonly query?: unknown;
}

function define(given: unknown): Asset {
  const options = optionsOf<LooseOptions>(given);
  const key = joinKey(options.key);
  const problems: string[] = [];
  const note = (problem: string | null): void => {
    if (problem !== null) problems.push(problem);
  };
  note(invalidKey(key));
  const compute = computeOf(options, note);
  const refs = compute.kind === "query" ? refsOf(compute.query).map((ref) => ({ key: ref, name: ref })) : [];
  return {
    [DEFINITION]: "asset",
    key,
    renamedFrom: oldKeysOf(options.renamedFrom, note),
    ...describe(options),
    deps: [...depsOf(options.deps, note), ...refs],
    layer: options.layer ?? null,
    io: options.io ?? null,
    resources: namesOf(options.resources, note),
    pool: textOf(options.pool, "pool", note),
    priority: priorityOf(options.priority, note),
    isolation: isolationOf(options.isolation, note),
    partitions: partitionsOf(options.partitions, note),
    schema: options.schema ?? null,
    checks: checksOf(options.checks, note),
    retry: options.retry ?? null,
    timeout: options.timeout ?? null,
    compute,
    problems,
  };
}

/** The options object, or an empty one when something else was given. */
export function optionsOf<T extends object>(given: unknown): Partial<T> {
  return typeof given === "object" && given !== null ? given : {};
}

export function describe(
  options: Described,
): Pick<Asset, "description" | "group" | "owners" | "tags" | "kinds"> {
  return {
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.group === undefined ? {} : { group: options.group }),
    owners: options.owners ?? [],
    tags: options.tags ?? {},
    kinds: options.kinds ?? [],
  };
}

function computeOf(options: LooseOptions, note: (problem: string) => void): Asset["compute"] {
  if (options.run !== undefined && options.query !== undefined)
    note("It has both `run` and `query`: keep one.");
  if (isQuery(options.query)) return { kind: "query", query: options.query };
  if (typeof options.run === "function") return { kind: "run", run: options.run as RunFunction };
  if (options.query !== undefined) note("`query` must be made by the sql`…` tag.");
  else if (options.run !== undefined) note("`run` must be a function.");
  else note("It has neither `run` nor `query`: nothing computes it.");
  return { kind: "query", query: sql`` };
}

export function depsOf(deps: unknown, note: (problem: string) => void): readonly Dep[] {
  if (deps === undefined) return [];
  if (typeof deps !== "object" || deps === null) {
    note("`deps` must be an object of names or an array.");
    return [];
  }
  const entries: readonly (readonly [string | null, unknown])[] = Array.isArray(deps)
    ? deps.map((target) => [null, target] as const)
    : Object.entries(deps);
  return entries.flatMap(([name, target]) => {
    const key = isReadable(target) ? target.key : target;
    if (typeof key === "string" && key !== "") return [{ key, name }];
    note(`The dep ${name === null ? "in `deps`" : `"${name}"`} is neither a key nor an asset or source.`);
    return [];
  });
}

function namesOf(resources: unknown, note: (problem: string) => void): readonly string[] {
  if (resources === undefined) return [];
  const names: readonly unknown[] = Array.isArray(resources) ? resources : [null];
  if (names.every((name) => typeof name === "string")) return [...new Set(names)];
  note("`resources` must be an array of names of the config's `resources`.");
  return [];
}

function oldKeysOf(given: unknown, note: (problem: string) => void): readonly string[] {
  const keys: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  if (keys.every((key) => typeof key === "string")) return keys;
  note("`renamedFrom` must be a key it had before, or an array of them.");
  return [];
}

function textOf(given: unknown, option: string, note: (problem: string) => void): string | null {
  if (given === undefined || typeof given === "string") return given ?? null;
  note(`\`${option}\` must be a text.`);
  return null;
}

function priorityOf(given: unknown, note: (problem: string) => void): number {
  if (given === undefined) return 0;
  if (typeof given === "number" && Number.isFinite(given)) return given;
  note("`priority` must be a number.");
  return 0;
}

function isolationOf(given: unknown, note: (problem: string) => void): Asset["isolation"] {
  if (given === undefined || given === "none" || given === "process") return given ?? "none";
  note('`isolation` must be "process" or "none".');
  return "none";
}

function checksOf(checks: unknown, note: (problem: string) => void): readonly Check[] {
  if (checks === undefined) return [];
  if (!Array.isArray(checks)) {
    note("`checks` must be an array.");
    return [];
  }
  return (checks as readonly unknown[]).filter((item): item is Check => {
    const isCheck = typeof item === "object" && item !== null && "name" in item && "test" in item;
    if (!isCheck) note("`checks` holds something that was not made by `check`.");
    return isCheck;
  });
}
