// The resources of one run: each set up when the first asset asks for it, shared by all that do, and torn down at the end in
// reverse order, however the run ended.
import { isResource, type Resource } from "../authoring/resource.ts";
import type { Clock } from "./clock.ts";
import { settingsOf } from "./settings.ts";

export interface RunResources {
  /** Rejects with what `setup` threw; the next one who asks tries again. */
  take(names: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  /** Never rejects. A teardown that fails or does not end is reported, and keeps no other from its turn. */
  close(): Promise<void>;
}

export interface ResourcesOptions {
  readonly clock: Clock;
  /** Milliseconds that each teardown has. */
  readonly graceMs: number;
  readonly report?: (message: string) => void;
  /** Default: of this process. */
  readonly environment?: NodeJS.ProcessEnv;
}

interface Opened {
  readonly name: string;
  readonly value: Promise<unknown>;
  readonly teardown: ((value: unknown) => unknown) | null;
}

export class ResourceError extends Error {
  override readonly name = "ResourceError";
}

export function openResources(
  configured: ReadonlyMap<string, unknown>,
  { clock, graceMs, report = toStandardError, environment = process.env }: ResourcesOptions,
): RunResources {
  const opened = new Map<string, Opened>();

  const open = async (name: string): Promise<unknown> => {
    const known = opened.get(name);
    if (known !== undefined) return known.value;
    const configuredValue = configured.get(name);
    if (!isResource(configuredValue)) return configuredValue;
    const value = setUp(name, configuredValue, environment);
    opened.set(name, { name, value, teardown: configuredValue.teardown });
    try {
      return await value;
    } catch (error) {
      opened.delete(name);
      throw error;
    }
  };

  const close = async ({ name, value, teardown }: Opened): Promise<void> => {
    const settled = new AbortController();
    // A setup that was still going on when the run was cancelled is waited for: what it opens must be closed.
    const ended = value.then(teardown ?? (() => undefined)).then(
      () => null,
      (error: unknown) => (error instanceof ResourceError ? null : reasonOf(error)),
    );
    const late = clock.sleep(graceMs, settled.signal).then(() => `it did not end within ${graceMs} ms`);
    const problem = await Promise.race([ended, late]);
    settled.abort();
    if (problem !== null) report(`The resource "${name}" could not be torn down: ${problem}`);
  };

  return {
    take: async (names) =>
      Object.freeze(
        Object.fromEntries(await Promise.all(names.map(async (name) => [name, await open(name)] as const))),
      ),
    close: async () => {
      for (const resource of [...opened.values()].reverse()) await close(resource);
      opened.clear();
    },
  };
}

/** Names of all variables that a resource declares to be secret. */
export function secretsOf(configured: ReadonlyMap<string, unknown>): readonly string[] {
  return [...configured.values()].filter(isResource).flatMap(({ secrets }) => secrets);
}

async function setUp(name: string, resource: Resource, environment: NodeJS.ProcessEnv): Promise<unknown> {
  try {
    return await resource.setup(await settingsOf(resource, environment));
  } catch (error) {
    const failure = new ResourceError(`The resource "${name}" could not be set up: ${reasonOf(error)}`);
    // The place in the user's code.
    if (error instanceof Error && error.stack !== undefined) failure.stack = error.stack;
    throw failure;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function toStandardError(message: string): void {
  process.stderr.write(`${message}\n`);
}
