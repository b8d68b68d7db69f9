// Classes: their static members are those of an object, the others do not matter.
import type { Exported, Expr, ObjectEntry, Statement } from "../facts.ts";
import { readValueInside } from "./expressions.ts";
import { readParameters, readParts } from "./functions.ts";
import { readPropertyName } from "./objects.ts";
import type { DirectReader } from "./reader.ts";
import { endStatement, readBlock, type Placed } from "./statements.ts";
import * as t from "./tokens.ts";
import { skipAnnotation, skipReference, skipTypeParameters } from "./types.ts";
import { unsure } from "./unsure.ts";

/** `class` is the current token; `start`: of the statement with its modifiers. */
export function readClass(r: DirectReader, start: number, exported: Exported): Statement {
  const at = r.place(start, start);
  r.next();
  // Without a name it is `export default`; `implements` would be a name.
  if (!t.isName(r.token)) unsure();
  const name = r.word;
  const nameAt = r.place(r.start, r.end);
  r.next();
  skipTypeParameters(r);
  skipHeritage(r);
  const { thisName } = r;
  r.thisName = name;
  r.expect(t.OPEN_BRACE);
  const entries = r.itemCount;
  while (r.token !== t.CLOSE_BRACE) {
    if (r.skip(t.SEMICOLON)) continue;
    if (r.token === t.STATIC && !isNameOfMember(r)) r.addItem(readStatic(r));
    else skipMember(r);
  }
  r.next();
  r.thisName = thisName;
  r.endPlace(at, r.lastEnd);
  const value: Expr = r.put({ k: "object", entries: r.itemsSince(entries), at });
  return r.putOthers(
    r.put<Statement & Placed>({ k: "members", kind: "class", name, nameAt, value, exported, at }),
  );
}

function skipHeritage(r: DirectReader): void {
  // A name: calls that make a class are rare.
  if (r.skip(t.EXTENDS)) skipReference(r);
  if (!r.skip(t.IMPLEMENTS)) return;
  do skipReference(r);
  while (r.skip(t.COMMA));
}

/** Is the word the name of a member, and no modifier? */
function isNameOfMember(r: DirectReader): boolean {
  const code = r.text.charCodeAt(r.peek());
  return ENDS_NAME.has(code);
}

const ENDS_NAME: ReadonlySet<number> = new Set([
  t.OPEN_PAREN,
  t.ASSIGN,
  t.COLON,
  t.SEMICOLON,
  t.QUESTION,
  t.EXCLAMATION,
  t.LESS,
  t.CLOSE_BRACE,
]);

/** `static name = value`, `static name() { … }`; `static` is the current token. */
function readStatic(r: DirectReader): ObjectEntry {
  const { start } = r;
  const at = r.place(start, start);
  nextOnLine(r);
  if (r.token === t.READONLY && !isNameOfMember(r)) nextOnLine(r);
  const isAsync = r.token === t.ASYNC && !isNameOfMember(r);
  if (isAsync) nextOnLine(r);
  // Other modifiers, accessors and blocks are left to the tree.
  if (MODIFIERS.has(r.token) && !isNameOfMember(r)) unsure();
  const methodName = t.isWord(r.token) ? r.word : "";
  const name = readPropertyName(r);
  let value: Expr;
  if (r.token === t.OPEN_PAREN || r.token === t.LESS) {
    value = readParts(r, "later", { start, name: methodName, isAsync, kind: "method" });
  } else {
    if (isAsync) unsure();
    skipAnnotation(r);
    const place = r.token === t.ASSIGN ? -1 : r.place(start, start);
    if (r.skip(t.ASSIGN)) value = readValueInside(r);
    else value = r.put({ k: "undefined", at: place });
    endMember(r);
    if (place >= 0) r.endPlace(place, r.lastEnd);
  }
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "property", name, value, at, shorthand: false });
}

const MODIFIERS: ReadonlySet<number> = new Set([
  ...[t.STATIC, t.READONLY, t.ASYNC, t.GET, t.SET, t.PUBLIC, t.PRIVATE, t.PROTECTED, t.CONST, t.EXPORT, t.IN],
  ...["declare", "abstract", "accessor", "override", "out", "default"].map(
    (word) => t.KEYWORDS.get(word) ?? -1,
  ),
]);

function nextOnLine(r: DirectReader): void {
  r.next();
  if (r.isOnNewLine) unsure();
}

/** A member of instances. What it changes would be noted. */
function skipMember(r: DirectReader): void {
  const silence = r.pause();
  r.unfollowed++;
  if (r.token === t.READONLY && !isNameOfMember(r)) nextOnLine(r);
  const isConstructor = r.word === "constructor";
  if (MODIFIERS.has(r.token) && !isNameOfMember(r)) unsure();
  const { start } = r;
  readPropertyName(r);
  if (isConstructor) {
    if (r.token !== t.OPEN_PAREN) unsure();
    readParameters(r, true);
    readBlock(r);
  } else if (r.token === t.OPEN_PAREN || r.token === t.LESS) {
    readParts(r, "later", { start, name: "", isAsync: false, kind: "method" });
  } else {
    skipAnnotation(r);
    if (r.skip(t.ASSIGN)) readValueInside(r);
    endMember(r);
  }
  r.resume(silence);
  r.unfollowed--;
}

function endMember(r: DirectReader): void {
  // `a \n ["b"]` would go on.
  endStatement(r);
}
