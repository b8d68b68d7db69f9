// Questions about expressions as they are written, before anything is evaluated.
import type { Expr } from "../syntax/facts.ts";

/** The expression of an option that is written in place. */
export function optionExpr(options: Expr, name: string): Expr | undefined {
  if (options.k !== "object") return undefined;
  return options.entries.findLast(
    (entry) => entry.k === "property" && entry.name.k === "string" && entry.name.value === name,
  )?.value;
}

/** What an object literal gives to a name, when nothing after it can replace it. */
export function lastWritten(options: Expr, name: string): Expr | undefined {
  if (options.k !== "object") return undefined;
  for (const entry of options.entries.toReversed()) {
    if (entry.k === "spread" || entry.name.k !== "string") return undefined;
    if (entry.name.value === name) return entry.value;
  }
  return undefined;
}

/** `process.env.STAGE` as written, when it is made of names only. */
export function dottedName(expr: Expr): { readonly root: string; readonly name: string } | undefined {
  if (expr.k === "name") return { root: expr.name, name: expr.name };
  if (expr.k !== "member" || expr.property.k !== "string") return undefined;
  const object = dottedName(expr.object);
  return object && { root: object.root, name: `${object.name}.${expr.property.value}` };
}
