// The steps that could start now, in the order in which they should: by priority, then by the longest chain that waits for
// them. Steps of one pool share a lane, so that a full pool costs one look and not one per step.

export interface Ranked<S> {
  readonly step: S;
  /** Smaller is earlier. */
  readonly rank: number;
  readonly pool: string | null;
}

export class ReadySteps<S> {
  readonly #lanes = new Map<string | null, Ranked<S>[]>();

  add(ready: Ranked<S>): void {
    const lane = this.#lanes.get(ready.pool);
    if (lane === undefined) this.#lanes.set(ready.pool, [ready]);
    else lane.splice(placeOf(lane, ready.rank), 0, ready);
  }

  /**
   * The next step that may start, or undefined. `enter` takes a place in a pool, or says no: it is asked at most once a pool,
   * and what it took is for the step returned. `choose` picks another than the first of so many.
   */
  take(enter: (pool: string) => boolean, choose?: (count: number) => number): Ranked<S> | undefined {
    const lanes = [...this.#lanes.values()].filter((lane) => lane.length > 0);
    while (lanes.length > 0) {
      const [lane, index] = choose === undefined ? [firstOf(lanes), 0] : nthOf(lanes, choose);
      const pool = lane[index]?.pool ?? null;
      if (pool === null || enter(pool)) return lane.splice(index, 1)[0];
      lanes.splice(lanes.indexOf(lane), 1);
    }
    return undefined;
  }

  clear(): void {
    this.#lanes.clear();
  }
}

type Lane<S> = Ranked<S>[];

function firstOf<S>(lanes: readonly Lane<S>[]): Lane<S> {
  return lanes.reduce((best, lane) => ((lane[0]?.rank ?? 0) < (best[0]?.rank ?? 0) ? lane : best));
}

function nthOf<S>(lanes: readonly Lane<S>[], choose: (count: number) => number): [Lane<S>, number] {
  let nth = choose(lanes.reduce((sum, lane) => sum + lane.length, 0));
  for (const lane of lanes) {
    if (nth < lane.length) return [lane, nth];
    nth -= lane.length;
  }
  return [firstOf(lanes), 0];
}

function placeOf<S>(lane: readonly Ranked<S>[], rank: number): number {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lane[middle]?.rank ?? Infinity) < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
