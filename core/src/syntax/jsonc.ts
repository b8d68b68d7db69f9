// JSON with comments and trailing commas (tsconfig.json, package.json) → plain data.
import { readFacts } from "./parse.ts";
import type { Expr } from "./facts.ts";

/** undefined where the text is not JSON; half-broken files give what could be read. */
export function readJsonc(text: string): unknown {
  const { shape } = readFacts("config.json", text);
  const value = shape.exports.find(({ name }) => name === "default")?.value;
  return value && toData(value);
}

function toData(expr: Expr): unknown {
  switch (expr.k) {
    case "string":
    case "number":
    case "boolean":
      return expr.value;
    case "null":
      return null;
    case "array":
      return expr.items.map(toData);
    case "object": {
      const entries = expr.entries.flatMap((entry) =>
        entry.k === "property" && entry.name.k === "string" ? [[entry.name.value, toData(entry.value)]] : [],
      );
      return Object.fromEntries(entries);
    }
    case "binary":
    case "call":
    case "conditional":
    case "function":
    case "member":
    case "name":
    case "spread":
    case "tagged":
    case "template":
    case "undefined":
    case "unknown":
      return undefined;
  }
}
