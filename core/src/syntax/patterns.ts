// What a declaration or parameter binds: a name, or names inside of objects and arrays.
import * as ts from "typescript";
import { readExpression, readPropertyName } from "./expressions.ts";
import type { Pattern, PatternElement } from "./facts.ts";
import type { Reader } from "./reader.ts";

export function readPattern(reader: Reader, name: ts.BindingName): Pattern {
  const at = reader.at(name);
  if (ts.isIdentifier(name)) return { k: "name", name: ts.idText(name), at };
  let rest: Pattern | null = null;
  if (ts.isArrayBindingPattern(name)) {
    const items: (PatternElement | null)[] = [];
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) items.push(null);
      else if (element.dotDotDotToken) rest = readPattern(reader, element.name);
      else items.push(readElement(reader, element.name, element.initializer));
    }
    return { k: "array", items, rest, at };
  }
  const properties: (Pattern & { readonly k: "object" })["properties"][number][] = [];
  for (const { name: target, propertyName, initializer, dotDotDotToken } of name.elements) {
    if (dotDotDotToken) {
      rest = readPattern(reader, target);
      continue;
    }
    const property = propertyName ?? (ts.isIdentifier(target) ? target : undefined);
    if (!property) continue;
    const read = readPropertyName(reader, property);
    properties.push({ name: read, target: readElement(reader, target, initializer) });
  }
  return { k: "object", properties, rest, at };
}

export function readElement(
  reader: Reader,
  name: ts.BindingName,
  initializer: ts.Expression | undefined,
): PatternElement {
  const pattern = readPattern(reader, name);
  return { pattern, otherwise: initializer ? readExpression(reader, initializer) : null };
}

/** The names a pattern binds. */
export function namesOf(pattern: Pattern): readonly string[] {
  switch (pattern.k) {
    case "name":
      return pattern.name === "" ? [] : [pattern.name];
    case "object":
      return [
        ...pattern.properties.flatMap(({ target }) => namesOf(target.pattern)),
        ...(pattern.rest ? namesOf(pattern.rest) : []),
      ];
    case "array":
      return [
        ...pattern.items.flatMap((item) => (item ? namesOf(item.pattern) : [])),
        ...(pattern.rest ? namesOf(pattern.rest) : []),
      ];
  }
}
