// Literals and names, and what stands behind them: members, calls, templates with a tag.
import { CHANGING_FUNCTIONS, CHANGING_METHODS } from "../changes.ts";
import { isObjectSchema } from "../expressions.ts";
import type { CallExpr, Expr } from "../facts.ts";
import { noteTarget } from "./changes.ts";
import { MAX_CHAIN, numberOf, readExpressionInside, readValueInside } from "./expressions.ts";
import { readFunctionExpression } from "./functions.ts";
import { readColumnNames, readObject } from "./objects.ts";
import type { DirectReader } from "./reader.ts";
import { isWordCode } from "./scanner.ts";
import { readHoles, readTemplate, textExpr } from "./templates.ts";
import * as t from "./tokens.ts";
import { skipTypeArguments } from "./types.ts";
import { unsure } from "./unsure.ts";

function readPrimary(r: DirectReader): Expr {
  const { start, token } = r;
  if (t.isName(token)) return readName(r);
  switch (token) {
    case t.STRING:
      return readString(r);
    case t.NUMBER: {
      const value = numberOf(r);
      r.next();
      return r.put({ k: "number", value, at: r.place(start, r.lastEnd) });
    }
    case t.TRUE:
    case t.FALSE:
      r.next();
      return r.put({ k: "boolean", value: token === t.TRUE, at: r.place(start, r.lastEnd) });
    case t.NULL:
      r.next();
      return r.put({ k: "null", at: r.place(start, r.lastEnd) });
    case t.THIS:
      r.next();
      return r.thisName === undefined
        ? r.put({ k: "unknown", reason: "`this`", at: r.place(start, r.lastEnd) })
        : r.put({ k: "name", name: r.thisName, at: r.place(start, r.lastEnd) });
    case t.BACKTICK:
      return readTemplate(r, readExpressionInside);
    case t.OPEN_BRACE:
      return readObject(r);
    case t.OPEN_BRACKET:
      return readArray(r);
    case t.OPEN_PAREN: {
      r.next();
      const value = readExpressionInside(r);
      r.expect(t.CLOSE_PAREN);
      r.erased++;
      return value;
    }
    case t.FUNCTION:
      return readFunctionExpression(r, "later");
    case t.NEW:
      return readNew(r);
    case t.SLASH:
    case t.DIVIDE_ASSIGN:
      r.regularExpression();
      return r.put({ k: "unknown", reason: "a regular expression", at: r.place(start, r.lastEnd) });
    case t.IMPORT:
      return readImportMeta(r);
    default:
      return unsure();
  }
}

function readName(r: DirectReader): Expr {
  const { start, word } = r;
  r.next();
  const at = r.place(start, r.lastEnd);
  if (word === "undefined") return r.put({ k: "undefined", at });
  r.names.add(word);
  return r.put({ k: "name", name: word, at });
}

export function readString(r: DirectReader): Expr {
  const { start, end } = r;
  const at = r.place(start, end);
  const value = textExpr(r, start + 1, end - 1, !r.isEscaped, at);
  r.next();
  return value;
}

function readImportMeta(r: DirectReader): Expr {
  const { start } = r;
  r.next();
  r.expect(t.DOT);
  if (r.word !== "meta") unsure();
  r.next();
  return r.put({ k: "unknown", reason: "`import.meta`", at: r.place(start, r.lastEnd) });
}

function readArray(r: DirectReader): Expr {
  const at = r.place(r.start, r.start);
  r.next();
  const items = r.itemCount;
  while (r.token !== t.CLOSE_BRACKET) {
    // The hole of `[a, , b]` is nowhere.
    if (r.token === t.COMMA) r.addItem(r.put({ k: "undefined", at: r.place(r.lastEnd, r.lastEnd) }));
    else r.addItem(r.token === t.DOTS ? readSpread(r) : readValueInside(r));
    if (r.token !== t.CLOSE_BRACKET) r.expect(t.COMMA);
  }
  r.next();
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "array", items: r.itemsSince(items), at });
}

