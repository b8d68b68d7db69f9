// The shortest way of the data from one asset to another.
import type { KeyIndex } from "../../occurrences/index.ts";

/** Keys from `from` to `to`, both among them; null when nothing of `from` comes to `to`. */
export function pathDown(index: KeyIndex, from: string, to: string): readonly string[] | null {
  const before = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const key of queue) {
    for (const reader of index.readers(key)) {
      if (before.has(reader)) continue;
      before.set(reader, key);
      if (reader === to) return backFrom(to, before);
      queue.push(reader);
    }
  }
  return null;
}

function backFrom(to: string, before: ReadonlyMap<string, string | null>): readonly string[] {
  const path: string[] = [];
  for (let key: string | null | undefined = to; key != null; key = before.get(key)) path.unshift(key);
  return path;
}
