// Functions: parameters, and bodies as far as they are read.
import type { FunctionExpr, PatternElement, Statement } from "../facts.ts";
import { skipBrackets } from "./bodies.ts";
import { readValue } from "./expressions.ts";
import { readElementOf, readPattern } from "./patterns.ts";
import type { DirectReader } from "./reader.ts";
import { isWordCode } from "./scanner.ts";
import { readBlock } from "./statements.ts";
import * as t from "./tokens.ts";
import { skipAnnotation, skipReturnType, skipTypeParameters } from "./types.ts";
import { unsure } from "./unsure.ts";

/** When a function runs: never as far as analysis is concerned, at once as a callback, or at any time. */
export type FunctionUse = "never" | "now" | "later";

/** Does the parenthesis that is the current token open the parameters of an arrow function? */
export function isArrow(r: DirectReader): boolean {
  const { text } = r;
  if (isPlainlyParenthesized(text, r.end)) return false;
  let at = skipBrackets(text, r.start);
  while (text.charCodeAt(at) <= 32) at++;
  const code = text.charCodeAt(at);
  if (code === t.ASSIGN) return text.charCodeAt(at + 1) === t.GREATER;
  if (code === t.SLASH) {
    // A comment may be followed by anything.
    const next = text.charCodeAt(at + 1);
    if (next === t.SLASH || next === t.STAR) unsure();
  }
  if (code === t.OPEN_BRACE) unsure();
  if (code !== t.COLON) return false;
  // `a ? (b) : c => d` has two meanings.
  if (r.colons > 0) unsure();
  return true;
}

/** Behind the parenthesis is what no parameters start with: mostly one look is enough. */
function isPlainlyParenthesized(text: string, start: number): boolean {
  let at = start;
  if (!isWordCode(text.charCodeAt(at))) return false;
  while (isWordCode(text.charCodeAt(at))) at++;
  while (text.charCodeAt(at) === 32) at++;
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (code === t.QUESTION) return next === t.QUESTION || next === t.DOT;
  if (code === t.ASSIGN) return next === t.ASSIGN;
  return NO_PARAMETER_FOLLOWS.has(code);
}

const NO_PARAMETER_FOLLOWS: ReadonlySet<number> = new Set([
  t.DOT,
  t.OPEN_BRACKET,
  t.OPEN_PAREN,
  t.PLUS,
  t.MINUS,
  t.STAR,
  t.PERCENT,
  t.AMPERSAND,
  t.BAR,
  t.LESS,
  t.GREATER,
  t.EXCLAMATION,
]);

export function readArrow(r: DirectReader, use: FunctionUse): FunctionExpr {
  return readParts(r, use, { start: r.start, name: "", isAsync: false, kind: "arrow" });
}

/** `async` is the current token. undefined: it is a name. */
export function readAsync(r: DirectReader, use: FunctionUse): FunctionExpr | undefined {
  const { start, text } = r;
  const code = text.charCodeAt(r.peek());
  const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
  if (!isWord && code !== t.OPEN_PAREN && code !== t.LESS) return undefined;
  r.next();
  if (r.isOnNewLine) unsure();
  if (r.token === t.FUNCTION) {
    if (use !== "later") return readFunctionArgument(r, use, start);
    // What stands behind it is not read here.
    const value = readFunctionExpression(r, use, start);
    checkEnd(r);
    return value;
  }
  if (r.token === t.OPEN_PAREN ? !isArrow(r) : r.token !== t.LESS && !t.isName(r.token)) unsure();
  return readParts(r, use, { start, name: "", isAsync: true, kind: "arrow" });
}

/** A function that is a whole argument or the whole value of a property. */
export function readFunctionArgument(r: DirectReader, use: FunctionUse, asyncStart?: number): FunctionExpr {
  const value = readFunctionExpression(r, use, asyncStart);
  checkEnd(r);
  return value;
}

function checkEnd(r: DirectReader): void {
  const { token } = r;
  if (token !== t.COMMA && token !== t.CLOSE_PAREN && token !== t.CLOSE_BRACE && token !== t.SEMICOLON)
    unsure();
}

/** `function` is the current token; `asyncStart`: of `async` before it. */
export function readFunctionExpression(r: DirectReader, use: FunctionUse, asyncStart?: number): FunctionExpr {
  const start = asyncStart ?? r.start;
  r.next();
  if (r.token === t.STAR) {
    if (use !== "never") unsure();
    r.next();
  }
  let name = "";
  if (t.isName(r.token)) {
    name = r.word;
    r.next();
  }
  return readParts(r, use, { start, name, isAsync: asyncStart !== undefined, kind: "function" });
}