/** `...value` in a list or an object. */
export function readSpread(r: DirectReader): Extract<Expr, { readonly k: "spread" }> {
  const at = r.place(r.start, r.start);
  r.next();
  const value = readValueInside(r);
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "spread", value, at });
}

function readNew(r: DirectReader): Expr {
  const { start } = r;
  const before = r.lastPlace;
  r.next();
  if (r.token === t.NEW || r.token === t.IMPORT) unsure();
  const callee = readChain(r, true);
  // Without arguments, or a change: `new list.push()`.
  if (r.token !== t.OPEN_PAREN || changedBy(callee) !== undefined) unsure();
  const at = r.placeAfter(before, start, start);
  const args = readArguments(r, callee);
  r.endPlace(at, r.lastEnd);
  return r.put<CallExpr>({ k: "call", callee, args, isNew: true, at });
}

/** A literal or name and what stands behind it: members, calls, templates with a tag. */
export function readChain(r: DirectReader, isNew = false): Expr {
  const { start } = r;
  const before = r.lastPlace;
  const changes = r.changeCount;
  let expr = readPrimary(r);
  /** Is `expr` just written as `object.name`, without parentheses around it? */
  let isDotted = false;
  let isOptionalChain = false;
  for (let length = 0; ; length++) {
    if (length > MAX_CHAIN) unsure();
    switch (r.token) {
      case t.DOT:
        r.next();
        expr = readDotted(r, expr, before, start, false);
        isDotted = true;
        break;
      case t.OPEN_BRACKET:
        expr = readElement(r, expr, before, start, false);
        isDotted = false;
        break;
      case t.OPTIONAL:
        if (isNew) unsure();
        isOptionalChain = true;
        r.next();
        if (r.is(t.OPEN_PAREN)) {
          expr = readCall(r, expr, r.placeAfter(before, start, start), isDotted ? changes : -1, true);
          isDotted = false;
        } else if (r.is(t.OPEN_BRACKET)) {
          expr = readElement(r, expr, before, start, true);
          isDotted = false;
        } else {
          expr = readDotted(r, expr, before, start, true);
          isDotted = true;
        }
        break;
      case t.EXCLAMATION:
        if (r.isOnNewLine) return expr;
        r.next();
        r.erased++;
        isDotted = false;
        break;
      case t.BACKTICK: {
        if (isOptionalChain || isNew) unsure();
        const at = r.placeAfter(before, start, start);
        const values = readHoles(r, readExpressionInside);
        r.endPlace(at, r.lastEnd);
        expr = r.put({ k: "tagged", tag: expr, values, at });
        isDotted = false;
        break;
      }
      case t.LESS:
        if (isComparison(r)) return expr;
        skipTypeArguments(r);
        if (!r.is(t.OPEN_PAREN) && !r.is(t.BACKTICK)) unsure();
        break;
      case t.OPEN_PAREN:
        if (isNew) return expr;
        expr = readCall(r, expr, r.placeAfter(before, start, start), isDotted ? changes : -1, false);
        isDotted = false;
        break;
      default:
        return expr;
    }
  }
}

/** The name behind the dot is the current token. */
function readDotted(r: DirectReader, object: Expr, before: number, start: number, isOptional: boolean): Expr {
  if (!t.isWord(r.token) || r.isOnNewLine) unsure();
  const { word, start: wordStart, end } = r;
  r.next();
  const at = r.placeAfter(before, start, end);
  const propertyAt = r.place(wordStart, end);
  const property: Expr = r.put({ k: "string", value: word, at: propertyAt });
  return isOptional
    ? r.putOthers(r.put<Expr>({ k: "member", object, property, at, propertyAt, isOptional: true }))
    : r.putOthers(r.put<Expr>({ k: "member", object, property, at, propertyAt }));
}

