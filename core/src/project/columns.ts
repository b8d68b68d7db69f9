// Columns of a schema, where it is an object schema written out: `z.object({…})`, `v.object({…})`, `type({…})`. Nothing else is
// taken for one: which columns a schema has is the library's business.
import { OBJECT_SCHEMAS } from "../syntax/expressions.ts";
import type { Expr } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { WrittenText } from "./linked.ts";
import { optionsExpr } from "./options.ts";
import { siteIn, type Scope } from "./run.ts";
import type { Declaration } from "./values.ts";
import { optionExpr } from "./written.ts";

/** Methods of object schemas that keep their columns. */
const KEEPING: ReadonlySet<string> = new Set([
  "describe",
  "loose",
  "meta",
  "passthrough",
  "readonly",
  "refine",
  "strict",
  "strip",
  "superRefine",
]);

export function readColumns(evaluator: Evaluator, declaration: Declaration): readonly WrittenText[] | null {
  const options = optionsExpr(declaration);
  const schema = options && optionExpr(options, "schema");
  return schema ? columnsOf(evaluator, declaration.scope, schema, 0) : null;
}

function columnsOf(
  evaluator: Evaluator,
  scope: Scope,
  expr: Expr,
  hops: number,
): readonly WrittenText[] | null {
  if (hops > 10) return null;
  if (expr.k === "name") {
    const target = evaluator.bindings.expression(scope, expr);
    return target ? columnsOf(evaluator, target.scope, target.expr, hops + 1) : null;
  }
  if (expr.k !== "call" || expr.callee.k !== "member" || expr.callee.property.k !== "string") return null;
  const { object, property } = expr.callee;
  const [argument] = expr.args;
  if (OBJECT_SCHEMAS.has(property.value) && object.k === "name" && argument?.k === "object") {
    return evaluator.bindings.isPackage(scope, object.name) ? namesIn(scope, argument) : null;
  }
  const inner = KEEPING.has(property.value) || property.value === "extend" ? object : undefined;
  const columns = inner && columnsOf(evaluator, scope, inner, hops + 1);
  if (!columns || property.value !== "extend") return columns ?? null;
  const more = argument?.k === "object" ? namesIn(scope, argument) : null;
  return more && [...columns.filter(({ text }) => more.every((one) => one.text !== text)), ...more];
}

function namesIn(scope: Scope, { entries }: Expr & { readonly k: "object" }): readonly WrittenText[] | null {
  const names: WrittenText[] = [];
  for (const entry of entries) {
    if (entry.k === "spread" || entry.name.k !== "string") return null;
    names.push({ text: entry.name.value, site: siteIn(scope, entry.name) });
  }
  return names.slice();
}
