// Where the lanes of a band stand from top to bottom, and how far up and down that lets each node of a column go.
import { ColumnPlacer, type Bounds } from "./isotonic.ts";
import type { Lanes } from "./lanes.ts";
import type { LayoutGaps } from "./options.ts";

export interface LaneColumn {
  readonly nodes: Int32Array;
  /** Centres of the nodes standing as close as allowed. */
  readonly offset: Float64Array;
}

interface Wishes {
  /** Wanted top of each lane, by lane. */
  readonly top: Float64Array;
  readonly weight: Float64Array;
}

/** Keeps the room that lanes need, for one order of lanes and columns. Columns without lanes are free. */
export class LanePlaces {
  readonly #lanes: Lanes;
  readonly #columns: readonly LaneColumn[];
  readonly #height: Float64Array;
  /** Lanes in the order of their ranks, and how far down each begins when all stand close, by band. */
  readonly #byBand: readonly { readonly lanes: Int32Array; readonly offset: Float64Array }[];
  /** Height of the nodes of each lane in the column where it is highest. */
  readonly #room: Float64Array;
  readonly top: Float64Array;

  constructor(lanes: Lanes, columns: readonly LaneColumn[], height: Float64Array, gaps: LayoutGaps) {
    this.#lanes = lanes;
    this.#columns = columns;
    this.#height = height;
    this.#room = new Float64Array(lanes.count);
    this.top = new Float64Array(lanes.count);
    const slot = new Float64Array(lanes.count);
    for (const column of columns) {
      for (const block of this.#blocks(column)) {
        this.#room[block.lane] = Math.max(this.#room[block.lane] ?? 0, block.bottom - block.top);
        slot[block.lane] = Math.max(slot[block.lane] ?? 0, block.slotBottom - block.top);
      }
    }
    this.#byBand = bandLanes(lanes).map((inBand) => {
      const offset = new Float64Array(inBand.length);
      let end = 0;
      for (let i = 0; i < inBand.length; i++) {
        const lane = inBand[i] ?? 0;
        offset[i] = end + borderBefore(lanes, inBand[i - 1], lane, gaps);
        end = (offset[i] ?? 0) + (slot[lane] ?? 0);
      }
      return { lanes: inBand, offset };
    });
  }

  get room(): Float64Array {
    return this.#room;
  }

  /** As near to what is wished as the room allows; nothing above `top`. */
  place({ top, weight }: Wishes, highest: number): void {
    const into = { y: this.top, top: highest };
    for (const { lanes, offset } of this.#byBand)
      new ColumnPlacer(lanes.length).place(lanes, offset, top, weight, into);
  }

  /** The limits of a column's nodes less their offsets: both rise. */
  bounds({ nodes, offset }: LaneColumn): Bounds | null {
    const low = new Float64Array(nodes.length).fill(Number.NEGATIVE_INFINITY);
    const high = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY);
    let isFree = true;
    for (const { lane, first, last, top, bottom } of this.#blocks({ nodes, offset })) {
      isFree = false;
      const begin = this.top[lane] ?? 0;
      const end = begin + (this.#room[lane] ?? 0);
      for (let i = first; i <= last; i++) {
        low[i] = begin - top;
        high[i] = end - bottom;
      }
    }
    if (isFree) return null;
    for (let i = 1; i < low.length; i++) low[i] = Math.max(low[i] ?? 0, low[i - 1] ?? 0);
    for (let i = high.length - 2; i >= 0; i--) high[i] = Math.min(high[i] ?? 0, high[i + 1] ?? 0);
    return { low, high };
  }

  /** Runs of one lane, with the border of the nodes and of what stands free below them. */
  #blocks({ nodes, offset }: LaneColumn): readonly Block[] {
    const blocks: Block[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i] ?? 0;
      const lane = this.#lanes.of[node] ?? -1;
      const half = (this.#height[node] ?? 0) / 2;
      const [top, bottom] = [(offset[i] ?? 0) - half, (offset[i] ?? 0) + half];
      const last = blocks.at(-1);
      if (lane >= 0 && last?.lane !== lane)
        blocks.push({ lane, first: i, last: i, top, bottom, slotBottom: bottom });
      else if (last !== undefined) {
        last.slotBottom = bottom;
        if (lane >= 0) [last.last, last.bottom] = [i, bottom];
      }
    }
    return blocks;
  }
}

interface Block {
  readonly lane: number;
  readonly first: number;
  last: number;
  readonly top: number;
  bottom: number;
  slotBottom: number;
}

function bandLanes({ tree, rank }: Lanes): readonly Int32Array[] {
  const bands = new Map<number, number[]>();
  tree.lane.forEach((lane, entry) => {
    if (lane < 0) return;
    const inBand = bands.get(tree.band[entry] ?? 0);
    if (inBand === undefined) bands.set(tree.band[entry] ?? 0, [lane]);
    else inBand.push(lane);
  });
  return [...bands.values()].map((lanes) =>
    Int32Array.from(lanes.sort((a, b) => (rank[a] ?? 0) - (rank[b] ?? 0))),
  );
}

/** Room between a lane and the next: the borders of the groups that end and begin there, and their titles. */
function borderBefore(
  { tree, entryOf }: Lanes,
  above: number | undefined,
  lane: number,
  gaps: LayoutGaps,
): number {
  const pathOf = (number: number): readonly string[] => tree.path[entryOf[number] ?? 0] ?? [];
  const [before, path] = [above === undefined ? [] : pathOf(above), pathOf(lane)];
  let shared = 0;
  while (shared < before.length && shared < path.length && before[shared] === path[shared]) shared++;
  const ending = before.length - shared;
  const beginning = path.length - shared;
  return (
    (above === undefined ? 0 : Math.max(gaps.node, gaps.edge)) +
    ending * gaps.group +
    beginning * (gaps.group + gaps.groupTitle)
  );
}
