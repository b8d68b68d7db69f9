// Groups of assets, and the graph in which closed groups are one node each.
import { describe, expect, test } from "vitest";
import {
  closeGroups,
  groupId,
  groupingsOf,
  groupsBy,
  type AssetGraph,
  type GraphNode,
} from "@strataline/core/graph";
import { sketch } from "./sketch.ts";

/** The sketch with groups: "bronze/a" → "sales". */
function grouped(text: string, groups: Readonly<Record<string, string>>): AssetGraph {
  const graph = sketch(text);
  const nodes = graph.nodes.map((node): GraphNode => {
    const group = groups[node.key];
    return group === undefined ? node : { ...node, group };
  });
  return { ...graph, nodes };
}

const CHAIN =
  "source:erp > bronze/a > silver/a > gold/a, erp > bronze/b > silver/b > gold/a, bronze/a > silver/b";
const SALES = { "bronze/a": "sales", "bronze/b": "sales", "silver/a": "sales/eu", "silver/b": "sales/eu" };

function drawn(graph: AssetGraph, open: readonly string[] = []) {
  const answer = closeGroups(graph, groupsBy(graph, "group"), new Set(open));
  return {
    ...answer,
    keys: answer.graph.nodes.map(({ key }) => key),
    ways: answer.graph.edges.map(({ from, to }) => `${from} > ${to}`),
  };
}

const BRONZE = "group:layer%3Abronze:sales";
const SILVER = "group:layer%3Asilver:sales";

describe("closed groups", () => {
  const graph = grouped(CHAIN, SALES);

  test("are one node in each band they have assets in", () => {
    const { keys, groups, graph: result } = drawn(graph);
    expect(keys).toEqual(["erp", "gold/a", BRONZE, SILVER]);
    expect(groups.get(BRONZE)?.members).toEqual(["bronze/a", "bronze/b"]);
    expect(result.nodes.find(({ key }) => key === SILVER)?.layer).toBe("silver");
  });

  test("share one edge for all that run the same way, and say how many", () => {
    const { ways, bundles } = drawn(graph);
    expect(ways).toEqual([`erp > ${BRONZE}`, `${BRONZE} > ${SILVER}`, `${SILVER} > gold/a`]);
    expect(bundles.get(`${BRONZE} ${SILVER}`)).toBe(3);
  });

  test("hide the edges inside of them", () => {
    const inside = grouped("silver/a > silver/b, bronze/x", { "silver/a": "g", "silver/b": "g" });
    expect(drawn(inside).ways).toEqual([]);
  });

  test("keep the loop of an asset that reads itself out of sight, and of one that is in sight", () => {
    const loop = grouped("silver/a > silver/a, silver/b", { "silver/a": "g", "silver/b": "g" });
    expect(drawn(loop).ways).toEqual([]);
    expect(drawn(loop, ["g"]).ways).toEqual(["silver/a > silver/a"]);
  });

  test("of one asset are the asset", () => {
    const { keys, standIn } = drawn(grouped("silver/a > silver/b", { "silver/a": "alone" }));
    expect(keys).toEqual(["silver/a", "silver/b"]);
    expect(standIn.size).toBe(0);
  });

  test("bring data as soon as one of their edges does", () => {
    const both = grouped("silver/a ~> gold/c, silver/b > gold/c", { "silver/a": "g", "silver/b": "g" });
    expect(drawn(both).graph.edges[0]?.kind).toBe("data");
    const order = grouped("silver/a ~> gold/c, silver/b ~> gold/c", { "silver/a": "g", "silver/b": "g" });
    expect(drawn(order).graph.edges[0]?.kind).toBe("order");
  });
});

describe("open groups", () => {
  const graph = grouped(CHAIN, SALES);

  test("show their assets, and closed what is nested in them", () => {
    const { keys, standIn } = drawn(graph, ["sales"]);
    expect(keys).toEqual(["bronze/a", "bronze/b", "erp", "gold/a", `${SILVER}/eu`]);
    expect(standIn.get("silver/a")).toBe(`${SILVER}/eu`);
  });

  test("all open is the graph itself", () => {
    const { graph: result } = drawn(graph, ["sales", "sales/eu"]);
    expect(result).toEqual(graph);
  });

  test("a group inside of a closed one is closed with it", () => {
    expect(drawn(graph, ["sales/eu"]).keys).toContain(SILVER);
  });
});

describe("what belongs together", () => {
  test("by folder, without the folders that all share", () => {
    const graph = sketch("bronze/a > silver/b");
    const groupOf = groupsBy(graph, "folder");
    expect(graph.nodes.map(groupOf)).toEqual([["bronze"], ["silver"]]);
  });
  test("by tag", () => {
    const [node] = sketch("bronze/a").nodes;
    const groupOf = groupsBy(sketch("bronze/a"), "tag:domain");
    expect(node && groupOf({ ...node, tags: { domain: "flights" } })).toEqual(["flights"]);
    expect(node && groupOf(node)).toEqual([]);
  });
  test("is offered only where it makes groups", () => {
    expect(groupingsOf(sketch("bronze/a"))).toEqual([]);
    const graph = grouped("bronze/a > silver/b, bronze/c", {
      "bronze/a": "x",
      "bronze/c": "x",
      "silver/b": "y",
    });
    expect(groupingsOf(graph)).toEqual(["group", "folder", "layer"]);
  });
  test("names groups so that no two are alike", () =>
    expect(groupId(["a/b", "c"])).not.toBe(groupId(["a", "b", "c"])));
});
