// Keys of several dimensions: one key of each, joined by `|` in the order of the dimensions' names.
import type { MultiDefinition, SingleDefinition } from "./definition.ts";

const SEPARATOR = "|";

/** The key of each dimension. */
export type KeyByDimension = Readonly<Record<string, string>>;

/** Dimensions in the order in which keys name them. */
export function dimensionsOf({
  dimensions,
}: MultiDefinition): readonly (readonly [string, SingleDefinition])[] {
  return Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `emea|2024-01-01`. Throws a RangeError when a dimension is missing. */
export function joinKey(definition: MultiDefinition, byDimension: KeyByDimension): string {
  const parts = dimensionsOf(definition).map(([name]) => {
    const part = Object.hasOwn(byDimension, name) ? byDimension[name] : undefined;
    if (part === undefined) throw new RangeError(`The key of the dimension "${name}" is missing.`);
    return part;
  });
  return parts.join(SEPARATOR);
}

/** null when the text has another number of parts. */
export function splitKey(definition: MultiDefinition, key: string): KeyByDimension | null {
  const dimensions = dimensionsOf(definition);
  const parts = key.split(SEPARATOR);
  if (parts.length !== dimensions.length) return null;
  return Object.fromEntries(dimensions.map(([name], at) => [name, parts[at] ?? ""]));
}

/** Every combination of the keys, in order: the last dimension changes fastest. */
export function combineKeys(keys: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = keys;
  return others.reduce<readonly string[]>(
    (before, own) => before.flatMap((start) => own.map((key) => start + SEPARATOR + key)),
    first,
  );
}
