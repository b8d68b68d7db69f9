import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { RetryPolicy } from "../../../sdk/src/authoring/options.ts";
import { maxAttempts, retryDelay } from "../../../sdk/src/runner/retry.ts";

function check(policy: RetryPolicy, expected: readonly number[], random = 0): void {
  expect(expected.map((_, i) => retryDelay(policy, i + 1, () => random))).toEqual(expected);
}

interface SmallRules {
  readonly retry_delay: {
    readonly cases: readonly {
      readonly policy: RetryPolicy;
      readonly attempts: readonly number[];
      readonly expected: readonly number[];
    }[];
    readonly defaults: { readonly max_retries: number };
  };
}

const file = new URL("../../conformance/small-rules.json", import.meta.url);
const { retry_delay: dagster } = JSON.parse(readFileSync(file, "utf8")) as SmallRules;

it.for(dagster.cases)("waits as Dagster does: $policy", ({ policy, attempts, expected }) => {
  expect(attempts.map((n) => retryDelay(policy, n, () => 0))).toEqual(expected);
});

it("spreads delays by jitter", () => {
  check({ delay: 10, jitter: "FULL" }, [2.5], 0.25);
  check({ delay: 10, backoff: "LINEAR", jitter: "PLUS_MINUS" }, [5, 15], 0.25);
  check({ delay: 10, backoff: "EXPONENTIAL", jitter: "PLUS_MINUS" }, [10, 30, 70], 0.5);
});

it("retries once by default, and not at all without a policy", () => {
  expect([maxAttempts(null), maxAttempts({}), maxAttempts({ maxRetries: 3 })]).toEqual([
    1,
    1 + dagster.defaults.max_retries,
    4,
  ]);
});
