// One graph, in the forms that leave the program.
import { expect, test } from "vitest";
import { toDot, toGraphJson, toMermaid, toOutline, type AssetGraph } from "@strataline/core/graph";

const graph: AssetGraph = {
  layers: [
    { name: "bronze", title: "Bronze" },
    { name: "gold", title: "Gold" },
  ],
  nodes: [
    { key: "?a.ts#made", kind: "dynamic", layer: null, file: "a.ts" },
    { key: "bronze/orders", kind: "asset", layer: "bronze", file: "a.ts" },
    { key: "gold/lost", kind: "missing", layer: null, file: null },
    { key: 'gold/"odd"', kind: "asset", layer: "gold", file: "b.ts" },
    { key: "report", kind: "dataProduct", layer: null, file: "b.ts" },
    { key: "shop", kind: "source", layer: null, file: "a.ts" },
  ],
  edges: [
    { from: "bronze/orders", to: 'gold/"odd"', kind: "data" },
    { from: "gold/lost", to: 'gold/"odd"', kind: "order" },
    { from: 'gold/"odd"', to: "report", kind: "data" },
    { from: "shop", to: "bronze/orders", kind: "data" },
  ],
};

test("mermaid: bands, shapes by kind, dashed edges for order, keys escaped", () => {
  expect(toMermaid(graph)).toBe(`flowchart LR
  subgraph band0["Sources"]
    n5[("shop")]
  end
  subgraph band1["Missing"]
    n2["gold/lost"]
  end
  subgraph band2["Bronze"]
    n1["bronze/orders"]
  end
  subgraph band3["Gold"]
    n3["gold/&quot;odd&quot;"]
  end
  subgraph band4["No layer"]
    n0["?a.ts#made"]
  end
  subgraph band5["Data products"]
    n4(["report"])
  end
  n1 --> n3
  n2 -.-> n3
  n3 --> n4
  n5 --> n1
  classDef unsure stroke-dasharray: 4 3
  class n0,n2 unsure
`);
});

test("dot: the same bands as clusters, strings quoted", () => {
  const dot = toDot(graph);
  expect(dot).toContain('"gold/\\"odd\\"" [shape = box]');
  expect(dot).toContain('"gold/lost" -> "gold/\\"odd\\"" [style = dashed]');
  expect(dot.match(/subgraph/g)).toHaveLength(6);
});

test("text: band by band with what each reads; order in parentheses", () => {
  expect(toOutline(graph)).toBe(`Sources
  shop

Missing
  gold/lost

Bronze
  bronze/orders <- shop

Gold
  gold/"odd" <- bronze/orders, (gold/lost)

No layer
  ?a.ts#made (dynamic)

Data products
  report <- gold/"odd"
`);
});

test("nothing is drawn of an empty graph", () => {
  const empty: AssetGraph = { layers: graph.layers, nodes: [], edges: [] };
  expect(toMermaid(empty)).toBe("flowchart LR\n");
  expect(toOutline(empty)).toBe("");
});

test("json: exactly the documented fields, ranges from outside", () => {
  const json = toGraphJson(graph, (key) => (key === "shop" ? "here" : null));
  expect(json.schemaVersion).toBe(1);
  expect(json.nodes.at(-1)).toEqual({
    key: "shop",
    kind: "source",
    layer: null,
    file: "a.ts",
    range: "here",
  });
  expect(json.nodes.map(({ range }) => range).filter((range) => range !== null)).toEqual(["here"]);
  expect(json.edges).toEqual(graph.edges);
});
