// Statements, at top level and in bodies of functions. What is not listed here is left to TypeScript's parser.
import type { Exported, Expr, Statement } from "../facts.ts";
import { skipBrackets } from "./bodies.ts";
import { readExpression, readExpressionInside, readValue } from "./expressions.ts";
import { readClass } from "./classes.ts";
import { readParts } from "./functions.ts";
import { readExport, readImport } from "./modules.ts";
import { readPropertyName } from "./objects.ts";
import { readPattern } from "./patterns.ts";
import type { DirectReader } from "./reader.ts";
import { isWordCode } from "./scanner.ts";
import * as t from "./tokens.ts";
import { skipAnnotation, skipMembers, skipReference, skipType, skipTypeParameters } from "./types.ts";
import { unsure } from "./unsure.ts";

/** The current token starts a statement. undefined: it does nothing, like a type. */
export function readStatement(r: DirectReader, isTop: boolean): Statement | undefined {
  r.enter();
  const statement = readOne(r, isTop);
  r.leave();
  return statement;
}

/** `{ … }` */
export function readBlock(r: DirectReader): readonly Statement[] {
  r.expect(t.OPEN_BRACE);
  const body = r.itemCount;
  while (r.token !== t.CLOSE_BRACE) {
    const statement = readStatement(r, false);
    if (statement) r.addItem(statement);
  }
  r.next();
  // TypeScript finds that odd: `{ a } = b`.
  if (r.is(t.ASSIGN)) unsure();
  return r.itemsSince(body);
}

function readOne(r: DirectReader, isTop: boolean): Statement | undefined {
  const { start } = r;
  switch (r.token) {
    case t.EXPORT:
      return isTop ? readExport(r) : unsure();
    case t.IMPORT:
      return isTop ? readImport(r) : unsure();
    case t.CONST:
    case t.LET:
    case t.VAR:
      return readVariablesOrEnum(r, start, "no");
    case t.FUNCTION:
    case t.ASYNC:
      if (r.token === t.ASYNC && !r.text.startsWith("function", r.peek())) break;
      return readDeclaredFunction(r, start, "no");
    case t.ENUM:
      return readEnum(r, start, "no");
    case t.CLASS:
      return readClass(r, start, "no");
    case t.INTERFACE:
    case t.TYPE:
      if (skipTypeDeclaration(r)) return undefined;
      break;
    case t.RETURN: {
      r.next();
      const value = isEnd(r) ? null : readExpression(r);
      endStatement(r);
      return { k: "return", value };
    }
    case t.IF:
      return readIf(r);
    case t.FOR:
      return readLoop(r);
    case t.WHILE: {
      const at = r.place(start, start);
      r.next();
      const test = readCondition(r);
      const body = readBranch(r);
      r.endPlace(at, r.lastEnd);
      return r.put<Statement & Placed>({ k: "while", test, isDo: false, body, at });
    }
    case t.SWITCH:
      return readSwitch(r);
    case t.TRY:
      return readTry(r);
    case t.THROW: {
      const at = r.place(start, start);
      r.next();
      if (r.isOnNewLine) unsure();
      const silence = r.pause();
      readExpression(r);
      r.resume(silence);
      endStatement(r);
      r.endPlace(at, r.lastEnd);
      return r.put<Statement & Placed>({ k: "throw", at });
    }
    case t.BREAK:
    case t.CONTINUE: {
      const k = r.token === t.BREAK ? "break" : "continue";
      r.next();
      endStatement(r);
      return { k };
    }
    case t.OPEN_BRACE:
      return { k: "block", body: readBlock(r) };
    case t.SEMICOLON:
      r.next();
      return undefined;
    default:
  }
  if (t.mayDeclare(r.token) && !isBehindName(r.text.charCodeAt(r.peek()))) unsure();
  const value = readExpression(r);
  endStatement(r);
  return { k: "expression", value };
}

/** Says that the name before it is no keyword of a declaration. */
function isBehindName(code: number): boolean {
  return code === t.DOT || code === t.OPEN_PAREN || code === t.ASSIGN || code === t.OPEN_BRACKET;
}

function isEnd(r: DirectReader): boolean {
  return r.token === t.SEMICOLON || r.token === t.CLOSE_BRACE || r.token === t.END || r.isOnNewLine;
}

export function endStatement(r: DirectReader): void {
  if (!isEnd(r)) unsure();
  r.skip(t.SEMICOLON);
}

