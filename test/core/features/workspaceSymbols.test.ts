// Which assets a few letters mean, and in which order.
import { describe, expect, test } from "vitest";
import { openFixture, placeText } from "../../support/project.ts";

const KEYS = [
  "bronze/orders",
  "silver/orders",
  "silver/order_items",
  "gold/daily_orders",
  "silver/a_motor",
  "gold/p",
];
const PROJECT = KEYS.map((key) => `asset({ key: "${key}" });`).join("\n");

function found(query: string, limit?: number): readonly string[] {
  const { snapshot } = openFixture(PROJECT);
  return snapshot.workspaceSymbols(query, limit).map(({ key }) => key);
}

describe("workspace symbols", () => {
  test.for([
    ["all, sorted, for no query", "", [...KEYS].sort()],
    ["the key itself, whatever begins like it", "P", ["gold/p"]],
    [
      "a last component before one that contains it",
      "orders",
      ["bronze/orders", "silver/orders", "gold/daily_orders"],
    ],
    ["a prefix of the key", "silver/o", ["silver/order_items", "silver/orders"]],
    ["a prefix of the last component before the middle of one", "daily", ["gold/daily_orders"]],
    [
      "starts of words before letters in order",
      "sor",
      ["silver/order_items", "silver/orders", "silver/a_motor"],
    ],
    ["letters in order", "brz", ["bronze/orders"]],
    ["space around it", " daily ", ["gold/daily_orders"]],
    ["nothing", "zzz", []],
  ] as const)("%s", ([, query, expected]) =>
    expect(found(query).slice(0, expected.length || 9)).toEqual(expected),
  );

  test("only as many as are asked for, the best ones", () => {
    expect(found("or", 2)).toEqual(["silver/order_items", "bronze/orders"].sort());
    expect(found("daily", 1)).toEqual(["gold/daily_orders"]);
  });

  test("the layer and the place of the chosen one, also of a duplicate", () => {
    const { snapshot } = openFixture(`
      //- /assets/a.ts
      const a = asset({ key: "silver/a" });
      //- /assets/b.ts
      const b = asset({ key: "silver/a" });
    `);
    const symbols = snapshot.workspaceSymbols("silver/a");
    expect(symbols).toMatchObject([
      { key: "silver/a", layer: "silver", path: "assets/a.ts", at: 0 },
      { key: "silver/a", layer: "silver", path: "assets/b.ts", at: 1 },
    ]);
    const places = symbols.map((symbol) => snapshot.symbolPlace(symbol));
    expect(places.map((place) => place && placeText(snapshot, place))).toEqual([
      'assets/a.ts "silver/a"',
      'assets/b.ts "silver/a"',
    ]);
    expect(snapshot.symbolPlace({ key: "silver/gone", at: 0 })).toBeNull();
  });

  test("a query that could be split in a million ways is answered at once", () => {
    const key = `bronze/${Array.from({ length: 40 }, () => "a").join("_")}_xb`;
    const { snapshot } = openFixture(`asset({ key: "${key}" });`);
    expect(snapshot.workspaceSymbols(`${"a".repeat(30)}b`).map((symbol) => symbol.key)).toEqual([key]);
  });
});
