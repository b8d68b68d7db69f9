// Binds the names of a pattern to the parts of a value.
import type { Pattern, PatternElement } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Owner, Scope } from "./run.ts";
import { joined, scalarParts, type Entry, type Item, type Value } from "./values.ts";

export type Bind = (name: string, value: Value) => void;

export function bindPattern(
  evaluator: Evaluator,
  scope: Scope,
  pattern: Pattern,
  item: Item,
  bind: Bind,
): void {
  const element = (target: PatternElement, value: Value): void =>
    bindElement(evaluator, scope, target, { value, site: item.site }, bind);
  switch (pattern.k) {
    case "name":
      if (pattern.name !== "") bind(pattern.name, item.value);
      return;
    case "object": {
      const taken = new Set<string>();
      for (const { name, target } of pattern.properties) {
        const property = evaluator.evaluate(scope, name);
        const parts = scalarParts(property);
        if (parts) taken.add(joined(parts));
        element(target, parts ? partOf(evaluator, item, joined(parts)) : property);
      }
      if (pattern.rest)
        bindPattern(
          evaluator,
          scope,
          pattern.rest,
          { ...item, value: restOf(item.value, taken, evaluator.run.owner) },
          bind,
        );
      return;
    }
    case "array": {
      for (const [index, target] of pattern.items.entries()) {
        if (target) element(target, partOf(evaluator, item, String(index)));
      }
      if (!pattern.rest) return;
      const { value } = item;
      const rest: Value =
        value.k === "array"
          ? { ...value, items: value.items.slice(pattern.items.length), owner: evaluator.run.owner }
          : partOf(evaluator, item, "0");
      bindPattern(evaluator, scope, pattern.rest, { ...item, value: rest }, bind);
    }
  }
}

/** With its default, where the value is undefined. */
export function bindElement(
  evaluator: Evaluator,
  scope: Scope,
  { pattern, otherwise }: PatternElement,
  item: Item,
  bind: Bind,
): void {
  const isMissing = item.value.k === "undefined" && otherwise !== null;
  bindPattern(evaluator, scope, pattern, isMissing ? evaluator.item(scope, otherwise) : item, bind);
}

function partOf(evaluator: Evaluator, { value, site }: Item, name: string): Value {
  if (value.k === "unresolved") return value;
  return evaluator.propertyOf(value, name, site);
}

function restOf(value: Value, taken: ReadonlySet<string>, owner: Owner): Value {
  if (value.k !== "object") return value;
  const entries = new Map<string, Entry>([...value.entries].filter(([name]) => !taken.has(name)));
  return { ...value, entries, owner };
}
