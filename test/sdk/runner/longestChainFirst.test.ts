// Which of several ready steps starts first.
import { describe, expect, it } from "vitest";
import { longestChainFirst } from "../../../sdk/src/runner/longestChainFirst.ts";

/** `b<a` reads: b after a. */
function checkOrder(steps: string, expected: string): void {
  const parsed = steps.split(" ").map((step) => {
    const [key = "", upstreams = ""] = step.split("<");
    return { key, after: upstreams.split(",").filter((upstream) => upstream !== "") };
  });
  expect(
    longestChainFirst(parsed)
      .map(({ key }) => key)
      .join(" "),
  ).toBe(expected);
}

describe("longest chain first", () => {
  it("starts what the longest chain waits for", () => checkOrder("a b c<b d<c", "b c a d"));
  it("keeps the order of equals", () => checkOrder("b a d<b c<a", "b a d c"));
  it("counts the longest way, not the first", () => checkOrder("x a e<a b<a c<b e2<c", "a b c x e e2"));
  it("ignores upstreams that are not steps", () => checkOrder("a<source b<a", "a b"));
  it("has nothing to order in nothing", () => {
    expect(longestChainFirst([])).toEqual([]);
  });
});
