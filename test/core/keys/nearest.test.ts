import { describe, expect, test } from "vitest";
import { createKeySuggester, editDistance, nearestName } from "../../../core/src/keys/index.ts";

describe("editDistance", () => {
  test.for([
    ["", "", 0],
    ["orders", "orders", 0],
    ["ordrs", "orders", 1],
    ["orderss", "orders", 1],
    ["oredrs", "orders", 1],
    ["order", "orders", 1],
    ["kitten", "sitting", 3],
    ["abc", "xyz", 3],
  ] as const)("%s → %s is %i", ([a, b, distance]) => {
    expect(editDistance(a, b, 10)).toBe(distance);
    expect(editDistance(b, a, 10)).toBe(distance);
  });

  test("agrees with itself at every limit", () => {
    const words = [
      "",
      "a",
      "ab",
      "ba",
      "abc",
      "acb",
      "orders",
      "ordres",
      "order_s",
      "rodesr",
      "customers",
      "ostumersc",
    ];
    for (const a of words) {
      for (const b of words) {
        const real = editDistance(a, b, 100);
        for (let limit = 0; limit < 8; limit++) {
          expect(editDistance(a, b, limit), `${a} ${b} ${limit}`).toBe(Math.min(real, limit + 1));
        }
      }
    }
  });

  test("stops above its limit", () => {
    expect(editDistance("a".repeat(10_000), "b", 3)).toBeGreaterThan(3);
    expect(editDistance("abcdefgh", "zzzzzzzz", 3)).toBeGreaterThan(3);
  });
});

describe("nearestName", () => {
  test.for([
    ["sliver", "silver"],
    ["Silver", "silver"],
    ["bronz", "bronze"],
    ["gld", "gold"],
    ["platinum", null],
    ["", null],
  ] as const)("%s → %s", ([name, nearest]) => {
    expect(nearestName(name, ["bronze", "silver", "gold"])).toBe(nearest);
  });
});

describe("createKeySuggester", () => {
  const known = ["bronze/orders", "silver/orders", "silver/customers", "gold/revenue", "orders_raw"];
  const suggester = createKeySuggester(known);
  const likely = (wrong: string, preference: (key: string) => number = () => 0): string[] =>
    suggester.near(wrong, preference, 3).map(({ key }) => key);

  test.for([
    ["bronze/ordrs", ["bronze/orders", "silver/orders"]],
    ["silver/order", ["silver/orders", "bronze/orders"]],
    ["silver/costumers", ["silver/customers"]],
    ["raw/orders", ["bronze/orders", "silver/orders"]],
    ["orders", ["bronze/orders", "silver/orders"]],
    ["gold/revenu", ["gold/revenue"]],
    ["weather", []],
    ["", []],
  ] as const)("%s → %j", ([wrong, expected]) => {
    expect(likely(wrong)).toEqual(expected);
  });

  test("among equals the preferred one is first", () => {
    expect(likely("raw/orders", (key) => (key.startsWith("silver/") ? 0 : 0.9))[0]).toBe("silver/orders");
  });

  test("a slip of the fingers scores under 1, the same name elsewhere does not", () => {
    expect(suggester.near("bronze/ordrs", () => 0, 1)[0]?.score).toBeLessThan(1);
    expect(suggester.near("raw/orders", () => 0, 1)[0]?.score).toBeGreaterThanOrEqual(1);
  });
});
