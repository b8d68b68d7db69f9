// The property of a value.
import { readLength } from "./builtins/methods.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Site } from "./linked.ts";
import { isKey, toKey } from "./keys.ts";
import {
  describeValue,
  joined,
  text,
  unresolved,
  type ArrayValue,
  type Declaration,
  type Value,
} from "./values.ts";
import { sdkExport } from "./bindings.ts";

export function readProperty(evaluator: Evaluator, object: Value, name: string, site: Site): Value {
  switch (object.k) {
    case "object": {
      const entry = object.entries.get(name);
      const doubt = entry ? entry.maybeReplaced : object.unknown[0];
      if (doubt) return { k: "unresolved", unresolved: doubt };
      return entry?.value ?? { k: "undefined" };
    }
    case "array":
      if (!object.complete)
        return unresolved(site, "the array has entries that are only known when the code runs");
      return readLength(object, name) ?? elementOf(object, name) ?? unknownMember(site, name);
    case "text":
      return readLength(object, name) ?? characterOf(object, name) ?? unknownMember(site, name);
    case "namespace":
      return (
        evaluator.bindings.exported(object.path, name, site) ??
        unresolved(site, `\`${object.path}\` has no export \`${name}\``)
      );
    case "sdkNamespace":
      return sdkExport(name, site);
    case "sdk":
    case "global":
      return { k: object.k, name: `${object.name}.${name}` };
    case "declaration":
      if (name === "key") return keyOf(evaluator, object.declaration);
      return unknownMember(site, name);
    case "boolean":
    case "check":
    case "function":
    case "null":
    case "number":
    case "partitions":
    case "ref":
    case "sql":
    case "undefined":
    case "unresolved":
      return unresolved(site, `${describeValue(object)} has no known property \`${name}\``);
  }
}

/** As the SDK gives it: components are joined. */
function keyOf(evaluator: Evaluator, declaration: Declaration): Value {
  const entry = evaluator.option(declaration, "key");
  if (!entry) return { k: "undefined" };
  if (entry.maybeReplaced) return { k: "unresolved", unresolved: entry.maybeReplaced };
  const key = toKey(entry);
  return isKey(key) ? { k: "text", parts: key.parts } : { k: "unresolved", unresolved: key };
}

function elementOf({ items }: ArrayValue, name: string): Value | undefined {
  return /^\d+$/.test(name) ? (items[Number(name)]?.value ?? { k: "undefined" }) : undefined;
}

function characterOf(object: Value & { readonly k: "text" }, name: string): Value | undefined {
  if (!/^\d+$/.test(name)) return undefined;
  const character = joined(object.parts)[Number(name)];
  return character === undefined ? { k: "undefined" } : text(character);
}

function unknownMember(site: Site, name: string): Value {
  return unresolved(site, `\`${name}\` is only known when the code runs`);
}