/** What is known of a function before its parameters. */
interface Beginning {
  readonly start: number;
  readonly name: string;
  readonly isAsync: boolean;
  /** A "function" has a `this` of its own. */
  readonly kind: "arrow" | "function" | "method";
}

/** What comes behind the name. */
export function readParts(r: DirectReader, use: FunctionUse, beginning: Beginning): FunctionExpr {
  const { start, name, isAsync, kind } = beginning;
  const at = r.place(start, start);
  const isArrowFunction = kind === "arrow";
  if (use === "never") {
    const value = readUnread(r, at, isAsync, isArrowFunction);
    r.endPlace(at, r.lastEnd);
    return value;
  }
  const { thisName } = r;
  if (use === "later") {
    r.deferred++;
    if (kind === "function") r.thisName = undefined;
  }
  const { parameters, rest } = readHead(r, isArrowFunction);
  const { isInAsync } = r;
  r.isInAsync = isAsync;
  if (isAsync) r.unfollowed++;
  let body: FunctionExpr["body"];
  if (r.token === t.OPEN_BRACE) body = readFunctionBlock(r);
  else if (!isArrowFunction) unsure();
  else if (!isAsync) body = readValue(r);
  else {
    // It is not followed: only what it changes matters, and that is looked at in another way.
    const silence = r.pause();
    readValue(r);
    r.resume(silence);
    body = null;
  }
  if (isAsync) r.unfollowed--;
  r.isInAsync = isInAsync;
  r.thisName = thisName;
  if (use === "later") r.deferred--;
  r.endPlace(at, r.lastEnd);
  return isAsync
    ? r.put({ k: "function", name, parameters, rest, body, reason: "an async function", at })
    : r.put({ k: "function", name, parameters, rest, body, at });
}

/** A function whose parameters and body do not matter. */
function readUnread(r: DirectReader, at: number, isAsync: boolean, isArrowFunction: boolean): FunctionExpr {
  const silence = r.pause();
  readHead(r, isArrowFunction);
  if (r.token === t.OPEN_BRACE) {
    // In a function that is not followed, what is changed inside is noted.
    if (r.unfollowed > 0) unsure();
    r.jump(skipBrackets(r.text, r.start));
  } else if (!isArrowFunction) unsure();
  else {
    const { isInAsync } = r;
    r.isInAsync = isAsync;
    readValue(r);
    r.isInAsync = isInAsync;
  }
  r.resume(silence);
  return r.put({ k: "function", name: "", parameters: [], rest: null, body: null, at });
}

/** Up to the body. */
function readHead(r: DirectReader, isArrowFunction: boolean): ReturnType<typeof readParameters> {
  if (isArrowFunction && t.isName(r.token)) {
    const head = { parameters: [{ pattern: readPattern(r), otherwise: null }], rest: null };
    readArrowToken(r);
    return head;
  }
  skipTypeParameters(r);
  const { isInAsync } = r;
  r.isInAsync = false;
  const head = readParameters(r, true);
  r.isInAsync = isInAsync;
  skipReturnType(r);
  if (isArrowFunction) readArrowToken(r);
  return head;
}

function readArrowToken(r: DirectReader): void {
  if (r.isOnNewLine) unsure();
  r.expect(t.ARROW);
}

/** In parentheses. `mayHaveValues`: not those of a type. */
export function readParameters(
  r: DirectReader,
  mayHaveValues: boolean,
): { readonly parameters: readonly PatternElement[]; readonly rest: FunctionExpr["rest"] } {
  const parameters = r.itemCount;
  let rest: FunctionExpr["rest"] = null;
  const { isInHead, colons } = r;
  r.isInHead = false;
  r.colons = 0;
  r.expect(t.OPEN_PAREN);
  while (r.token !== t.CLOSE_PAREN) {
    if (r.token === t.THIS) {
      r.next();
      skipAnnotation(r);
    } else if (r.skip(t.DOTS)) {
      rest = readPattern(r);
      skipAnnotation(r);
    } else r.addItem(readElementOf(r, skipParameterType, mayHaveValues));
    if (r.token !== t.CLOSE_PAREN) r.expect(t.COMMA);
  }
  r.next();
  r.isInHead = isInHead;
  r.colons = colons;
  return { parameters: r.itemsSince(parameters), rest };
}

function skipParameterType(r: DirectReader): void {
  r.skip(t.QUESTION);
  skipAnnotation(r);
}

/** The statements between the braces of a body. */
function readFunctionBlock(r: DirectReader): readonly Statement[] {
  const { isInHead, colons } = r;
  r.isInHead = false;
  r.colons = 0;
  const body = readBlock(r);
  r.isInHead = isInHead;
  r.colons = colons;
  return body;
}
