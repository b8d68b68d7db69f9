// The graph as one HTML file that needs nothing else and asks nobody: the picture, with pan, zoom, search and details. Its policy
// lets no script run but ours (by its hash) and no request leave; names are text and JSON, never markup or code.
import type { GraphNode } from "../model.ts";
import type { PictureCard } from "./card.ts";
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH } from "./pageScript.ts";
import { pageStyle } from "./pageStyle.ts";
import type { GraphPicture } from "./picture.ts";
import { toSvg } from "./svg.ts";
import { escapeXml } from "./xml.ts";

/** Ends with a line break. */
export function toHtmlPage(picture: GraphPicture): string {
  const title = escapeXml(picture.title);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src '${PAGE_SCRIPT_HASH}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle(picture.theme)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<span id="about">${escapeXml(aboutOf(picture))}</span>
<input id="search" type="search" placeholder="Search ( / )" aria-label="Search assets" autocomplete="off" spellcheck="false">
<output id="count" for="search"></output>
<div role="group" aria-label="Zoom">
<button id="zoom-out" type="button" title="Zoom out (-)" aria-label="Zoom out">−</button>
<button id="zoom-in" type="button" title="Zoom in (+)" aria-label="Zoom in">+</button>
<button id="fit" type="button" title="Show everything (0)">Fit</button>
</div>
</header>
<main>
${toSvg(picture)}<aside id="details" aria-label="Details" hidden></aside>
</main>
<script type="application/json" id="data">${jsonInHtml(dataOf(picture))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** All assets and edges, those in closed groups and bundles too. */
function aboutOf({ graph, counts, bundles }: GraphPicture): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  const assets = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const edges = [...bundles.values()].reduce((sum, one) => sum + one - 1, graph.edges.length);
  return `${count(assets, "asset")}, ${count(edges, "edge")}`;
}

/** What the page's script reads: see `PAGE_SCRIPT`. */
function dataOf({ graph, cards }: GraphPicture): unknown {
  const titles = new Map(graph.layers.map(({ name, title }) => [name, title]));
  return {
    nodes: graph.nodes.map((node) => ({
      key: node.key,
      title: titleOf(node, cards.get(node.key)),
      rows: rowsOf(node, titles, cards.get(node.key)),
      description: node.description ?? "",
    })),
    edges: graph.edges.map(({ from, to, kind }) => ({ from, to, kind })),
  };
}

/** A closed group's key is no name for people. */
function titleOf({ key }: GraphNode, card: PictureCard | undefined): string {
  return card?.icon === "group" ? card.prefix + card.name : key;
}

const KINDS: Readonly<Record<GraphNode["kind"], string>> = {
  asset: "Asset",
  source: "Source",
  dataProduct: "Data product",
  missing: "Missing: read, but declared nowhere",
  dynamic: "Dynamic: its key is only known when the code runs",
};

function rowsOf(
  node: GraphNode,
  titles: ReadonlyMap<string, string>,
  card: PictureCard | undefined,
): readonly (readonly [string, string])[] {
  const tags = Object.entries(node.tags ?? {}).map(([name, value]) =>
    value === "" ? name : `${name}=${value}`,
  );
  const rows: (readonly [string, string])[] = [
    ["Kind", card?.icon === "group" ? `Group of assets: ${card.line.text}` : KINDS[node.kind]],
    ["Layer", node.layer === null ? "" : (titles.get(node.layer) ?? node.layer)],
    ["Last run", card === undefined || card.state === null || card.icon === "group" ? "" : card.line.text],
    ["File", node.file ?? ""],
    ["Group", node.group ?? ""],
    ["Owners", (node.owners ?? []).join(", ")],
    ["Tags", tags.join(", ")],
    ["Made with", (node.kinds ?? []).join(", ")],
    ["Checks", (node.checks ?? []).filter((name) => name !== "").join(", ")],
  ];
  return rows.filter(([, value]) => value !== "");
}

/** JSON between script tags: `<` would let a name end the element. */
function jsonInHtml(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
