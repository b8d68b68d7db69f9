// Order and likeness of keys, the same everywhere: by UTF-16 code unit, never by locale.

export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The candidates most like `word`, nearest first, at most `limit`: for "did you mean …?". Empty when nothing is near.
 * Likeness is the number of single-character edits, a swap of two neighbours counting as one. After those come keys with the
 * same last component: `orders` or `bronze/orders` for `silver/orders`.
 */
export function nearestKeys(word: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const allowed = Math.max(1, Math.floor(word.length / 3));
  const lower = word.toLowerCase();
  const near: { key: string; distance: number }[] = [];
  for (const key of candidates) {
    if (key === word) continue;
    const comparable = Math.abs(key.length - word.length) <= allowed;
    const distance = comparable ? editDistance(lower, key.toLowerCase(), allowed) : allowed + 1;
    if (distance <= allowed || lastComponent(key) === lastComponent(word)) near.push({ key, distance });
  }
  near.sort((a, b) => a.distance - b.distance || compareKeys(a.key, b.key));
  return near.slice(0, limit).map((entry) => entry.key);
}

function lastComponent(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** Damerau-Levenshtein (neighbouring swaps); any number above `most` means "more than `most`". */
function editDistance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped =
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > most) return smallest;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
