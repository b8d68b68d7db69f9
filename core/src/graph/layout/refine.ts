// The tidy mode: searches on for a better order when nobody waits, a few milliseconds at a time.
import type { AssetGraph } from "../model.ts";
import { OrderedColumns } from "./columns.ts";
import { turned } from "./direction.ts";
import type { Layout, Size } from "./model.ts";
import type { LayoutOptions } from "./options.ts";
import type { Part } from "./parts.ts";
import { keptOrder, recall, type Recalled } from "./pinned.ts";
import { finish, partsOf, placeOrdered, prepare, startOf, type Prepared } from "./pipeline.ts";
import { OrderSearch, type SearchLimits } from "./search.ts";

/** Clearly better: at least a twentieth of the crossings less. A picture that moves for less than that is a nuisance. */
const CLEARLY = 0.95;

/** Up to so many nodes and dummies the search goes as far as it finds more; for more of them, a second must do. */
const SMALL = 6_000;
const SMALL_WORK_PER_NODE = 12_000;
/** The smallest graphs deserve more than their share. */
const LEAST_WORK = 2_000_000;
const LARGE_WORK = 12_000_000;
const LARGE_REACH = 60;

/**
 * Searches for a clearly better picture than `layout`, which is one of this graph with these sizes and options. Every call of
 * `next()` works some milliseconds; the result, undefined when there is none, does not depend on when the calls come.
 */
export function* refineLayout(
  graph: AssetGraph,
  sizeOf: (key: string) => Size,
  layout: Layout,
  options: Omit<LayoutOptions, "previous"> = {},
): Generator<void, Layout | undefined> {
  const start = startOf(graph, sizeOf, options);
  const current = recall(start.input, layout.direction === "down" ? turned(layout) : layout);
  const before = crossingsNow(prepare(start, current), current);
  yield;
  const prepared = prepare(start, null);
  const kept = keptOrder({ ...prepared, previous: current });
  const parts = partsOf(prepared).map((part) => inKeptOrder(part, kept));
  yield;
  const order = new OrderedColumns(prepared.graph, prepared.lanes);
  let after = 0;
  for (const part of parts) {
    order.take(part.columns);
    const search = new OrderSearch(order, limitsFor(part));
    after += (yield* search.run(true)).crossings;
  }
  if (after >= before || after > CLEARLY * before) return undefined;
  yield;
  const { y, columns } = placeOrdered(prepared, parts);
  return finish(prepared, y, columns, options);
}

function crossingsNow(prepared: Prepared, current: Recalled): number {
  const order = new OrderedColumns(prepared.graph, null);
  order.take(keptOrder({ ...prepared, previous: current }));
  return order.crossings();
}

function inKeptOrder(part: Part, kept: readonly Int32Array[]): Part {
  const columns = part.columns.map((column, i) => {
    const own = new Set(column);
    return (kept[part.firstColumn + i] ?? column).filter((node) => own.has(node));
  });
  return { ...part, columns };
}

function limitsFor(part: Part): SearchLimits {
  const size = part.columns.reduce((sum, column) => sum + column.length, 0);
  if (size <= SMALL)
    return { work: Math.max(LEAST_WORK, SMALL_WORK_PER_NODE * size), reach: Number.POSITIVE_INFINITY };
  return { work: LARGE_WORK, reach: LARGE_REACH };
}
