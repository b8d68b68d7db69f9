// Blanks the bodies of `run` functions before a text is parsed: they are most of it, and nothing in them matters here. Offsets
// stay. What is taken for a body is checked against the parsed tree (see parse.ts); where anything is odd, nothing is blanked.

export interface Blanked {
  readonly text: string;
  /** Offsets of the opening braces of the blanked bodies. */
  readonly bodies: ReadonlySet<number>;
}

/** Shorter bodies are not worth it. */
const MIN_LENGTH = 80;
const CANDIDATE = /\b(?:run|observe)\s*(?::\s*(?:async\s*)?)?\(/g;
/** A declaration inside of what was taken for a body: the brackets were counted wrong. */
const DECLARATION = /\n(?:export|import|const|let|function|class|asset\(|source\()/;

/** undefined when there is nothing to blank. */
export function blankBodies(text: string): Blanked | undefined {
  if (!text.includes("run")) return undefined;
  const pieces: string[] = [];
  const bodies = new Set<number>();
  let kept = 0;
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const open = bodyStart(text, CANDIDATE.lastIndex - 1, match[0].includes(":"));
    if (open < 0) continue;
    const close = matching(text, open);
    if (close < 0) return undefined;
    CANDIDATE.lastIndex = close;
    if (close - open < MIN_LENGTH) continue;
    if (DECLARATION.test(text.slice(open, close))) return undefined;
    pieces.push(text.slice(kept, open + 1), blanks(close - open - 1));
    bodies.add(open);
    kept = close;
  }
  if (bodies.size === 0) return undefined;
  pieces.push(text.slice(kept));
  return { text: pieces.join(""), bodies };
}

const BLANKS = " ".repeat(4_096);

function blanks(length: number): string {
  return length <= BLANKS.length ? BLANKS.slice(0, length) : " ".repeat(length);
}

/** Offset of the body's brace after the parameters that start at `parenthesis`; -1 when it has none, or a type before it. */
function bodyStart(text: string, parenthesis: number, isArrow: boolean): number {
  const end = matching(text, parenthesis);
  if (end < 0) return -1;
  let at = skipSpace(text, end + 1);
  if (isArrow) {
    if (!text.startsWith("=>", at)) return -1;
    at = skipSpace(text, at + 2);
  }
  return text.charCodeAt(at) === OPEN_BRACE ? at : -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const BACKTICK = 96;
const SLASH = 47;
const STAR = 42;
const BACKSLASH = 92;
const NEWLINE = 10;

/** Offset of the bracket that closes the one at `open`; -1 when there is none. */
function matching(text: string, open: number): number {
  const depthOfTemplates: number[] = [];
  let depth = 0;
  let last = 0;
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32) continue;
    switch (code) {
      case 40: // (
      case 91: // [
      case OPEN_BRACE:
        depth++;
        break;
      case 41: // )
      case 93: // ]
      case CLOSE_BRACE:
        depth--;
        if (depth === 0) return at;
        if (code === CLOSE_BRACE && depthOfTemplates.at(-1) === depth) {
          depthOfTemplates.pop();
          at = endOfTemplate(text, at + 1);
          if (text.charCodeAt(at) !== BACKTICK) {
            depthOfTemplates.push(depth);
            depth++;
          }
        }
        break;
      case 34: // "
      case 39: // '
        at = endOfString(text, at, code);
        break;
      case BACKTICK:
        at = endOfTemplate(text, at + 1);
        if (text.charCodeAt(at) !== BACKTICK) {
          depthOfTemplates.push(depth);
          depth++;
        }
        break;
      case SLASH: {
        const next = text.charCodeAt(at + 1);
        if (next === SLASH) {
          const line = text.indexOf("\n", at);
          if (line < 0) return -1;
          at = line;
          continue;
        }
        if (next === STAR) {
          const end = text.indexOf("*/", at + 2);
          if (end < 0) return -1;
          at = end + 1;
          continue;
        }
        if (startsRegularExpression(text, last)) at = endOfRegularExpression(text, at);
        break;
      }
      default:
    }
    last = at;
  }
  return -1;
}

/** A string ends with its line at the latest. */
function endOfString(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote || code === NEWLINE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

/** Offset of the closing backtick, or of the brace of `${`. */
function endOfTemplate(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKTICK) return at;
    if (code === BACKSLASH) at++;
    else if (code === 36 && text.charCodeAt(at + 1) === OPEN_BRACE) return at + 1;
  }
  return text.length;
}

/** After an operator, an opening bracket or a keyword, a slash starts a regular expression; after a value, it divides. */
function startsRegularExpression(text: string, before: number): boolean {
  const code = text.charCodeAt(before);
  if (isWordCode(code)) {
    let start = before;
    while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
    return KEYWORDS.has(text.slice(start, before + 1));
  }
  return (
    code !== 41 && code !== 93 && code !== CLOSE_BRACE && code !== 34 && code !== 39 && code !== BACKTICK
  );
}

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

function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}

function endOfRegularExpression(text: string, start: number): number {
  let isInClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) return at;
    if (code === BACKSLASH) at++;
    else if (code === 91) isInClass = true;
    else if (code === 93) isInClass = false;
    else if (code === SLASH && !isInClass) return at;
  }
  return text.length;
}
