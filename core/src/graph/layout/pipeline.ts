// The phases before and after ordering, shared by the first layout, the pinned one and the refinement.
import type { AssetGraph } from "../model.ts";
import { turned, turnedSizes } from "./direction.ts";
import { layFrame, type Frame } from "./frame.ts";
import { groupBoxes } from "./groupBoxes.ts";
import { layoutInput, type LayoutInput } from "./input.ts";
import { depthOf, lanesOf, type Lanes } from "./lanes.ts";
import type { Layout, PlacedNode, Size } from "./model.ts";
import { gapsOf, type LayoutGaps, type LayoutOptions } from "./options.ts";
import { orientEdges, type OrientedEdges } from "./orient.ts";
import { packParts } from "./pack.ts";
import { connectedParts, wholeAsPart, type Part } from "./parts.ts";
import { recallColumns, type Recalled } from "./pinned.ts";
import { placeParts } from "./place.ts";
import { properGraph, type ProperGraph } from "./proper.ts";
import { assignColumns, type Columns } from "./rank.ts";
import { routeEdges } from "./route.ts";

/** What does not depend on how the nodes of a column are ordered. */
export interface Prepared {
  readonly input: LayoutInput;
  readonly gaps: LayoutGaps;
  readonly lanes: Lanes | null;
  readonly edges: OrientedEdges;
  readonly columns: Columns;
  readonly graph: ProperGraph;
}

export interface Start {
  readonly input: LayoutInput;
  /** As the phases see them: `groupTitle` is the room across the direction. */
  readonly gaps: LayoutGaps;
  readonly options: LayoutOptions;
}

export function startOf(graph: AssetGraph, sizeOf: (key: string) => Size, options: LayoutOptions): Start {
  const given = gapsOf(options);
  const gaps = options.direction === "down" ? { ...given, groupTitle: 0 } : given;
  const input = layoutInput(graph, options.direction === "down" ? turnedSizes(sizeOf) : sizeOf);
  return { input, gaps, options };
}

/** `previous` says in which columns known nodes stay. */
export function prepare({ input, gaps, options }: Start, previous: Recalled | null): Prepared {
  const recalled = previous === null ? null : recallColumns(input, previous);
  const edges = orientEdges(input, recalled ?? new Int32Array(input.keys.length));
  const columns = assignColumns(input, edges, recalled);
  const graph = properGraph(input, edges, columns, options.trunks ?? true);
  return { input, gaps, lanes: lanesOf(input, options.groupOf), edges, columns, graph };
}

export function partsOf({ graph, lanes }: Prepared): readonly Part[] {
  return lanes === null ? connectedParts(graph) : wholeAsPart(graph);
}

/** Places the ordered parts; answers centres, and the nodes of each column from the top. */
export function placeOrdered(
  prepared: Prepared,
  parts: readonly Part[],
): { readonly y: Float64Array; readonly columns: readonly Int32Array[] } {
  const { graph, gaps } = prepared;
  const y = new Float64Array(graph.count);
  placeParts(graph, parts, prepared, y);
  packParts(graph, parts, gaps, y);
  const columns: number[][] = Array.from({ length: graph.columnCount }, () => []);
  for (const part of parts) {
    part.columns.forEach((nodes, i) => {
      const column = columns[part.firstColumn + i];
      for (const node of nodes) column?.push(node);
    });
  }
  return { y, columns: columns.map((nodes) => Int32Array.from(nodes)) };
}

export function finish(
  prepared: Prepared,
  y: Float64Array,
  ordered: readonly Int32Array[],
  options: LayoutOptions,
): Layout {
  const { input, columns, graph, gaps, lanes, edges } = prepared;
  const title = gapsOf(options).groupTitle - gaps.groupTitle;
  const borders = depthOf(lanes) * (gaps.group + title);
  const bandPadding = Math.max(gaps.bandPadding, borders === 0 ? 0 : borders + 2);
  const frame = layFrame(input, columns, { ...gaps, bandPadding });
  const room = { group: gaps.group, above: gaps.groupTitle, left: title };
  let nodes = placedNodes(input, columns, frame, y, ordered);
  let groups = groupBoxes(input, lanes, nodes, room);
  const above = groups.reduce((top, group) => Math.min(top, group.y), 0);
  if (above < 0) {
    // The border and title of a group may reach above its nodes.
    for (let node = 0; node < y.length; node++) y[node] = (y[node] ?? 0) - above;
    nodes = placedNodes(input, columns, frame, y, ordered);
    groups = groupBoxes(input, lanes, nodes, room);
  }
  const height = groups.reduce((most, group) => Math.max(most, group.y + group.height), bottomOf(graph, y));
  const layout: Layout = {
    direction: "right",
    bands: frame.bands.map((band) => ({ ...band, y: 0, height })),
    groups,
    nodes: byKey(nodes),
    edges: routeEdges({ input, edges, graph, frame, y }),
    width: frame.total,
    height,
  };
  return options.direction === "down" ? turned(layout) : layout;
}

function byKey(nodes: readonly PlacedNode[]): ReadonlyMap<string, PlacedNode> {
  const map = new Map<string, PlacedNode>();
  for (const node of nodes) map.set(node.key, node);
  return map;
}

function placedNodes(
  input: LayoutInput,
  columns: Columns,
  frame: Frame,
  y: Float64Array,
  ordered: readonly Int32Array[],
): readonly PlacedNode[] {
  const order = new Int32Array(input.keys.length);
  for (const column of ordered) {
    let place = 0;
    for (const node of column) if (node < order.length) order[node] = place++;
  }
  return input.keys.map((key, node) => {
    const column = columns.of[node] ?? 0;
    const width = input.width[node] ?? 0;
    const height = input.height[node] ?? 0;
    return {
      key,
      x: frame.x[column] ?? 0,
      y: (y[node] ?? 0) - height / 2,
      width,
      height,
      band: input.bandOf[node] ?? 0,
      column,
      order: order[node] ?? 0,
    };
  });
}

function bottomOf({ count, height }: ProperGraph, y: Float64Array): number {
  let bottom = 0;
  for (let node = 0; node < count; node++)
    bottom = Math.max(bottom, (y[node] ?? 0) + (height[node] ?? 0) / 2);
  return bottom;
}
