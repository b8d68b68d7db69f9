// Text → tokens, one at a time. What is not ASCII outside of strings and comments, or looks odd in any way, is left to TypeScript.
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";
import { kindAt, slotOf, wordAt } from "./words.ts";

export class Scanner {
  readonly text: string;
  /** Kind of the current token. */
  token = t.END;
  start = 0;
  end = 0;
  /** End of the token before it. */
  lastEnd = 0;
  /** Is there a line break before it? */
  isOnNewLine = false;
  /** Is there a comment before it? */
  hasComment = false;
  /** Of a string: has it a backslash? */
  isEscaped = false;
  #slot = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** The word that is the current token. */
  get word(): string {
    return this.#slot < 0 ? this.text.slice(this.start, this.end) : wordAt(this.#slot);
  }

  /** Asked as a method: the compiler does not know that reading on changes the token. */
  is(token: number): boolean {
    return this.token === token;
  }

  /** Goes on if the current token is `token`. */
  skip(token: number): boolean {
    if (this.token !== token) return false;
    this.next();
    return true;
  }

  expect(token: number): void {
    if (this.token !== token) unsure();
    this.next();
  }

  /** Offset of the next token, which is not read yet. */
  peek(): number {
    return this.#skipTrivia(this.end, false);
  }

  /** Reads on at an offset: what is before it has been read by other means. */
  jump(offset: number): void {
    this.end = offset;
    this.next();
  }

  next(): void {
    const { text } = this;
    const { length } = text;
    this.lastEnd = this.end;
    let start = this.end;
    let code = charAt(text, start, length);
    if (code === 32) code = charAt(text, ++start, length);
    if (code > 32 && code < 127 && code !== t.SLASH) {
      // Mostly there is nothing between tokens, or one space.
      this.isOnNewLine = false;
      this.hasComment = false;
    } else {
      start = this.#skipTrivia(start, true);
      code = charAt(text, start, length);
    }
    this.start = start;
    if (WORD[code] === 1) {
      if (isDigit(code)) this.#number(start);
      else this.#word(start);
      return;
    }
    this.end = start + 1;
    this.token = code;
    if (ALONE[code] === 1) return;
    const after = charAt(text, start + 1, length);
    switch (code) {
      case 34: // "
      case 39: // '
        this.#string(start, code);
        return;
      case t.DOT:
        if (isDigit(after)) unsure();
        if (after !== t.DOT) return;
        if (text.charCodeAt(start + 2) !== t.DOT) unsure();
        this.#take(t.DOTS, 3);
        return;
      case t.ASSIGN:
        if (after === t.GREATER) this.#take(t.ARROW, 2);
        else if (after === t.ASSIGN) {
          if (text.charCodeAt(start + 2) === t.ASSIGN) this.#take(t.SAME, 3);
          else this.#take(t.EQUAL, 2);
        }
        return;
      case t.EXCLAMATION:
        if (after !== t.ASSIGN) return;
        if (text.charCodeAt(start + 2) === t.ASSIGN) this.#take(t.NOT_SAME, 3);
        else this.#take(t.NOT_EQUAL, 2);
        return;
      case t.QUESTION:
        if (after === t.DOT) {
          if (!isDigit(text.charCodeAt(start + 2))) this.#take(t.OPTIONAL, 2);
        } else if (after === t.QUESTION) this.#takeOrAssign(t.COALESCE, 2);
        return;
      case t.PLUS:
        if (after === t.PLUS) this.#take(t.INCREMENT, 2);
        else if (after === t.ASSIGN) this.#take(t.PLUS_ASSIGN, 2);
        return;
      case t.MINUS:
        if (after === t.MINUS) this.#take(t.DECREMENT, 2);
        else if (after === t.ASSIGN) this.#take(t.MINUS_ASSIGN, 2);
        return;
      case t.STAR:
        if (after === t.STAR) this.#takeOrAssign(t.POWER, 2);
        else if (after === t.ASSIGN) this.#take(t.TIMES_ASSIGN, 2);
        return;
      case t.SLASH:
        if (after === t.ASSIGN) this.#take(t.DIVIDE_ASSIGN, 2);
        return;
      case t.PERCENT:
        if (after === t.ASSIGN) this.#take(t.REST_ASSIGN, 2);
        return;
      case t.AMPERSAND:
        if (after === t.AMPERSAND) this.#takeOrAssign(t.AND, 2);
        else if (after === t.ASSIGN) this.#take(t.OTHER_ASSIGN, 2);
        return;
      case t.BAR:
        if (after === t.BAR) this.#takeOrAssign(t.OR, 2);
        else if (after === t.ASSIGN) this.#take(t.OTHER_ASSIGN, 2);
        return;
      case t.CARET:
        if (after === t.ASSIGN) this.#take(t.OTHER_ASSIGN, 2);
        return;
      case t.LESS:
        if (after === t.LESS) {
          // The marker of a merge conflict is trivia.
          if (text.charCodeAt(start + 2) === t.LESS) unsure();
          this.#takeOrAssign(t.SHIFT_LEFT, 2);
        } else if (after === t.ASSIGN) this.#take(t.LESS_EQUAL, 2);
        else if (after === t.SLASH || after === t.EXCLAMATION) unsure();
        return;
      default:
        if (start < text.length) unsure();
        this.token = t.END;
        this.end = start;
    }
  }

