// The items a loop or a spread goes over.
import { inOrder } from "../literals.ts";
import { text, joined, type Item, type Value } from "../values.ts";

/** `isIn`: of `for…in`, which goes over names. undefined when they cannot be known. */
export function itemsOf(value: Value, isIn: boolean): readonly Item[] | undefined {
  switch (value.k) {
    case "array":
      if (!value.complete) return undefined;
      return isIn
        ? value.items.map(({ site }, index) => ({ value: text(String(index)), site }))
        : [...value.items];
    case "object":
      if (!isIn || value.unknown.length > 0) return undefined;
      return inOrder(value.entries).map(([name, entry]) => ({
        value: text(name, entry.nameSite),
        site: entry.site,
      }));
    case "text": {
      const site = value.parts.find((part) => part.site)?.site;
      if (isIn || !site) return undefined;
      return Array.from(joined(value.parts)).map((character) => ({ value: text(character), site }));
    }
    default:
      return undefined;
  }
}
