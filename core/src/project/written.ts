// Questions about expressions as they are written, before anything is evaluated.
import type { Expr } from "../syntax/facts.ts";

/** The expression of an option that is written in place. */
export function optionExpr(options: Expr, name: string): Expr | undefined {
  if (options.k !== "object") return undefined;
  const { entries } = options;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry?.k === "property" && entry.name.k === "string" && entry.name.value === name) return entry.value;
  }
  return undefined;
}

/** What an object literal gives to a name, when nothing after it can replace it. */
export function lastWritten(options: Expr, name: string): Expr | undefined {
  if (options.k !== "object") return undefined;
  const { entries } = options;
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry?.k !== "property" || entry.name.k !== "string") return undefined;
    if (entry.name.value === name) return entry.value;
  }
  return undefined;
}

const plain = new WeakMap<Expr, boolean>();

/** An object literal of names and values only: no spread, no computed name. */
export function isPlain(options: Expr & { readonly k: "object" }): boolean {
  let known = plain.get(options);
  if (known === undefined) {
    known = options.entries.every((entry) => entry.k === "property" && entry.name.k === "string");
    plain.set(options, known);
  }
  return known;
}

/** `process.env.STAGE` as written, when it is made of names only. */
export function dottedName(expr: Expr): { readonly root: string; readonly name: string } | undefined {
  if (expr.k === "name") return { root: expr.name, name: expr.name };
  if (expr.k !== "member" || expr.property.k !== "string") return undefined;
  const object = dottedName(expr.object);
  return object && { root: object.root, name: `${object.name}.${expr.property.value}` };
}
