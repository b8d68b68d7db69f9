// A declaration that was readable a moment ago and is in the middle of an edit keeps saying what it said: neither it nor
// its readers flicker while its text is broken.
import type { Expr, FileFacts, Unit, UnitShape } from "./facts.ts";

/** `now` with the last known value of declarations that are still in `text`, but cannot be read in it. */
export function keepUnreadable(before: FileFacts, now: FileFacts, text: string): FileFacts {
  if (now.syntaxErrors.length === 0) return now;
  let units = now.units;
  let starts = now.starts;
  for (const old of before.units) {
    if (!isCall(old.shape)) continue;
    const index = units.findIndex(({ id }) => id === old.id);
    const found = units[index];
    if (found && !isUnreadable(found.shape)) continue;
    const start = found ? starts[index] : placeOf(old.id, text);
    if (start === undefined) continue;
    const kept = keep(old);
    if (found) units = units.with(index, kept);
    else {
      const at = starts.findIndex((other) => other > start);
      const place = at < 0 ? units.length : at;
      units = units.toSpliced(place, 0, kept);
      starts = starts.toSpliced(place, 0, start);
    }
  }
  return { ...now, units, starts };
}

/** Every part of it gets the place of its name. Literals lose their text's place: nothing may be edited there. */
function keep(unit: Unit): Unit {
  const end = unit.id.length;
  return {
    id: unit.id,
    shape: unit.isOlder ? unit.shape : (withoutTextPlaces(unit.shape) as UnitShape),
    spans: unit.spans.map((_, i) => (i % 2 === 0 ? 0 : end)),
    length: end,
    isOlder: true,
  };
}

function withoutTextPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTextPlaces);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "textAt");
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutTextPlaces(inner)]));
}

/** `const name = call(…)`: what assets are declared by. */
function isCall({ statement }: UnitShape): boolean {
  if (statement.k !== "variables") return false;
  const [declaration, ...others] = statement.declarations;
  return others.length === 0 && declaration?.pattern.k === "name" && declaration.value?.k === "call";
}

function isUnreadable({ statement }: UnitShape): boolean {
  if (statement.k !== "variables") return true;
  const value = statement.declarations[0]?.value;
  return !value || isUnreadableExpr(value);
}

function isUnreadableExpr(expr: Expr): boolean {
  if (expr.k === "member") return isUnreadableExpr(expr.object);
  if (expr.k === "call") return isUnreadableExpr(expr.callee);
  return expr.k === "unknown";
}

/** Where the text still declares the name. */
function placeOf(name: string, text: string): number | undefined {
  for (const match of text.matchAll(/\b(?:const|let|var)\s+([\w$]+)/g)) {
    if (match[1] === name) return match.index + match[0].length - name.length;
  }
  return undefined;
}
