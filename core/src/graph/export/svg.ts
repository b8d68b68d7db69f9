// A picture of the graph as SVG text that looks like the lineage view: lanes with headers, edges, cards. Nothing is fetched, nothing
// is scripted; classes carry the theme's colours, so that the page of page.ts can dim and light them.
import { edgeId } from "./edges.ts";
import { arrowPath, edgePath } from "./edgePath.ts";
import type { GraphPicture } from "./picture.ts";
import { svgCard } from "./svgCard.ts";
import { mix, type ExportTheme } from "./theme.ts";
import type { Size } from "../layout/index.ts";
import { escapeXml, tag } from "./xml.ts";

const MARGIN = 16;
const HEADER = 34;
/** Between the headers and the highest card, and below the lowest. */
const PADDING = 18;
/** Of headers beside bands that lie under each other. */
const HEADER_WIDTH = 128;

/** A whole document of SVG 1.1, without an XML declaration. Ends with a line break. */
export function toSvg(picture: GraphPicture): string {
  const { layout } = picture;
  const isDown = layout.direction === "down";
  // Where the graph begins inside of its lanes.
  const [left, top] = isDown ? [HEADER_WIDTH + PADDING, 0] : [0, HEADER + PADDING];
  const lane = {
    width: Math.ceil(isDown ? Math.max(layout.width, 240) + left + PADDING : Math.max(layout.width, 240)),
    height: Math.ceil(isDown ? Math.max(layout.height, 60) : Math.max(layout.height, 60) + top + PADDING),
  };
  const [width, height] = [lane.width + 2 * MARGIN, lane.height + 2 * MARGIN];
  const isEmpty = layout.nodes.size === 0;
  const parts = [
    tag("title", {}, escapeXml(picture.title)),
    tag("style", {}, styleOf(picture)),
    tag("rect", { class: "surface", width, height }),
    tag("g", { transform: `translate(${MARGIN},${MARGIN})` }, lanes(picture, lane)),
    tag(
      "g",
      { transform: `translate(${MARGIN + left},${MARGIN + top})` },
      isEmpty
        ? tag("text", { class: "line", x: 8, y: 24 }, "No assets")
        : frames(picture) + edges(picture) + cards(picture),
    ),
  ];
  return `${tag(
    "svg",
    {
      ...{ xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
      ...{ role: "img", "aria-label": picture.title },
    },
    `\n${parts.join("\n")}\n`,
  )}\n`;
}

function lanes({ layout, accents, totals, counts, theme }: GraphPicture, whole: Size): string {
  const isDown = layout.direction === "down";
  return layout.bands
    .map(({ id, title, ...band }) => {
      const accent = accents.get(id) ?? "unknown";
      const count = counts.get(id) ?? 0;
      const total = totals.get(id) ?? count;
      const figure = total === count ? String(count) : `${count} of ${total}`;
      const dashes = theme.kind === "contrast" ? { class: "lane outlined" } : { class: "lane" };
      const { x, y, width, height } = isDown
        ? { x: 0, y: band.y, width: whole.width, height: band.height }
        : { x: band.x, y: 0, width: band.width, height: whole.height };
      const header = isDown ? { width: HEADER_WIDTH, height } : { width, height: HEADER };
      const line = isDown ? { width: 2, height } : { width, height: 2 };
      const middle = y + height / 2;
      return tag(
        "g",
        { class: `band ${accent}` },
        [
          tag("rect", { ...dashes, x, y, width, height }),
          tag("rect", { class: "header", x, y, width: header.width, height: header.height }),
          tag("rect", { class: "header-line", x, y, width: line.width, height: line.height }),
          isDown
            ? tag("text", { class: "band-title", x: 12, y: middle - 4 }, escapeXml(title)) +
              tag("text", { class: "band-count", x: 12, y: middle + 14 }, figure)
            : tag(
                "text",
                { class: "band-title", x: x + 12, y: 22 },
                `${escapeXml(title)}${tag("tspan", { class: "band-count", dx: 8 }, figure)}`,
              ),
        ].join(""),
      );
    })
    .join("");
}

/** Of open groups, with their names. */
function frames({ layout }: GraphPicture): string {
  return layout.groups
    .map(
      ({ path, count, x, y, width, height }) =>
        tag("rect", { class: "frame", x, y, width, height, rx: 8 }) +
        tag(
          "text",
          { class: "frame-title", x: x + 12, y: y + 18 },
          escapeXml(`${path.at(-1) ?? ""} · ${count}`),
        ),
    )
    .join("");
}

function edges({ graph, layout, knotOf, bundles }: GraphPicture): string {
  const kinds = new Map(graph.edges.map((edge) => [edgeId(edge), edge.kind]));
  const drawn = layout.edges.flatMap((route) => {
    const kind = kinds.get(edgeId(route));
    if (kind === undefined) return [];
    const knot = knotOf.get(route.from);
    const isCyclic = knot !== undefined && knot === knotOf.get(route.to);
    const classes = ["edge", kind, isCyclic ? "cyclic" : "", route.backward ? "backward" : ""];
    // What is wrong is drawn last: over the rest.
    const weight = (isCyclic ? 2 : 0) + (route.backward ? 1 : 0);
    const markup = tag(
      "g",
      { class: classes.filter(Boolean).join(" "), "data-from": route.from, "data-to": route.to },
      tag("path", {
        class: "way",
        d: edgePath(route, layout.direction),
        style: widthOf(bundles.get(edgeId(route))),
      }) + tag("path", { class: "tip", d: arrowPath(route, layout.direction) }),
    );
    return [{ weight, markup }];
  });
  drawn.sort((a, b) => a.weight - b.weight);
  return tag("g", { class: "edges" }, drawn.map(({ markup }) => markup).join("\n"));
}

