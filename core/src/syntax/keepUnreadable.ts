// A declaration that was readable a moment ago and is in the middle of an edit keeps saying what it said: neither it nor
// its readers flicker while its text is broken.
import type { BindingFact, Expr, FileFacts } from "./facts.ts";

/** `now` with the last known value of declarations that are still in `text`, but cannot be read in it. */
export function keepUnreadable(before: FileFacts, now: FileFacts, text: string): FileFacts {
  if (now.syntaxErrors.length === 0) return now;
  const spans = [...now.spans];
  const bindings = [...now.shape.bindings];
  const exports = [...now.shape.exports];
  for (const old of before.shape.bindings) {
    if (old.value.k !== "call") continue;
    const index = bindings.findIndex(({ name }) => name === old.name);
    const found = bindings[index];
    if (found && !isUnreadable(found.value)) continue;
    const start = found ? spans[2 * found.at] : placeOf(old.name, text);
    if (start === undefined) continue;
    const relocate = relocator(spans, start, start + old.name.length);
    const kept: BindingFact = {
      ...old,
      at: relocate.at(),
      declarationAt: relocate.at(),
      value: relocate.expr(old.value),
    };
    if (found) bindings[index] = kept;
    else {
      bindings.push(kept);
      const exported = before.shape.exports.find(({ local }) => local === old.name);
      if (exported && !exports.some(({ name }) => name === exported.name))
        exports.push({ ...exported, at: relocate.at() });
    }
  }
  return { ...now, spans, shape: { ...now.shape, bindings, exports } };
}

function isUnreadable(expr: Expr): boolean {
  if (expr.k === "member") return isUnreadable(expr.object);
  if (expr.k === "call") return isUnreadable(expr.callee);
  return expr.k === "unknown";
}

/** Where the text still declares the name. */
function placeOf(name: string, text: string): number | undefined {
  for (const match of text.matchAll(/\b(?:const|let|var)\s+([\w$]+)/g)) {
    if (match[1] === name) return match.index + match[0].length - name.length;
  }
  return undefined;
}

interface Relocator {
  at(): number;
  expr(expr: Expr): Expr;
}

/** Gives every part of an expression the same place. Literals lose their text's place: nothing may be edited there. */
function relocator(spans: number[], start: number, end: number): Relocator {
  const at = (): number => spans.push(start, end) / 2 - 1;
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([name]) => name !== "textAt");
    return Object.fromEntries(
      entries.map(([name, inner]) => [name, /^(at|propertyAt)$/.test(name) ? at() : copy(inner)]),
    );
  };
  return { at, expr: (expr) => copy(expr) as Expr };
}
