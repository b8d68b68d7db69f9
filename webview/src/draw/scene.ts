// What is to be drawn: places and cards, and what of them stands out. Everything under draw/ takes it and keeps nothing else.
import type { Layout, PlacedNode, Point, RoutedEdge } from "@strataline/core/graph";
import type { GraphEdge } from "@strataline/core";
import type { Card } from "../cards.ts";
import type { Measure } from "../text.ts";
import type { Accent } from "./accents.ts";
import type { Area } from "./cull.ts";

export interface Scene {
  readonly layout: Layout;
  readonly cards: ReadonlyMap<string, Card>;
  /** By band index. */
  readonly accents: readonly Accent[];
  /** Nodes of each band in the whole project, by band id. */
  readonly totals: ReadonlyMap<string, number>;
  /** Assets of each band that are in sight, in groups or alone; by band id. */
  readonly counts: ReadonlyMap<string, number>;
  /** Edges that one edge stands for, where more than one; by id. */
  readonly bundles: ReadonlyMap<string, number>;
  /** Ids of the edges that only say what runs after what. */
  readonly orderEdges: ReadonlySet<string>;
  readonly cyclicEdges: ReadonlySet<string>;
  readonly measure: Measure;
}

export interface Emphasis {
  readonly selected: ReadonlySet<string>;
  readonly active: string | null;
  /** The node that takes the Tab key: the roving tabindex. */
  readonly focused: string | null;
  /** The node under the pointer with all that it comes from and all that comes from it; null when there is none. */
  readonly traced: Trace | null;
  /** What lies on the ways between two selected nodes; null when two others, or another number, are selected. */
  readonly path: ReadonlySet<string> | null;
  /** What the filter matches; null without one. */
  readonly matched: ReadonlySet<string> | null;
}

/** Both sides hold the node itself. */
export interface Trace {
  readonly upstream: ReadonlySet<string>;
  readonly downstream: ReadonlySet<string>;
}

function isTraced(trace: Trace, key: string): boolean {
  return trace.upstream.has(key) || trace.downstream.has(key);
}

/** An edge that passes the node by is not on its way, though both ends are. */
export function isTracedEdge({ upstream, downstream }: Trace, from: string, to: string): boolean {
  return (upstream.has(from) && upstream.has(to)) || (downstream.has(from) && downstream.has(to));
}

export function edgeId(edge: { readonly from: string; readonly to: string }): string {
  // A space cannot be in a key, so the pair is unambiguous.
  return `${edge.from} ${edge.to}`;
}

export interface DrawnNode {
  readonly place: PlacedNode;
  readonly card: Card;
  readonly accent: Accent;
}

export interface DrawnEdge {
  readonly route: RoutedEdge;
  readonly kind: GraphEdge["kind"];
  readonly cyclic: boolean;
  /** What it brings is not there, or old: the upstream asset failed last. */
  readonly fromFailed: boolean;
  /** It runs against the order of the bands, or closes a cycle. Between closed groups of one band the way back is no fault. */
  readonly against: boolean;
  /** Edges it stands for: more than one between groups. */
  readonly count: number;
  readonly bounds: Area;
}

export function drawnNodes(scene: Scene): readonly DrawnNode[] {
  return [...scene.layout.nodes.values()].flatMap((place) => {
    const card = scene.cards.get(place.key);
    return card === undefined ? [] : [{ place, card, accent: scene.accents[place.band] ?? "unknown" }];
  });
}

/** What is wrong is drawn last: over the rest. */
export function drawnEdges(scene: Scene): readonly DrawnEdge[] {
  const { cards, orderEdges, cyclicEdges, bundles } = scene;
  // Most graphs have none of these, and an id for each of many edges costs.
  const isIn = (ids: ReadonlySet<string>, route: RoutedEdge) => ids.size > 0 && ids.has(edgeId(route));
  const edges = scene.layout.edges.map((route): DrawnEdge => ({
    route,
    kind: isIn(orderEdges, route) ? "order" : "data",
    cyclic: isIn(cyclicEdges, route),
    against: route.backward && isAgainst(scene, route),
    fromFailed: isFailed(cards.get(route.from)),
    count: bundles.size === 0 ? 1 : (bundles.get(edgeId(route)) ?? 1),
    bounds: boundsOf(route.points),
  }));
  return edges.sort((a, b) => weight(a) - weight(b));
}

function isAgainst({ layout, cards }: Scene, { from, to }: RoutedEdge): boolean {
  const [start, end] = [layout.nodes.get(from), layout.nodes.get(to)];
  if (start !== undefined && end !== undefined && start.band > end.band) return true;
  return cards.get(from)?.group === null && cards.get(to)?.group === null;
}

/** Of a group some assets may have failed: what its edges bring comes from others as well. */
function isFailed(card: Card | undefined): boolean {
  return card?.state === "failed" && card.group === null;
}

function weight({ cyclic, against, fromFailed }: DrawnEdge): number {
  return (cyclic ? 4 : 0) + (against ? 2 : 0) + (fromFailed ? 1 : 0);
}

function boundsOf(points: readonly Point[]): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** Whether a node steps back, so that others stand out. */
export function isDimmed({ traced, path, matched }: Emphasis, key: string): boolean {
  if (traced !== null) return !isTraced(traced, key);
  if (path !== null) return !path.has(key);
  return matched !== null && !matched.has(key);
}
