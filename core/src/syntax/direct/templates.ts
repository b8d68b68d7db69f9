// `…${value}…`, and what escapes in strings mean.
import type { Expr } from "../facts.ts";
import { templateEnd } from "./bodies.ts";
import type { DirectReader } from "./reader.ts";
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";
import { shared } from "./words.ts";

/** Skips a template; `skipHole` skips what is in `${…}`. */
export function skipTemplate(r: DirectReader, skipHole: (r: DirectReader) => void): void {
  const { text } = r;
  for (let at = pieceEnd(r, r.start + 1); ; at = pieceEnd(r, r.start + 1)) {
    if (text.charCodeAt(at) === t.BACKTICK) {
      r.jump(at + 1);
      return;
    }
    r.jump(at + 1);
    skipHole(r);
    if (r.token !== t.CLOSE_BRACE) unsure();
  }
}

function pieceEnd(r: DirectReader, start: number): number {
  const end = templateEnd(r.text, start);
  // In a type it must be sound too.
  if (r.text.slice(start, end).includes("\\")) unsure();
  return end;
}

/** A template that starts at the current token. */
export function readTemplate(r: DirectReader, readHole: (r: DirectReader) => Expr): Expr {
  const { text, start } = r;
  let end = templateEnd(text, start + 1);
  if (text.charCodeAt(end) === t.BACKTICK) {
    const at = r.place(start, end + 1);
    r.jump(end + 1);
    return readPiece(r, start + 1, end, at);
  }
  const at = r.place(start, end);
  const parts = r.itemCount;
  if (end - 1 > start + 1) r.addItem(readPiece(r, start + 1, end - 1));
  for (;;) {
    r.jump(end + 1);
    r.addItem(readHole(r));
    if (r.token !== t.CLOSE_BRACE) unsure();
    const from = r.start + 1;
    end = templateEnd(text, from);
    const isLast = text.charCodeAt(end) === t.BACKTICK;
    const to = isLast ? end : end - 1;
    if (to > from) r.addItem(readPiece(r, from, to));
    if (!isLast) continue;
    r.endPlace(at, end + 1);
    r.jump(end + 1);
    return r.put({ k: "template", parts: r.itemsSince(parts), at });
  }
}

/** What is in the holes of a template with a tag: its texts are code of another language. */
export function readHoles(r: DirectReader, readHole: (r: DirectReader) => Expr): readonly Expr[] {
  const values = r.itemCount;
  for (let end = templateEnd(r.text, r.start + 1); ; end = templateEnd(r.text, r.start + 1)) {
    const isLast = r.text.charCodeAt(end) === t.BACKTICK;
    r.jump(end + 1);
    if (isLast) return r.itemsSince(values);
    r.addItem(readHole(r));
    if (r.token !== t.CLOSE_BRACE) unsure();
  }
}

/** A text in a template; `at`: of the whole literal. */
function readPiece(r: DirectReader, start: number, end: number, at?: number): Expr {
  const { text } = r;
  let isPlain = true;
  for (let i = start; i < end && isPlain; i++) {
    const code = text.charCodeAt(i);
    isPlain = code !== t.BACKSLASH && code !== 13;
  }
  return textExpr(r, start, end, isPlain, at);
}

/** A string whose characters stand between `start` and `end`. */
export function textExpr(r: DirectReader, start: number, end: number, isPlain: boolean, at?: number): Expr {
  const value = isPlain ? shared(r.text, start, end) : unescaped(r.text.slice(start, end));
  const whole = at ?? r.place(start, start + value.length);
  if (!isPlain && !r.text.startsWith(value, start)) return r.put({ k: "string", value, at: whole });
  return r.putOthers(r.put({ k: "string", value, at: whole, textAt: r.place(start, start + value.length) }));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
]);

function unescaped(raw: string): string {
  let value = "";
  for (let at = 0; at < raw.length; at++) {
    const char = raw.charAt(at);
    if (char === "\r") {
      // In a template every line break is one character.
      if (raw.charAt(at + 1) === "\n") at++;
      value += "\n";
      continue;
    }
    if (char !== "\\") {
      value += char;
      continue;
    }
    const escaped = raw.charAt(++at);
    const meaning = ESCAPES.get(escaped);
    if (meaning !== undefined) value += meaning;
    else if (escaped === "u" && /^[\da-f]{4}/i.test(raw.slice(at + 1))) {
      value += String.fromCharCode(Number.parseInt(raw.slice(at + 1, at + 5), 16));
      at += 4;
    }
    // The rest are letters with a meaning, digits and line breaks.
    else if (/[\\'"`$/.()[\]{}*+?^| -]/.test(escaped)) value += escaped;
    else unsure();
  }
  return value;
}
