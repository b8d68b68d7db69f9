// Tokens to a tree, by recursive descent: traversal binds tighter than not, not than and, and than or.
// The first error wins; its message says what was expected and the nearest right thing.
import { ATTRIBUTES, isAttributeName, isFunctionName, isOperator, isReserved } from "./attributes.ts";
import * as message from "./messages.ts";
import {
  allOf,
  anyOf,
  type AttributeName,
  type AttributeSelection,
  type ParsedSelection,
  type Selection,
  type SelectionFailure,
} from "./model.ts";
import { tokenize, type Token, type TokenKind } from "./tokens.ts";

/** Parentheses, functions and `not`s inside each other: far above any use, far below our stack's end. */
const MAX_NESTING = 200;
const NOTHING: Selection = { type: "all" };

export function parseSelection(text: string): ParsedSelection {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #position = 0;
  #nesting = 0;
  #failure: SelectionFailure | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): ParsedSelection {
    if (this.#tokens.length === 1) this.#fail(this.#peek(), message.EMPTY);
    const ast = this.#or();
    const rest = this.#peek();
    if (rest.kind !== "end") this.#fail(rest, message.unexpectedAfterSelection(rest, this.#before()));
    return this.#failure ?? { ok: true, ast };
  }

  #or(): Selection {
    const operands = [this.#and()];
    while (this.#takeWord("or", "OR")) operands.push(this.#and());
    return anyOf(...operands);
  }

  #and(): Selection {
    const operands = [this.#not()];
    while (this.#takeWord("and", "AND")) operands.push(this.#not());
    return allOf(...operands);
  }

  #not(): Selection {
    if (this.#takeWord("not", "NOT")) return this.#nested(() => ({ type: "not", child: this.#not() }));
    if (this.#take("*") !== null) return { type: "all" };
    return this.#traversal();
  }

  #traversal(): Selection {
    const up = this.#upward();
    if (up > 0 && this.#peek().kind === "*") return this.#fail(this.#peek(), message.TRAVERSED_STAR);
    const child = this.#atom();
    const down = this.#downward();
    return up === 0 && down === 0 ? child : { type: "traversal", child, up, down };
  }

  #upward(): number {
    const digits = this.#take("digits");
    if (digits !== null && this.#peek().kind !== "+") {
      this.#fail(digits, message.loneNumber(digits.text));
      return 0;
    }
    if (this.#take("+") === null) return 0;
    return digits === null ? Number.POSITIVE_INFINITY : Number(digits.text);
  }

  #downward(): number {
    if (this.#take("+") === null) return 0;
    const digits = this.#take("digits");
    return digits === null ? Number.POSITIVE_INFINITY : Number(digits.text);
  }

  #atom(): Selection {
    const token = this.#peek();
    if (token.kind === "(") {
      this.#next();
      return this.#nested(() => this.#closed(this.#or()));
    }
    const follower = this.#tokens[this.#position + 1];
    if (token.kind === "word" && follower !== undefined && !isOperator(token.text)) {
      if (follower.kind === ":" && isAttributeName(token.text)) return this.#attribute(token.text);
      if (follower.kind === "(" && isFunctionName(token.text)) return this.#call(token.text);
    }
    return this.#fail(token, message.expectedSelection(token, follower, this.#before()));
  }

  #call(name: "roots" | "sinks" | "path"): Selection {
    this.#next();
    this.#next();
    return this.#nested(() => {
      const first = this.#or();
      if (name !== "path") return this.#closed({ type: name, child: first });
      if (this.#take(",") === null) return this.#fail(this.#peek(), message.PATH_ARGUMENTS);
      return this.#closed({ type: "path", from: first, to: this.#or() });
    });
  }

  #attribute(attribute: AttributeName): Selection {
    const start = this.#next().start;
    this.#next();
    const info = ATTRIBUTES[attribute];
    const value = info.number ? this.#number(attribute) : this.#value(attribute);
    const pair = info.pair && this.#take("=") !== null ? this.#value(attribute) : null;
    const span = { start, end: this.#before()?.end ?? start };
    if (info.closed && value !== null && !info.values?.includes(value)) {
      return this.#fail({ ...span, kind: "word", text: value }, message.closedValue(attribute, value));
    }
    const node: AttributeSelection = { type: "attribute", attribute, value, span };
    return info.pair ? { ...node, pair: pair ?? "" } : node;
  }

  #number(attribute: AttributeName): string {
    const digits = this.#take("digits");
    if (digits === null) this.#fail(this.#peek(), message.expectedNumber(attribute));
    return digits?.text ?? "";
  }

  #value(attribute: AttributeName): string | null {
    const separator = this.#before()?.text ?? ":";
    const token = this.#next();
    const raw = this.#rawValue(token.start);
    const followedOn = token.kind !== "quoted" && raw.length > token.end - token.start;
    if (followedOn || !this.#isValue(token, attribute)) {
      this.#fail(
        { ...token, end: Math.max(token.end, token.start + raw.length) },
        message.badValue(attribute, token, raw, separator),
      );
    }
    return token.kind === "null" ? null : token.text;
  }

  #isValue({ kind, text }: Token, attribute: AttributeName): boolean {
    if (kind === "quoted") return true;
    if (kind === "null") return attribute !== "key";
    if (kind === "wildcard") return attribute === "key";
    return kind === "word" && !isReserved(text, attribute);
  }

  /** What the user means as one value: to the next space or character that ends a value. */
  #rawValue(start: number): string {
    return /^[^\s()",+=]*/.exec(this.#text.slice(start, start + 300))?.[0] ?? "";
  }

  #closed(inside: Selection): Selection {
    if (this.#take(")") !== null) return inside;
    const token = this.#peek();
    return this.#fail(token, message.expectedClosing(token, this.#before()));
  }

  #nested(parse: () => Selection): Selection {
    if (this.#nesting >= MAX_NESTING) return this.#fail(this.#peek(), message.TOO_DEEP);
    this.#nesting++;
    const inside = parse();
    this.#nesting--;
    return inside;
  }

  #peek(): Token {
    return (
      this.#tokens[this.#position] ?? {
        kind: "end",
        text: "",
        start: this.#text.length,
        end: this.#text.length,
      }
    );
  }

  #before(): Token | undefined {
    return this.#tokens[this.#position - 1];
  }

  #next(): Token {
    const token = this.#peek();
    if (token.kind !== "end") this.#position++;
    return token;
  }

  #take(kind: TokenKind): Token | null {
    return this.#peek().kind === kind ? this.#next() : null;
  }

  #takeWord(...words: readonly string[]): boolean {
    const token = this.#peek();
    if (token.kind !== "word" || !words.includes(token.text)) return false;
    this.#position++;
    return true;
  }

  /** Keeps the first failure and goes to the end, so that every loop stops. */
  #fail(token: Token, text: string): Selection {
    this.#failure ??= {
      ok: false,
      message: text,
      offset: token.start,
      end: Math.max(token.end, token.start),
    };
    this.#position = this.#tokens.length - 1;
    return NOTHING;
  }
}
