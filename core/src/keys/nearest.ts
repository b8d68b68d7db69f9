// "Did you mean …?": which known names read most like a wrong one.
import { editDistance } from "./editDistance.ts";

/** How many edits still look like a slip of the fingers, for a name of this length. */
export function tolerance(name: string): number {
  return Math.max(1, Math.min(4, Math.floor(name.length / 3)));
}

/** The one known name that `name` most likely stands for, or null. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = tolerance(name) + 1;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

export interface NearKey {
  readonly key: string;
  /** Smaller is nearer; under 1 it is close enough to be offered as the obvious one. */
  readonly score: number;
}

/**
 * Keys that `wrong` may stand for, nearest first. A key with the same name in another folder ("silver/orders" for
 * "bronze/orders", or "orders" alone) counts as near; among equals one of the same folder wins, then the smaller key.
 * `preference` breaks ties from outside, by layer: smaller is better, under 1.
 */
export function likelyKeys(
  wrong: string,
  known: Iterable<string>,
  preference: (key: string) => number,
  count: number,
): readonly NearKey[] {
  const limit = tolerance(wrong);
  const found: NearKey[] = [];
  for (const key of known) {
    const score = nearness(wrong, key, limit);
    if (score !== null) found.push({ key, score: score + preference(key) / 100 });
  }
  found.sort((a, b) => a.score - b.score || (a.key < b.key ? -1 : 1));
  return found.slice(0, count);
}

function nearness(wrong: string, key: string, limit: number): number | null {
  const distance = editDistance(wrong.toLowerCase(), key.toLowerCase(), limit);
  const wrongName = lastComponent(wrong);
  const name = lastComponent(key);
  if (distance <= limit) return distance / (limit + 1) - (folder(wrong) === folder(key) ? 0.05 : 0);
  if (wrongName !== "" && wrongName === name) return 1;
  const nameLimit = tolerance(wrongName);
  const nameDistance = editDistance(wrongName, name, nameLimit);
  if (wrongName.length > 3 && nameDistance <= nameLimit) {
    return 1.2 + nameDistance / (nameLimit + 1) - (folder(wrong) === folder(key) ? 0.1 : 0);
  }
  return null;
}

export function lastComponent(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

function folder(key: string): string {
  return key.slice(0, key.lastIndexOf("/") + 1);
}