/** A bundle is wider, but a hundred edges are no hundred times as wide. */
function widthOf(bundled: number | undefined): string | undefined {
  if (bundled === undefined) return undefined;
  return `stroke-width:${(1.4 + Math.min(4, Math.log2(bundled) * 0.6)).toFixed(1)}px`;
}

function cards(picture: GraphPicture): string {
  const { graph, layout, accents } = picture;
  const drawn = graph.nodes.flatMap((node) => {
    const [place, card] = [layout.nodes.get(node.key), picture.cards.get(node.key)];
    if (place === undefined || card === undefined) return [];
    const accent = accents.get(layout.bands[place.band]?.id ?? "") ?? "unknown";
    return [svgCard(node, { card, place, accent, measure: picture.measure })];
  });
  return tag("g", { class: "nodes" }, drawn.join("\n"));
}

function styleOf({ theme, font }: GraphPicture): string {
  const { surface, text, quiet, card, cardBorder, edge, bad, warn, good, busy, hairline } = theme;
  const rules = [
    `text{font-family:${font};fill:${text}}`,
    `.surface{fill:${surface}}`,
    `.outlined{stroke:${hairline};stroke-dasharray:2 4;stroke-opacity:.5}`,
    `.band-title{font-size:13px;font-weight:600}`,
    `.band-count{font-size:11px;font-weight:400;fill:${quiet}}`,
    `.way{fill:none;stroke:${edge};stroke-width:1.4}.tip{fill:${edge}}`,
    `.order .way{stroke-dasharray:5 4}`,
    `.backward .way{stroke:${mix(bad, surface, 0.7)}}.backward .tip{fill:${mix(bad, surface, 0.7)}}`,
    `.cyclic .way{stroke:${bad};stroke-width:2}.cyclic .tip{fill:${bad}}`,
    `.card{fill:${card};stroke:${cardBorder}}`,
    `.icon{fill:none;stroke-width:1.25;stroke-linecap:round;stroke-linejoin:round}`,
    `.name{font-size:14px;font-weight:600}.prefix{font-weight:400;fill:${quiet}}`,
    `.line{font-size:12px;fill:${quiet}}`,
    ...Object.entries({ good, bad, warn, busy, quiet }).map(
      ([tone, color]) =>
        `.is-${tone} .icon{stroke:${color}}${tone === "quiet" || tone === "good" ? "" : `.is-${tone} .line{fill:${color}}`}`,
    ),
    `.badge-error,.badge-cycle,.badge-duplicate{stroke:${bad}}.badge-warning{stroke:${warn}}`,
    `.missing>.card{fill:none;stroke:${bad};stroke-dasharray:4 4}.missing>.kind{stroke:${bad}}`,
    `.missing>.name,.dynamic>.name{font-style:italic}.missing>.name{font-weight:500;fill:${quiet}}`,
    `.older>.card{fill:none;stroke:${quiet};stroke-dasharray:2 3}.older>.strip{opacity:.4}`,
    `.older>.name{font-style:italic;fill:${quiet}}`,
    `.frame{fill:none;stroke:${cardBorder}}.frame-title{font-size:12px;fill:${quiet}}`,
    `.pile{fill:${card};stroke:${cardBorder}}`,
    `.dynamic>.card{stroke:${quiet};stroke-dasharray:7 4}`,
    `.track{stroke-opacity:.3}.behind{fill:${card};stroke:${bad}}.ring{fill:none;stroke:${bad};stroke-width:2}`,
    `.unknown-deps{stroke:${quiet};stroke-width:2;stroke-linecap:round;stroke-dasharray:.1 5}`,
    `.failed>.card{fill:${mix(bad, card, 0.07)};stroke:${mix(bad, card, 0.75)}}`,
    `.running>.card{fill:${mix(busy, card, 0.09)};stroke:${busy}}.queued>.card{stroke:${mix(busy, card, 0.55)}}`,
    `.more rect{fill:${card};stroke:${cardBorder}}.more text{font-size:10.5px;font-weight:600;text-anchor:middle;fill:${quiet}}`,
    ...Object.entries(theme.accents).map(([name, accent]) => accentRules(name, accent, theme)),
  ];
  return rules.join("");
}

function accentRules(name: string, accent: string, theme: ExportTheme): string {
  const { surface, card } = theme;
  return [
    `.${name}>.lane{fill:${mix(accent, surface, theme.laneTint)}}`,
    `.${name}>.header{fill:${mix(accent, surface, theme.headerTint)}}.${name}>.header-line{fill:${accent}}`,
    `.${name}>.strip{fill:${accent}}.${name}>.kind{stroke:${accent}}`,
    `.dataProduct.${name}>.card{fill:${mix(accent, card, theme.productTint)};stroke:${mix(accent, card, theme.productBorder)}}`,
  ].join("");
}
