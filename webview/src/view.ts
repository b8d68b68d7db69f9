// What is on show, worked out from the model and the user's choices: the visible part, its cards and its layout.
import {
  bandsOf,
  findKnots,
  nodeOf,
  type AssetGraph,
  type Direction,
  type GraphEdge,
  type Layout,
  type PlacedNode,
} from "@strataline/core/graph";
import { cardOf, type Card } from "./cards.ts";
import { accentsOf } from "./draw/accents.ts";
import { edgeId, type Scene } from "./draw/scene.ts";
import { groupCard } from "./groupCards.ts";
import { groupedPart, settledGroups, type GroupedPart } from "./groups.ts";
import { matchingKeys, parseFilter, type FilterAnswer } from "./filter.ts";
import { cardSizes, placeGraph, type LayoutProblem } from "./layout.ts";
import type { Model, Renames } from "./model.ts";
import {
  defaultScope,
  scopeKeys,
  visiblePart,
  withoutBands,
  withoutLayers,
  type VisiblePart,
} from "./scope.ts";
import type { Groups, Scope, ViewState } from "./state.ts";
import type { Measure } from "./text.ts";

export interface Shown {
  readonly scope: Scope;
  readonly direction: Direction;
  /** In the whole project; null without a filter. */
  readonly matched: ReadonlySet<string> | null;
  readonly part: VisiblePart;
  readonly grouping: Groups;
  /** The part as it is drawn: closed groups are one node each. */
  readonly grouped: GroupedPart;
  /** Assets of each band that are in sight, in groups or alone; by band id. */
  readonly counts: ReadonlyMap<string, number>;
  /** The knot of each key that is on a cycle; also of a cycle that is only partly in sight. */
  readonly knotOf: ReadonlyMap<string, number>;
  /** Nodes of each band in the whole project, by band id. */
  readonly totals: ReadonlyMap<string, number>;
  /** All of the project, hidden ones too: their order gives the colours. */
  readonly layers: AssetGraph["layers"];
}

export function shownOf(model: Model, state: ViewState, answer: FilterAnswer | null): Shown {
  const { graph } = model;
  const scope = knownScope(state.scope, graph) ?? defaultScope(graph, model.active);
  const matched = matchingKeys(graph, parseFilter(state.filter), answer);
  let keys = withoutBands(graph, scopeKeys(graph, scope, state.expanded), state.hiddenBands);
  if (state.onlyMatches && matched !== null) keys = new Set([...keys].filter((key) => matched.has(key)));
  const knotOf = new Map(
    findKnots(graph).flatMap((knot, number) => knot.map((key) => [key, number] as const)),
  );
  const part = withoutLayers(visiblePart(graph, keys), state.hiddenBands);
  const grouping = settledGroups(state.groups, graph, scope);
  const grouped = groupedPart(graph, part.graph, grouping);
  const totals = countsOf(graph);
  const counts = part.graph === graph ? totals : countsOf(part.graph);
  return {
    direction: state.direction,
    scope,
    matched,
    part,
    grouping,
    grouped,
    knotOf,
    totals,
    counts,
    layers: graph.layers,
  };
}

function countsOf(graph: AssetGraph): ReadonlyMap<string, number> {
  return new Map(bandsOf(graph).map(({ id, nodes }) => [id, nodes.length]));
}

/** A neighbourhood of an asset that is gone says nothing any more. */
function knownScope(scope: Scope | null, graph: AssetGraph): Scope | null {
  if (scope?.kind === "neighbourhood" && nodeOf(graph, scope.key) === undefined) return null;
  return scope;
}

export function cardsOf(
  model: Model,
  { part, grouped, knotOf }: Shown,
  now: number,
): ReadonlyMap<string, Card> {
  const context = { model, cyclic: knotOf, hidden: part.hidden, now };
  return new Map(
    grouped.graph.nodes.map((node) => {
      const group = grouped.groups.get(node.key);
      return [node.key, group === undefined ? cardOf(node, context) : groupCard(group, context)];
    }),
  );
}

export function problemOf(
  { grouped, direction }: Shown,
  cards: ReadonlyMap<string, Card>,
  measure: Measure,
): LayoutProblem {
  return {
    graph: grouped.graph,
    sizes: cardSizes(grouped.graph, cards, measure),
    groups: grouped.around,
    direction,
  };
}

/** `previous`: places to keep; null lays out afresh. `placed`: a layout that is there already. */
export function sceneOf(
  shown: Shown,
  cards: ReadonlyMap<string, Card>,
  { previous, placed = null }: { readonly previous: Layout | null; readonly placed?: Layout | null },
  measure: Measure,
): Scene {
  const { graph, bundles } = shown.grouped;
  const problem = problemOf(shown, cards, measure);
  const layout = placed ?? placeGraph(problem, previous);
  return {
    layout,
    cards,
    accents: accentsOf(layout, shown.layers),
    cyclicEdges: new Set(
      shown.knotOf.size === 0 ? [] : graph.edges.filter((edge) => isCyclic(shown.knotOf, edge)).map(edgeId),
    ),
    totals: shown.totals,
    counts: shown.counts,
    bundles,
    orderEdges: new Set(graph.edges.filter(({ kind }) => kind === "order").map(edgeId)),
    measure,
  };
}

function isCyclic(knotOf: Shown["knotOf"], { from, to }: GraphEdge): boolean {
  const knot = knotOf.get(from);
  return knot !== undefined && knot === knotOf.get(to);
}

/** The layout under the new keys, so that a renamed node keeps its place. */
export function renameLayout(layout: Layout, renames: Renames): Layout {
  if (renames.size === 0) return layout;
  const renamed = (key: string) => renames.get(key) ?? key;
  const places = [...layout.nodes.values()].map((place): [string, PlacedNode] => {
    const key = renamed(place.key);
    return [key, { ...place, key }];
  });
  const edges = layout.edges.map((edge) => ({ ...edge, from: renamed(edge.from), to: renamed(edge.to) }));
  return { ...layout, nodes: new Map(places), edges };
}

/** Choices follow a renamed asset. */
export function renameState(state: ViewState, renames: Renames): ViewState {
  if (renames.size === 0) return state;
  const renamed = (key: string) => renames.get(key) ?? key;
  const { scope } = state;
  return {
    ...state,
    selected: state.selected.map(renamed),
    expanded: state.expanded.map((expansion) => ({ ...expansion, key: renamed(expansion.key) })),
    scope: scope?.kind === "neighbourhood" ? { ...scope, key: renamed(scope.key) } : scope,
  };
}