function readCondition(r: DirectReader): Expr {
  r.expect(t.OPEN_PAREN);
  const test = readExpressionInside(r);
  r.expect(t.CLOSE_PAREN);
  return test;
}

function readBranch(r: DirectReader): readonly Statement[] {
  if (r.token === t.OPEN_BRACE) return readBlock(r);
  const statement = readStatement(r, false);
  return statement ? [statement] : [];
}

function readIf(r: DirectReader): Statement {
  r.next();
  const test = readCondition(r);
  const then = readBranch(r);
  return { k: "if", test, then, otherwise: r.skip(t.ELSE) ? readBranch(r) : [] };
}

/** `start`: of the statement with its modifiers. */
export function readVariablesOrEnum(r: DirectReader, start: number, exported: Exported): Statement {
  const { token } = r;
  if (token === t.CONST && r.text.startsWith("enum", r.peek())) {
    r.next();
    return readEnum(r, start, exported);
  }
  const at = r.place(start, start);
  r.next();
  const declarations = readDeclarations(r);
  endStatement(r);
  r.endPlace(at, r.lastEnd);
  return r.put<Statement & Placed>({ k: "variables", kind: kindOf(token), declarations, exported, at });
}

function kindOf(token: number): "const" | "let" | "var" {
  if (token === t.CONST) return "const";
  return token === t.LET ? "let" : "var";
}

export interface Placed {
  readonly at: number;
}

type Declarations = (Statement & { readonly k: "variables" })["declarations"];

function readDeclarations(r: DirectReader): Declarations {
  const declarations = r.itemCount;
  do {
    const pattern = readPattern(r);
    skipAnnotation(r);
    r.addItem({ pattern, value: r.skip(t.ASSIGN) ? readValue(r) : null });
  } while (r.skip(t.COMMA));
  return r.itemsSince(declarations);
}

function readLoop(r: DirectReader): Statement {
  const { start } = r;
  const at = r.place(start, start);
  r.next();
  r.expect(t.OPEN_PAREN);
  const { token, start: listStart } = r;
  let init: readonly Statement[] = [];
  if (token === t.CONST || token === t.LET || token === t.VAR) {
    const before = r.lastPlace;
    r.next();
    if (r.token === t.OF) unsure();
    if (isBehindPattern(r)) return readForOf(r, at);
    r.isInHead = true;
    const declarations = readDeclarations(r);
    r.isInHead = false;
    const listAt = r.placeAfter(before, listStart, r.lastEnd);
    init = [
      r.put<Statement & Placed>({
        k: "variables",
        kind: kindOf(token),
        declarations,
        exported: "no",
        at: listAt,
      }),
    ];
  } else if (token !== t.SEMICOLON) {
    r.isInHead = true;
    init = [{ k: "expression", value: readExpression(r) }];
    r.isInHead = false;
  }
  r.expect(t.SEMICOLON);
  const test = r.token === t.SEMICOLON ? null : readExpression(r);
  r.expect(t.SEMICOLON);
  const update = r.token === t.CLOSE_PAREN ? null : readExpression(r);
  r.expect(t.CLOSE_PAREN);
  const body = readBranch(r);
  r.endPlace(at, r.lastEnd);
  return r.put<Statement & Placed>({ k: "for", init, test, update, body, at });
}

/** Is there `of` or `in` behind the name or pattern that starts at the current token? */
function isBehindPattern(r: DirectReader): boolean {
  const { text } = r;
  let at = t.isName(r.token) ? r.peek() : skipBrackets(text, r.start);
  while (text.charCodeAt(at) <= 32) at++;
  return (text.startsWith("of", at) || text.startsWith("in", at)) && !isWordCode(text.charCodeAt(at + 2));
}

function readForOf(r: DirectReader, at: number): Statement {
  const pattern = readPattern(r);
  const isIn = r.token === t.IN;
  if (!isIn && r.token !== t.OF) unsure();
  r.next();
  const of = isIn ? readExpression(r) : readValue(r);
  r.expect(t.CLOSE_PAREN);
  const body = readBranch(r);
  r.endPlace(at, r.lastEnd);
  return r.put<Statement & Placed>({ k: "forOf", isIn, pattern, of, body, at });
}

