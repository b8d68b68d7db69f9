import { describe, expect, test } from "vitest";
import { isValidKey, keyProblem, nearestValidKey, shortKey } from "../../../core/src/keys/index.ts";

describe("keyProblem", () => {
  test.for(["orders", "silver/orders", "silver/crm/orders_v2", "_x", "9/a-b.c", "a".repeat(200), "a/b..c"])(
    "%s is valid",
    (key) => {
      expect(keyProblem(key)).toBeNull();
      expect(isValidKey(key)).toBe(true);
      expect(nearestValidKey(key)).toBe(key);
    },
  );

  test.for([
    ["", "is empty", null],
    ["a b", "contains a space", "a_b"],
    ["a\tb", "contains a tab", "a_b"],
    ["a\nb", "contains a line break", "a_b"],
    ["a\0b", "contains a control character", "a_b"],
    ["/orders", "begins with a slash", "orders"],
    ["orders/", "ends with a slash", "orders"],
    ["silver//orders", "has an empty component between two slashes", "silver/orders"],
    ["../orders", 'has the component ".."', "orders"],
    ["silver/../orders", 'has the component ".."', "silver/orders"],
    ["./orders", 'has the component "."', "orders"],
    [".hidden", 'has a component that begins with "."', "hidden"],
    ["silver/-x", 'has a component that begins with "-"', "silver/x"],
    ['say "hi"', "contains a space", "say_hi"],
    ['a"b', 'contains a quote (")', "ab"],
    ["a'b", "contains a quote (')", "ab"],
    ["a`b", "contains a quote (`)", "ab"],
    ["a\\b", "contains a backslash", "a/b"],
    ["größe", 'contains the character "ö"', "gr_e"],
    ["日本", 'contains the character "日"', "_"],
    ["😀", 'contains the character "😀"', "_"],
    ["..", 'has the component ".."', null],
  ] as const)("%j %s", ([key, problem, nearest]) => {
    expect(keyProblem(key)).toBe(problem);
    expect(nearestValidKey(key)).toBe(nearest);
    if (nearest !== null) expect(keyProblem(nearest)).toBeNull();
  });

  test("says how long a long key is, and shortens it", () => {
    const key = "a".repeat(10_000);
    expect(keyProblem(key)).toBe("has 10000 characters; 200 are allowed");
    expect(nearestValidKey(key)).toHaveLength(200);
    expect(shortKey(key).length).toBeLessThan(90);
  });
});
