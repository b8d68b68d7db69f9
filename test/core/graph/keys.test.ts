import { nearestKeys } from "@strataline/core/graph";
import { expect, it } from "vitest";

const keys = ["bronze/orders", "silver/orders", "silver/order_x", "gold/revenue"];

function checkNearest(word: string, expected: readonly string[]): void {
  expect(nearestKeys(word, keys)).toEqual(expected);
}

it("finds a misspelt key", () => checkNearest("gold/revenu", ["gold/revenue"]));
it("finds a swap", () => checkNearest("gold/revneue", ["gold/revenue"]));
it("does not mind upper case", () => checkNearest("Gold/Revenue", ["gold/revenue"]));
it("sorts the nearest first", () => checkNearest("silver/orders_", ["silver/orders", "silver/order_x"]));
it("finds nothing when nothing is like it", () => checkNearest("platinum/kpi", []));
it("does not suggest the word itself", () => checkNearest("gold/revenue", []));
it("finds the same name in another layer, or without one", () => {
  checkNearest("gold/orders", ["bronze/orders", "silver/orders"]);
  checkNearest("revenue", ["gold/revenue"]);
});
