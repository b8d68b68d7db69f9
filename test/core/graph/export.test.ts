// Pictures of a graph as files: what they show, that nothing of a name is markup, that they are well formed.
import { createHash } from "node:crypto";
import {
  averageMeasure,
  exportTheme,
  fitText,
  layoutGraph,
  partOf,
  pictureOf,
  plainTheme,
  toHtmlPage,
  toSvg,
  type AssetGraph,
  type GraphNode,
  type PictureCard,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { MEDALLION, randomGraph, sketch } from "./sketch.ts";
import { tagsOf } from "../../support/xml.ts";

function withNodes(
  graph: AssetGraph,
  ...changed: readonly (Partial<GraphNode> & { key: string })[]
): AssetGraph {
  const byKey = new Map(changed.map((node) => [node.key, node]));
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, ...byKey.get(node.key) })) };
}

const CHAIN = "source:src/orders > bronze/orders > silver/orders > gold/revenue > product:board";
const svgOf = (graph: AssetGraph) => toSvg(pictureOf(graph, { title: "Lineage" }));
const classesOf = (svg: string, key: string) =>
  tagsOf(svg)
    .find(({ attributes }) => attributes["data-key"] === key)
    ?.attributes.class?.split(" ") ?? [];
const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) => text?.replaceAll(/<[^>]*>/g, "|"));