  /** `>=`, `>>` and `>>>` where the current token is `>` and an operator is expected. */
  joinGreater(): void {
    const after = this.text.charCodeAt(this.end);
    if (after === t.ASSIGN) this.#take(t.GREATER_EQUAL, 2);
    else if (after === t.GREATER) {
      const isUnsigned = this.text.charCodeAt(this.end + 1) === t.GREATER;
      this.#takeOrAssign(isUnsigned ? t.SHIFT_UNSIGNED : t.SHIFT_RIGHT, isUnsigned ? 3 : 2);
    }
  }

  /** The regular expression which the current token starts: reads behind it. */
  regularExpression(): void {
    const { text } = this;
    let at = this.start + 1;
    for (let isInClass = false; ; at++) {
      const code = text.charCodeAt(at);
      if (!(code >= 32)) unsure();
      if (code > 126) unsure();
      if (code === t.BACKSLASH) {
        if (!(text.charCodeAt(++at) >= 32)) unsure();
      } else if (code === t.OPEN_BRACKET) isInClass = true;
      else if (code === t.CLOSE_BRACKET) isInClass = false;
      else if (code === t.SLASH && !isInClass) break;
    }
    do at++;
    while (WORD[text.charCodeAt(at)] === 1);
    if (text.charCodeAt(at) > 126 || text.charCodeAt(at) === t.BACKSLASH) unsure();
    this.jump(at);
  }

