// Syntax → symbolic expressions: what can be followed is kept, the rest becomes "unknown" with a reason.
import * as ts from "typescript";
import { noteCallChange, noteAssignment } from "./changes.ts";
import type { Expr, FunctionExpr, ObjectEntry } from "./facts.ts";
import { readCallback, readFunction } from "./functions.ts";
import type { Reader } from "./reader.ts";

/** Deeper nesting is not written by people; reading it could exhaust the stack. */
const MAX_DEPTH = 200;

export function readExpression(reader: Reader, node: ts.Expression): Expr {
  if (reader.depth > MAX_DEPTH) return unknown(reader, node, "an expression nested too deeply");
  reader.depth++;
  const expr = readNode(reader, node);
  reader.depth--;
  return expr;
}

function readNode(reader: Reader, node: ts.Expression): Expr {
  switch (node.kind) {
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return readString(reader, node as ts.StringLiteralLike);
    case ts.SyntaxKind.NumericLiteral:
      return { k: "number", value: Number((node as ts.NumericLiteral).text), at: reader.at(node) };
    case ts.SyntaxKind.TrueKeyword:
      return { k: "boolean", value: true, at: reader.at(node) };
    case ts.SyntaxKind.FalseKeyword:
      return { k: "boolean", value: false, at: reader.at(node) };
    case ts.SyntaxKind.NullKeyword:
      return { k: "null", at: reader.at(node) };
    case ts.SyntaxKind.OmittedExpression: // The hole of `[a, , b]`.
      return { k: "undefined", at: reader.at(node) };
    case ts.SyntaxKind.Identifier:
      return readName(reader, node as ts.Identifier);
    case ts.SyntaxKind.TemplateExpression:
      return readTemplate(reader, node as ts.TemplateExpression);
    case ts.SyntaxKind.TaggedTemplateExpression:
      return readTagged(reader, node as ts.TaggedTemplateExpression);
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.ElementAccessExpression:
      return readMember(reader, node as ts.PropertyAccessExpression | ts.ElementAccessExpression);
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
      return readCall(reader, node as ts.CallExpression | ts.NewExpression);
    case ts.SyntaxKind.ObjectLiteralExpression:
      return readObject(reader, node as ts.ObjectLiteralExpression);
    case ts.SyntaxKind.ArrayLiteralExpression: {
      const at = reader.at(node);
      const items = (node as ts.ArrayLiteralExpression).elements.map((item) => readExpression(reader, item));
      return { k: "array", items, at };
    }
    case ts.SyntaxKind.SpreadElement: {
      const at = reader.at(node);
      return { k: "spread", value: readExpression(reader, (node as ts.SpreadElement).expression), at };
    }
    case ts.SyntaxKind.BinaryExpression:
      return readBinary(reader, node as ts.BinaryExpression);
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
      return readUnary(reader, node as ts.PrefixUnaryExpression | ts.PostfixUnaryExpression);
    case ts.SyntaxKind.TypeOfExpression:
    case ts.SyntaxKind.VoidExpression: {
      const at = reader.at(node);
      const op = node.kind === ts.SyntaxKind.VoidExpression ? "void" : "typeof";
      const value = readExpression(reader, (node as ts.TypeOfExpression | ts.VoidExpression).expression);
      return { k: "unary", op, value, at };
    }
    case ts.SyntaxKind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      const at = reader.at(node);
      const test = readExpression(reader, condition);
      const then = readExpression(reader, whenTrue);
      return { k: "conditional", test, then, otherwise: readExpression(reader, whenFalse), at };
    }
    // Types and parentheses change nothing at run time.
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return readExpression(reader, (node as ts.ParenthesizedExpression).expression);
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return readFunction(reader, node as ts.ArrowFunction | ts.FunctionExpression);
    case ts.SyntaxKind.ThisKeyword:
      return reader.thisName === undefined
        ? unknown(reader, node, "`this`")
        : { k: "name", name: reader.thisName, at: reader.at(node) };
    case ts.SyntaxKind.AwaitExpression: {
      const at = reader.at(node);
      const inside = [readExpression(reader, (node as ts.AwaitExpression).expression)];
      return { k: "unknown", reason: "an `await` expression", inside, at };
    }
    case ts.SyntaxKind.DeleteExpression: {
      const { expression } = node as ts.DeleteExpression;
      noteAssignment(reader, expression);
      const at = reader.at(node);
      return { k: "unary", op: "delete", value: readExpression(reader, expression), at };
    }
    default:
      return unknown(reader, node, describe(node));
  }
}

