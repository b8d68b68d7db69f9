// Text to tokens, by the lexer rules of Dagster's grammar: the longest match wins. What fits no rule is a `bad` token.

/** word: may be a keyword. wildcard: a bare word with `*` in it. The others are named by their one character. */
export type TokenKind = "word" | "wildcard" | "quoted" | "digits" | "null" | "bad" | "end" | Punctuation;
type Punctuation = "+" | "*" | ":" | "=" | "(" | ")" | ",";

export interface Token {
  readonly kind: TokenKind;
  /** As written; without the quotes for `quoted`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const RULES: readonly (readonly [RegExp, (text: string) => TokenKind])[] = [
  [/[a-zA-Z_*][a-zA-Z0-9_*/]*/y, (text) => (text === "*" ? "*" : text.includes("*") ? "wildcard" : "word")],
  [/"[^"\\\r\n]*"/y, () => "quoted"],
  [/[0-9]+/y, () => "digits"],
  [/<null>/y, () => "null"],
  [/[+:=(),]/y, (text) => text as Punctuation],
];
const SPACE = /[ \t\r\n]*/y;
/** An unclosed quote goes to the end of its line; anything else is bad one character at a time. */
const BAD = /"[^\r\n]*|[^]/uy;

/** Always ends with an `end` token, also for broken text. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let offset = 0; ;) {
    offset += matchAt(SPACE, text, offset).length;
    if (offset >= text.length) break;
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = token.end;
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  for (const [pattern, kindOf] of RULES) {
    const found = matchAt(pattern, text, start);
    if (found === "") continue;
    const kind = kindOf(found);
    return { kind, text: kind === "quoted" ? found.slice(1, -1) : found, start, end: start + found.length };
  }
  const bad = matchAt(BAD, text, start) || text.charAt(start);
  return { kind: "bad", text: bad, start, end: start + bad.length };
}

function matchAt(sticky: RegExp, text: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(text)?.[0] ?? "";
}

/** A value that needs no quotes: `UNQUOTED_STRING` of the grammar. */
export function isBareValue(text: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_/]*$/.test(text);
}
