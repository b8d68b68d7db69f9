// Which names a piece of code changes after their declaration, told from facts: like ../changes.ts, which tells it from a tree.
import type { Expr } from "../facts.ts";
import type { DirectReader } from "./reader.ts";
import { unsure } from "./unsure.ts";

/** Notes the name at the root of what is assigned to. `index`: see `noteChange`. `start`: of the target's text. */
export function noteTarget(r: DirectReader, target: Expr, index: number, start: number): number {
  // Nothing is noted of `x satisfies T`, of which facts say no more than of `x`.
  if (r.satisfiesAt >= start) unsure();
  switch (target.k) {
    case "name":
      // `this` may have the same name.
      if (target.name === r.thisName) unsure();
      r.noteChange(target.name, index);
      return index + 1;
    case "member":
      return noteTarget(r, target.object, index, start);
    case "spread":
      return noteTarget(r, target.value, index, start);
    case "array":
      return target.items.reduce((next, item) => noteTarget(r, item, next, start), index);
    case "object":
      return target.entries.reduce((next, { value }) => noteTarget(r, value, next, start), index);
    case "undefined": // A name, or a hole.
      return unsure();
    default:
      return index;
  }
}