function describe(node: ts.Expression): string {
  if (ts.isRegularExpressionLiteral(node)) return "a regular expression";
  if (ts.isMetaProperty(node)) return "`import.meta`";
  if (ts.isClassExpression(node)) return "a class";
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
  if (!reader.text.startsWith(value, start)) return { k: "string", value, at: whole };
  return { k: "string", value, at: whole, textAt: reader.span(start, end) };
}

function readTemplate(reader: Reader, node: ts.TemplateExpression): Expr {
  const at = reader.at(node);
  const parts: Expr[] = [];
  const addText = (piece: ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail): void => {
    if (piece.text === "") return;
    const start = reader.start(piece) + 1;
    parts.push(stringPiece(reader, piece.text, start, start + piece.text.length));
  };
  addText(node.head);
  for (const { expression, literal } of node.templateSpans) {
    parts.push(readExpression(reader, expression));
    addText(literal);
  }
  return { k: "template", parts: parts.slice(), at };
}

function readTagged(reader: Reader, node: ts.TaggedTemplateExpression): Expr {
  const at = reader.at(node);
  const tag = readExpression(reader, node.tag);
  const { template } = node;
  const spans = ts.isNoSubstitutionTemplateLiteral(template) ? [] : template.templateSpans;
  return { k: "tagged", tag, values: spans.map(({ expression }) => readExpression(reader, expression)), at };
}

function readMember(reader: Reader, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Expr {
  const at = reader.at(node);
  const object = readExpression(reader, node.expression);
  const optional = node.questionDotToken ? { isOptional: true as const } : {};
  if (ts.isElementAccessExpression(node)) {
    const property = readExpression(reader, node.argumentExpression);
    return { k: "member", object, property, at, propertyAt: property.at, ...optional };
  }
  const propertyAt = reader.at(node.name);
  const property: Expr = { k: "string", value: ts.idText(node.name), at: propertyAt };
  return { k: "member", object, property, at, propertyAt, ...optional };
}

function readCall(reader: Reader, node: ts.CallExpression | ts.NewExpression): Expr {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return unknown(reader, node, "an `import()` expression");
  }
  noteCallChange(reader, node);
  const at = reader.at(node);
  const callee = readExpression(reader, node.expression);
  const isSchema = isObjectSchema(callee);
  const args = (node.arguments ?? []).map((argument) =>
    isSchema && ts.isObjectLiteralExpression(argument)
      ? readColumnNames(reader, argument)
      : readArgument(reader, argument, callee),
  );
  const isNew = ts.isNewExpression(node);
  const isOptional = ts.isCallExpression(node) && node.questionDotToken !== undefined;
  return { k: "call", callee, args, isNew, at, ...(isOptional ? { isOptional } : {}) };
}

/** `z.object`, `v.strictObject`: see project/columns.ts. */
export const OBJECT_SCHEMAS: ReadonlySet<string> = new Set(["object", "strictObject", "looseObject"]);

export function isObjectSchema(callee: Expr): boolean {
  if (callee.k !== "member" || callee.object.k !== "name" || callee.property.k !== "string") return false;
  return OBJECT_SCHEMAS.has(callee.property.value);
}

/** Of an object schema only the names of the columns matter, and there are many. */
function readColumnNames(reader: Reader, node: ts.ObjectLiteralExpression): Expr {
  const at = reader.at(node);
  const entries = node.properties.map((property): ObjectEntry => {
    const place = reader.at(property);
    if (ts.isSpreadAssignment(property)) {
      return { k: "spread", value: readExpression(reader, property.expression), at: place };
    }
    const name = readPropertyName(reader, property.name);
    return {
      k: "property",
      name,
      value: { k: "unknown", reason: "a schema", at: place },
      at: place,
      shorthand: false,
    };
  });
  return { k: "object", entries, at };
}

/** A function given to a call may run at once, as a callback: what it changes is changed here. */
function readArgument(reader: Reader, node: ts.Expression, callee: Expr): Expr {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node)
    ? readCallback(reader, node, callee)
    : readExpression(reader, node);
}

function readObject(reader: Reader, node: ts.ObjectLiteralExpression): Expr {
  const at = reader.at(node);
  const entries: ObjectEntry[] = [];
  for (const property of node.properties) {
    const entry = readProperty(reader, property);
    if (entry) entries.push(entry);
  }
  return { k: "object", entries: entries.slice(), at };
}

