// Kinds of tokens, as small numbers: one character is its own code, words start at `FIRST_WORD`. What a binary operator binds
// is TypeScript's table.

export const END = 0;
export const NUMBER = 1;
export const STRING = 2;
export const ARROW = 3;
export const DOTS = 4;
export const OPTIONAL = 5;
export const INCREMENT = 6;
export const DECREMENT = 7;
export const POWER = 8;
export const SHIFT_LEFT = 9;
export const SHIFT_RIGHT = 10;
export const SHIFT_UNSIGNED = 11;
export const LESS_EQUAL = 12;
export const GREATER_EQUAL = 13;
export const EQUAL = 14;
export const NOT_EQUAL = 15;
export const SAME = 16;
export const NOT_SAME = 17;
export const AND = 18;
export const OR = 19;
export const COALESCE = 20;
/** `+=` and the like; `=` alone is its character. */
export const FIRST_COMPOUND = 21;
export const PLUS_ASSIGN = 21;
export const MINUS_ASSIGN = 22;
export const TIMES_ASSIGN = 23;
export const DIVIDE_ASSIGN = 24;
export const REST_ASSIGN = 25;
/** All others, which are rare: the text says which. */
export const OTHER_ASSIGN = 26;
export const LAST_COMPOUND = 26;

export const EXCLAMATION = 33;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const SEMICOLON = 59;
export const LESS = 60;
export const ASSIGN = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const CARET = 94;
export const BACKTICK = 96;
export const OPEN_BRACE = 123;
export const BAR = 124;
export const CLOSE_BRACE = 125;
export const TILDE = 126;

/** A name that means nothing by itself. */
export const NAME = 128;
/** Words that mean something in places, and are names elsewhere. */
const CONTEXTUAL = [
  "as",
  "satisfies",
  "async",
  "from",
  "of",
  "type",
  "get",
  "set",
  "is",
  "asserts",
  "keyof",
  "readonly",
  "unique",
  "infer",
  "abstract",
  "accessor",
  "declare",
  "global",
  "module",
  "namespace",
  "using",
  "defer",
  "require",
  "out",
] as const;
/** Words that are names only in places where nobody writes them. */
const STRICT = [
  "await",
  "implements",
  "interface",
  "let",
  "package",
  "private",
  "protected",
  "public",
  "static",
  "yield",
] as const;
const RESERVED = [
  "break",
  "case",
  "catch",
  "class",
  "const",
  "continue",
  "debugger",
  "default",
  "delete",
  "do",
  "else",
  "enum",
  "export",
  "extends",
  "false",
  "finally",
  "for",
  "function",
  "if",
  "import",
  "in",
  "instanceof",
  "new",
  "null",
  "return",
  "super",
  "switch",
  "this",
  "throw",
  "true",
  "try",
  "typeof",
  "var",
  "void",
  "while",
  "with",
] as const;

type Word = (typeof CONTEXTUAL)[number] | (typeof STRICT)[number] | (typeof RESERVED)[number];

const FIRST_STRICT = NAME + 1 + CONTEXTUAL.length;

export const KEYWORDS: ReadonlyMap<string, number> = new Map(
  [...CONTEXTUAL, ...STRICT, ...RESERVED].map((word, index) => [word, NAME + 1 + index]),
);

function kindOf(word: Word): number {
  return KEYWORDS.get(word) ?? NAME;
}

