// The names that analysis knows are names that the SDK exports.
import { expect, test } from "vitest";
import { KNOWN_FUNCTIONS } from "../../../core/src/syntax/vocabulary.ts";
import * as sdk from "../../../sdk/src/index.ts";

test("every known function is exported by the SDK", () => {
  expect([...KNOWN_FUNCTIONS].filter((name) => !(name in sdk))).toEqual([]);
});

/** What stores, describes or sets up, and declares nothing. */
const OTHERS = "csv json lake link markdown memory parquet resource rule table".split(" ");

test("what the SDK exports beside them has no meaning for keys", () => {
  expect(
    Object.keys(sdk)
      .filter((name) => !KNOWN_FUNCTIONS.has(name))
      .sort(),
  ).toEqual(OTHERS);
});
