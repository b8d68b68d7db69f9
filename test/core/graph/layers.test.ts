import { isUpwardRead, layerIndex, nodeOf, skippedLayers, type GraphNode } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { sketch } from "./sketch.ts";

const graph = sketch("source:s, bronze/a, silver/b, gold/c, product:p, other/x");

function node(key: string): GraphNode {
  const found = nodeOf(graph, key);
  if (found === undefined) throw new Error(`no node ${key}`);
  return found;
}

describe("layerIndex", () => {
  it("counts from the sources to the data products", () => {
    expect(["s", "bronze/a", "silver/b", "gold/c", "p"].map((key) => layerIndex(graph, node(key)))).toEqual([
      -1, 0, 1, 2, 3,
    ]);
  });
  it("is null for what stands in no layer", () => {
    expect(layerIndex(graph, node("other/x"))).toBeNull();
    expect(layerIndex(graph, { key: "gold/m", kind: "missing", layer: null, file: null })).toBeNull();
    expect(layerIndex(graph, { ...node("gold/c"), layer: "platinum" })).toBeNull();
  });
});

function checkRead(upstream: string, downstream: string, upward: boolean, skipped: readonly string[]): void {
  const [from, to] = [node(upstream), node(downstream)];
  expect(isUpwardRead(graph, from, to)).toBe(upward);
  expect(skippedLayers(graph, from, to).map((layer) => layer.name)).toEqual(skipped);
}

describe("a read", () => {
  it("of the layer before is in order", () => checkRead("bronze/a", "silver/b", false, []));
  it("inside of one layer is in order", () => checkRead("silver/b", "silver/b", false, []));
  it("of a later layer is upward", () => checkRead("gold/c", "silver/b", true, []));
  it("of a data product is upward", () => checkRead("p", "gold/c", true, []));
  it("by a source is upward", () => checkRead("gold/c", "s", true, []));
  it("over a layer skips it", () => checkRead("bronze/a", "gold/c", false, ["silver"]));
  it("of a source skips all layers before the reader", () =>
    checkRead("s", "gold/c", false, ["bronze", "silver"]));
  it("by a data product skips all layers after the upstream", () =>
    checkRead("bronze/a", "p", false, ["silver", "gold"]));
  it("without a layer is never judged", () => checkRead("other/x", "bronze/a", false, []));
});
