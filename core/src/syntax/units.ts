// One unit for each top-level statement: its shape and its id.
import type { Change, Statement, UnitShape } from "./facts.ts";
import { namesOf } from "./patterns.ts";
import { docFacts } from "./trivia.ts";

/** `pos`, `start`: what comes before the statement, with its JSDoc comment. */
export function unitShape(
  statement: Statement,
  text: string,
  pos: number,
  start: number,
  changes: readonly Change[],
): UnitShape {
  const { doc, tag } = docFacts(text, pos, start);
  const shape: { -readonly [Name in keyof UnitShape]: UnitShape[Name] } = { statement };
  if (doc !== undefined) shape.doc = doc;
  if (tag !== undefined) shape.tag = tag;
  if (changes.length > 0) shape.changes = changes;
  return shape;
}

/** What it declares; imports by their module. */
export function idOf({ statement }: UnitShape): string {
  switch (statement.k) {
    case "variables": {
      for (const { pattern } of statement.declarations) {
        const name = pattern.k === "name" ? pattern.name : namesOf(pattern)[0];
        if (name) return name;
      }
      return "#";
    }
    case "function":
    case "members":
      return statement.name;
    case "import":
      return `import ${statement.specifier}`;
    case "export":
      return `export ${statement.from ?? ""}`;
    case "exportDefault":
      return "export default";
    default:
      return "#";
  }
}

/** The ids of a file's units: the second of the same gets a number. */
export class Ids {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();

  take(id: string): boolean {
    if (this.#taken.has(id)) return false;
    this.#taken.add(id);
    return true;
  }

  free(id: string): string {
    if (this.take(id)) return id;
    let count = this.#counts.get(id) ?? 2;
    while (!this.take(`${id}:${count}`)) count++;
    this.#counts.set(id, count + 1);
    return `${id}:${count}`;
  }
}
