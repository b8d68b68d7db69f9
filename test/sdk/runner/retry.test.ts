import { expect, it } from "vitest";
import type { RetryPolicy } from "../../../sdk/src/authoring/options.ts";
import { maxAttempts, retryDelay } from "../../../sdk/src/runner/retry.ts";

function check(policy: RetryPolicy, expected: readonly number[], random = 0): void {
  expect(expected.map((_, i) => retryDelay(policy, i + 1, () => random))).toEqual(expected);
}

// The delays of Dagster's own tests (Apache-2.0).
it("waits as Dagster does", () => {
  check({}, [0, 0, 0]);
  check({ delay: 1 }, [1, 1, 1]);
  check({ delay: 1, backoff: "LINEAR" }, [1, 2, 3]);
  check({ delay: 1, backoff: "EXPONENTIAL" }, [1, 3, 7]);
});

it("spreads delays by jitter", () => {
  check({ delay: 10, jitter: "FULL" }, [2.5], 0.25);
  check({ delay: 10, backoff: "LINEAR", jitter: "PLUS_MINUS" }, [5, 15], 0.25);
  check({ delay: 10, backoff: "EXPONENTIAL", jitter: "PLUS_MINUS" }, [10, 30, 70], 0.5);
});

it("retries once by default, and not at all without a policy", () => {
  expect([maxAttempts(null), maxAttempts({}), maxAttempts({ maxRetries: 3 })]).toEqual([1, 2, 4]);
});
