import { describe, expect, test } from "vitest";
import { matchingKeys, parseFilter, searchKeys } from "../../webview/src/filter.ts";
import { graph } from "./support.ts";

const GRAPH = graph("silver/orders, gold/daily_orders, orders_raw/stock, gold/stock");

describe("what the box means", () => {
  const check = (text: string, kind: string) => expect(parseFilter(text).kind).toBe(kind);
  test("nothing", () => check("  ", "none"));
  test("a word", () => check("orders", "search"));
  test("a path", () => check("silver/orders", "search"));
  test("an attribute", () => check("layer:silver", "selection"));
  test("a traversal", () => check("+key:a", "selection"));
  test("everything", () => check("*", "selection"));
  test("a function", () => check("roots(key:a)", "selection"));
  test("words", () => check("not orders", "selection"));
});

test("names that start with the word come first, then names, then paths", () => {
  expect(searchKeys(GRAPH, "ORDERS")).toEqual(["silver/orders", "gold/daily_orders", "orders_raw/stock"]);
});

describe("matches", () => {
  const match = (text: string, answer: Parameters<typeof matchingKeys>[2]) =>
    matchingKeys(GRAPH, parseFilter(text), answer);
  test("a search needs no answer", () => {
    expect(match("daily", null)).toEqual(new Set(["gold/daily_orders"]));
  });
  test("an expression filters nothing before its answer", () => {
    expect(match("layer:gold", null)).toBeNull();
  });
  test("an expression takes the answer's keys", () => {
    expect(match("layer:gold", { ok: true, keys: ["gold/stock"] })).toEqual(new Set(["gold/stock"]));
  });
  test("an error filters nothing", () => {
    expect(match("layer:", { ok: false, message: "value expected", offset: 6 })).toBeNull();
  });
});
