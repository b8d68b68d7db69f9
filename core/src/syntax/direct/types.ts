// Types are skipped, but as strictly as TypeScript reads them: what is wrong in a type may change how the rest is read.
import { skipBrackets } from "./bodies.ts";
import { readParameters } from "./functions.ts";
import type { DirectReader } from "./reader.ts";
import { skipTemplate } from "./templates.ts";
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";

/** `: T`, if there is one. */
export function skipAnnotation(r: DirectReader): void {
  if (r.skip(t.COLON)) skipType(r);
}

/** `: T` after parameters: may be a predicate, `x is T` or `asserts x`. */
export function skipReturnType(r: DirectReader): void {
  if (r.skip(t.COLON)) skipTypeOrPredicate(r);
}

function skipTypeOrPredicate(r: DirectReader): void {
  const isAsserts = r.token === t.ASSERTS;
  const { start, token } = r;
  skipType(r);
  // `asserts` alone is a type; before a name it is not read here.
  if (r.token !== t.IS) {
    if (isAsserts && (t.isName(r.token) || r.token === t.THIS)) unsure();
    return;
  }
  if (r.isOnNewLine || isAsserts) unsure();
  // One name, or `this`.
  if (!(t.isName(token) || token === t.THIS) || !isOneWord(r, start)) unsure();
  r.next();
  skipType(r);
}

function isOneWord(r: DirectReader, start: number): boolean {
  return /^[\w$]+$/.test(r.text.slice(start, r.lastEnd));
}

export function skipType(r: DirectReader): void {
  r.enter();
  skipUnion(r);
  if (r.token === t.EXTENDS && !r.isOnNewLine) {
    r.next();
    if (startsFunctionType(r)) unsure();
    skipUnion(r);
    r.expect(t.QUESTION);
    skipType(r);
    r.expect(t.COLON);
    skipType(r);
  }
  r.leave();
}

function skipUnion(r: DirectReader): void {
  if (startsFunctionType(r)) {
    skipFunctionType(r);
    return;
  }
  // The first may have an operator before it as well.
  const isFirst = r.token !== t.BAR && r.token !== t.AMPERSAND;
  if (isFirst) skipOperator(r);
  while (r.token === t.BAR || r.token === t.AMPERSAND) {
    r.next();
    // In a union a function type needs parentheses.
    if (startsFunctionType(r)) unsure();
    skipOperator(r);
  }
}

function startsFunctionType(r: DirectReader): boolean {
  if (r.token === t.LESS || r.token === t.NEW) return true;
  if (r.token !== t.OPEN_PAREN) return false;
  const at = skipSpaces(r.text, skipBrackets(r.text, r.start));
  return r.text.startsWith("=>", at);
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  // It may be followed by an arrow.
  if (text.charCodeAt(at) === t.SLASH) unsure();
  return at;
}

function skipFunctionType(r: DirectReader): void {
  r.skip(t.NEW);
  skipTypeParameters(r);
  skipSignature(r);
  r.expect(t.ARROW);
  skipTypeOrPredicate(r);
}

/** Parameters of a type, which have no values. */
function skipSignature(r: DirectReader): void {
  const silence = r.pause();
  readParameters(r, /* mayHaveValues */ false);
  r.resume(silence);
}

function skipOperator(r: DirectReader): void {
  if (r.token === t.KEYOF || r.token === t.READONLY || r.token === t.UNIQUE) {
    r.enter();
    r.next();
    skipOperator(r);
    r.leave();
    return;
  }
  if (r.skip(t.INFER)) {
    if (!t.isName(r.token)) unsure();
    r.next();
    if (r.is(t.EXTENDS)) unsure();
    return;
  }
  skipPostfix(r);
}

function skipPostfix(r: DirectReader): void {
  skipPrimary(r);
  while (r.token === t.OPEN_BRACKET && !r.isOnNewLine) {
    r.next();
    if (r.skip(t.CLOSE_BRACKET)) continue;
    skipType(r);
    r.expect(t.CLOSE_BRACKET);
  }
  if (r.token === t.EXCLAMATION && !r.isOnNewLine) unsure();
}

function skipPrimary(r: DirectReader): void {
  switch (r.token) {
    case t.STRING:
    case t.NUMBER:
    case t.NULL:
    case t.TRUE:
    case t.FALSE:
    case t.VOID:
    case t.THIS:
      r.next();
      return;
    case t.MINUS:
      r.next();
      r.expect(t.NUMBER);
      return;
    case t.TYPEOF:
      r.next();
      skipReference(r);
      return;
    case t.BACKTICK:
      skipTemplate(r, skipType);
      return;
    case t.OPEN_BRACE:
      skipMembers(r, true);
      return;
    case t.OPEN_BRACKET:
      skipTuple(r);
      return;
    case t.OPEN_PAREN:
      r.next();
      skipType(r);
      r.expect(t.CLOSE_PAREN);
      return;
    default:
      skipReference(r);
  }
}

/** Types of the language: `string<T>` is an error. */
const WITHOUT_ARGUMENTS: ReadonlySet<string> = new Set([
  "any",
  "unknown",
  "string",
  "number",
  "bigint",
  "symbol",
  "boolean",
  "undefined",
  "never",
  "object",
]);

