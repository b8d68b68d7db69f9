// Places in generated code where an editor would be asked something, found by their looks alone.
import { randomOf } from "../workspace/random.ts";

export interface Place {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface Places {
  /** Expressions that are a key: literals without their quotes, and constants. */
  readonly keys: readonly Place[];
  /** Literals in the `deps` of one asset: what a key press may misspell. */
  readonly deps: readonly Place[];
  /** Literals after `key:`. */
  readonly declared: readonly Place[];
  /** Ends of lines inside of `run` bodies. */
  readonly bodies: readonly Place[];
}

/** In random order, the same for the same texts. */
export function findPlaces(files: ReadonlyMap<string, string>): Places {
  const places = { keys: [] as Place[], deps: [] as Place[], declared: [] as Place[], bodies: [] as Place[] };
  for (const [path, text] of files) {
    if (!path.startsWith("assets/")) continue;
    const add = (list: Place[], start: number, length: number): void => {
      list.push({ path, start, end: start + length });
    };
    for (const { index, 0: literal } of text.matchAll(/"[a-z]+\/[\w.]+"/g)) {
      const line = text.slice(text.lastIndexOf("\n", index) + 1, index);
      if (/^ {2}(?:file|description|group):/.test(line)) continue;
      add(places.keys, index + 1, literal.length - 2);
      if (line === "  key: ") add(places.declared, index + 1, literal.length - 2);
      if (line.startsWith("  deps: ")) add(places.deps, index + 1, literal.length - 2);
    }
    for (const { index, 0: constant } of text.matchAll(/\b(?:[A-Z0-9_]+_KEYS|[A-Z]\w+Key)\.\w+/g)) {
      add(places.keys, index + constant.indexOf(".") + 1, 1);
    }
    for (const { index, 0: line } of text.matchAll(/^ {4,}(?:const|\}\)|return) .*;$/gm))
      add(places.bodies, index + line.length, 0);
  }
  const random = randomOf(1, "places");
  return {
    keys: random.shuffled(places.keys),
    deps: random.shuffled(places.deps),
    declared: random.shuffled(places.declared),
    bodies: random.shuffled(places.bodies),
  };
}
