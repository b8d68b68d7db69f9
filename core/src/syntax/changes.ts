// Which names a piece of code changes after their declaration: `KEYS.a = …`, `all.push(…)`, `n += 1`.
import * as ts from "typescript";
import type { Reader } from "./reader.ts";

export const CHANGING_METHODS: ReadonlySet<string> = new Set([
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

/** Functions of `Object` that change their first argument. */
export const CHANGING_FUNCTIONS: ReadonlySet<string> = new Set([
  "assign",
  "defineProperty",
  "defineProperties",
  "setPrototypeOf",
]);

/** Notes what a call changes by itself: the object of `push` and the like, the first argument of `Object.assign`. */
export function noteCallChange(reader: Reader, node: ts.CallExpression | ts.NewExpression): void {
  if (!ts.isPropertyAccessExpression(node.expression)) return;
  const { expression: object, name } = node.expression;
  if (CHANGING_METHODS.has(ts.idText(name))) noteAssignment(reader, object);
  const isObject = ts.isIdentifier(object) && ts.idText(object) === "Object";
  const [first] = node.arguments ?? [];
  if (isObject && first && CHANGING_FUNCTIONS.has(ts.idText(name))) {
    noteAssignment(reader, first);
  }
}

/** Notes the name at the root of what is assigned to. */
export function noteAssignment(reader: Reader, target: ts.Expression): void {
  if (ts.isIdentifier(target)) reader.noteChange(ts.idText(target));
  else if (
    ts.isPropertyAccessExpression(target) ||
    ts.isElementAccessExpression(target) ||
    ts.isNonNullExpression(target) ||
    ts.isParenthesizedExpression(target) ||
    ts.isAsExpression(target) ||
    ts.isSpreadElement(target)
  ) {
    noteAssignment(reader, target.expression);
  } else if (ts.isArrayLiteralExpression(target)) {
    for (const item of target.elements) noteAssignment(reader, item);
  } else if (ts.isObjectLiteralExpression(target)) {
    for (const property of target.properties) {
      if (ts.isShorthandPropertyAssignment(property)) noteAssignment(reader, property.name);
      else if (ts.isPropertyAssignment(property)) noteAssignment(reader, property.initializer);
      else if (ts.isSpreadAssignment(property)) noteAssignment(reader, property.expression);
    }
  }
}

/** Notes what code changes that is read no further. */
export function noteChangesIn(reader: Reader, root: ts.Node): void {
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
        noteAssignment(reader, node.left);
      }
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const { operator } = node;
      if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
        noteAssignment(reader, node.operand);
      }
    } else if (ts.isDeleteExpression(node)) noteAssignment(reader, node.expression);
    else if (ts.isCallExpression(node)) noteCallChange(reader, node);
    ts.forEachChild(node, visit);
  };
  visit(root);
}
