import { describe, expect, it } from "vitest";
import { sortByValue } from "../../../../core/src/graph/layout/sorting.ts";

describe("sorting nodes by value", () => {
  // Around the length of a run and of several merged ones.
  it.each([0, 1, 2, 7, 8, 9, 16, 17, 100, 1000])("sorts %i of them, equal ones by number", (count) => {
    const value = Float64Array.from({ length: count }, (_, i) => ((i * 7919) % 13) - 6);
    const nodes = Int32Array.from({ length: count }, (_, i) => i).reverse();
    const expected = [...nodes].sort((a, b) => (value[a] ?? 0) - (value[b] ?? 0) || a - b);
    sortByValue(nodes, value);
    expect([...nodes]).toEqual(expected);
  });

  it("sorts a part of a longer array and leaves the rest alone", () => {
    const nodes = Int32Array.of(9, 3, 2, 1, 0, 9);
    sortByValue(nodes.subarray(1, 5), Float64Array.of(4, 3, 3, 1));
    expect([...nodes]).toEqual([9, 3, 1, 2, 0, 9]);
  });
});
