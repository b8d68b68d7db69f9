// Constants whose contents change after their declaration: `KEYS.a = …`, `LIST.push(…)`. Their value cannot be known.
import * as ts from "typescript";
import type { BindingFact } from "./facts.ts";
import type { Reader } from "./reader.ts";

const MUTATING_METHODS: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
]);

/** Notes the name whose contents `node` changes, if it does. */
export function noteMutation(reader: Reader, node: ts.Node): void {
  const target = mutatedBy(node);
  const root = target && rootOf(target);
  if (root) reader.mutated.add(ts.idText(root));
}

function mutatedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return assigns && isMember(node.left) ? node.left : undefined;
  }
  if (ts.isDeleteExpression(node)) return node.expression;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: object, name } = node.expression;
  if (MUTATING_METHODS.has(ts.idText(name))) return object;
  const isObject = ts.isIdentifier(object) && ts.idText(object) === "Object";
  return isObject && ts.idText(name) === "assign" ? node.arguments[0] : undefined;
}

function isMember(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function rootOf(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return rootOf(node.expression);
  return undefined;
}

/** Only what can change is doubted: texts and numbers cannot. */
export function withoutMutated(
  bindings: readonly BindingFact[],
  mutated: ReadonlySet<string>,
): readonly BindingFact[] {
  if (mutated.size === 0) return bindings;
  return bindings.map((binding) => {
    const { name, value } = binding;
    if (!mutated.has(name) || (value.k !== "object" && value.k !== "array")) return binding;
    return {
      ...binding,
      value: { k: "unknown", reason: `\`${name}\`, which this file changes,`, at: value.at },
    };
  });
}