export const AS = kindOf("as");
export const SATISFIES = kindOf("satisfies");
export const ASYNC = kindOf("async");
export const FROM = kindOf("from");
export const OF = kindOf("of");
export const TYPE = kindOf("type");
export const GET = kindOf("get");
export const SET = kindOf("set");
export const IS = kindOf("is");
export const ASSERTS = kindOf("asserts");
export const KEYOF = kindOf("keyof");
export const READONLY = kindOf("readonly");
export const UNIQUE = kindOf("unique");
export const INFER = kindOf("infer");
export const AWAIT = kindOf("await");
export const INTERFACE = kindOf("interface");
export const LET = kindOf("let");
export const STATIC = kindOf("static");
export const IMPLEMENTS = kindOf("implements");
export const PRIVATE = kindOf("private");
export const PROTECTED = kindOf("protected");
export const PUBLIC = kindOf("public");
export const BREAK = kindOf("break");
export const CASE = kindOf("case");
export const CATCH = kindOf("catch");
export const CLASS = kindOf("class");
export const CONST = kindOf("const");
export const CONTINUE = kindOf("continue");
export const DEFAULT = kindOf("default");
export const DELETE = kindOf("delete");
export const ELSE = kindOf("else");
export const ENUM = kindOf("enum");
export const EXPORT = kindOf("export");
export const EXTENDS = kindOf("extends");
export const FALSE = kindOf("false");
export const FINALLY = kindOf("finally");
export const FOR = kindOf("for");
export const FUNCTION = kindOf("function");
export const IF = kindOf("if");
export const IMPORT = kindOf("import");
export const IN = kindOf("in");
const INSTANCEOF = kindOf("instanceof");
export const NEW = kindOf("new");
export const NULL = kindOf("null");
export const RETURN = kindOf("return");
export const SWITCH = kindOf("switch");
export const THIS = kindOf("this");
export const THROW = kindOf("throw");
export const TRUE = kindOf("true");
export const TRY = kindOf("try");
export const TYPEOF = kindOf("typeof");
export const VAR = kindOf("var");
export const VOID = kindOf("void");
export const WHILE = kindOf("while");
export const WITH = kindOf("with");

const FIRST_OF_STATEMENT: readonly number[] = (
  ["type", "abstract", "accessor", "declare", "global", "module", "namespace", "using", "async"] as const
).map(kindOf);

/** A name in an expression or of a declaration. */
export function isName(token: number): boolean {
  return token >= NAME && token < FIRST_STRICT;
}

/** A name after a dot or of a property. */
export function isWord(token: number): boolean {
  return token >= NAME;
}

/** A name which, at the start of a statement, may start a declaration. */
export function mayDeclare(token: number): boolean {
  return FIRST_OF_STATEMENT.includes(token);
}

const PRECEDENCES: readonly (readonly [precedence: number, ...tokens: number[]])[] = [
  [5, COALESCE, OR],
  [6, AND],
  [7, BAR],
  [8, CARET],
  [9, AMPERSAND],
  [10, EQUAL, NOT_EQUAL, SAME, NOT_SAME],
  [11, LESS, GREATER, LESS_EQUAL, GREATER_EQUAL, INSTANCEOF, IN, AS, SATISFIES],
  [12, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_UNSIGNED],
  [13, PLUS, MINUS],
  [14, STAR, SLASH, PERCENT],
  [15, POWER],
];

const PRECEDENCE = new Uint8Array(256);
for (const [precedence, ...tokens] of PRECEDENCES) for (const token of tokens) PRECEDENCE[token] = precedence;

/** How tightly a binary operator binds; 0 for what is none. */
export function precedenceOf(token: number): number {
  return PRECEDENCE[token] ?? 0;
}

/** Binary operators whose value is computed by analysis: the others give an unknown value. */
const COMPUTED: ReadonlyMap<number, string> = new Map([
  [PLUS, "+"],
  [MINUS, "-"],
  [STAR, "*"],
  [SLASH, "/"],
  [PERCENT, "%"],
  [POWER, "**"],
  [COALESCE, "??"],
  [OR, "||"],
  [AND, "&&"],
  [SAME, "==="],
  [NOT_SAME, "!=="],
  [EQUAL, "=="],
  [NOT_EQUAL, "!="],
  [LESS, "<"],
  [LESS_EQUAL, "<="],
  [GREATER, ">"],
  [GREATER_EQUAL, ">="],
  [IN, "in"],
]);

export function computedOperator(token: number): string | undefined {
  return COMPUTED.get(token);
}
