// 5,000 random edits, and prefixes of the examples. `npm run fuzz` is the same for a night.
import { expect, test } from "vitest";
import { countOfRun, seedOfRun } from "../support/random.ts";
import { runPrefixes } from "./prefixes.ts";
import { CHANGES_IN_A_SEQUENCE, runSequence } from "./sequence.ts";

const HOUR = 3_600_000;
const seed = seedOfRun();
const sequences = countOfRun("STRATALINE_EDITS", 5_000) / CHANGES_IN_A_SEQUENCE;

test("random edits leave what a fresh index says", { timeout: HOUR }, () => {
  for (let index = 0; index < sequences; index++) runSequence(seed, index);
});

test("prefixes of every example file can be asked everything", { timeout: HOUR }, () => {
  expect(runPrefixes(61)).toBeGreaterThan(500);
});
