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

function distanceOf(a: string, b: string, limit: number): number {
  if (a === "" || b === "") return a.length + b.length;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, at(beforePrevious, column - 2) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.MAX_SAFE_INTEGER;
}
