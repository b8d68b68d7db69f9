// From a value to a key.
import type { ResolvedKey, Unresolved } from "./linked.ts";
import { describeValue, joined, type Item } from "./values.ts";

export function isKey(key: ResolvedKey | Unresolved): key is ResolvedKey {
  return "parts" in key;
}

/** A string, or an array of components. */
export function toKey({ value, site }: Item): ResolvedKey | Unresolved {
  if (value.k === "unresolved") return value.unresolved;
  if (value.k === "text") return { key: joined(value.parts), parts: value.parts };
  if (value.k !== "array") return { site, reason: `${describeValue(value)} is no key`, isMistake: true };
  const parts = [];
  for (const [index, item] of value.items.entries()) {
    if (item.value.k === "unresolved") return item.value.unresolved;
    if (item.value.k !== "text")
      return { site: item.site, reason: `${describeValue(item.value)} is no key component`, isMistake: true };
    if (index > 0) parts.push({ text: "/", site: null });
    parts.push(...item.value.parts);
  }
  return { key: joined(parts), parts };
}
