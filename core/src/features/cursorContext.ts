// Where a cursor stands, read from the text alone: which string it is in and which brackets are around. A parser's tree is
// of no use here: while one types, quotes and brackets are still open.

export interface Frame {
  readonly open: "(" | "[" | "{" | "${";
  /** The name before a "(": "asset", "ref", "s.source"; "" for other brackets. */
  readonly callee: string;
  /** In a call: how many arguments stand before the cursor's. */
  argument: number;
  /** In an object: the property whose value is being written; null before its colon. */
  property: string | null;
  /** In an object: the string given as `key`, once it was passed. */
  key: string | null;
}

export interface CursorContext {
  /** Innermost last. */
  readonly frames: readonly Frame[];
  /** The string around the cursor, or null; `end` is before the closing quote. */
  readonly string: StringAtCursor | null;
  /** The last character before the cursor that is no white space, "" at the start. */
  readonly before: string;
}

interface StringAtCursor {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly isClosed: boolean;
}

const WORD = /[\w$]/;
/** A statement at the start of a line ends whatever was left open above it. */
const NEW_STATEMENT = /(?:export|import|const|let|function|class)\s/y;

/** Null inside of a comment or a regular expression. */
export function cursorContext(text: string, offset: number): CursorContext | null {
  return new Scanner(text, offset).run();
}

class Scanner {
  readonly #text: string;
  readonly #offset: number;
  #at = 0;
  #frames: Frame[] = [];
  #word = "";
  #before = "";

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  run(): CursorContext | null {
    while (this.#at < this.#offset) {
      const found = this.#step();
      if (found !== undefined) return found;
    }
    return { frames: this.#frames, string: null, before: this.#before };
  }

  /** Moves past one token; a value when the cursor is inside of it. */
  #step(): CursorContext | null | undefined {
    const start = this.#at;
    const character = this.#text.charAt(start);
    if (start === 0 || this.#text.charAt(start - 1) === "\n") this.#resynchronise();
    if (character === '"' || character === "'") return this.#string(character);
    if (character === "`") {
      this.#before = character;
      return this.#template(start + 1);
    }
    if (character === "/" && this.#isComment()) return this.#comment();
    if (character === "/" && !/[\w$)\]}"'`]/.test(this.#before)) return this.#regularExpression();
    if (WORD.test(character)) {
      this.#name();
      return undefined;
    }
    this.#at++;
    if (character.trim() === "") return undefined;
    const wasBefore = this.#before;
    this.#before = character;
    if (character === "}" && this.#top()?.open === "${") {
      this.#frames.pop();
      return this.#template(this.#at);
    }
    this.#punctuation(character, wasBefore);
    return undefined;
  }

  #top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  #resynchronise(): void {
    NEW_STATEMENT.lastIndex = this.#at;
    const isInTemplate = this.#frames.some(({ open }) => open === "${");
    if (!isInTemplate && NEW_STATEMENT.test(this.#text)) this.#frames = [];
  }

  #name(): void {
    const start = this.#at;
    while (this.#at < this.#offset && WORD.test(this.#text.charAt(this.#at))) this.#at++;
    const name = this.#text.slice(start, this.#at);
    this.#word = this.#before === "." ? `${this.#word}.${name}` : name;
    this.#before = name.slice(-1);
  }

  #punctuation(character: string, wasBefore: string): void {
    const top = this.#top();
    if (character === "(") this.#push("(", WORD.test(wasBefore) || wasBefore === ">" ? this.#word : "");
    else if (character === "[" || character === "{") this.#push(character, "");
    else if (character === ")" || character === "]" || character === "}") this.#close(character);
    else if (character === ":" && top?.open === "{") top.property ??= this.#word;
    else if (character === "," && top?.open === "{") top.property = null;
    else if (character === "," && top?.open === "(") top.argument++;
    if (character !== "." && character !== ">" && character !== "<") this.#word = "";
  }

  #push(open: Frame["open"], callee: string): void {
    this.#frames.push({ open, callee, argument: 0, property: null, key: null });
  }

  /** A closing bracket closes the nearest one of its kind; what was left open inside of it is forgotten. */
  #close(closing: ")" | "]" | "}"): void {
    const open = closing === ")" ? "(" : closing === "]" ? "[" : "{";
    const at = this.#frames.findLastIndex((frame) => frame.open === open || frame.open === "${");
    if (at >= 0 && this.#frames[at]?.open === open) this.#frames.length = at;
  }

  #string(quote: string): CursorContext | undefined {
    const start = this.#at + 1;
    let end = start;
    while (end < this.#text.length) {
      const character = this.#text.charAt(end);
      if (character === quote || character === "\n" || character === "\r") break;
      end += character === "\\" ? 2 : 1;
    }
    const isClosed = this.#text.charAt(end) === quote;
    if (this.#offset <= end) {
      return { frames: this.#frames, string: { quote, start, end, isClosed }, before: this.#before };
    }
    this.#at = end + (isClosed ? 1 : 0);
    this.#word = this.#text.slice(start, end);
    this.#before = quote;
    const top = this.#top();
    if (top?.open === "{" && top.property === "key") top.key ??= this.#word;
    return undefined;
  }

  /** From inside of a template to its end, or to its next `${`. */
  #template(start: number): CursorContext | undefined {
    let end = start;
    while (end < this.#text.length && this.#text.charAt(end) !== "`" && !this.#text.startsWith("${", end)) {
      end += this.#text.charAt(end) === "\\" ? 2 : 1;
    }
    if (this.#offset <= end) {
      const isClosed = this.#text.charAt(end) === "`";
      return { frames: this.#frames, string: { quote: "`", start, end, isClosed }, before: this.#before };
    }
    if (this.#text.charAt(end) === "$") {
      this.#push("${", "");
      this.#at = end + 2;
      this.#before = "{";
    } else {
      this.#at = end + 1;
      this.#before = "`";
    }
    this.#word = "";
    return undefined;
  }

  #isComment(): boolean {
    const next = this.#text.charAt(this.#at + 1);
    return next === "/" || next === "*";
  }

  #comment(): null | undefined {
    const isLine = this.#text.charAt(this.#at + 1) === "/";
    const found = this.#text.indexOf(isLine ? "\n" : "*/", this.#at + 2);
    const end = found < 0 ? this.#text.length : found + (isLine ? 0 : 2);
    if (this.#offset <= end && (isLine || found < 0 || this.#offset < end)) return null;
    this.#at = end;
    return undefined;
  }

  #regularExpression(): null | undefined {
    let end = this.#at + 1;
    let isInClass = false;
    for (; end < this.#text.length; end++) {
      const character = this.#text.charAt(end);
      if (character === "\n" || (character === "/" && !isInClass)) break;
      if (character === "\\") end++;
      else if (character === "[") isInClass = true;
      else if (character === "]") isInClass = false;
    }
    if (this.#offset <= end) return null;
    this.#at = end + 1;
    this.#before = "/";
    return undefined;
  }
}
