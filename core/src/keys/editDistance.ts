// How far two names are apart, for suggestions.

/** Edits (insert, delete, replace, swap of neighbours) between `a` and `b`; more than `limit` is reported as `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // What both share in front and behind costs nothing; most keys of a project share a lot.
  const most = Math.min(a.length, b.length);
  let front = 0;
  while (front < most && a.charCodeAt(front) === b.charCodeAt(front)) front++;
  let back = 0;
  while (back < most - front && a.charCodeAt(a.length - 1 - back) === b.charCodeAt(b.length - 1 - back))
    back++;
  const distance = distanceOf(a.slice(front, a.length - back), b.slice(front, b.length - back), limit);
  return Math.min(distance, limit + 1);
}

/** Only the cells that can stay within the limit are looked at: `limit` on both sides of the diagonal. */
function distanceOf(a: string, b: string, limit: number): number {
  if (a === "" || b === "") return a.length + b.length;
  const far = limit + 1;
  const width = b.length + 1;
  let [beforePrevious, previous, current] = [rowOf(width), rowOf(width), rowOf(width)];
  for (let column = 0; column < width; column++) previous[column] = Math.min(column, far);
  for (let row = 1; row <= a.length; row++) {
    const first = Math.max(1, row - limit);
    const last = Math.min(b.length, row + limit);
    current[first - 1] = first === 1 ? Math.min(row, far) : far;
    let best = current[first - 1] ?? far;
    for (let column = first; column <= last; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cost = (previous[column - 1] ?? far) + (same ? 0 : 1);
      if (column < row + limit) cost = Math.min(cost, (previous[column] ?? far) + 1);
      cost = Math.min(cost, (current[column - 1] ?? far) + 1);
      const swapped =
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? far) + 1);
      current[column] = Math.min(cost, far);
      best = Math.min(best, cost);
    }
    if (best > limit) return far;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return previous[b.length] ?? far;
}

function rowOf(width: number): number[] {
  return new Array<number>(width).fill(Number.MAX_SAFE_INTEGER);
}
