// A graph made ready to be drawn into a file: cards, sizes, places and colours. Pure; nothing here needs a DOM.
import { bandsOf } from "../bands.ts";
import { findKnots } from "../cycles.ts";
import { layoutGraph, type Direction, type Layout, type LayoutGaps, type Size } from "../layout/index.ts";
import type { AssetGraph, GraphNode } from "../model.ts";
import { plainCard, type PictureCard } from "./card.ts";
import { averageMeasure, type MeasureText } from "./measure.ts";
import { plainTheme, type ExportTheme } from "./theme.ts";

export interface GraphPicture {
  readonly title: string;
  readonly graph: AssetGraph;
  readonly layout: Layout;
  readonly cards: ReadonlyMap<string, PictureCard>;
  /** "layer0" and the like, by band id. */
  readonly accents: ReadonlyMap<string, string>;
  /** Nodes of each band in the whole project, where more than the picture has. */
  readonly totals: ReadonlyMap<string, number>;
  /** Assets of each band in the picture; a closed group counts as what is in it. */
  readonly counts: ReadonlyMap<string, number>;
  /** Edges that one edge stands for, where more than one, by `edgeId`. */
  readonly bundles: ReadonlyMap<string, number>;
  /** The knot of each key that is on a cycle. */
  readonly knotOf: ReadonlyMap<string, number>;
  readonly theme: ExportTheme;
  readonly measure: MeasureText;
  readonly font: string;
}

export interface PictureOptions {
  readonly title: string;
  readonly theme?: ExportTheme;
  /** Of each key; absent: what the graph alone says. */
  readonly cards?: ReadonlyMap<string, PictureCard>;
  /** Places as they are on the screen; absent, or without one of the nodes: laid out anew. */
  readonly layout?: Layout;
  readonly measure?: MeasureText;
  /** Where data flows to when it is laid out anew: "right" is the default. */
  readonly direction?: Direction;
  /** Families as CSS lists them, to come before the usual ones. */
  readonly font?: string;
  /** Where closed groups are one node each: assets of each band, and edges that one stands for. */
  readonly counts?: ReadonlyMap<string, number>;
  readonly bundles?: ReadonlyMap<string, number>;
  /** The project that the graph is a part of: its layers give the colours, its counts stand in the headers. */
  readonly project?: AssetGraph;
}

export const CARD_HEIGHT = 58;
/** Left of the text: strip and icon. Right of it: badges. */
export const TEXT_LEFT = 38;
export const TEXT_RIGHT = 14;
export const MARK_WIDTH = 20;

const [MIN_WIDTH, MAX_WIDTH, WIDTH_STEP] = [206, 300, 20];
const GAPS: Partial<LayoutGaps> = {
  ...{ node: 20, edge: 12, column: 64, bandPadding: 18, band: 10, minBandWidth: 130 },
};
const GAPS_DOWN: Partial<LayoutGaps> = { ...GAPS, node: 24, edge: 14, column: 56, minBandWidth: 48 };
const LAYER_ACCENTS = 6;

export function pictureOf(graph: AssetGraph, options: PictureOptions): GraphPicture {
  const project = options.project ?? graph;
  const measure = options.measure ?? averageMeasure;
  const knotOf = new Map(
    findKnots(project).flatMap((knot, number) => knot.map((key) => [key, number] as const)),
  );
  const cardOf = (node: GraphNode): PictureCard =>
    options.cards?.get(node.key) ?? plainCard(node, knotOf.has(node.key));
  const cards = new Map(graph.nodes.map((node) => [node.key, cardOf(node)]));
  const { layout } = options;
  const isPlaced = layout !== undefined && graph.nodes.every(({ key }) => layout.nodes.has(key));
  return {
    ...{ title: options.title, graph, cards, knotOf, measure, font: fontsOf(options.font ?? "") },
    layout: isPlaced
      ? layout
      : layoutPart(graph, { project, sizeOf: sizesOf(graph, cards, measure), direction: options.direction }),
    accents: new Map(bandsOf(project).map(({ id }) => [id, accentOf(id, project)])),
    totals: new Map(bandsOf(project).map(({ id, nodes }) => [id, nodes.length])),
    counts: options.counts ?? new Map(bandsOf(graph).map(({ id, nodes }) => [id, nodes.length])),
    bundles: options.bundles ?? new Map(),
    theme: options.theme ?? plainTheme("light"),
  };
}

const FONTS = "'Segoe UI', Ubuntu, 'Noto Sans', system-ui, 'Helvetica Neue', Arial, sans-serif";

/** It becomes part of a style sheet: only what a list of families needs is let through. */
function fontsOf(given: string): string {
  const clean = given
    .replaceAll('"', "'")
    .replaceAll(/[^\w\s,'-]/g, "")
    .trim();
  return clean === "" || clean.split("'").length % 2 === 0 ? FONTS : `${clean}, ${FONTS}`;
}

interface LayoutWish {
  readonly project: AssetGraph;
  readonly sizeOf: (key: string) => Size;
  readonly direction: Direction | undefined;
}

/** A part has lanes only where it has assets; a whole project shows its empty layers too. */
function layoutPart(graph: AssetGraph, { project, sizeOf, direction = "right" }: LayoutWish): Layout {
  const isPart = graph.nodes.length < project.nodes.length;
  const used = new Set(bandsOf(graph).flatMap(({ id, nodes }) => (nodes.length > 0 ? [id] : [])));
  const layers = isPart ? graph.layers.filter(({ name }) => used.has(`layer:${name}`)) : graph.layers;
  return layoutGraph({ ...graph, layers }, sizeOf, {
    gaps: direction === "down" ? GAPS_DOWN : GAPS,
    direction,
  });
}

/** All cards of a band are as wide as its widest needs. */
function sizesOf(
  graph: AssetGraph,
  cards: ReadonlyMap<string, PictureCard>,
  measure: MeasureText,
): (key: string) => Size {
  const sizes = new Map<string, Size>();
  for (const { nodes } of bandsOf(graph)) {
    const needed = nodes.flatMap(({ key }) => {
      const card = cards.get(key);
      if (card === undefined) return [];
      return TEXT_LEFT + measure(card.prefix + card.name, "name") + TEXT_RIGHT + badgesWidth(card);
    });
    const wide = Math.ceil(Math.max(MIN_WIDTH, ...needed) / WIDTH_STEP) * WIDTH_STEP;
    const size = { width: Math.min(MAX_WIDTH, wide), height: CARD_HEIGHT };
    for (const { key } of nodes) sizes.set(key, size);
  }
  return (key) => sizes.get(key) ?? { width: MIN_WIDTH, height: CARD_HEIGHT };
}

export type Badge = "error" | "warning" | "cycle" | "duplicate";

/** The icons beside the name. */
export function badgesOf({ problem, marks }: PictureCard): readonly Badge[] {
  return [
    ...(problem === null ? [] : [problem]),
    ...(["cycle", "duplicate"] as const).filter((mark) => marks.includes(mark)),
  ];
}

export function badgesWidth(card: PictureCard): number {
  return badgesOf(card).length * MARK_WIDTH;
}

/** By the order of the layers in the project, not of what is drawn: a layer keeps its colour when another is left out. */
function accentOf(bandId: string, { layers }: AssetGraph): string {
  if (bandId === "sources" || bandId === "dataProducts") return bandId;
  const index = layers.findIndex(({ name }) => bandId === `layer:${name}`);
  return index < 0 ? "unknown" : `layer${index % LAYER_ACCENTS}`;
}
