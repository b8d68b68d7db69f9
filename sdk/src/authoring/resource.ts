// resource(): something that assets share while a run lasts, as a connection. Set up before the first asset that asks for it,
// torn down when the run has ended, however it ended.
import type { SchemaOutput, StandardSchema } from "./standardSchema.ts";

export const RESOURCE: unique symbol = Symbol.for("strataline.resource");

/** What `setup` gets: settings that belong to the machine it runs on. */
export interface ResourceSettings<E extends StandardSchema | undefined, N extends string> {
  /** Environment variables, as the schema gives them back. All of them, unchecked, without a schema. */
  readonly env: E extends StandardSchema ? SchemaOutput<E> : Readonly<Record<string, string | undefined>>;
  readonly secrets: Readonly<Record<N, string>>;
}

export interface ResourceOptions<
  T,
  E extends StandardSchema | undefined = undefined,
  N extends string = never,
> {
  /** Any Standard Schema of an object of environment variables: `z.object({ PGPORT: z.coerce.number() })`. */
  readonly env?: E;
  /** Names of environment variables that it cannot do without, and whose values are never printed or stored. */
  readonly secrets?: readonly N[];
  /** Called once a run. A later attempt calls it again when it failed. */
  readonly setup: (settings: ResourceSettings<E, N>) => T | Promise<T>;
  /** Called at the end of a run in which it was set up, also of one that failed or was cancelled. */
  readonly teardown?: (value: T) => unknown;
}

export interface Resource<T = unknown> {
  readonly [RESOURCE]: true;
  readonly env: StandardSchema | null;
  readonly secrets: readonly string[];
  readonly setup: (settings: ResourceSettings<undefined, string>) => T | Promise<T>;
  readonly teardown: ((value: T) => unknown) | null;
}

/** For `resources` of the config. A value that needs neither setup nor teardown can stand there as it is. */
export function resource<
  T,
  E extends StandardSchema | undefined = undefined,
  const N extends string = never,
>({ env, secrets, setup, teardown }: ResourceOptions<T, E, N>): Resource<T> {
  return Object.freeze({
    [RESOURCE]: true as const,
    env: env ?? null,
    secrets: secrets ?? [],
    setup: setup as Resource<T>["setup"],
    teardown: teardown ?? null,
  });
}

export function isResource(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && RESOURCE in value;
}