/** Functions that compute data, not declarations: their bodies are never read. */
export const COMPUTING: ReadonlySet<string> = new Set(["run", "observe"]);

function readProperty(reader: Reader, node: ts.ObjectLiteralElementLike): ObjectEntry | undefined {
  const at = reader.at(node);
  if (ts.isSpreadAssignment(node)) return { k: "spread", value: readExpression(reader, node.expression), at };
  if (ts.isShorthandPropertyAssignment(node)) {
    const name = ts.idText(node.name);
    if (name === "") return undefined;
    const value = readName(reader, node.name);
    return { k: "property", name: { k: "string", value: name, at }, value, at, shorthand: true };
  }
  const name = readPropertyName(reader, node.name);
  const isComputing = name.k === "string" && COMPUTING.has(name.value);
  if (ts.isPropertyAssignment(node)) {
    const { initializer } = node;
    const value =
      isComputing && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? computing(reader, initializer)
        : readExpression(reader, initializer);
    return { k: "property", name, value, at, shorthand: false };
  }
  if (ts.isMethodDeclaration(node)) {
    const value = isComputing ? computing(reader, node) : readFunction(reader, node);
    return { k: "property", name, value, at, shorthand: false };
  }
  return {
    k: "property",
    name,
    value: { k: "unknown", reason: "a getter or setter", at },
    at,
    shorthand: false,
  };
}

function computing(
  reader: Reader,
  node: ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration,
): FunctionExpr {
  return { k: "function", name: "", parameters: [], rest: null, body: null, at: reader.at(node) };
}

export function readPropertyName(reader: Reader, node: ts.PropertyName): Expr {
  if (ts.isComputedPropertyName(node)) return readExpression(reader, node.expression);
  if (ts.isStringLiteralLike(node)) return readString(reader, node);
  if (ts.isIdentifier(node)) return { k: "string", value: ts.idText(node), at: reader.at(node) };
  if (ts.isNumericLiteral(node)) {
    return { k: "string", value: String(Number(node.text)), at: reader.at(node) };
  }
  return unknown(reader, node, "a private or unusual property name");
}

function readUnary(reader: Reader, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Expr {
  const at = reader.at(node);
  const { operator, operand } = node;
  if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken) {
    noteAssignment(reader, operand);
    const target = readExpression(reader, operand);
    const op = operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-";
    return { k: "assign", op, target, value: { k: "number", value: 1, at }, at };
  }
  if (operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(operand)) {
    return { k: "number", value: -Number(operand.text), at };
  }
  const op = ts.tokenToString(operator) ?? "";
  return { k: "unary", op, value: readExpression(reader, operand), at };
}

const COMPUTED: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
]);

/** `a + b + c + …` leans to the left: read in a loop, a long chain exhausts nothing. */
function readBinary(reader: Reader, node: ts.BinaryExpression): Expr {
  const chain: ts.BinaryExpression[] = [];
  let first: ts.Expression = node;
  while (ts.isBinaryExpression(first) && COMPUTED.has(first.operatorToken.kind)) {
    chain.push(first);
    first = first.left;
  }
  if (chain.length === 0) return readOtherBinary(reader, node);
  // The whole before its parts, as everywhere: indexes follow the source.
  const places = chain.map((part) => reader.at(part));
  let left = readExpression(reader, first);
  for (const { operatorToken, right } of chain.toReversed()) {
    const op = ts.tokenToString(operatorToken.kind) ?? "";
    left = { k: "binary", op, left, right: readExpression(reader, right), at: places.pop() ?? 0 };
  }
  return left;
}

function readOtherBinary(reader: Reader, node: ts.BinaryExpression): Expr {
  const at = reader.at(node);
  const { kind } = node.operatorToken;
  if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
    noteAssignment(reader, node.left);
    const target = readExpression(reader, node.left);
    const op = (ts.tokenToString(kind) ?? "=").slice(0, -1);
    return { k: "assign", op, target, value: readExpression(reader, node.right), at };
  }
  const items = [readExpression(reader, node.left), readExpression(reader, node.right)];
  if (kind === ts.SyntaxKind.CommaToken) return { k: "sequence", items, at };
  return { k: "unknown", reason: "a computed value", inside: items, at };
}