describe("toSvg", () => {
  it("from top to bottom: lanes under each other, headers at the left, edges down", () => {
    const graph = sketch("bronze/a > silver/b", MEDALLION.slice(0, 2));
    const svg = toSvg(pictureOf(graph, { title: "Lineage", direction: "down" }));
    const lanes = tagsOf(svg).flatMap(({ attributes }) => (attributes.class === "lane" ? [attributes] : []));
    expect(lanes.map(({ x }) => x)).toEqual(["0", "0"]);
    expect(Number(lanes[1]?.y)).toBeGreaterThan(Number(lanes[0]?.height));
    const way = tagsOf(svg).find(({ attributes }) => attributes.class === "way")?.attributes;
    const [, x, down] = /^M([\d.]+),[\d.]+L([\d.]+),/.exec(way?.d ?? "") ?? [];
    expect(x).toBe(down);
  });

  it("draws one small graph just so", () => {
    const graph = sketch("bronze/a > silver/b", MEDALLION.slice(0, 2));
    const drawn = svgOf(graph).replace(/<style>.*<\/style>/, "<style/>");
    expect(drawn).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" width="554" height="162" viewBox="0 0 554 162" role="img" aria-label="Lineage">
      <title>Lineage</title>
      <style/>
      <rect class="surface" width="554" height="162"/>
      <g transform="translate(16,16)"><g class="band layer0"><rect class="lane" x="0" y="0" width="256" height="130"/><rect class="header" x="0" y="0" width="256" height="34"/><rect class="header-line" x="0" y="0" width="256" height="2"/><text class="band-title" x="12" y="22">Bronze<tspan class="band-count" dx="8">1</tspan></text></g><g class="band layer1"><rect class="lane" x="266" y="0" width="256" height="130"/><rect class="header" x="266" y="0" width="256" height="34"/><rect class="header-line" x="266" y="0" width="256" height="2"/><text class="band-title" x="278" y="22">Silver<tspan class="band-count" dx="8">1</tspan></text></g></g>
      <g transform="translate(16,68)"><g class="edges"><g class="edge data" data-from="bronze/a" data-to="silver/b"><path class="way" d="M238,29L277,29"/><path class="tip" d="M284,29L276,25V33Z"/></g></g><g class="nodes"><g class="node layer0 asset" data-key="bronze/a" transform="translate(18,0)"><title>bronze/a
      assets/bronze/a.ts</title><rect class="card" x="0" y="0" width="220" height="58" rx="7"/><path class="strip" d="M4,0V58A7,7 0 0 1 0,51V7A7,7 0 0 1 4,0Z"/><path class="icon kind" d="M2.5 3h11v10h-11z M2.5 6.3h11 M6.2 6.3V13" transform="translate(14,11)"/><text class="name" x="38" y="24">a</text><g class="is-quiet"><text class="line" x="38" y="44">asset</text></g></g>
      <g class="node layer1 asset" data-key="silver/b" transform="translate(284,0)"><title>silver/b
      assets/silver/b.ts</title><rect class="card" x="0" y="0" width="220" height="58" rx="7"/><path class="strip" d="M4,0V58A7,7 0 0 1 0,51V7A7,7 0 0 1 4,0Z"/><path class="icon kind" d="M2.5 3h11v10h-11z M2.5 6.3h11 M6.2 6.3V13" transform="translate(14,11)"/><text class="name" x="38" y="24">b</text><g class="is-quiet"><text class="line" x="38" y="44">asset</text></g></g></g></g>
      </svg>
      "
    `);
  });

  it("has a lane for each band, with its title and count", () => {
    const texts = textsOf(svgOf(sketch(CHAIN)));
    expect(texts.filter((text) => /\|\d/.test(text ?? ""))).toEqual([
      ...["Sources|1|", "Bronze|1|", "Silver|1|", "Gold|1|", "Data products|1|"],
    ]);
  });

  it("of a part has lanes where it has assets only, the colours of the project, and both counts", () => {
    const project = sketch(`${CHAIN}, bronze/other`);
    const part = partOf(project, new Set(["bronze/orders", "gold/revenue"]));
    const svg = toSvg(pictureOf(part, { title: "Part", project }));
    expect(textsOf(svg).slice(0, 2)).toEqual(["Bronze|1 of 2|", "Gold|1|"]);
    expect(classesOf(svg, "gold/revenue")).toContain("layer2");
  });

  it("says by shape and dashes what is missing, dynamic, on a cycle, doubtful, declared twice", () => {
    const graph = withNodes(
      sketch("silver/a > silver/b > silver/a, gold/m > gold/d, gold/two, gold/dd"),
      { key: "gold/m", kind: "missing", layer: null, file: null },
      { key: "gold/d", kind: "dynamic" },
      { key: "gold/two", isDuplicate: true },
      { key: "gold/dd", hasDynamicDeps: true },
    );
    const svg = svgOf(graph);
    expect(classesOf(svg, "gold/m")).toContain("missing");
    expect(classesOf(svg, "gold/d")).toContain("dynamic");
    const classes = tagsOf(svg).map(({ attributes }) => attributes.class ?? "");
    expect(classes.filter((name) => name === "ring")).toHaveLength(2);
    expect(classes.filter((name) => name === "behind")).toHaveLength(1);
    expect(classes.filter((name) => name === "unknown-deps")).toHaveLength(1);
    expect(classes.filter((name) => /\bcyclic\b/.test(name))).toHaveLength(2);
  });

  it("dashes edges that order only, and reddens those that run backward", () => {
    const edges = tagsOf(svgOf(sketch("bronze/a ~> silver/b, gold/c > silver/b")))
      .map(({ attributes }) => attributes)
      .filter(({ class: name = "" }) => name.startsWith("edge "));
    expect(edges.map(({ class: name }) => name)).toEqual(["edge order", "edge data backward"]);
  });

  it("shows the cards it is given, where they stand", () => {
    const graph = sketch("bronze/a");
    const card: PictureCard = {
      ...{
        prefix: "",
        name: "a",
        icon: "table",
        problem: "error",
        marks: [],
        hidden: { upstream: 0, downstream: 2 },
      },
      line: { icon: "failed", text: "failed · now", tone: "bad" },
      ...{ state: "failed", checks: { text: "1/2", tone: "bad" } },
    };
    const layout = layoutGraph(graph, () => ({ width: 240, height: 58 }));
    const svg = toSvg(pictureOf(graph, { title: "x", cards: new Map([["bronze/a", card]]), layout }));
    expect(textsOf(svg).slice(-4)).toEqual(["a", "failed · now", "1/2", "+2"]);
    expect(classesOf(svg, "bronze/a")).toContain("failed");
    const place = layout.nodes.get("bronze/a");
    expect(svg).toContain(`data-key="bronze/a" transform="translate(${place?.x ?? -1},${place?.y ?? -1})"`);
  });

  it("says nothing about runs that nobody asked about", () => {
    expect(textsOf(svgOf(sketch("bronze/a"))).at(-1)).toBe("asset");
  });

  it("shortens a name that is too long, its prefix first", () => {
    const long = `bronze/${"folder_".repeat(5)}/orders_by_region`;
    expect(textsOf(svgOf(sketch(long)))).toContain("|…/|orders_by_region");
    const longest = textsOf(svgOf(sketch(`bronze/${"orders_by_region_".repeat(4)}`))).find((text) =>
      text?.startsWith("orders"),
    );
    expect(longest).toMatch(/^orders_by_.*….*region_$/);
  });

  it("of nothing says that there is nothing", () =>
    expect(textsOf(svgOf(sketch("")))).toContain("No assets"));

  it("is well formed, whatever the graph", () => {
    for (let seed = 1; seed <= 40; seed++) expect(() => tagsOf(svgOf(randomGraph(seed)))).not.toThrow();
  });

  it("makes no markup of a name, and keeps out what XML cannot hold", () => {
    const graph = withNodes(sketch("bronze/a"), {
      key: "bronze/a",
      description: `</title><script>alert(1)</script> ]]> & "'\u0000\ud800\u001b`,
    });
    const key = `bronze/<img src=x onerror="alert(1)">'&`;
    const nasty: AssetGraph = { ...graph, nodes: graph.nodes.map((node) => ({ ...node, key })) };
    const svg = toSvg(pictureOf(nasty, { title: "</title><script>" }));
    const names = new Set(tagsOf(svg).map(({ name }) => name));
    expect([...names].sort()).toEqual(["g", "path", "rect", "style", "svg", "text", "title", "tspan"]);
    expect(tagsOf(svg).some(({ attributes }) => attributes["data-key"] === key)).toBe(true);
    expect(svg).not.toMatch(/[\0\u001b]/);
    expect(encodeURIComponent(svg)).not.toBe(""); // Throws at half of a surrogate pair.
  });

  it("names no colour but those of its theme", () => {
    const colors = (theme: "dark" | "light") =>
      new Set(
        toSvg(pictureOf(sketch(CHAIN), { title: "x", theme: plainTheme(theme) })).match(/#[0-9a-f]{6}/g),
      );
    // The red of errors is the same in both.
    expect([...colors("dark")].filter((color) => colors("light").has(color))).toEqual(["#f85149"]);
  });
});

