// The options of a declaration, read one by one where the code allows it: assets may read each other.
import type { Expr } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Declaration, Entry, Item, ObjectValue } from "./values.ts";
import { isPlain, lastWritten } from "./written.ts";

export function optionsExpr({ call }: Declaration): Expr | undefined {
  return call.args[0];
}

export function optionOf(evaluator: Evaluator, declaration: Declaration, name: string): Entry | undefined {
  const { options, scope } = declaration;
  const written = optionsExpr(declaration);
  if (options === null && written?.k === "object") {
    const found = lastWritten(written, name);
    if (found) return { ...evaluator.item(scope, found), nameSite: null, maybeReplaced: null };
    // Nothing gives it, and no spread could.
    if (isPlain(written)) return undefined;
  }
  const whole = wholeOptions(evaluator, declaration);
  const object = whole && asObject(whole);
  if (!object) return undefined;
  const entry = object.entries.get(name);
  if (entry) return entry;
  const [unknown] = object.unknown;
  return unknown && { value: { k: "undefined" }, site: unknown.site, nameSite: null, maybeReplaced: unknown };
}

/** The value of the whole options; undefined when the call has none. */
function wholeOptions(evaluator: Evaluator, declaration: Declaration): Item | undefined {
  const { options, scope } = declaration;
  if (options !== null) return options;
  const written = optionsExpr(declaration);
  if (!written) return undefined;
  return evaluator.wholes.once(declaration, () => evaluator.item(scope, written));
}

function asObject({ value, site }: Item): ObjectValue {
  if (value.k === "object") return value;
  const reason =
    value.k === "unresolved"
      ? value.unresolved
      : { site, reason: "its options are no object", isMistake: true as const };
  return { k: "object", entries: new Map(), unknown: [reason], site, owner: null };
}
