// An option of a declaration as it is written in place, for edits that need more of it than analysis keeps.
import { optionExpr } from "../project/written.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import type { Expr, FileShape } from "../syntax/facts.ts";
import type { EditView } from "./editView.ts";

/** undefined: it is not written, or where it is written is not known. */
export function optionOf(view: EditView, definition: LinkedDefinition, name: string): Expr | undefined {
  const options = optionsOf(view, definition);
  return options && optionExpr(options, name);
}

/** The first argument of the call that declares. */
export function optionsOf(view: EditView, { declarationSite }: LinkedDefinition): Expr | undefined {
  const shape = view.facts(declarationSite.path)?.shape;
  return shape && callAt(shape, declarationSite.at)?.args[0];
}

type Call = Expr & { readonly k: "call" };

/** A call that is the value of a binding, an export or a statement, or stands in one of them. */
function callAt(shape: FileShape, at: number): Call | undefined {
  const roots = [
    ...shape.bindings.map(({ value }) => value),
    ...shape.statements,
    ...shape.exports.flatMap(({ value }) => value ?? []),
    ...shape.nested.map(({ call }) => call),
  ];
  for (const root of roots) {
    const found = callIn(root, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function callIn(expr: Expr, at: number): Call | undefined {
  if (expr.k === "call") {
    if (expr.at === at) return expr;
    return first(expr.args, at);
  }
  if (expr.k === "array") return first(expr.items, at);
  if (expr.k === "object")
    return first(
      expr.entries.map(({ value }) => value),
      at,
    );
  return expr.k === "spread" ? callIn(expr.value, at) : undefined;
}

function first(exprs: readonly Expr[], at: number): Call | undefined {
  for (const expr of exprs) {
    const found = callIn(expr, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
