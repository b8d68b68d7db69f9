// `{ … }` in expressions: properties and methods, or only the names of a schema's columns.
import { COMPUTING } from "../expressions.ts";
import type { Expr, ObjectEntry } from "../facts.ts";
import { numberOf, readValueInside } from "./expressions.ts";
import { readParts } from "./functions.ts";
import { readSpread, readString } from "./postfix.ts";
import type { DirectReader } from "./reader.ts";
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";

export function readObject(r: DirectReader): Expr {
  return readEntries(r, readEntry);
}

/** Of an object schema only the names of the columns matter, and there are many. */
export function readColumnNames(r: DirectReader): Expr {
  return readEntries(r, readColumn);
}

function readEntries(r: DirectReader, read: (r: DirectReader) => ObjectEntry): Expr {
  const at = r.place(r.start, r.start);
  r.next();
  const entries = r.itemCount;
  while (r.token !== t.CLOSE_BRACE) {
    r.addItem(r.token === t.DOTS ? readSpread(r) : read(r));
    if (r.token !== t.CLOSE_BRACE) r.expect(t.COMMA);
  }
  r.next();
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "object", entries: r.itemsSince(entries), at });
}

function readColumn(r: DirectReader): ObjectEntry {
  const at = r.place(r.start, r.start);
  const name = readPropertyName(r);
  if (r.token !== t.COLON) unsure();
  const silence = r.pause();
  r.next();
  readValueInside(r);
  r.resume(silence);
  r.endPlace(at, r.lastEnd);
  const value: Expr = r.put({ k: "unknown", reason: "a schema", at });
  return r.put({ k: "property", name, value, at, shorthand: false });
}

function readEntry(r: DirectReader): ObjectEntry {
  const { start, end, token } = r;
  const at = r.place(start, end);
  if (t.isName(token)) {
    const code = r.text.charCodeAt(end);
    const isShort =
      code === t.COMMA || code === t.CLOSE_BRACE || ((code === 32 || code === 10) && isShorthand(r));
    if (isShort) return readShorthand(r, at);
  }
  let isAsync = false;
  if (token === t.ASYNC || token === t.GET || token === t.SET) {
    const code = r.text.charCodeAt(r.peek());
    if (code !== t.COLON && code !== t.OPEN_PAREN) {
      // Getters and setters are rare.
      if (token !== t.ASYNC) unsure();
      isAsync = true;
      r.next();
      if (r.isOnNewLine) unsure();
    }
  }
  const isWord = t.isWord(r.token);
  const { word } = r;
  const isGenerator = r.skip(t.STAR);
  const name = readPropertyName(r);
  const isComputing = name.k === "string" && COMPUTING.has(name.value);
  let value: Expr;
  if (r.token === t.COLON) {
    if (isAsync || isGenerator) unsure();
    r.next();
    value = readValueInside(r, isComputing ? "never" : "later");
  } else if (r.token === t.OPEN_PAREN || r.token === t.LESS) {
    if (isGenerator && !isComputing) unsure();
    value = readParts(r, isComputing ? "never" : "later", {
      start,
      name: isWord ? word : "",
      isAsync,
      kind: "method",
    });
  } else unsure();
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "property", name, value, at, shorthand: false });
}

function isShorthand(r: DirectReader): boolean {
  const code = r.text.charCodeAt(r.peek());
  return code === t.COMMA || code === t.CLOSE_BRACE;
}

/** `{ customers }` */
function readShorthand(r: DirectReader, at: number): ObjectEntry {
  const { start, end, word } = r;
  r.next();
  const place = r.place(start, end);
  r.names.add(word);
  const name: Expr = r.put({ k: "string", value: word, at });
  const value: Expr =
    word === "undefined" ? r.put({ k: "undefined", at: place }) : r.put({ k: "name", name: word, at: place });
  return r.put({ k: "property", name, value, at, shorthand: true });
}

export function readPropertyName(r: DirectReader): Expr {
  const { start, end, token } = r;
  if (t.isWord(token)) {
    const { word: value } = r;
    r.next();
    return r.put({ k: "string", value, at: r.place(start, end) });
  }
  if (token === t.STRING) return readString(r);
  if (token === t.NUMBER) {
    const value = String(numberOf(r));
    r.next();
    return r.put({ k: "string", value, at: r.place(start, end) });
  }
  r.expect(t.OPEN_BRACKET);
  const name = readValueInside(r);
  r.expect(t.CLOSE_BRACKET);
  return name;
}
