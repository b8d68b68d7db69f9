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

export interface KeySuggester {
  /**
   * Keys that `wrong` may stand for, nearest first. A key with the same name in another folder ("silver/orders" for
   * "bronze/orders", or "orders" alone) counts as near; among equals one of the same folder wins, then the smaller key.
   * `preference` breaks ties from outside, by layer: smaller is better, under 1; null leaves a key out.
   */
  near(wrong: string, preference: (key: string) => number | null, count: number): readonly NearKey[];
}

const preparedBy = new WeakMap<KeySuggester, readonly PreparedKey[]>();

/**
 * Prepared once for all keys of a project: thousands of missing keys among thousands of keys stay cheap. `before`: a suggester
 * for nearly the same keys, of which those in both are taken over. Both lists are sorted.
 */
export function createKeySuggester(keys: readonly string[], before?: KeySuggester): KeySuggester {
  const known = prepareAll(keys, (before && preparedBy.get(before)) ?? []);
  const suggester: KeySuggester = {
    near: (wrong, preference, count) => {
      const wanted = prepare(wrong);
      const slips = slipsOf(wanted, known, preference, count);
      const found =
        slips.length < count ? [...slips, ...namesakesOf(wanted, known, preference, slips)] : slips;
      return found.sort(compareNear).slice(0, count);
    },
  };
  preparedBy.set(suggester, known);
  return suggester;
}

function prepareAll(keys: readonly string[], before: readonly PreparedKey[]): readonly PreparedKey[] {
  let at = 0;
  return keys.map((key) => {
    let old = before[at];
    while (old !== undefined && old.key < key) old = before[++at];
    return old?.key === key ? old : prepare(key);
  });
}

/** Whether `near` may answer `key` for `wrong`: whoever keeps its answers must ask again when such a key comes or goes. */
export function isNearKey(wrong: string, key: string): boolean {
  const limit = tolerance(wrong);
  const [a, b] = [wrong.toLowerCase(), key.toLowerCase()];
  if (editDistance(a, b, limit) <= limit) return true;
  const [name, other] = [lastComponent(a), lastComponent(b)];
  if (name === other) return true;
  const nameLimit = tolerance(name);
  return name.length > 3 && editDistance(name, other, nameLimit) <= nameLimit;
}

type Preference = (key: string) => number | null;

/** Keys that differ by a few edits. The more are found, the nearer the next one must be. */
function slipsOf(
  wrong: PreparedKey,
  known: readonly PreparedKey[],
  preference: Preference,
  count: number,
): NearKey[] {
  const tolerated = tolerance(wrong.lower);
  let limit = tolerated;
  let found: (NearKey & { readonly distance: number })[] = [];
  for (const { key, lower, letters, folder } of known) {
    if (!mayBeWithin(wrong.letters, letters, limit)) continue;
    const distance = editDistance(wrong.lower, lower, limit);
    const preferred = distance > limit ? null : preference(key);
    if (preferred === null) continue;
    const bonus = folder === wrong.folder ? 0.05 : 0;
    found.push({ key, distance, score: distance / (tolerated + 1) - bonus + preferred / 100 });
    if (found.length < count * 4) continue;
    found = found.sort(compareNear).slice(0, count);
    limit = Math.min(limit, found.at(-1)?.distance ?? limit);
  }
  return found;
}

/** The same table in another folder, exactly or nearly. */
function namesakesOf(
  wrong: PreparedKey,
  known: readonly PreparedKey[],
  preference: Preference,
  listed: readonly NearKey[],
): NearKey[] {
  const limit = tolerance(wrong.name);
  const isNearNameWanted = wrong.name.length > 3;
  return known.flatMap(({ key, name, nameLetters, folder }) => {
    if (name === "" || (name !== wrong.name && !isNearNameWanted)) return [];
    if (!mayBeWithin(wrong.nameLetters, nameLetters, limit)) return [];
    const distance = editDistance(wrong.name, name, limit);
    const preferred = distance > limit ? null : preference(key);
    if (preferred === null || listed.some((one) => one.key === key)) return [];
    const base = distance === 0 ? 1 : 1.2 + distance / (limit + 1) - (folder === wrong.folder ? 0.1 : 0);
    return [{ key, score: base + preferred / 100 }];
  });
}

function compareNear(a: NearKey, b: NearKey): number {
  return a.score - b.score || (a.key < b.key ? -1 : 1);
}

interface PreparedKey {
  readonly key: string;
  readonly lower: string;
  readonly name: string;
  readonly folder: string;
  readonly letters: number;
  readonly nameLetters: number;
}

function prepare(key: string): PreparedKey {
  const lower = key.toLowerCase();
  const name = lastComponent(lower);
  return {
    key,
    lower,
    name,
    folder: lower.slice(0, lower.length - name.length),
    letters: lettersOf(lower),
    nameLetters: lettersOf(name),
  };
}

/** Which characters occur, as bits. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

/** One edit takes away at most one kind of character and brings at most one. */
function mayBeWithin(a: number, b: number, limit: number): boolean {
  let different = a ^ b;
  let count = 0;
  for (; different !== 0; count++) different &= different - 1;
  return count <= 2 * limit;
}

export function lastComponent(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
