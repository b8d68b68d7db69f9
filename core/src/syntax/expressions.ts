// Syntax → symbolic expressions: what is data is kept, what is code becomes "function" or "unknown" with a reason.
import * as ts from "typescript";
import type { BinaryOperator, Expr, ObjectEntry } from "./facts.ts";
import { noteMutation } from "./mutations.ts";
import { readNested } from "./nested.ts";
import type { Reader } from "./reader.ts";

/** Deeper nesting is not written by people; reading it could exhaust the stack. */
const MAX_DEPTH = 200;

export function readExpression(reader: Reader, node: ts.Expression, depth = 0): Expr {
  if (depth > MAX_DEPTH) return unknown(reader, node, "an expression nested too deeply");
  const read = (child: ts.Expression): Expr => readExpression(reader, child, depth + 1);

  if (ts.isStringLiteralLike(node)) return readString(reader, node);
  if (ts.isNumericLiteral(node)) return { k: "number", value: Number(node.text), at: reader.at(node) };
  if (ts.isIdentifier(node)) return readName(reader, node);
  if (ts.isTemplateExpression(node)) return readTemplate(reader, node, read);
  if (ts.isTaggedTemplateExpression(node)) return readTagged(reader, node, read);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return readMember(reader, node, read);
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return readCall(reader, node, read);
  if (ts.isObjectLiteralExpression(node)) {
    const at = reader.at(node);
    const entries = node.properties.map((property) => readProperty(reader, property, read));
    return { k: "object", entries: entries.filter((entry) => entry !== undefined), at };
  }
  if (ts.isArrayLiteralExpression(node)) {
    return { k: "array", at: reader.at(node), items: node.elements.map(read) };
  }
  if (ts.isSpreadElement(node)) return { k: "spread", at: reader.at(node), value: read(node.expression) };
  if (ts.isBinaryExpression(node)) return readBinary(reader, node, read);
  if (ts.isConditionalExpression(node)) {
    const at = reader.at(node);
    const test = read(node.condition);
    return { k: "conditional", test, then: read(node.whenTrue), otherwise: read(node.whenFalse), at };
  }
  // Types and parentheses change nothing at run time.
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return read(node.expression);
  }
  if (ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) return read(node.expression);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isClassExpression(node)) {
    const at = reader.at(node);
    // `const make = () => …`: the function is called as its constant is.
    const name = node.name ? ts.idText(node.name) : depth === 0 ? reader.declarationName : "";
    readNested(reader, node, name);
    return { k: "function", name, at };
  }
  return readRest(reader, node);
}

function readRest(reader: Reader, node: ts.Expression): Expr {
  const { kind } = node;
  if (kind === ts.SyntaxKind.TrueKeyword) return { k: "boolean", value: true, at: reader.at(node) };
  if (kind === ts.SyntaxKind.FalseKeyword) return { k: "boolean", value: false, at: reader.at(node) };
  if (kind === ts.SyntaxKind.NullKeyword) return { k: "null", at: reader.at(node) };
  // The hole of `[a, , b]`.
  if (kind === ts.SyntaxKind.OmittedExpression) return { k: "undefined", at: reader.at(node) };
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    if (ts.isNumericLiteral(node.operand)) {
      return { k: "number", value: -Number(node.operand.text), at: reader.at(node) };
    }
  }
  const at = reader.at(node);
  readNested(reader, node);
  return { k: "unknown", reason: describe(node), at };
}

function describe(node: ts.Expression): string {
  if (ts.isAwaitExpression(node)) return "an `await` expression";
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return "a computed value";
  if (ts.isRegularExpressionLiteral(node)) return "a regular expression";
  if (node.kind === ts.SyntaxKind.ThisKeyword) return "`this`";
  if (ts.isMetaProperty(node)) return "`import.meta`";
  return "this expression";
}

function unknown(reader: Reader, node: ts.Node, reason: string): Expr {
  return { k: "unknown", reason, at: reader.at(node) };
}

function readName(reader: Reader, node: ts.Identifier): Expr {
  const name = ts.idText(node);
  if (name === "") return unknown(reader, node, "a missing expression");
  if (name === "undefined") return { k: "undefined", at: reader.at(node) };
  return { k: "name", name, at: reader.at(node) };
}

function readString(reader: Reader, node: ts.StringLiteralLike): Expr {
  const at = reader.at(node);
  const start = reader.start(node) + 1;
  return stringPiece(reader, node.text, start, start + node.text.length, at);
}

/** A string whose characters stand between `start` and `end`, unless escapes make text and value differ. */
function stringPiece(reader: Reader, value: string, start: number, end: number, at?: number): Expr {
  const whole = at ?? reader.span(start, end);
  if (reader.text.slice(start, end) !== value) return { k: "string", value, at: whole };
  return { k: "string", value, at: whole, textAt: reader.span(start, end) };
}

