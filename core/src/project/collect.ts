// Finds the declarations of one file: every call of the SDK's declaring functions, wherever it stands at top level,
// and those in code that is not followed.
import type { Expr, FileShape } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Site, Unresolved } from "./linked.ts";
import { truthiness, type Declaration } from "./values.ts";

export interface Found {
  readonly declaration: Declaration;
  /** Name of the binding it is the value of, or of the function it stands in. */
  readonly name: string | null;
  readonly binding: string | null;
  readonly exportName: string | null;
  readonly doc: string | null;
  /** Set when it cannot be known whether, or how often, the call happens. */
  readonly uncertain: Unresolved | null;
  /** It stands in a function or loop: names in it may be local ones. */
  readonly nested: boolean;
}

export function collectDeclarations(evaluator: Evaluator, path: string, shape: FileShape): Found[] {
  const found: Found[] = [];
  const seen = new Set<Expr>();

  const visit = (expr: Expr, owner: Owner, uncertain: Unresolved | null): void => {
    if (seen.has(expr)) return;
    seen.add(expr);
    const each = (exprs: readonly Expr[]): void => {
      for (const child of exprs) visit(child, NO_OWNER, uncertain);
    };
    switch (expr.k) {
      case "call": {
        const callee = evaluator.evaluate(path, expr.callee);
        const value = callee.k === "sdk" ? evaluator.evaluate(path, expr) : undefined;
        if (value?.k === "declaration")
          found.push({ ...owner, declaration: value.declaration, uncertain, nested: false });
        visit(expr.callee, NO_OWNER, uncertain);
        each(expr.args);
        break;
      }
      case "conditional": {
        const test = evaluator.evaluate(path, expr.test);
        const outcome = truthiness(test);
        const doubt = test.k === "unresolved" ? test.unresolved : null;
        if (outcome !== false) visit(expr.then, owner, uncertain ?? doubt);
        if (outcome !== true) visit(expr.otherwise, owner, uncertain ?? doubt);
        break;
      }
      case "binary": {
        visit(expr.left, owner, uncertain);
        const left = evaluator.evaluate(path, expr.left);
        const doubt = left.k === "unresolved" ? left.unresolved : null;
        if (isRightEvaluated(expr.op, truthiness(left))) visit(expr.right, owner, uncertain ?? doubt);
        break;
      }
      case "template":
        each(expr.parts);
        break;
      case "tagged":
        each(expr.values);
        break;
      case "member":
        each([expr.object, expr.property]);
        break;
      case "array":
        each(expr.items);
        break;
      case "spread":
        each([expr.value]);
        break;
      case "object":
        each(expr.entries.map((entry) => entry.value));
        break;
      case "boolean":
      case "function":
      case "name":
      case "null":
      case "number":
      case "string":
      case "undefined":
      case "unknown":
        break;
    }
  };

  for (const { name, value, doc } of shape.bindings) {
    const exportName =
      shape.exports.find((fact) => fact.local === name && fact.from === undefined)?.name ?? null;
    visit(value, { name, binding: name, exportName, doc: doc ?? null }, null);
  }
  for (const { name, value } of shape.exports) {
    if (value) visit(value, { ...NO_OWNER, name, exportName: name }, null);
  }
  for (const statement of shape.statements) visit(statement, NO_OWNER, null);
  for (const { call, within, name } of shape.nested) {
    if (call.k !== "call") continue;
    const callee = evaluator.evaluate(path, call.callee);
    const value = callee.k === "sdk" ? evaluator.evaluate(path, call) : undefined;
    if (value?.k !== "declaration") continue;
    const site: Site = { path, at: call.at };
    const uncertain = {
      site,
      reason: `it is declared inside ${within}, which is only followed when the code runs`,
    };
    found.push({
      ...NO_OWNER,
      name: name === "" ? null : name,
      declaration: value.declaration,
      uncertain,
      nested: true,
    });
  }
  return found.sort((a, b) => a.declaration.call.at - b.declaration.call.at);
}

type Owner = Pick<Found, "name" | "binding" | "exportName" | "doc">;
const NO_OWNER: Owner = { name: null, binding: null, exportName: null, doc: null };

function isRightEvaluated(op: string, left: boolean | undefined): boolean {
  if (left === undefined || op === "+" || op === "===" || op === "!==") return true;
  return op === "&&" ? left : !left;
}
