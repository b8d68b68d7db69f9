// What a declaration is once it was called: a plain frozen object with a brand, so that a definition made by another copy
// of this package (a global CLI and a project's own) is recognised too.
import type { Check } from "./check.ts";
import type { Partitions } from "./partitions.ts";
import type { RetryPolicy, RunFunction } from "./options.ts";
import type { SqlQuery } from "./sql.ts";
import type { StandardSchema } from "./standardSchema.ts";

export const DEFINITION: unique symbol = Symbol.for("strataline.definition");
/** Only in types: carries the type of the value. */
declare const VALUE: unique symbol;

export type DefinitionKind = "asset" | "source" | "dataProduct";

interface Definition<Kind extends DefinitionKind, Key extends string> {
  readonly [DEFINITION]: Kind;
  readonly key: Key;
  readonly description?: string;
  readonly group?: string;
  readonly owners: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly kinds: readonly string[];
  /** What is wrong with the options, in words. Definitions never throw; `run` refuses a project with problems. */
  readonly problems: readonly string[];
}

/** One dep as the runner sees it. `name` is null for order-only deps. */
export interface Dep {
  readonly key: string;
  readonly name: string | null;
}

export interface Asset<Key extends string = string, Value = unknown> extends Definition<"asset", Key> {
  readonly [VALUE]?: Value;
  /** Keys it had before. */
  readonly renamedFrom: readonly string[];
  readonly deps: readonly Dep[];
  /** The `layer` option; null when the first component of the key decides. */
  readonly layer: string | null;
  readonly io: string | null;
  /** Names of resources of the config that `run` uses. */
  readonly resources: readonly string[];
  readonly pool: string | null;
  readonly priority: number;
  readonly isolation: "none" | "process";
  readonly partitions: Partitions | null;
  readonly schema: StandardSchema | null;
  readonly checks: readonly Check[];
  readonly retry: RetryPolicy | null;
  /** Milliseconds for one attempt. */
  readonly timeout: number | null;
  readonly compute:
    | { readonly kind: "run"; readonly run: RunFunction }
    | { readonly kind: "query"; readonly query: SqlQuery };
}

export interface Source<Key extends string = string, Value = unknown> extends Definition<"source", Key> {
  readonly [VALUE]?: Value;
  /** As written: relative to the project, or `npm:<package>/<path>`. */
  readonly file: string | null;
  readonly streaming: boolean;
  readonly partitions: Partitions | null;
  readonly schema: StandardSchema | null;
}

export interface DataProduct<Key extends string = string> extends Definition<"dataProduct", Key> {
  readonly deps: readonly Dep[];
  readonly domain: string | null;
}

export type AnyDefinition = Asset | Source | DataProduct;

export function isDefinition(value: unknown): value is AnyDefinition {
  return typeof value === "object" && value !== null && DEFINITION in value;
}

/** An asset or source: what can be read. */
export function isReadable(value: unknown): value is Asset | Source {
  return isDefinition(value) && value[DEFINITION] !== "dataProduct";
}