function readTemplate(
  reader: Reader,
  node: ts.TemplateExpression,
  read: (child: ts.Expression) => Expr,
): Expr {
  const at = reader.at(node);
  const parts: Expr[] = [];
  const addText = (piece: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail): void => {
    if (piece.text === "") return;
    const start = reader.start(piece) + 1;
    parts.push(stringPiece(reader, piece.text, start, start + piece.text.length));
  };
  addText(node.head);
  for (const { expression, literal } of node.templateSpans) {
    parts.push(read(expression));
    addText(literal);
  }
  return { k: "template", parts, at };
}

function readTagged(
  reader: Reader,
  node: ts.TaggedTemplateExpression,
  read: (child: ts.Expression) => Expr,
): Expr {
  const at = reader.at(node);
  const tag = read(node.tag);
  const { template } = node;
  if (ts.isNoSubstitutionTemplateLiteral(template)) {
    return { k: "tagged", tag, strings: [template.text], values: [], at };
  }
  const spans = template.templateSpans;
  return {
    k: "tagged",
    tag,
    strings: [template.head.text, ...spans.map(({ literal }) => literal.text)],
    values: spans.map(({ expression }) => read(expression)),
    at,
  };
}

function readMember(
  reader: Reader,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  read: (child: ts.Expression) => Expr,
): Expr {
  const at = reader.at(node);
  const object = read(node.expression);
  if (ts.isElementAccessExpression(node)) {
    const property = read(node.argumentExpression);
    return { k: "member", object, property, at, propertyAt: property.at };
  }
  const propertyAt = reader.at(node.name);
  return {
    k: "member",
    object,
    property: { k: "string", value: ts.idText(node.name), at: propertyAt },
    at,
    propertyAt,
  };
}

function readCall(
  reader: Reader,
  node: ts.CallExpression | ts.NewExpression,
  read: (child: ts.Expression) => Expr,
): Expr {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return unknown(reader, node, "an `import()` expression");
  }
  noteMutation(reader, node);
  const at = reader.at(node);
  const callee = read(node.expression);
  const args = (node.arguments ?? []).map(read);
  return { k: "call", callee, args, isNew: ts.isNewExpression(node), at };
}

function readProperty(
  reader: Reader,
  node: ts.ObjectLiteralElementLike,
  read: (child: ts.Expression) => Expr,
): ObjectEntry | undefined {
  const at = reader.at(node);
  if (ts.isSpreadAssignment(node)) return { k: "spread", value: read(node.expression), at };
  if (ts.isShorthandPropertyAssignment(node)) {
    const name = ts.idText(node.name);
    if (name === "") return undefined;
    return {
      k: "property",
      name: { k: "string", value: name, at },
      value: readName(reader, node.name),
      at,
      shorthand: true,
    };
  }
  const name = readPropertyName(reader, node.name, read);
  if (ts.isPropertyAssignment(node)) {
    return { k: "property", name, value: read(node.initializer), at, shorthand: false };
  }
  readNested(reader, node);
  const value: Expr = ts.isMethodDeclaration(node)
    ? { k: "function", name: name.k === "string" ? name.value : "", at }
    : { k: "unknown", reason: "a getter or setter", at };
  return { k: "property", name, value, at, shorthand: false };
}

export function readPropertyName(
  reader: Reader,
  node: ts.PropertyName,
  read: (child: ts.Expression) => Expr,
): Expr {
  if (ts.isComputedPropertyName(node)) return read(node.expression);
  if (ts.isStringLiteralLike(node)) return readString(reader, node);
  if (ts.isIdentifier(node)) return { k: "string", value: ts.idText(node), at: reader.at(node) };
  if (ts.isNumericLiteral(node))
    return { k: "string", value: String(Number(node.text)), at: reader.at(node) };
  return unknown(reader, node, "a private or unusual property name");
}

const OPERATORS: ReadonlyMap<ts.SyntaxKind, BinaryOperator> = new Map([
  [ts.SyntaxKind.PlusToken, "+"],
  [ts.SyntaxKind.QuestionQuestionToken, "??"],
  [ts.SyntaxKind.BarBarToken, "||"],
  [ts.SyntaxKind.AmpersandAmpersandToken, "&&"],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "==="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "!=="],
]);

function readBinary(reader: Reader, node: ts.BinaryExpression, read: (child: ts.Expression) => Expr): Expr {
  const op = OPERATORS.get(node.operatorToken.kind);
  if (!op) {
    const at = reader.at(node);
    readNested(reader, node);
    return { k: "unknown", reason: "a computed value", at };
  }
  const at = reader.at(node);
  const left = read(node.left);
  return { k: "binary", op, left, right: read(node.right), at };
}
