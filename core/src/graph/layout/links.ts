// Neighbour lists in two typed arrays: small, fast to build and to walk.

/** The targets of node `i` are `target[start[i]]` up to, not including, `target[start[i + 1]]`. */
export interface Links {
  readonly start: Int32Array;
  readonly target: Int32Array;
}

type Numbers = Int32Array | readonly number[];

/** Edge number `i` leads from `from[i]` to `to[i]`. Targets keep the order of the edges. */
export function linksOf(count: number, from: Numbers, to: Numbers): Links {
  const start = new Int32Array(count + 1);
  for (const node of from) start[node + 1] = (start[node + 1] ?? 0) + 1;
  for (let node = 0; node < count; node++) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const target = new Int32Array(from.length);
  const free = start.slice();
  for (let edge = 0; edge < from.length; edge++) {
    const node = from[edge] ?? 0;
    const place = free[node] ?? 0;
    target[place] = to[edge] ?? 0;
    free[node] = place + 1;
  }
  return { start, target };
}

/** 0, 1, 2, … */
export function numbersUpTo(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = i;
  return numbers;
}

export function degreeOf({ start }: Links, node: number): number {
  return (start[node + 1] ?? 0) - (start[node] ?? 0);
}
