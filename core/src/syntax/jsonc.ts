// JSON with comments and trailing commas (tsconfig.json, package.json) → plain data.
import { readFacts } from "./parse.ts";
import type { Expr } from "./facts.ts";

/** undefined where the text is not JSON; half-broken files give what could be read. */
export function readJsonc(text: string): unknown {
  const [unit] = readFacts("config.json", text).units;
  const statement = unit?.shape.statement;
  return statement?.k === "exportDefault" ? toData(statement.value) : undefined;
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
    case "assign":
    case "binary":
    case "call":
    case "conditional":
    case "function":
    case "member":
    case "name":
    case "sequence":
    case "spread":
    case "tagged":
    case "template":
    case "unary":
    case "undefined":
    case "unknown":
      return undefined;
  }
}
