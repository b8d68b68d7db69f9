// Skips from a bracket to the one that closes it, over strings, templates, comments and regular expressions, without reading what
// is between. Where brackets do not match or it cannot be told what a slash means, it gives up.
import { isWordCode } from "./scanner.ts";
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";

/** Brackets in brackets. */
const MAX_DEPTH = 256;
/** The brackets that are open, innermost last, and their offsets. */
const open = new Uint8Array(MAX_DEPTH + 1);
const openAt = new Int32Array(MAX_DEPTH + 1);

/** 1 for characters that may matter: brackets, quotes, slashes, line breaks. */
const MATTERS = new Uint8Array(65_536);
for (const char of "()[]{}\"'`/\n\r") MATTERS[char.charCodeAt(0)] = 1;

/** Offset behind the bracket that closes the one at `start`. */
export function skipBrackets(text: string, start: number): number {
  const { length } = text;
  let depth = 0;
  /** Offset of the parenthesis which the last one closed. */
  let parenthesis = start;
  let commentEnd = -1;
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at);
    if (MATTERS[code] === 0) continue;
    switch (code) {
      case 10:
      case 13:
        if (text.charCodeAt(at + 1) !== 32) checkLine(text, at + 1);
        break;
      case t.OPEN_PAREN:
      case t.OPEN_BRACKET:
      case t.OPEN_BRACE:
        if (depth >= MAX_DEPTH) unsure();
        openAt[depth] = at;
        open[depth++] = code;
        break;
      case t.CLOSE_PAREN:
        if (open[--depth] !== t.OPEN_PAREN) unsure();
        if (depth === 0) return at + 1;
        parenthesis = openAt[depth] ?? 0;
        break;
      case t.CLOSE_BRACKET:
        if (open[--depth] !== t.OPEN_BRACKET) unsure();
        if (depth === 0) return at + 1;
        break;
      case t.CLOSE_BRACE:
        if (open[--depth] === t.BACKTICK) {
          at = templateEnd(text, at + 1, true);
          if (text.charCodeAt(at) !== t.BACKTICK) depth++;
        } else if (open[depth] !== t.OPEN_BRACE) unsure();
        if (depth === 0) return at + 1;
        break;
      case 34:
      case 39:
        at = stringEnd(text, at, code);
        break;
      case t.BACKTICK:
        at = templateEnd(text, at + 1, true);
        if (text.charCodeAt(at) !== t.BACKTICK) {
          if (depth >= MAX_DEPTH) unsure();
          open[depth++] = t.BACKTICK;
        }
        break;
      default: {
        // A slash.
        const next = text.charCodeAt(at + 1);
        if (next === t.SLASH) {
          at = endOfLine(text, at) - 1;
          commentEnd = at;
        } else if (next === t.STAR) {
          const end = text.indexOf("*/", at + 2);
          if (end < 0) unsure();
          at = end + 1;
          commentEnd = at;
        } else if (isRegularExpression(text, lastBefore(text, at, commentEnd), parenthesis)) {
          at = regularExpressionEnd(text, at);
        }
      }
    }
  }
  return unsure();
}

/** Offset of the last character before `at` that is no space. */
function lastBefore(text: string, at: number, commentEnd: number): number {
  let last = at - 1;
  while (text.charCodeAt(last) <= 32) last--;
  // What is before the comment is not known here.
  if (last <= commentEnd) unsure();
  return last;
}

/**
 * What starts in the first column of a body is odd: a declaration there says that the brackets do not belong together, and the
 * marker of a merge conflict is no code.
 */
function checkLine(text: string, start: number): void {
  const code = text.charCodeAt(start);
  if (code === t.LESS || code === t.ASSIGN || code === t.GREATER || code === t.BAR) unsure();
  if (!isWordCode(code)) return;
  DECLARATION.lastIndex = start;
  if (DECLARATION.test(text)) unsure();
}

