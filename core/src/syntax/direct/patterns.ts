// What a declaration or parameter binds.
import type { Pattern, PatternElement } from "../facts.ts";
import { readValueInside } from "./expressions.ts";
import { readPropertyName } from "./objects.ts";
import type { DirectReader } from "./reader.ts";
import * as t from "./tokens.ts";
import { unsure } from "./unsure.ts";

type Property = (Pattern & { readonly k: "object" })["properties"][number];

export function readPattern(r: DirectReader): Pattern {
  const { start, token } = r;
  if (token === t.OPEN_BRACE || token === t.OPEN_BRACKET) {
    r.enter();
    const pattern = token === t.OPEN_BRACE ? readObjectPattern(r) : readArrayPattern(r);
    r.leave();
    return pattern;
  }
  if (!t.isName(token)) unsure();
  const { word: name, end } = r;
  r.next();
  return r.put({ k: "name", name, at: r.place(start, end) });
}

/** A pattern and its default; `skipType` skips what may stand between them. */
export function readElementOf(
  r: DirectReader,
  skipType: ((r: DirectReader) => void) | undefined,
  mayHaveValue = true,
): PatternElement {
  const pattern = readPattern(r);
  skipType?.(r);
  if (r.token !== t.ASSIGN) return { pattern, otherwise: null };
  if (!mayHaveValue) unsure();
  r.next();
  return { pattern, otherwise: readValueInside(r) };
}

function readArrayPattern(r: DirectReader): Pattern {
  const at = r.place(r.start, r.start);
  r.next();
  const items = r.itemCount;
  let rest: Pattern | null = null;
  while (r.token !== t.CLOSE_BRACKET) {
    if (r.token === t.COMMA) r.addItem(null);
    else if (r.skip(t.DOTS)) rest = readPattern(r);
    else r.addItem(readElementOf(r, undefined));
    if (r.token !== t.CLOSE_BRACKET) r.expect(t.COMMA);
  }
  r.next();
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "array", items: r.itemsSince(items), rest, at });
}

function readObjectPattern(r: DirectReader): Pattern {
  const at = r.place(r.start, r.start);
  r.next();
  const properties = r.itemCount;
  let rest: Pattern | null = null;
  while (r.token !== t.CLOSE_BRACE) {
    if (r.skip(t.DOTS)) rest = readPattern(r);
    else r.addItem(readProperty(r));
    if (r.token !== t.CLOSE_BRACE) r.expect(t.COMMA);
  }
  r.next();
  r.endPlace(at, r.lastEnd);
  return r.put({ k: "object", properties: r.itemsSince(properties), rest, at });
}

function readProperty(r: DirectReader): Property {
  const { start, end, token, word } = r;
  const name = readPropertyName(r);
  if (r.skip(t.COLON)) return { name, target: readElementOf(r, undefined) };
  if (!t.isName(token)) unsure();
  const pattern: Pattern = r.put({ k: "name", name: word, at: r.place(start, end) });
  const otherwise = r.skip(t.ASSIGN) ? readValueInside(r) : null;
  return { name, target: { pattern, otherwise } };
}
