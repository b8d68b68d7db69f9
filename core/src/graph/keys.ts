// Order and likeness of keys, the same everywhere: by UTF-16 code unit, never by locale.
import { editDistance } from "../keys/editDistance.ts";

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
