import { findCycles, findKnots } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { chain, sketch } from "./sketch.ts";

function checkCycles(text: string, expected: readonly string[]): void {
  expect(findCycles(sketch(text)).map((cycle) => cycle.join(" "))).toEqual(expected);
}

describe("findCycles", () => {
  it("finds none in an acyclic graph", () => checkCycles("a > b > c, a > c", []));
  it("finds a node that reads itself", () => checkCycles("a > a > b", ["a"]));
  it("finds two that read each other", () => checkCycles("b > a > b", ["a b"]));
  it("begins with the smallest key and follows the data", () => checkCycles("c > b > a > c", ["a c b"]));
  it("gives a knot's shortest cycle only", () => checkCycles("a > b > c > d > a, c > b", ["b c"]));
  it("gives a self-loop besides the knot it is in", () => checkCycles("a > b > a, b > b", ["a b", "b"]));
  it("gives each of several knots", () => checkCycles("x > y > x, a > b > a, b > x", ["a b", "x y"]));
  it("counts edges that are order only", () => checkCycles("a ~> b > a", ["a b"]));
  it("is the same whatever way the cycle is written", () => {
    checkCycles("m > n > o > m, n > p > m", ["m n o"]);
    checkCycles("n > p > m, o > m > n > o", ["m n o"]);
  });

  it("takes a chain and a ring of 20,000", () => {
    const long = chain(20_000);
    expect(findCycles(long)).toEqual([]);
    const [first, last] = [long.nodes[0]?.key ?? "", long.nodes.at(-1)?.key ?? ""];
    const ring = { ...long, edges: [...long.edges, { from: last, to: first, kind: "data" as const }] };
    expect(findCycles(ring)[0]).toHaveLength(20_000);
  });
});

describe("findKnots", () => {
  it("gives all that is tangled, self-loops outside of knots too", () => {
    expect(findKnots(sketch("a > b > c > a, c > c, d > d, a > e"))).toEqual([["a", "b", "c"], ["d"]]);
  });
});
