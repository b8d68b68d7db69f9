// Expressions, as TypeScript's parser groups them, straight to facts.
import type { Expr } from "../facts.ts";
import { noteTarget } from "./changes.ts";
import { type FunctionUse, isArrow, readArrow, readAsync, readFunctionArgument } from "./functions.ts";
import { readChain } from "./postfix.ts";
import type { DirectReader } from "./reader.ts";
import * as t from "./tokens.ts";
import { skipType } from "./types.ts";
import { unsure } from "./unsure.ts";

/** Longer chains are left to TypeScript's reader: nothing here recurses over them, but who reads the facts may. */
export const MAX_CHAIN = 100;

/** With commas. */
export function readExpression(r: DirectReader): Expr {
  const before = r.lastPlace;
  const { start } = r;
  let left = readValue(r);
  for (let length = 0; r.token === t.COMMA; length++) {
    if (length > MAX_CHAIN) unsure();
    r.next();
    const right = readValue(r);
    const at = r.placeAfter(before, start, r.lastEnd);
    left = r.put({ k: "sequence", items: [left, right], at });
  }
  return left;
}

/** In brackets, where `in` is an operator again. */
export function readExpressionInside(r: DirectReader): Expr {
  const { isInHead } = r;
  r.isInHead = false;
  const expr = readExpression(r);
  r.isInHead = isInHead;
  return expr;
}

export function readValueInside(r: DirectReader, use: FunctionUse = "later"): Expr {
  const { isInHead } = r;
  r.isInHead = false;
  const expr = readValue(r, use);
  r.isInHead = isInHead;
  return expr;
}

/** One value, without commas. `use`: of the function which it may be. */
export function readValue(r: DirectReader, use: FunctionUse = "later"): Expr {
  r.enter();
  const expr = readAssignment(r, use);
  r.leave();
  return expr;
}

function readAssignment(r: DirectReader, use: FunctionUse): Expr {
  const { start, token } = r;
  if (token === t.LESS || (token === t.OPEN_PAREN && isArrow(r))) return readArrow(r, use);
  if (t.isName(token) && startsArrow(r)) return readArrow(r, use);
  if (token === t.ASYNC) {
    const value = readAsync(r, use);
    if (value) return value;
  }
  if (token === t.FUNCTION && use !== "later") return readFunctionArgument(r, use);
  const before = r.lastPlace;
  const changes = r.changeCount;
  const left = readBinaryRest(r, 0, before, start, readUnary(r));
  if (isAssignment(r.token) && r.isTarget) {
    const op = r.text.slice(r.start, r.end - 1);
    noteTarget(r, left, changes, start);
    r.next();
    const value = readValue(r);
    const at = r.placeAfter(before, start, r.lastEnd);
    r.isTarget = false;
    return r.put({ k: "assign", op, target: left, value, at });
  }
  if (r.token === t.QUESTION) return readConditional(r, left, before, start);
  if (r.token === t.ARROW) unsure();
  return left;
}

function isAssignment(token: number): boolean {
  return token === t.ASSIGN || (token >= t.FIRST_COMPOUND && token <= t.LAST_COMPOUND);
}

/** `name =>`; the name is the current token. */
function startsArrow(r: DirectReader): boolean {
  const { text } = r;
  const code = text.charCodeAt(r.end);
  // Mostly one look is enough.
  if (code !== 32 && code !== t.ASSIGN && code !== t.SLASH && code !== 10) return false;
  const at = r.peek();
  return text.charCodeAt(at) === t.ASSIGN && text.charCodeAt(at + 1) === t.GREATER;
}

function readConditional(r: DirectReader, test: Expr, before: number, start: number): Expr {
  r.next();
  const { isInHead } = r;
  r.isInHead = false;
  r.colons++;
  const then = readValue(r);
  r.colons--;
  r.isInHead = isInHead;
  r.expect(t.COLON);
  const otherwise = readValue(r);
  const at = r.placeAfter(before, start, r.lastEnd);
  r.isTarget = false;
  return r.put({ k: "conditional", test, then, otherwise, at });
}

