// resource(): something that assets share while a run lasts, as a connection. Set up before the first asset that asks for it,
// torn down when the run has ended, however it ended.

export const RESOURCE: unique symbol = Symbol.for("strataline.resource");

export interface ResourceOptions<T> {
  /** Called once a run. A later attempt calls it again when it failed. */
  readonly setup: () => T | Promise<T>;
  /** Called at the end of a run in which it was set up, also of one that failed or was cancelled. */
  readonly teardown?: (value: T) => unknown;
}

export interface Resource<T = unknown> {
  readonly [RESOURCE]: true;
  readonly setup: () => T | Promise<T>;
  readonly teardown: ((value: T) => unknown) | null;
}

/** For `resources` of the config. A value that needs neither setup nor teardown can stand there as it is. */
export function resource<T>({ setup, teardown }: ResourceOptions<T>): Resource<T> {
  return Object.freeze({ [RESOURCE]: true as const, setup, teardown: teardown ?? null });
}

export function isResource(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && RESOURCE in value;
}
