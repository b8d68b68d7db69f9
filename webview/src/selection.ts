// What a click makes of the selection. Pure.

/** `extend`: adds these to what was selected, or takes them out when all of them were; else they alone are selected. */
export function chosen(
  before: readonly string[],
  keys: readonly string[],
  extend: boolean,
): readonly string[] {
  if (!extend) return keys;
  const had = new Set(before);
  if (!keys.every((key) => had.has(key))) return withAll(before, keys);
  const out = new Set(keys);
  return before.filter((key) => !out.has(key));
}

export function withAll(before: readonly string[], keys: readonly string[]): readonly string[] {
  return [...new Set([...before, ...keys])];
}