function readBinaryRest(
  r: DirectReader,
  precedence: number,
  before: number,
  start: number,
  first: Expr,
): Expr {
  let left = first;
  for (let length = 0; ; length++) {
    if (r.token === t.GREATER) r.joinGreater();
    const { token } = r;
    const binds = t.precedenceOf(token);
    if (binds === 0 || (token === t.POWER ? binds < precedence : binds <= precedence)) return left;
    if (token === t.IN && r.isInHead) return left;
    if (length > MAX_CHAIN || (token === t.POWER && r.isUnary)) unsure();
    if (token === t.AS || token === t.SATISFIES) {
      if (r.isOnNewLine) return left;
      if (token === t.SATISFIES) r.satisfiesAt = Math.max(r.satisfiesAt, start);
      r.next();
      if (token === t.AS && r.token === t.CONST) {
        r.next();
        if (r.token === t.OPEN_BRACKET || r.token === t.DOT || r.token === t.LESS) unsure();
      } else skipType(r);
      // In TypeScript's eyes, both may belong to the type.
      if (r.token === t.QUESTION || r.token === t.EXCLAMATION) unsure();
      r.erased++;
      r.isTarget = false;
      r.isUnary = false;
      continue;
    }
    r.next();
    const operand = r.lastPlace;
    const operandStart = r.start;
    const right = readBinaryRest(r, binds, operand, operandStart, readUnary(r));
    const at = r.placeAfter(before, start, r.lastEnd);
    r.isTarget = false;
    const op = t.computedOperator(token);
    left =
      op === undefined
        ? r.put({ k: "unknown", reason: "a computed value", inside: [left, right], at })
        : r.put({ k: "binary", op, left, right, at });
  }
}

function readUnary(r: DirectReader): Expr {
  const { start, token } = r;
  switch (token) {
    case t.EXCLAMATION:
    case t.TILDE:
    case t.PLUS:
      return readPrefix(r, r.text.slice(start, r.end));
    case t.MINUS:
      return readMinus(r);
    case t.TYPEOF:
      return readPrefix(r, "typeof");
    case t.VOID:
      return readPrefix(r, "void");
    case t.DELETE: {
      const changes = r.changeCount;
      const value = readPrefix(r, "delete");
      if (value.k === "unary") noteTarget(r, value.value, changes, start);
      return value;
    }
    case t.AWAIT: {
      if (!r.isInAsync) unsure();
      const at = r.place(start, start);
      r.next();
      const inside = [readOperand(r)];
      r.endPlace(at, r.lastEnd);
      return r.put({ k: "unknown", reason: "an `await` expression", inside, at });
    }
    case t.INCREMENT:
    case t.DECREMENT: {
      const at = r.place(start, start);
      r.next();
      const changes = r.changeCount;
      const operandStart = r.start;
      const target = readChain(r);
      noteTarget(r, target, changes, operandStart);
      r.endPlace(at, r.lastEnd);
      r.isTarget = false;
      r.isUnary = false;
      return readStep(r, token, target, at);
    }
    default:
  }
  const before = r.lastPlace;
  const changes = r.changeCount;
  const value = readChain(r);
  r.isUnary = false;
  r.isTarget = true;
  if ((r.token === t.INCREMENT || r.token === t.DECREMENT) && !r.isOnNewLine) {
    const step = r.token;
    noteTarget(r, value, changes, start);
    r.next();
    r.isTarget = false;
    return readStep(r, step, value, r.placeAfter(before, start, r.lastEnd));
  }
  return value;
}

/** `target++`, `--target` */
function readStep(r: DirectReader, token: number, target: Expr, at: number): Expr {
  const value: Expr = r.put({ k: "number", value: 1, at });
  return r.put({ k: "assign", op: token === t.INCREMENT ? "+" : "-", target, value, at });
}

function readPrefix(r: DirectReader, op: string): Expr {
  const at = r.place(r.start, r.start);
  r.next();
  const value = readOperand(r);
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "unary", op, value, at });
}

/** What a unary operator stands before. */
function readOperand(r: DirectReader): Expr {
  r.enter();
  const value = readUnary(r);
  r.leave();
  r.isTarget = false;
  r.isUnary = true;
  return value;
}

function readMinus(r: DirectReader): Expr {
  const { start } = r;
  const at = r.place(start, start);
  r.next();
  if (r.token !== t.NUMBER) {
    const operand = readOperand(r);
    r.endPlace(at, r.lastEnd);
    return r.put({ k: "unary", op: "-", value: operand, at });
  }
  const value = -numberOf(r);
  r.next();
  // `-1 .toFixed()`: the number is only a part of the operand.
  if (BEHIND_VALUE.has(r.token)) unsure();
  r.isTarget = false;
  r.isUnary = true;
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "number", value, at });
}

const BEHIND_VALUE: ReadonlySet<number> = new Set([
  t.DOT,
  t.OPTIONAL,
  t.OPEN_BRACKET,
  t.OPEN_PAREN,
  t.BACKTICK,
  t.EXCLAMATION,
  t.LESS,
  t.INCREMENT,
  t.DECREMENT,
]);

/** The value of the number that is the current token. */
export function numberOf(r: DirectReader): number {
  const text = r.text.slice(r.start, r.end);
  return Number(text.includes("_") ? text.replaceAll("_", "") : text);
}