  #take(token: number, length: number): void {
    this.token = token;
    this.end = this.start + length;
  }

  #takeOrAssign(token: number, length: number): void {
    const isAssignment = this.text.charCodeAt(this.start + length) === t.ASSIGN;
    this.#take(isAssignment ? t.OTHER_ASSIGN : token, isAssignment ? length + 1 : length);
  }

  #word(start: number): void {
    const { text } = this;
    const { length } = text;
    let hash = 0;
    let at = start;
    let code = text.charCodeAt(at);
    do {
      hash = (Math.imul(hash, 31) + code) | 0;
      code = charAt(text, ++at, length);
    } while (WORD[code] === 1);
    // Other letters, and escapes of letters.
    if (code > 126 || code === t.BACKSLASH) unsure();
    this.end = at;
    this.#slot = slotOf(text, start, at, hash);
    this.token = this.#slot < 0 ? t.NAME : kindAt(this.#slot);
  }

  /** Numbers as people write them: `1_000.5`, `1e6`, `0xff`. */
  #number(start: number): void {
    const { text } = this;
    let at = digitsEnd(text, start);
    const isHexadecimal = text.charCodeAt(start) === ZERO && text.charCodeAt(at) === LETTER_X;
    if (isHexadecimal) {
      if (at > start + 1 || !isHexDigit(text.charCodeAt(at + 1))) unsure();
      do at++;
      while (isHexDigit(text.charCodeAt(at)));
    } else if (text.charCodeAt(start) === ZERO && at > start + 1) unsure();
    else {
      if (text.charCodeAt(at) === t.DOT) {
        if (!isDigit(text.charCodeAt(at + 1))) unsure();
        at = digitsEnd(text, at + 1);
      }
      if (text.charCodeAt(at) === LETTER_E && isDigit(text.charCodeAt(at + 1))) at = digitsEnd(text, at + 1);
    }
    const code = text.charCodeAt(at);
    if (WORD[code] === 1 || code > 126 || code === t.BACKSLASH || code === t.DOT) unsure();
    this.token = t.NUMBER;
    this.end = at;
  }

  #string(start: number, quote: number): void {
    const { text } = this;
    this.isEscaped = false;
    for (let at = start + 1; ; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.token = t.STRING;
        this.end = at + 1;
        return;
      }
      // A line break, or the end of the text.
      if (code === 10 || code === 13 || !(code >= 0)) unsure();
      if (code === t.BACKSLASH) {
        this.isEscaped = true;
        if (!isPlainEscape(text, ++at)) unsure();
      }
    }
  }

  #skipTrivia(from: number, isNext: boolean): number {
    const { text } = this;
    const { length } = text;
    let isOnNewLine = false;
    let hasComment = false;
    let at = from;
    while (at < length) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9) at++;
      else if (code === 10 || code === 13) {
        isOnNewLine = true;
        at++;
      } else if (code === t.SLASH && text.charCodeAt(at + 1) === t.SLASH) {
        at = lineEnd(text, at + 2);
        hasComment = true;
      } else if (code === t.SLASH && text.charCodeAt(at + 1) === t.STAR) {
        const end = text.indexOf("*/", at + 2);
        if (end < 0) unsure();
        hasComment = true;
        isOnNewLine ||= hasLineBreak(text, at, end);
        at = end + 2;
      } else if (code === BYTE_ORDER_MARK && at === 0) at++;
      else break;
    }
    if (isNext) {
      this.isOnNewLine = isOnNewLine;
      this.hasComment = hasComment;
    }
    return at;
  }
}

const ZERO = 48;
const NINE = 57;
const LETTER_E = 101;
const LETTER_U = 117;
const LETTER_X = 120;
const BYTE_ORDER_MARK = 0xfeff;

/** 1 for letters, digits, `_` and `$`. */
const WORD = new Uint8Array(65_536);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$")
  WORD[char.charCodeAt(0)] = 1;

/** 1 for characters that are tokens whatever stands behind them; whether `>>` is one depends on where it stands. */
const ALONE = new Uint8Array(65_536);
for (const char of "()[]{},:;`~>") ALONE[char.charCodeAt(0)] = 1;

/** 0 behind the end: to ask a text for what it does not have makes engines give up what they know about it. */
function charAt(text: string, at: number, length: number): number {
  return at < length ? text.charCodeAt(at) : 0;
}

export function isWordCode(code: number): boolean {
  return WORD[code] === 1;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** `1_000` too. */
function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at)) || (text.charCodeAt(at) === UNDERSCORE && isBetweenDigits(text, at)))
    at++;
  return at;
}

const UNDERSCORE = 95;

function isBetweenDigits(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

/** Escapes that are surely sound: not `\x`, `\u{…}`, digits and line breaks. */
function isPlainEscape(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== LETTER_U) return code >= 32 && code <= 126 && code !== LETTER_X && !isDigit(code);
  for (let i = 1; i <= 4; i++) if (!isHexDigit(text.charCodeAt(at + i))) return false;
  return true;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
    if (code === 0x2028 || code === 0x2029) unsure();
  }
  return text.length;
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return true;
  }
  return false;
}
