import {
  bandsOf,
  EMPTY_GRAPH,
  toDot,
  toGraphJson,
  toMermaid,
  toOutline,
  type AssetGraph,
  type GraphNode,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { sketch } from "./sketch.ts";

/** One of each kind, and names that are markup everywhere. */
const graph: AssetGraph = (() => {
  const drawn = sketch(
    "source:src/orders > bronze/orders > gold/revenue > product:board, bronze/orders ~> gold/audit",
  );
  const extra: GraphNode[] = [
    { key: "?assets/x.ts#make", kind: "dynamic", layer: "gold", file: "assets/x.ts" },
    { key: "silver/ordrs", kind: "missing", layer: null, file: null },
    { key: 'x"]; end\n<b>#\\N`', kind: "missing", layer: null, file: null },
  ];
  return {
    ...drawn,
    nodes: [
      ...drawn.nodes.map((node) => (node.key === "gold/audit" ? { ...node, hasDynamicDeps: true } : node)),
      ...extra,
    ].sort((a, b) => (a.key < b.key ? -1 : 1)),
    edges: [...drawn.edges, { from: "silver/ordrs", to: "gold/revenue", kind: "data" as const }].sort(
      (a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1),
    ),
  };
})();

describe("bandsOf", () => {
  it("shows sources, every layer, data products and the rest, each node once", () => {
    expect(bandsOf(graph).map(({ id, nodes }) => `${id} ${nodes.length}`)).toEqual([
      "sources 1",
      "layer:bronze 1",
      "layer:silver 1",
      "layer:gold 3",
      "dataProducts 1",
      "unknown 1",
    ]);
  });
  it("of an empty graph are none", () => expect(bandsOf(EMPTY_GRAPH)).toEqual([]));
});

describe("toGraphJson", () => {
  it("is the documented form and no more", () => {
    const range = { start: { line: 2, character: 13 }, end: { line: 9, character: 2 } };
    const small = sketch("source:s > bronze/a");
    expect(JSON.parse(JSON.stringify(toGraphJson(small, (key) => (key === "s" ? null : range))))).toEqual({
      schemaVersion: 1,
      layers: [
        { name: "bronze", title: "Bronze" },
        { name: "silver", title: "Silver" },
        { name: "gold", title: "Gold" },
      ],
      nodes: [
        { key: "bronze/a", kind: "asset", layer: "bronze", file: "assets/bronze/a.ts", range },
        { key: "s", kind: "source", layer: null, file: "assets/s.ts", range: null },
      ],
      edges: [{ from: "s", to: "bronze/a", kind: "data" }],
    });
  });
});

describe("toMermaid", () => {
  it("draws bands, shapes and both kinds of edges, with every name escaped", () => {
    expect(toMermaid(graph)).toBe(`flowchart LR
  subgraph b0["Sources"]
    n6[("src/orders")]
  end
  subgraph b1["Bronze"]
    n2["bronze/orders"]
  end
  subgraph b2["Silver"]
    n5["silver/ordrs"]
  end
  subgraph b3["Gold"]
    n0["?assets/x.ts#35;make"]
    n3["gold/audit"]
    n4["gold/revenue"]
  end
  subgraph b4["Data products"]
    n1(["board"])
  end
  subgraph b5["No layer"]
    n7["x#34;#93;#59; end#10;#60;b#62;#35;#92;N#96;"]
  end
  n2 -.-> n3
  n2 --> n4
  n4 --> n1
  n5 --> n4
  n6 --> n2
  classDef missing stroke:#d33,stroke-dasharray:4 3
  class n5,n7 missing
  classDef dynamic stroke-dasharray:4 3
  class n0 dynamic
`);
  });
  it("of an empty graph is a flowchart", () => expect(toMermaid(EMPTY_GRAPH)).toBe("flowchart LR\n"));
});

describe("toDot", () => {
  it("draws clusters, kinds and both kinds of edges, with every name quoted", () => {
    expect(toDot(graph)).toBe(
      String.raw`digraph lineage {
  rankdir=LR;
  node [shape=box style="rounded"];
  subgraph cluster_0 {
    label="Sources";
    "src/orders" [shape=cylinder];
  }
  subgraph cluster_1 {
    label="Bronze";
    "bronze/orders";
  }
  subgraph cluster_2 {
    label="Silver";
    "silver/ordrs" [style="dashed" color="red"];
  }
  subgraph cluster_3 {
    label="Gold";
    "?assets/x.ts#make" [style="dashed"];
    "gold/audit";
    "gold/revenue";
  }
  subgraph cluster_4 {
    label="Data products";
    "board" [style="rounded,bold"];
  }
  subgraph cluster_5 {
    label="No layer";
    "x\"]; end\n<b>#\\N` +
        "`" +
        String.raw`" [style="dashed" color="red"];
  }
  "bronze/orders" -> "gold/audit" [style=dashed];
  "bronze/orders" -> "gold/revenue";
  "gold/revenue" -> "board";
  "silver/ordrs" -> "gold/revenue";
  "src/orders" -> "bronze/orders";
}
`,
    );
  });
});

describe("toOutline", () => {
  it("lists layer by layer who reads what", () => {
    expect(toOutline(graph)).toBe(`Sources (1)
  src/orders

Bronze (1)
  bronze/orders  ← src/orders

Silver (1)
  silver/ordrs (missing)

Gold (3)
  ?assets/x.ts#make (dynamic)
  gold/audit (reads more than is known)  ← bronze/orders (order only)
  gold/revenue                           ← bronze/orders, silver/ordrs

Data products (1)
  board  ← gold/revenue

No layer (1)
  x"]; end\u{FFFD}<b>#\\N\` (missing)

1 source, 3 assets, 1 data product, 1 dynamic asset, 2 missing assets, 5 edges
`);
  });
  it("never prints control characters", () => {
    const nasty = {
      ...EMPTY_GRAPH,
      nodes: [{ key: "\u001b[2Ja", kind: "source", layer: null, file: null } as const],
    };
    expect(toOutline(nasty)).not.toContain("\u001b");
  });
  it("of an empty graph says so", () => expect(toOutline(EMPTY_GRAPH)).toBe("0 edges\n"));
});