function readSwitch(r: DirectReader): Statement {
  r.next();
  const subject = readCondition(r);
  r.expect(t.OPEN_BRACE);
  const clauses = r.itemCount;
  while (r.token !== t.CLOSE_BRACE) {
    let test: Expr | null = null;
    if (!r.skip(t.DEFAULT)) {
      r.expect(t.CASE);
      r.colons++;
      test = readExpression(r);
      r.colons--;
    }
    r.expect(t.COLON);
    const body = r.itemCount;
    while (r.token !== t.CASE && r.token !== t.DEFAULT && r.token !== t.CLOSE_BRACE) {
      const statement = readStatement(r, false);
      if (statement) r.addItem(statement);
    }
    r.addItem({ test, body: r.itemsSince(body) });
  }
  r.next();
  return { k: "switch", subject, clauses: r.itemsSince(clauses) };
}

function readTry(r: DirectReader): Statement {
  r.next();
  const body = readBlock(r);
  if (r.token !== t.CATCH && r.token !== t.FINALLY) unsure();
  if (r.skip(t.CATCH)) skipCatch(r);
  return { k: "block", body: r.skip(t.FINALLY) ? [...body, ...readBlock(r)] : body };
}

/** Constants do not throw: what is caught is not followed, but what it changes would be noted. */
function skipCatch(r: DirectReader): void {
  const silence = r.pause();
  r.unfollowed++;
  if (r.skip(t.OPEN_PAREN)) {
    readPattern(r);
    skipAnnotation(r);
    r.expect(t.CLOSE_PAREN);
  }
  readBlock(r);
  // Gives up where something was changed.
  r.resume(silence);
  r.unfollowed--;
}

/** `function` or `async function` is next; `start`: of the statement with its modifiers. */
export function readDeclaredFunction(r: DirectReader, start: number, exported: Exported): Statement {
  const at = r.place(start, start);
  const isAsync = r.skip(t.ASYNC);
  if (r.token !== t.FUNCTION || (isAsync && r.isOnNewLine)) unsure();
  r.next();
  let name = "";
  let nameAt = at;
  if (t.isName(r.token)) {
    name = r.word;
    nameAt = r.place(r.start, r.end);
    r.next();
  } else if (exported !== "default") unsure();
  const value = readParts(r, "later", { start, name, isAsync, kind: "function" });
  r.endPlace(at, r.lastEnd);
  return name === ""
    ? r.put<Statement & Placed>({ k: "exportDefault", value, at })
    : r.putOthers(r.put<Statement & Placed>({ k: "function", name, nameAt, value, exported, at }));
}

/** `enum` is the current token. */
export function readEnum(r: DirectReader, start: number, exported: Exported): Statement {
  const at = r.place(start, start);
  r.expect(t.ENUM);
  if (!t.isName(r.token)) unsure();
  const name = r.word;
  const nameAt = r.place(r.start, r.end);
  r.next();
  r.expect(t.OPEN_BRACE);
  const entries = r.itemCount;
  let next: number | undefined = 0;
  while (r.token !== t.CLOSE_BRACE) {
    const memberAt = r.place(r.start, r.start);
    const member = readPropertyName(r);
    let value: Expr;
    if (r.skip(t.ASSIGN)) value = readValue(r);
    else if (next !== undefined) value = r.put({ k: "number", value: next, at: memberAt });
    else value = r.put({ k: "unknown", reason: "an enum member without a value", at: memberAt });
    next = value.k === "number" ? value.value + 1 : undefined;
    r.endPlace(memberAt, r.lastEnd);
    r.addItem(r.put({ k: "property", name: member, value, at: memberAt, shorthand: false }));
    if (r.token !== t.CLOSE_BRACE) r.expect(t.COMMA);
  }
  r.next();
  r.endPlace(at, r.lastEnd);
  const value: Expr = r.put({ k: "object", entries: r.itemsSince(entries), at });
  return r.putOthers(
    r.put<Statement & Placed>({ k: "members", kind: "enum", name, nameAt, value, exported, at }),
  );
}

/** `interface X { … }`, `type X = …`. false: the word is a name here. */
export function skipTypeDeclaration(r: DirectReader): boolean {
  const isInterface = r.token === t.INTERFACE;
  const at = r.peek();
  const code = r.text.charCodeAt(at);
  if (!isInterface && isBehindName(code)) return false;
  r.next();
  if (r.isOnNewLine || !t.isName(r.token)) unsure();
  r.next();
  skipTypeParameters(r);
  if (isInterface) {
    if (r.skip(t.EXTENDS)) {
      do skipReference(r);
      while (r.skip(t.COMMA));
    }
    skipMembers(r, false);
    return true;
  }
  r.expect(t.ASSIGN);
  skipType(r);
  endStatement(r);
  return true;
}
