// One step of a run: attempts with a timeout, repeated by the retry policy, ended by a cancel. Says how it ended, never throws.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Asset } from "../authoring/definition.ts";
import type { RetryPolicy } from "../authoring/options.ts";
import type { Clock } from "./clock.ts";
import { maxAttempts, retryDelay } from "./retry.ts";

export interface AttemptsOptions {
  readonly asset: Asset;
  readonly retry: RetryPolicy | null;
  readonly clock: Clock;
  /** Of the run. */
  readonly signal: AbortSignal;
  /** Milliseconds that an attempt has to end after a cancel. */
  readonly graceMs: number;
  readonly onStart: (attempt: number) => void;
  readonly onRetry: (attempt: number, delayMs: number, error: unknown) => void;
}

export type Ending<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "cancelled" };

export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** `body` gets the number of the attempt and a signal that ends it. */
export async function runAttempts<T>(
  options: AttemptsOptions,
  body: (attempt: number, signal: AbortSignal) => Promise<T>,
): Promise<Ending<T>> {
  const { signal, retry, clock } = options;
  const last = maxAttempts(retry);
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) return { kind: "cancelled" };
    options.onStart(attempt);
    const ending = await runAttempt(options, (attemptSignal) => body(attempt, attemptSignal));
    if (ending.kind !== "failed" || attempt >= last || retry === null) return ending;
    const delayMs = Math.round(retryDelay(retry, attempt, () => clock.random()));
    options.onRetry(attempt, delayMs, ending.error);
    await clock.sleep(delayMs, signal);
  }
}

/**
 * Does not wait for a body that does not end: after a timeout it is left at once, after a cancel when its grace is over. What
 * it does later has no effect, as nothing is committed once the signal is aborted.
 */
async function runAttempt<T>(
  { asset, signal, clock, graceMs }: AttemptsOptions,
  body: (signal: AbortSignal) => Promise<T>,
): Promise<Ending<T>> {
  const attempt = new AbortController();
  const settled = new AbortController();
  const cancel = (): void => attempt.abort(signal.reason);
  signal.addEventListener("abort", cancel);
  // In a turn of its own: who listens hears of the start before user code takes the process for itself.
  const ended = nextTurn()
    .then(() => body(attempt.signal))
    .then(
      (value): Ending<T> => ({ kind: "done", value }),
      (error: unknown): Ending<T> => (signal.aborted ? { kind: "cancelled" } : { kind: "failed", error }),
    );
  const cancelled = new Promise<Ending<T>>((resolve) => {
    attempt.signal.addEventListener("abort", () => {
      void clock.sleep(graceMs, settled.signal).then(() => resolve({ kind: "cancelled" }));
    });
  });
  try {
    return await Promise.race([ended, cancelled, timeoutOf(asset, clock, attempt, settled.signal)]);
  } finally {
    // With a reason: making the usual error, with its stack, takes longer than many an asset.
    settled.abort("settled");
    signal.removeEventListener("abort", cancel);
  }
}

async function timeoutOf(
  { key, timeout }: Asset,
  clock: Clock,
  attempt: AbortController,
  settled: AbortSignal,
): Promise<Ending<never>> {
  if (timeout === null) return new Promise(() => undefined);
  await clock.sleep(timeout, settled);
  if (settled.aborted || attempt.signal.aborted) return new Promise(() => undefined);
  const error = new TimeoutError(`"${key}" did not end within its timeout of ${timeout} ms.`);
  attempt.abort(error);
  return { kind: "failed", error };
}