describe("exportTheme", () => {
  const colors = {
    ...{ background: "#000", foreground: "rgb(200, 100, 50)", focus: "#ffffff80", error: "#f00" },
    ...{
      warning: "#ff0",
      red: "#f00",
      blue: "#00f",
      yellow: "#ff0",
      green: "#0f0",
      purple: "rgba(128,0,128,.5)",
    },
    contrastBorder: null,
  };
  it("reads what themes write, and leaves nothing transparent", () => {
    const theme = exportTheme(colors, "dark");
    expect(theme).toMatchObject({ surface: "#000000", text: "#c86432", focus: "#808080" });
    expect(theme.accents.dataProducts).toBe("#400040");
  });
  it("tints nothing in high contrast, and draws its borders", () => {
    const theme = exportTheme({ ...colors, contrastBorder: "#6fc3df" }, "contrast");
    expect(theme).toMatchObject({ cardBorder: "#6fc3df", laneTint: 0, headerTint: 0, quiet: theme.text });
  });
  it("takes a colour it cannot read for grey", () => {
    expect(exportTheme({ ...colors, error: "var(--x)" }, "dark").bad).toBe("#808080");
  });
});

describe("averageMeasure", () => {
  const width = (text: string) => averageMeasure(text, "name");
  it("knows narrow from wide letters", () => {
    expect(width("illi")).toBeLessThan(width("name"));
    expect(width("name")).toBeLessThan(width("MMWW"));
    expect(width("表表")).toBeGreaterThan(width("ab"));
  });
  // Measured in Chromium at 14 px and weight 600, in CSS pixels: Liberation Sans, which has the widths of Arial, and DejaVu Sans.
  it.for([
    ["strikes_per_10k_flights", 155.6, 179.9],
    ["noaa/seattle_hourly_normals", 193.7, 226.6],
    ["weather_delay_correlation", 176.6, 207.9],
    ["ORDERS_BY_REGION", 150.1, 159.4],
    ["bronze/customers", 120.6, 141.5],
  ] as const)("%s fits in a wide font and is not far from a narrow one", ([text, narrow, wide]) => {
    expect(width(text)).toBeGreaterThanOrEqual(wide);
    expect(width(text)).toBeLessThan(narrow * 1.25);
  });
});

describe("fitText", () => {
  const fit = (width: number) => fitText("abcdefghij", width, (text) => text.length);
  it("leaves what fits", () => expect(fit(10)).toBe("abcdefghij"));
  it("keeps both ends", () => expect(fit(6)).toBe("abc…ij"));
});

describe("toHtmlPage", () => {
  const pageOf = (graph: AssetGraph) => toHtmlPage(pictureOf(graph, { title: `Lineage of <b>"x"</b>` }));
  const scriptOf = (html: string) => /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
  const dataOf = (html: string): unknown =>
    JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)?.[1] ?? "");

  it("lets exactly its own script run, and nothing be fetched", () => {
    const html = pageOf(sketch(CHAIN));
    const hash = createHash("sha256").update(scriptOf(html)).digest("base64");
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'"`,
    );
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|\bsrc=|@import|url\(/);
  });

  it("carries what the details show", () => {
    const graph = withNodes(sketch("bronze/a > gold/b"), {
      key: "gold/b",
      description: "Money",
      owners: ["team:x"],
      tags: { pii: "", cost: "high" },
      checks: ["rowCount", ""],
    });
    expect(dataOf(pageOf(graph))).toMatchObject({
      nodes: [
        {
          key: "bronze/a",
          rows: [
            ["Kind", "Asset"],
            ["Layer", "Bronze"],
            ["File", "assets/bronze/a.ts"],
          ],
        },
        {
          key: "gold/b",
          description: "Money",
          rows: [
            ...[
              ["Kind", "Asset"],
              ["Layer", "Gold"],
              ["File", "assets/gold/b.ts"],
              ["Owners", "team:x"],
            ],
            ...[
              ["Tags", "pii, cost=high"],
              ["Checks", "rowCount"],
            ],
          ],
        },
      ],
      edges: [{ from: "bronze/a", to: "gold/b", kind: "data" }],
    });
  });

  it("cannot be broken out of by a name", () => {
    const description = `</script><script>alert(1)</script><!-- \u2028`;
    const html = pageOf(withNodes(sketch("bronze/a"), { key: "bronze/a", description }));
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain("<!--");
    expect(html).toContain("<title>Lineage of &lt;b&gt;&quot;x&quot;&lt;/b&gt;</title>");
    expect(dataOf(html)).toMatchObject({ nodes: [{ description }] });
  });
});
