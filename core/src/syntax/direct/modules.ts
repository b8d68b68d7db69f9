// Imports and exports.
import type { ExportFact, ImportFact, Statement } from "../facts.ts";
import { readClass } from "./classes.ts";
import { readValue } from "./expressions.ts";
import type { DirectReader } from "./reader.ts";
import {
  endStatement,
  type Placed,
  readDeclaredFunction,
  readEnum,
  readVariablesOrEnum,
  skipTypeDeclaration,
} from "./statements.ts";
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";
import { shared } from "./words.ts";

export function readImport(r: DirectReader): Statement {
  const { start } = r;
  const before = r.lastPlace;
  r.next();
  const names = r.itemCount;
  let bareAt = -1;
  if (r.token === t.STRING) bareAt = r.place(start, start);
  else {
    const typeOnly = r.token === t.TYPE && isTypeOnly(r);
    if (typeOnly) r.next();
    if (t.isName(r.token)) {
      if (r.token === t.TYPE || r.token === t.FROM) unsure();
      r.addItem(readBinding(r, "default", typeOnly));
      // `import defer * as x`, `import x = …`
      if (r.token !== t.FROM) r.expect(t.COMMA);
      else if (r.isOnNewLine) unsure();
    }
    if (r.token === t.STAR) r.addItem(readNamespace(r, typeOnly));
    else if (r.token === t.OPEN_BRACE) readImportNames(r, typeOnly);
    else if (r.itemCount === names || r.text.charCodeAt(r.lastEnd - 1) === t.COMMA) unsure();
    r.expect(t.FROM);
  }
  const { specifier, specifierAt } = readModule(r, before);
  skipAttributes(r);
  endStatement(r);
  if (bareAt >= 0) {
    r.endPlace(bareAt, r.lastEnd);
    r.addItem(r.put({ local: "", imported: "", at: bareAt, typeOnly: false }));
  }
  return r.putOthers<Statement>({
    k: "import",
    specifier,
    specifierAt,
    names: r.itemsSince(names),
  });
}

/** `import type { … }`, `import type X from`; the word `type` is the current token. */
function isTypeOnly(r: DirectReader): boolean {
  const at = r.peek();
  const code = r.text.charCodeAt(at);
  if (code === t.COMMA || r.text.startsWith("from", at)) unsure();
  return true;
}

function readBinding(r: DirectReader, imported: string, typeOnly: boolean): ImportFact {
  const { word: local, start, end } = r;
  r.next();
  return r.put({ local, imported, at: r.place(start, end), typeOnly });
}

function readNamespace(r: DirectReader, typeOnly: boolean): ImportFact {
  const { start } = r;
  r.next();
  r.expect(t.AS);
  if (!t.isName(r.token)) unsure();
  const { word: local } = r;
  r.next();
  return r.put({ local, imported: "*", at: r.place(start, r.lastEnd), typeOnly });
}

function readImportNames(r: DirectReader, clauseTypeOnly: boolean): void {
  r.next();
  while (r.token !== t.CLOSE_BRACE) {
    const { start } = r;
    const typeOnly = skipTypeOnly(r);
    const { token, word: imported } = r;
    if (!t.isWord(token)) unsure();
    r.next();
    let local = imported;
    if (r.token === t.AS) {
      r.next();
      if (!t.isName(r.token)) unsure();
      local = r.word;
      r.next();
    } else if (!t.isName(token)) unsure();
    if (r.token !== t.CLOSE_BRACE && r.token !== t.COMMA) unsure();
    const at = r.place(start, r.lastEnd);
    r.addItem(r.put({ local, imported, at, typeOnly: clauseTypeOnly || typeOnly }));
    r.skip(t.COMMA);
  }
  r.next();
}

/** `type` before a name in braces. */
function skipTypeOnly(r: DirectReader): boolean {
  if (r.token !== t.TYPE) return false;
  const at = r.peek();
  const code = r.text.charCodeAt(at);
  if (code === t.COMMA || code === t.CLOSE_BRACE) return false;
  // `type as as as`
  if (r.text.startsWith("as", at)) unsure();
  r.next();
  return true;
}

/** A module's name, whose place comes before those of the names. */
function readModule(
  r: DirectReader,
  before: number,
): { readonly specifier: string; readonly specifierAt: number } {
  if (r.token !== t.STRING || r.isEscaped) unsure();
  const { start, end } = r;
  r.next();
  return {
    specifier: shared(r.text, start + 1, end - 1),
    specifierAt: r.placeAfter(before, start, end),
  };
}

