// The parts of a SQL text that stand alone: common table expressions, and subqueries that begin a `from`, at a depth where
// everything around them stands alone too. Read by brackets and words; strings, quoted names and comments are skipped.

export interface QueryPart {
  /** Between the brackets. */
  readonly start: number;
  readonly end: number;
  /** Of a common table expression, or the alias of a subquery. */
  readonly name: string | null;
  /** A name of the query around that it reads: it does not stand alone then. */
  readonly reads: string | null;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Bracket {
  readonly at: number;
  readonly standsAlone: boolean;
  readonly name: string | null;
}

/** Outer ones before those inside of them. */
export function queryParts(sql: string): readonly QueryPart[] {
  const tokens = tokensOf(sql);
  const words = (at: number): string => tokens[at]?.text.toLowerCase() ?? "";
  const isRecursive = tokens.some((_, at) => words(at) === "with" && words(at + 1) === "recursive");
  if (isRecursive) return [];
  const tables = tableNames(tokens);
  const open: Bracket[] = [];
  const parts: QueryPart[] = [];
  tokens.forEach((token, at) => {
    if (token.text === "(") open.push(bracketAt(tokens, at, open.at(-1)));
    if (token.text !== ")") return;
    const bracket = open.pop();
    if (bracket === undefined) return;
    const first = words(bracket.at + 1);
    if (!bracket.standsAlone || (first !== "select" && first !== "with")) return;
    const start = tokens[bracket.at]?.end ?? 0;
    const inside = tokens.slice(bracket.at + 1, at);
    const own = tableNames(inside);
    const reads = inside.find(
      ({ text }, place) =>
        tables.has(plain(text)) &&
        !own.has(plain(text)) &&
        ["from", "join", ",", "lateral"].includes(inside[place - 1]?.text.toLowerCase() ?? ""),
    );
    const name = bracket.name ?? aliasAfter(tokens, at);
    parts.push({ start, end: token.start, name, reads: reads?.text ?? null });
  });
  return parts.sort((a, b) => a.start - b.start);
}

/** `name as (`, `name as materialized (`, `name (a, b) as (` is not one: its columns are named outside. */
function bracketAt(tokens: readonly Token[], at: number, around: Bracket | undefined): Bracket {
  const word = (back: number): string => tokens[at - back]?.text.toLowerCase() ?? "";
  const isAround = around === undefined || around.standsAlone;
  if (word(1) === "as" && isName(word(2)) && (word(3) === "with" || word(3) === ",") && isAround) {
    return { at, standsAlone: true, name: tokens[at - 2]?.text ?? null };
  }
  return { at, standsAlone: isAround && word(1) === "from", name: null };
}

/** Names of common table expressions. */
function tableNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  tokens.forEach(({ text }, at) => {
    const before = tokens[at - 1]?.text.toLowerCase();
    const isFirst = before === "with" || before === ",";
    const after = tokens[at + 1]?.text.toLowerCase();
    if (isFirst && isName(text) && (after === "as" || after === "(")) names.add(plain(text));
  });
  return names;
}

function aliasAfter(tokens: readonly Token[], at: number): string | null {
  const next = tokens[at + 1]?.text ?? "";
  const alias = next.toLowerCase() === "as" ? (tokens[at + 2]?.text ?? "") : next;
  return isName(alias) && !CLAUSES.has(alias.toLowerCase()) ? alias : null;
}

const CLAUSES = new Set(
  "where group order having limit offset join left right inner full cross natural union except intersect on using qualify window sample asof semi anti positional pivot unpivot tablesample".split(
    " ",
  ),
);

function plain(name: string): string {
  return name.replaceAll('"', "").toLowerCase();
}

function isName(text: string): boolean {
  return /^(?:[A-Za-z_]\w*|"[^"]*")$/.test(text);
}

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|[A-Za-z_]\w*|[0-9][\w.]*|\s+|[\s\S]/g;

/** Without white space and comments; a `${…}` is one token. */
function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(sql); found !== null; found = TOKEN.exec(sql)) {
    const start = found.index;
    const [text] = found;
    if (text === "$" && sql.charAt(start + 1) === "{") {
      const end = placeholderEnd(sql, start + 2);
      tokens.push({ text: "${}", start, end });
      TOKEN.lastIndex = end;
      continue;
    }
    if (text.trim() === "" || text.startsWith("--") || text.startsWith("/*")) continue;
    tokens.push({ text, start, end: start + text.length });
  }
  return tokens;
}

/** Past the `}` that closes `${`. */
function placeholderEnd(sql: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < sql.length && depth > 0; at++) {
    const character = sql.charAt(at);
    if (character === "{") depth++;
    else if (character === "}") depth--;
    else if (character === '"' || character === "'" || character === "`") {
      const close = sql.indexOf(character, at + 1);
      at = close < 0 ? sql.length : close;
    }
  }
  return at;
}