const DECLARATION = /export|import|const|let|function|class|enum|interface|type|asset\(|source\(/y;

/** Is the parenthesis at an offset that of `if (…)`, behind which a slash starts a regular expression? */
function isControl(text: string, parenthesis: number): boolean {
  let last = parenthesis - 1;
  while (text.charCodeAt(last) === 32) last--;
  if (!isWordCode(text.charCodeAt(last))) return false;
  const word = wordBefore(text, last);
  return word === "if" || word === "while" || word === "for" || word === "with" || word === "await";
}

function wordBefore(text: string, last: number): string {
  let start = last;
  while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
  // Of a longer word, or `a.return`: not the keyword.
  const before = text.charCodeAt(start - 1);
  if (before > 126 || before === t.BACKSLASH) unsure();
  return before === t.DOT || before === t.HASH ? "" : text.slice(start, last + 1);
}

/** After an operator, an opening bracket or a keyword a slash starts a regular expression; after a value it divides. */
function isRegularExpression(text: string, last: number, parenthesis: number): boolean {
  const code = text.charCodeAt(last);
  if (isWordCode(code)) return KEYWORDS.has(wordBefore(text, last));
  switch (code) {
    case t.CLOSE_PAREN:
      return isControl(text, parenthesis);
    case t.CLOSE_BRACKET:
    case 34:
    case 39:
    case t.BACKTICK:
      return false;
    case t.CLOSE_BRACE: // Of a block or of a value.
      return unsure();
    case t.PLUS:
    case t.MINUS: // `i++ / 2`
    case t.EXCLAMATION: // `a! / 2`
      if (isOperatorEnd(text.charCodeAt(last - 1), code)) unsure();
      return true;
    default:
      if (code > 126 || code === t.BACKSLASH) unsure();
      return true;
  }
}

function isOperatorEnd(before: number, code: number): boolean {
  if (code !== t.EXCLAMATION) return before === code;
  return isWordCode(before) || before === t.CLOSE_PAREN || before === t.CLOSE_BRACKET || before > 126;
}

/** A name after one of them is divided by none. */
const KEYWORDS: ReadonlySet<string> = new Set([
  "return",
  "typeof",
  "case",
  "in",
  "of",
  "void",
  "delete",
  "throw",
  "await",
  "yield",
  "else",
  "do",
  "instanceof",
  "new",
]);

/** Offset of the closing quote. */
function stringEnd(text: string, start: number, quote: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === 10 || code === 13 || !(code >= 0)) unsure();
    if (code === t.BACKSLASH) at++;
  }
}

/** 1 for characters that may matter in a template. */
const MATTERS_IN_TEMPLATE = new Uint8Array(65_536);
for (const char of "`\\$\n") MATTERS_IN_TEMPLATE[char.charCodeAt(0)] = 1;

/** Offset of the closing backtick, or of the brace of `${`. `isSkipped`: with what is around it. */
export function templateEnd(text: string, start: number, isSkipped = false): number {
  const { length } = text;
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at);
    if (MATTERS_IN_TEMPLATE[code] === 0) continue;
    if (code === t.BACKTICK) return at;
    if (code === t.BACKSLASH) at++;
    else if (code === 10) {
      if (isSkipped && text.charCodeAt(at + 1) !== 32) checkLine(text, at + 1);
    } else if (text.charCodeAt(at + 1) === t.OPEN_BRACE) return at + 1;
  }
  return unsure();
}

function regularExpressionEnd(text: string, start: number): number {
  let isInClass = false;
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (!(code >= 32)) unsure();
    if (code === t.BACKSLASH) {
      if (!(text.charCodeAt(++at) >= 32)) unsure();
    } else if (code === t.OPEN_BRACKET) isInClass = true;
    else if (code === t.CLOSE_BRACKET) isInClass = false;
    else if (code === t.SLASH && !isInClass) return at;
  }
}

function endOfLine(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return at;
    if (!(code >= 0)) unsure();
  }
}