/** `with { type: "json" }` */
function skipAttributes(r: DirectReader): void {
  if (r.token !== t.WITH) return;
  if (r.isOnNewLine) unsure();
  r.next();
  r.expect(t.OPEN_BRACE);
  while (r.token !== t.CLOSE_BRACE) {
    if (!t.isWord(r.token)) unsure();
    r.next();
    r.expect(t.COLON);
    r.expect(t.STRING);
    if (r.token !== t.CLOSE_BRACE) r.expect(t.COMMA);
  }
  r.next();
}

export function readExport(r: DirectReader): Statement | undefined {
  const { start } = r;
  r.next();
  switch (r.token) {
    case t.CONST:
    case t.LET:
    case t.VAR:
      return readVariablesOrEnum(r, start, "named");
    case t.FUNCTION:
    case t.ASYNC:
      return readDeclaredFunction(r, start, "named");
    case t.ENUM:
      return readEnum(r, start, "named");
    case t.CLASS:
      return readClass(r, start, "named");
    case t.INTERFACE:
      skipTypeDeclaration(r);
      return undefined;
    case t.TYPE:
      skipExportedType(r);
      return undefined;
    case t.DEFAULT:
      return readDefault(r, start);
    case t.STAR:
      return readExportAll(r, start);
    case t.OPEN_BRACE:
      return readExportNames(r, start);
    default:
      return unsure();
  }
}

function skipExportedType(r: DirectReader): void {
  const code = r.text.charCodeAt(r.peek());
  if (code === t.STAR) {
    r.next();
    const silence = r.pause();
    readExportAll(r, r.start);
    r.resume(silence);
    return;
  }
  if (code !== t.OPEN_BRACE) {
    if (!skipTypeDeclaration(r)) unsure();
    return;
  }
  r.next();
  const silence = r.pause();
  readExportNames(r, r.start);
  r.resume(silence);
}

function readDefault(r: DirectReader, start: number): Statement {
  r.next();
  if (r.token === t.FUNCTION || (r.token === t.ASYNC && r.text.startsWith("function", r.peek()))) {
    return readDeclaredFunction(r, start, "default");
  }
  if (r.token === t.CLASS) return readClass(r, start, "default");
  if (r.token === t.INTERFACE || (t.mayDeclare(r.token) && r.token !== t.ASYNC)) unsure();
  const at = r.place(start, start);
  const value = readValue(r);
  endStatement(r);
  r.endPlace(at, r.lastEnd);
  return r.put<Statement & Placed>({ k: "exportDefault", value, at });
}

/** `export * from`, `export * as name from` */
function readExportAll(r: DirectReader, start: number): Statement {
  const before = r.lastPlace;
  const clauseStart = r.start;
  r.next();
  let names: readonly ExportFact[] | undefined;
  if (r.skip(t.AS)) {
    if (!t.isName(r.token) && r.token !== t.DEFAULT) unsure();
    const { word: name, end } = r;
    r.next();
    names = [r.put({ name, local: "*", at: r.place(clauseStart, end) })];
  }
  r.expect(t.FROM);
  const { specifier: from, specifierAt: fromAt } = readModule(r, before);
  skipAttributes(r);
  endStatement(r);
  names ??= [r.put({ name: "*", local: "*", at: r.place(start, r.lastEnd) })];
  return r.putOthers<Statement>({ k: "export", names, from, fromAt });
}

/** `export { a, b as c }`, also of another module. */
function readExportNames(r: DirectReader, start: number): Statement {
  const before = r.lastPlace;
  r.next();
  const names = r.itemCount;
  let isReserved = false;
  while (r.token !== t.CLOSE_BRACE) {
    const elementStart = r.start;
    const typeOnly = skipTypeOnly(r);
    if (!t.isWord(r.token)) unsure();
    isReserved ||= !t.isName(r.token);
    const { word: local } = r;
    r.next();
    let name = local;
    if (r.skip(t.AS)) {
      if (!t.isWord(r.token)) unsure();
      name = r.word;
      r.next();
    }
    if (!typeOnly) r.addItem(r.put({ name, local, at: r.place(elementStart, r.lastEnd) }));
    if (r.token !== t.CLOSE_BRACE) r.expect(t.COMMA);
  }
  r.next();
  let from: string | null = null;
  let fromAt = -1;
  if (r.token === t.FROM) {
    if (r.isOnNewLine) unsure();
    r.next();
    ({ specifier: from, specifierAt: fromAt } = readModule(r, before));
    skipAttributes(r);
  } else if (isReserved) unsure(); // `export { default }`
  endStatement(r);
  if (from === null) fromAt = r.placeAfter(before, start, r.lastEnd);
  return r.putOthers<Statement>({ k: "export", names: r.itemsSince(names), from, fromAt });
}