function readElement(
  r: DirectReader,
  object: Expr,
  before: number,
  start: number,
  isOptional: boolean,
): Expr {
  r.next();
  const property = readExpressionInside(r);
  r.expect(t.CLOSE_BRACKET);
  const at = r.placeAfter(before, start, r.lastEnd);
  const propertyAt = property.at;
  return isOptional
    ? r.putOthers(r.put<Expr>({ k: "member", object, property, at, propertyAt, isOptional: true }))
    : r.putOthers(r.put<Expr>({ k: "member", object, property, at, propertyAt }));
}

/** `changes`: where what the call changes is noted; -1 when it is none of a method. */
function readCall(r: DirectReader, callee: Expr, at: number, changes: number, isOptional: boolean): Expr {
  const start = r.startOf(at);
  const changed = changes < 0 ? undefined : changedBy(callee);
  if (changed === "object" && callee.k === "member") noteTarget(r, callee.object, changes, start);
  const args = readArguments(r, callee, changed === "argument" && isPlain(r, callee, start) ? changes : -1);
  r.endPlace(at, r.lastEnd);
  return isOptional
    ? r.put<CallExpr>({ k: "call", callee, args, isNew: false, at, isOptional: true })
    : r.put<CallExpr>({ k: "call", callee, args, isNew: false, at });
}

/** What does `object.name(…)` change, by its name? */
function changedBy(callee: Expr): "object" | "argument" | undefined {
  if (callee.k !== "member" || callee.property.k !== "string") return undefined;
  if (CHANGING_METHODS.has(callee.property.value)) return "object";
  const isObject = callee.object.k === "name" && callee.object.name === "Object";
  return isObject && CHANGING_FUNCTIONS.has(callee.property.value) ? "argument" : undefined;
}

/** `Object.assign`, not `(Object).assign`. */
function isPlain(r: DirectReader, callee: Expr, start: number): boolean {
  return callee.k === "member" && r.startOf(callee.object.at) === start;
}

/** `changes`: where is noted that the first argument changes; -1 when it does not. */
function readArguments(r: DirectReader, callee: Expr, changes = -1): readonly Expr[] {
  r.next();
  const args = r.itemCount;
  const isSchema = isObjectSchema(callee);
  const use = callee.k === "name" && callee.name === "check" ? "never" : "now";
  while (r.token !== t.CLOSE_PAREN) {
    const { start } = r;
    let argument: Expr;
    if (r.token === t.DOTS) argument = readSpread(r);
    else if (isSchema && r.token === t.OPEN_BRACE) {
      argument = readColumnNames(r);
      if (!r.is(t.COMMA) && !r.is(t.CLOSE_PAREN)) unsure();
    } else argument = readValueInside(r, use);
    if (changes >= 0 && r.itemCount === args) noteTarget(r, argument, changes, start);
    r.addItem(argument);
    if (r.token !== t.CLOSE_PAREN) r.expect(t.COMMA);
  }
  r.next();
  return r.itemsSince(args);
}

const OPERATOR_FOLLOWS: ReadonlySet<number> = new Set([
  t.SEMICOLON,
  t.OPEN_PAREN,
  t.CLOSE_PAREN,
  t.CLOSE_BRACKET,
  t.CLOSE_BRACE,
  t.PLUS,
  t.MINUS,
  t.STAR,
  t.QUESTION,
  t.COLON,
]);

/**
 * Is the `<` that is the current token an operator? Behind a name or number comes what cannot stand behind a type in a list.
 */
function isComparison(r: DirectReader): boolean {
  const { text } = r;
  let at = r.peek();
  if (text.charCodeAt(at) > 126) unsure();
  const first = at;
  while (isWordCode(text.charCodeAt(at)) || text.charCodeAt(at) === t.DOT) at++;
  if (at === first) return false;
  while (text.charCodeAt(at) === 32) at++;
  const code = text.charCodeAt(at);
  return (
    OPERATOR_FOLLOWS.has(code) ||
    ((code === t.AMPERSAND || code === t.BAR) && text.charCodeAt(at + 1) === code)
  );
}
