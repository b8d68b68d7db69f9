// White space and comments between tokens, read from the text alone: parsed nodes carry no accessors for them.

/** The offset of the first character at or after `pos` that is neither white space nor comment. */
export function skipTrivia(text: string, pos: number): number {
  let at = pos;
  if (at === 0 && text.startsWith("#!")) at = lineEnd(text, 0);
  for (;;) {
    const code = text.charCodeAt(at);
    if (isWhiteSpace(code)) at++;
    else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) at = lineEnd(text, at);
    else if (code === SLASH && text.charCodeAt(at + 1) === ASTERISK) {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else return at;
  }
}

export interface DocFacts {
  /** The text up to its first tag. */
  readonly doc: string | undefined;
  /** `asset` of `@strataline asset`. */
  readonly tag: string | undefined;
}

const NO_DOC: DocFacts = { doc: undefined, tag: undefined };

/** What the last `/** … *\/` comment in the trivia `[pos, end)` says. */
export function docFacts(text: string, pos: number, end: number): DocFacts {
  const lines = docLines(text, pos, end);
  if (lines === undefined) return NO_DOC;
  const firstTag = lines.findIndex((line) => /^\s*@\w/.test(line));
  const doc = (firstTag < 0 ? lines : lines.slice(0, firstTag)).join("\n").trim();
  const tag = lines
    .map((line) => /^\s*@strataline\s+(\w+)/.exec(line)?.[1])
    .find((found) => found !== undefined);
  return { doc: doc === "" ? undefined : doc, tag };
}

function docLines(text: string, pos: number, end: number): readonly string[] | undefined {
  // Most statements have none: do not cut the text for them.
  if (end - pos < 5) return undefined;
  const trivia = text.slice(pos, end);
  const comments = trivia.includes("/**") ? trivia.match(/\/\*\*(?!\/)[\s\S]*?\*\//g) : null;
  return comments
    ?.at(-1)
    ?.slice(3, -2)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
}

const SLASH = 47;
const ASTERISK = 42;

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return at;
  }
  return text.length;
}

function isWhiteSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
