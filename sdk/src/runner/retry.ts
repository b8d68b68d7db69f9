// When a failed attempt is repeated: Dagster's retry policy.
import type { RetryPolicy } from "../authoring/options.ts";
import { unreachable } from "./unreachable.ts";

export function maxAttempts(policy: RetryPolicy | null): number {
  return policy === null ? 1 : 1 + (policy.maxRetries ?? 1);
}

/** Delay before retry `n` (1 for the first), in the unit of `policy.delay`. `random` gives numbers in [0, 1). */
export function retryDelay(policy: RetryPolicy, n: number, random: () => number): number {
  const base = policy.delay ?? 0;
  const delay = backedOff(policy, base, n);
  switch (policy.jitter) {
    case undefined:
      return delay;
    case "FULL":
      return random() * delay;
    case "PLUS_MINUS":
      return delay + (2 * random() * base - base);
    default:
      return unreachable(policy.jitter);
  }
}

function backedOff({ backoff }: RetryPolicy, base: number, n: number): number {
  switch (backoff) {
    case undefined:
      return base;
    case "LINEAR":
      return n * base;
    case "EXPONENTIAL":
      return (2 ** n - 1) * base;
    default:
      return unreachable(backoff);
  }
}
