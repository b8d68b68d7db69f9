// Sorted lists that follow small changes without being sorted again.
import { compareKeys } from "../graph/index.ts";

/**
 * `list` after each of `touched` was asked anew whether it belongs there, and the values that came or went. The same list when
 * none did.
 */
export function updateSorted(
  list: readonly string[],
  touched: Iterable<string>,
  belongs: (value: string) => boolean,
): { readonly list: readonly string[]; readonly changed: readonly string[] } {
  const changes = [...new Set(touched)].sort(compareKeys);
  const result: string[] = [];
  const changed: string[] = [];
  let copied = 0;
  for (const value of changes) {
    const at = firstAtLeast(list, value, copied);
    const isThere = list[at] === value;
    if (belongs(value) === isThere) continue;
    changed.push(value);
    for (; copied < at; copied++) result.push(list[copied] ?? "");
    if (isThere) copied++;
    else result.push(value);
  }
  if (changed.length === 0) return { list, changed };
  for (; copied < list.length; copied++) result.push(list[copied] ?? "");
  return { list: result, changed };
}

/** Index of the first entry that is not less than `value`. */
function firstAtLeast(list: readonly string[], value: string, from: number): number {
  let low = from;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? "") < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