/** `a.b.C<T>` */
export function skipReference(r: DirectReader): void {
  if (!t.isName(r.token)) unsure();
  const isAsserts = r.token === t.ASSERTS;
  const { word } = r;
  r.next();
  if (r.token === t.LESS && WITHOUT_ARGUMENTS.has(word)) unsure();
  if (isAsserts && !r.isOnNewLine && (t.isWord(r.token) || r.token === t.THIS)) unsure();
  while (r.token === t.DOT) {
    r.next();
    if (!t.isWord(r.token) || r.isOnNewLine) unsure();
    r.next();
  }
  if (r.token === t.LESS && !r.isOnNewLine) skipTypeArguments(r);
}

export function skipTypeArguments(r: DirectReader): void {
  r.expect(t.LESS);
  do skipType(r);
  while (r.skip(t.COMMA));
  r.expect(t.GREATER);
}

/** `<T extends A = B, const U>`, if there are some. */
export function skipTypeParameters(r: DirectReader): void {
  if (!r.skip(t.LESS)) return;
  while (r.token !== t.GREATER) {
    if (r.skip(t.CONST) && r.isOnNewLine) unsure();
    if (r.token === t.IN || !t.isName(r.token)) unsure();
    r.next();
    if (r.skip(t.EXTENDS)) skipType(r);
    if (r.skip(t.ASSIGN)) skipType(r);
    if (r.token !== t.GREATER) r.expect(t.COMMA);
  }
  // `<>` is an error.
  if (r.text.charCodeAt(r.lastEnd - 1) === t.LESS) unsure();
  r.next();
}

function skipTuple(r: DirectReader): void {
  r.next();
  while (r.token !== t.CLOSE_BRACKET) {
    const isRest = r.skip(t.DOTS);
    const isNamed = t.isWord(r.token) && isLabel(r);
    if (isNamed) {
      r.next();
      r.skip(t.QUESTION);
      r.expect(t.COLON);
    }
    skipType(r);
    // `A?`: optional.
    if (r.token === t.QUESTION) {
      if (isRest || isNamed) unsure();
      r.next();
    }
    if (r.token !== t.CLOSE_BRACKET) r.expect(t.COMMA);
  }
  r.next();
}

function isLabel(r: DirectReader): boolean {
  const { text } = r;
  const at = r.peek();
  if (text.charCodeAt(at) === t.COLON) return true;
  return text.charCodeAt(at) === t.QUESTION && text.charCodeAt(at + 1) === t.COLON;
}

/** `{ … }` of an interface, an object type or a mapped type. */
export function skipMembers(r: DirectReader, mayBeMapped: boolean): void {
  r.enter();
  r.expect(t.OPEN_BRACE);
  for (let isFirst = true; r.token !== t.CLOSE_BRACE; isFirst = false) {
    skipMember(r, mayBeMapped && isFirst);
    if (r.token === t.SEMICOLON || r.token === t.COMMA) r.next();
    else if (r.token !== t.CLOSE_BRACE && !r.isOnNewLine) unsure();
  }
  r.next();
  r.leave();
}

function skipMember(r: DirectReader, mayBeMapped: boolean): void {
  if (r.token === t.READONLY && isModifier(r)) r.next();
  if (r.token === t.OPEN_PAREN || r.token === t.LESS) {
    skipMethod(r);
    return;
  }
  if (r.token === t.OPEN_BRACKET) {
    skipIndex(r, mayBeMapped);
    return;
  }
  if ((r.token === t.GET || r.token === t.SET || r.token === t.NEW) && !isPropertyEnd(r)) unsure();
  if (!t.isWord(r.token) && r.token !== t.STRING && r.token !== t.NUMBER) unsure();
  r.next();
  r.skip(t.QUESTION);
  if (r.token === t.OPEN_PAREN || r.token === t.LESS) skipMethod(r);
  else skipAnnotation(r);
}

function isModifier(r: DirectReader): boolean {
  const at = r.peek();
  const code = r.text.charCodeAt(at);
  const isName = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
  if (!isName && code !== t.OPEN_BRACKET && code !== 34) return false;
  if (r.text.slice(r.end, at).includes("\n")) unsure();
  return true;
}

function isPropertyEnd(r: DirectReader): boolean {
  const code = r.text.charCodeAt(r.peek());
  return code === t.COLON || code === t.QUESTION;
}

function skipMethod(r: DirectReader): void {
  skipTypeParameters(r);
  skipSignature(r);
  skipReturnType(r);
}

/** `[key: string]: T`, `[K in T as U]?: V`. */
function skipIndex(r: DirectReader, mayBeMapped: boolean): void {
  r.next();
  if (!t.isName(r.token)) unsure();
  r.next();
  if (r.skip(t.COLON)) {
    skipType(r);
    r.expect(t.CLOSE_BRACKET);
    if (r.token !== t.COLON) unsure();
    skipAnnotation(r);
    return;
  }
  if (!mayBeMapped) unsure();
  r.expect(t.IN);
  skipType(r);
  if (r.skip(t.AS)) skipType(r);
  r.expect(t.CLOSE_BRACKET);
  r.skip(t.QUESTION);
  if (r.token !== t.COLON) unsure();
  skipAnnotation(r);
  r.skip(t.SEMICOLON);
  // A mapped type has one member.
  if (!r.is(t.CLOSE_BRACE)) unsure();
}
