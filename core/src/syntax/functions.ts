// Functions: their parameters and what their bodies do, so that calls can be followed.
import * as ts from "typescript";
import { noteChangesIn } from "./changes.ts";
import type { Expr, FunctionExpr, PatternElement } from "./facts.ts";
import { readExpression } from "./expressions.ts";
import { readElement, readPattern } from "./patterns.ts";
import type { Reader } from "./reader.ts";
import { readBody } from "./statements.ts";

export type FunctionNode =
  ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration;

/** A function whose calls may come at any time. */
export function readFunction(reader: Reader, node: FunctionNode): FunctionExpr {
  reader.deferred++;
  const { thisName } = reader;
  // A function has a `this` of its own, an arrow and a static method that of the class around.
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) reader.thisName = undefined;
  const value = readParts(reader, node);
  reader.thisName = thisName;
  reader.deferred--;
  return value;
}

/** A function given to a call: the body of a check is never read, that of others may run at once. */
export function readCallback(
  reader: Reader,
  node: ts.ArrowFunction | ts.FunctionExpression,
  callee: Expr,
): FunctionExpr {
  if (callee.k === "name" && callee.name === "check") return unread(reader, node);
  return readParts(reader, node);
}

function unread(reader: Reader, node: FunctionNode): FunctionExpr {
  return { k: "function", name: "", parameters: [], rest: null, body: null, at: reader.at(node) };
}

function readParts(reader: Reader, node: FunctionNode): FunctionExpr {
  const at = reader.at(node);
  const name = node.name && ts.isIdentifier(node.name) ? ts.idText(node.name) : "";
  const parameters: PatternElement[] = [];
  let rest: FunctionExpr["rest"] = null;
  for (const parameter of node.parameters) {
    if (ts.isIdentifier(parameter.name) && ts.idText(parameter.name) === "this") continue;
    if (parameter.dotDotDotToken) rest = readPattern(reader, parameter.name);
    else parameters.push(readElement(reader, parameter.name, parameter.initializer));
  }
  const { body } = node;
  const reason = whyNotFollowed(node);
  if (reason !== undefined || body === undefined) {
    if (body) noteChangesIn(reader, body);
    // What it may declare when it runs is not forgotten.
    const inside = body && ts.isBlock(body) ? readBody(reader, body.statements) : null;
    return {
      k: "function",
      name,
      parameters,
      rest,
      body: inside,
      reason: reason ?? "a function without a body",
      at,
    };
  }
  const read = ts.isBlock(body) ? readBody(reader, body.statements) : readExpression(reader, body);
  return { k: "function", name, parameters, rest, body: read, at };
}

function whyNotFollowed(node: FunctionNode): string | undefined {
  if (node.asteriskToken) return "a generator";
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  return isAsync ? "an async function" : undefined;
}
