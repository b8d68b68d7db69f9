// `strataline graph`: every format of a small project, parts of it, files, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tagsOf } from "../../support/xml.ts";
import { staticRig, type StaticRig } from "./staticRig.ts";

const ASSETS = `import { asset, source } from "strataline";
export const raw = source({ key: "shop/orders" });
export const orders = asset({ key: "bronze/orders", deps: { raw }, run: () => [] });
export const clean = asset({ key: "silver/orders", deps: { orders }, run: () => [] });
export const other = asset({ key: "silver/other", run: () => [] });
`;

let rig: StaticRig;
beforeAll(() => {
  rig = staticRig({ "assets/orders.ts": ASSETS });
});
afterAll(() => rig.remove());

const graph = (...argv: readonly string[]) => rig.run(["graph", ...argv]);
async function printed(...argv: readonly string[]): Promise<string> {
  const said = await graph(...argv);
  expect(said).toMatchObject({ code: 0, err: "" });
  return said.out;
}
async function refused(argv: readonly string[], ...words: readonly string[]): Promise<void> {
  const said = await graph(...argv);
  expect(said).toMatchObject({ code: 2, out: "" });
  for (const word of words) expect(said.err).toContain(word);
}
const keysIn = (svg: string) => tagsOf(svg).flatMap(({ attributes }) => attributes["data-key"] ?? []);

describe("each format holds the whole graph", () => {
  test("text", async () => expect(await printed()).toContain("silver/orders  ← bronze/orders"));
  test("json", async () => {
    const { nodes, edges } = JSON.parse(await printed("--format", "json")) as {
      nodes: object[];
      edges: object[];
    };
    expect([nodes.length, edges.length]).toEqual([4, 2]);
  });
  test("mermaid", async () =>
    expect(await printed("--format", "mermaid")).toMatch(/^flowchart LR[^]*silver\/other/));
  test("dot", async () =>
    expect(await printed("--format", "dot")).toMatch(/^digraph[^]*"bronze\/orders" -> "silver\/orders"/));
  test("svg", async () => {
    const keys = ["bronze/orders", "shop/orders", "silver/orders", "silver/other"];
    expect(keysIn(await printed("--format", "svg")).sort()).toEqual(keys);
  });
  test("html", async () =>
    expect(await printed("--format", "html")).toMatch(/^<!doctype html>[^]*<svg[^]*<\/html>\n$/));
});

describe("--select", () => {
  test.for(["text", "json", "mermaid", "dot", "svg", "html"])("leaves the rest out of %s", async (format) => {
    const out = await printed("--format", format, "--select", "+key:silver/orders");
    expect(out).toContain("shop/orders");
    expect(out).not.toContain("silver/other");
  });
  test("that is wrong is pointed at", async () => {
    await refused(["--select", "layer:silver andd key:x"], "`and` or `or`", "              ^^^^");
  });
  test("of nothing is an empty graph", async () => {
    expect(await printed("--select", "key:nowhere")).toBe(
      "Bronze (0)\n\nSilver (0)\n\nGold (0)\n\n0 edges\n",
    );
  });
});

describe("--output", () => {
  test("writes a file in the format of its ending, and says so on the error stream", async () => {
    expect(await graph("--output", "lineage.svg")).toMatchObject({
      code: 0,
      out: "",
      err: "Wrote lineage.svg: 4 assets, 2 edges\n",
    });
    expect(keysIn(rig.read("lineage.svg"))).toHaveLength(4);
  });
  test("--format comes first", async () => {
    await graph("--format", "dot", "--output", "picture.txt");
    expect(rig.read("picture.txt")).toMatch(/^digraph/);
  });
  test("with an ending nobody knows asks for the format", async () => {
    await refused(["--output", "picture.pdf"], "picture.pdf", ".svg, .html", "--format");
  });
  test("that cannot be written says why", async () => {
    await refused(["--output", "strataline.config.ts/x.svg"], "x.svg cannot be written");
  });
});

describe("--theme", () => {
  const surface = async (...argv: string[]) =>
    /\.surface\{fill:(#\w+)\}/.exec(await printed("--format", "svg", ...argv))?.[1];
  test("is light by default", async () => expect(await surface()).toBe("#ffffff"));
  test("may be dark", async () => expect(await surface("--theme", "dark")).toBe("#1f1f1f"));
  test("is refused where there are no colours", async () => {
    await refused(["--theme", "dark", "--format", "json"], "--theme is for svg and html");
  });
});
